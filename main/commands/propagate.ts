/** `midwall propagate`: contours that were drawn on some phases, carried to all of the beat. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { reasonInWords } from '#analysis/report/words.ts'
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import {
  type PropagationDocument,
  type PropagationProgress,
  propagationFormat,
} from '#contract/analysis-documents/propagation.ts'
import { type Command, exitCodes, positional, requiredOption } from './command.ts'
import { contourFile } from './contours.ts'
import { table } from './table.ts'

type Found = Extract<PropagationDocument, { out: string }>

export const propagate: Command = {
  name: 'propagate',
  usage: 'propagate STUDY --contours FILE --out FILE',
  summary: 'carry contours of the cines to all phases, and say how well each could be followed',
  options: { contours: { type: 'string' }, out: { type: 'string' } },
  async run(invocation) {
    const { client, output, signal } = invocation
    const study = positional(invocation, 0, 'STUDY')
    const file = await contourFile(requiredOption(invocation, 'contours'))
    const out = resolve(requiredOption(invocation, 'out'))
    let ended: Exclude<PropagationProgress, { kind: 'working' }> | undefined
    for await (const state of await client.analyses.propagate({ study, file }, { signal }))
      if (state.kind === 'working') output.progress(`${Math.round((100 * state.done) / state.total)} %`)
      else ended = state
    if (ended === undefined) throw new Error('the contours were neither carried nor refused')
    const heading = { format: propagationFormat, study } as const
    if (ended.kind === 'refused') {
      const { unmeasured, detail } = ended.refused
      const document: PropagationDocument = { ...heading, ...ended.refused }
      const why = reasonInWords(unmeasured as UnmeasuredReason)
      output.result(document, [detail === undefined ? why : `${why} (${detail})`])
      return exitCodes.refused
    }
    await writeFile(out, JSON.stringify(ended.file))
    const document: Found = { ...heading, out, ...ended.found }
    output.result(document, linesOf(document))
    return document.notCarried.length > 0 ? exitCodes.partly : exitCodes.done
  },
}

/** One line a slice and border: the worst of all phases is what a reader looks at first. */
function linesOf({ out, quality, notCarried, warnings }: Found): string[] {
  const tracks = new Map<string, Found['quality'][number][]>()
  for (const one of quality) {
    const key = `${one.name}/${one.border}`
    tracks.set(key, [...(tracks.get(key) ?? []), one])
  }
  const rows = [...tracks.values()].map((track) => {
    const worst = track.reduce((a, b) => (b.quality < a.quality ? b : a))
    const doubted = track.filter(({ quality }) => quality < 2).map(({ phase }) => phase + 1)
    return [
      worst.name,
      worst.border,
      `${track.length} phases`,
      `quality ${worst.quality} of 3 at worst`,
      doubted.length === 0 ? '' : `look at phase ${doubted.join(', ')}`,
    ]
  })
  return [
    `written to ${out}`,
    ...table(rows),
    ...notCarried.map(({ name, reason, detail }) => `not carried: ${name}: ${detail ?? reason}`),
    ...warnings.map((warning) => `warning: ${warning}`),
  ]
}
