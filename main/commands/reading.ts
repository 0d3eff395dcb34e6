/** What is measured and signed: series, volumes, signature, recomputation. */
import { isMeasured } from '#analysis/measurements/measurement.ts'
import type { SeriesDocument, VolumesDocument } from '#contract/documents.ts'
import {
  type MeasuredView,
  type MeasurementSet,
  type Recomputed,
  signatureMeanings,
} from '#contract/views.ts'
import { type Command, exitCodes, option, positional, requiredOption, UsageError } from './command.ts'
import { contourFile } from './contours.ts'
import { chooseReader } from './readers.ts'
import { table } from './table.ts'

type Compared = Recomputed['comparisons'][number]

const words = (value: MeasuredView): string =>
  'value' in value ? `${value.value.toFixed(1)} ${value.unit}` : `unmeasured: ${value.unmeasured}`

export const series: Command = {
  name: 'series',
  usage: 'series STUDY',
  summary: 'role, slices, phases, spacing, RR and heart rate of each series',
  async run(invocation) {
    const { client, output } = invocation
    const list: SeriesDocument = await client.studies.series({ study: positional(invocation, 0, 'STUDY') })
    output.result(list, [
      ...table(
        list.map((s) => [
          s.role,
          s.bodyPlane,
          `${s.slices} x ${s.phases}`,
          words(s.spacing),
          words(s.rr),
          words(s.heartRate),
          s.seriesUid,
        ]),
      ),
      ...list.flatMap(({ role, seriesUid, warnings }) =>
        warnings.map((said) => `warning: ${role} ${seriesUid}: ${said}`),
      ),
    ])
    return exitCodes.done
  },
}

const resultLines = (results: MeasurementSet): string[] => [
  `ED phase ${results.phases.ed ?? '-'}, ES phase ${results.phases.es ?? '-'} (counted from 0)`,
  ...table(
    results.measurements.map((m) =>
      isMeasured(m)
        ? [
            m.quantity,
            m.scope ?? '',
            m.value.toFixed(2),
            m.unit,
            `${m.method} ${m.version}`,
            m.warnings.join('; '),
          ]
        : [m.quantity, m.scope ?? '', 'unmeasured', '', m.unmeasured, m.detail ?? ''],
    ),
  ),
  ...(results.provisional ? ['Provisional: the read is not complete and cannot be signed yet.'] : []),
  ...results.blockers.map(({ detail }) => `  open: ${detail}`),
]

export const volumes: Command = {
  name: 'volumes',
  usage: 'volumes STUDY [--contours FILE] [--reader ID]',
  summary:
    'apply a contour file as a read and print the measurements; slices beyond the contours count as no LV',
  options: { contours: { type: 'string' }, reader: { type: 'string' } },
  async run(invocation) {
    const { client, output } = invocation
    const study = positional(invocation, 0, 'STUDY')
    const path = option(invocation, 'contours')
    const file = path === undefined ? undefined : await contourFile(path)
    const reader = await chooseReader(invocation)
    const read = await client.reads.open({ study })
    const results = file
      ? (await client.reads.openContours({ read: read.read, after: read.seq, file, restIsEmpty: true }))
          .results
      : read.results
    const document: VolumesDocument = {
      read: read.read,
      study,
      reader,
      phases: results.phases,
      provisional: results.provisional,
      blockers: results.blockers,
      measurements: results.measurements,
    }
    output.result(document, [`read ${read.read} of study ${study} by ${reader}`, ...resultLines(results)])
    return exitCodes.done
  },
}

export const sign: Command = {
  name: 'sign',
  usage: 'sign READ [--meaning TEXT] [--reader ID]',
  summary: 'sign a complete read; the passphrase comes from stdin',
  options: { meaning: { type: 'string' }, reader: { type: 'string' } },
  async run(invocation) {
    const { client, output } = invocation
    const read = positional(invocation, 0, 'READ')
    const { reader: owner, seq } = await client.reads.show({ read })
    const reader = option(invocation, 'reader') ?? owner
    await client.readers.choose({ reader })
    const passphrase = await invocation.secret(`Passphrase of ${reader}`)
    const profile = (await client.readers.list()).find(({ id }) => id === reader)
    if (profile && !profile.hasPassphrase) {
      await client.readers.setPassphrase({ reader, passphrase })
      output.progress(`This is the first passphrase of '${reader}'; it is asked for from now on.`)
    }
    const meaning = option(invocation, 'meaning') ?? signatureMeanings[0]
    const signed = await client.reads.sign({ read, passphrase, meaning, after: seq })
    output.result(signed, [
      `Signed read ${signed.read}, version ${signed.version}, head ${signed.head}.`,
      ...signed.leftOut.map(({ analysis, why }) => `  left out: ${analysis}, ${why}`),
    ])
    return exitCodes.done
  },
}

export const recompute: Command = {
  name: 'recompute',
  usage: 'recompute READ',
  summary: 'arrive at a signed read’s numbers again from its log',
  async run(invocation) {
    const { client, output } = invocation
    const again = await client.reads.recompute({ read: positional(invocation, 0, 'READ') })
    output.result(again, [
      `chain ${again.chainIntact ? 'intact' : 'BROKEN'}, head ${again.head}`,
      ...table(again.comparisons.filter(isTold).map(comparedRow)),
      ...ofAnalyses(again),
    ])
    return again.agrees && again.chainIntact ? exitCodes.done : exitCodes.partly
  },
}

/** Of the thousands of numbers of analyses only those that differ; of the read itself every one. */
const isTold = ({ analysis, agreement }: Compared): boolean =>
  analysis === undefined || !(agreement === 'bit-for-bit' || agreement === 'both-unmeasured')

const comparedRow = (c: Compared): string[] => [
  c.analysis ?? '',
  c.quantity,
  c.scope ?? '',
  `${c.recorded ?? '-'}`,
  `${c.recomputed ?? '-'}`,
  c.unit ?? '',
  c.agreement,
]

/** 'strain: 903 numbers, all bit for bit' */
const ofAnalyses = ({ comparisons }: Recomputed): string[] =>
  [...new Set(comparisons.flatMap(({ analysis }) => analysis ?? []))].map((analysis) => {
    const numbers = comparisons.filter((c) => c.analysis === analysis)
    const others = numbers.filter(isTold).length
    return `${analysis}: ${numbers.length} numbers, ${others === 0 ? 'all bit for bit' : `${others} of them not bit for bit`}`
  })

export const unlock: Command = {
  name: 'unlock',
  usage: 'unlock READ --reason TEXT',
  summary: 'open a signed read for a new version; leaves a trace; the passphrase comes from stdin',
  options: { reason: { type: 'string' } },
  async run(invocation) {
    const { client, output } = invocation
    const read = positional(invocation, 0, 'READ')
    const reason = requiredOption(invocation, 'reason')
    if (reason.trim() === '') throw new UsageError('--reason is empty')
    const { reader, seq } = await client.reads.show({ read })
    await client.readers.choose({ reader })
    const view = await client.reads.unlock({
      read,
      reason,
      after: seq,
      passphrase: await invocation.secret(`Passphrase of ${reader}`),
    })
    output.result(view, [`Read ${view.read} is open again.`])
    return exitCodes.done
  },
}
