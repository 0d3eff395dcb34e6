/** `midwall propagate`: contours that were drawn on some phases, carried to all of the beat. */
import { type PropagationFound, propagationFormat } from '#contract/analysis-documents/propagation.ts'
import type { Command } from './command.ts'
import { filesOptions, madeContours } from './made-contours.ts'
import { refusalInWords } from './outcome-words.ts'
import { table } from './table.ts'

export const propagate: Command = {
  name: 'propagate',
  usage: 'propagate STUDY --contours FILE --out FILE',
  summary: 'carry contours of the cines to all phases, and say how well each could be followed',
  options: filesOptions,
  run: (invocation) =>
    madeContours<PropagationFound>(invocation, propagationFormat, {
      make: (study, file) =>
        invocation.client.analyses.propagate({ study, file }, { signal: invocation.signal }),
      partly: ({ notCarried }) => notCarried.length > 0,
      linesOf,
    }),
}

/** One line a slice and border: the worst of all phases is what a reader looks at first. */
function linesOf({ quality, notCarried, warnings }: PropagationFound): string[] {
  const tracks = new Map<string, PropagationFound['quality'][number][]>()
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
    ...table(rows),
    ...notCarried.map(
      ({ name, reason, detail }) =>
        `not carried: ${name}: ${detail ?? refusalInWords({ unmeasured: reason })}`,
    ),
    ...warnings.map((warning) => `warning: ${warning}`),
  ]
}
