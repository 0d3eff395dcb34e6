/** `midwall analyse`: everything that a study's series and contours allow, and for the rest why not. */
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { reasonInWords } from '#analysis/report/words.ts'
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import {
  type AnalysesDocument,
  type AnalysisDocument,
  type AnalysisName,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import { type Command, exitCodes, type Invocation, option, positional, UsageError } from './command.ts'
import { contourFile } from './contours.ts'
import { chooseReader } from './readers.ts'
import { table } from './table.ts'

export const analyse: Command = {
  name: 'analyse',
  usage:
    'analyse STUDY [--only strain,scar,...] [--contours FILE] [--haematocrit 0.42] [--relaxivity 4.5] [--saturation-time MS] [--reader ID]',
  summary: `run ${analysisNames.join(', ')} as far as series and contours allow, and say for the rest why not`,
  options: {
    only: { type: 'string' },
    contours: { type: 'string' },
    haematocrit: { type: 'string' },
    relaxivity: { type: 'string' },
    'saturation-time': { type: 'string' },
    reader: { type: 'string' },
  },
  async run(invocation) {
    const { client, output, signal } = invocation
    const study = positional(invocation, 0, 'STUDY')
    const only = chosen(option(invocation, 'only'))
    const haematocrit = number(invocation, 'haematocrit')
    const relaxivity = number(invocation, 'relaxivity')
    const saturationTime = number(invocation, 'saturation-time')
    const path = option(invocation, 'contours')
    const file = path === undefined ? undefined : await contourFile(path)
    const reader = await chooseReader(invocation)
    const { read, seq } = await client.reads.open({ study })
    if (file) await client.reads.openContours({ read, after: seq, file, restIsEmpty: true })
    const input = {
      read,
      ...(only && { only }),
      ...(haematocrit !== undefined && { haematocrit }),
      ...(relaxivity !== undefined && { relaxivity }),
      ...(saturationTime !== undefined && { saturationTime }),
    }
    let analyses: readonly AnalysisDocument[] = []
    for await (const state of await client.analyses.run(input, { signal }))
      if (state.kind === 'finished') analyses = state.analyses
      else output.progress(`${state.analysis}: ${Math.round((100 * state.done) / state.total)} %`)
    const document: AnalysesDocument = {
      format: 'midwall-analyses/1',
      study,
      read,
      reader,
      analyses: [...analyses],
    }
    output.result(document, [`read ${read} of study ${study} by ${reader}`, ...analyses.flatMap(linesOf)])
    return analyses.every((one) => 'unmeasured' in one) ? exitCodes.refused : exitCodes.done
  },
}

function chosen(text: string | undefined): AnalysisName[] | undefined {
  if (text === undefined) return undefined
  return text.split(',').map((word) => {
    const name = analysisNames.find((candidate) => candidate === word.trim())
    if (name === undefined)
      throw new UsageError(`--only knows no '${word.trim()}', only ${analysisNames.join(', ')}`)
    return name
  })
}

function number(invocation: Invocation, name: string): number | undefined {
  const text = option(invocation, name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} is no number: '${text}'`)
  return value
}

function linesOf(one: AnalysisDocument): string[] {
  const title = one.part === undefined ? one.analysis : `${one.analysis}, ${one.part}`
  if ('unmeasured' in one) {
    const why = reasonInWords(one.unmeasured as UnmeasuredReason)
    return ['', `${title}: ${why}${one.detail === undefined ? '' : ` (${one.detail})`}`]
  }
  return [
    '',
    `${title}, by ${one.method} ${one.version}`,
    ...table(one.measurements.map((m) => rowOf(m as Measurement))),
    ...one.warnings.map((warning) => `  warning: ${warning}`),
  ]
}

const rowOf = (m: Measurement): string[] =>
  isMeasured(m)
    ? [m.quantity, m.scope ?? '', m.value.toFixed(2), m.unit, m.method, m.warnings.join('; ')]
    : [m.quantity, m.scope ?? '', 'unmeasured', '', m.unmeasured, m.detail ?? '']
