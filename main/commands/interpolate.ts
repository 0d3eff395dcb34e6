/** `midwall interpolate`: contours that nobody drew, between those of other slices and phases. */
import { interpolatedAlong } from '#analysis/contours/interpolation.ts'
import { interpolatedBorders } from '#analysis/examination/interpolation.ts'
import { type InterpolationFound, interpolationFormat } from '#contract/analysis-documents/interpolation.ts'
import { type Command, UsageError } from './command.ts'
import { filesOptions, madeContours } from './made-contours.ts'
import { listOf } from './number-options.ts'
import { refusalInWords } from './outcome-words.ts'
import { table } from './table.ts'

type OfBorder = InterpolationFound['borders'][number]
type Made = Exclude<OfBorder, { unmeasured: string }>

export const interpolate: Command = {
  name: 'interpolate',
  usage: `interpolate STUDY --contours FILE --out FILE [--between ${interpolatedAlong.join(',')}] [--borders ${interpolatedBorders.slice(0, 2).join(',')},...]`,
  summary: 'fill the slices and phases of the cines between contours of the same border, and say how well',
  options: { ...filesOptions, between: { type: 'string' }, borders: { type: 'string' } },
  run: (invocation) => {
    const along = namesOf(invocation, 'between', interpolatedAlong)
    const borders = namesOf(invocation, 'borders', interpolatedBorders)
    const wanted = { ...(along && { along }), ...(borders && { borders }) }
    const { client, signal } = invocation
    return madeContours<InterpolationFound>(invocation, interpolationFormat, {
      make: (study, file) => client.analyses.interpolate({ study, file, ...wanted }, { signal }),
      partly: ({ borders }) => borders.some((one) => 'unmeasured' in one || one.notFilled.length > 0),
      linesOf,
    })
  },
}

function namesOf<T extends string>(
  invocation: Parameters<typeof listOf>[0],
  option: string,
  known: readonly T[],
): T[] | undefined {
  const names = listOf(invocation, option).map((name) => {
    const found = known.find((one) => one === name)
    if (found === undefined) throw new UsageError(`--${option} knows no '${name}', only ${known.join(', ')}`)
    return found
  })
  return names.length === 0 ? undefined : names
}

function linesOf({ borders, warnings }: InterpolationFound): string[] {
  return [
    ...table(borders.map(rowOf)),
    ...borders.flatMap(notFilledLines),
    ...borders.flatMap((one) =>
      'unmeasured' in one ? [] : one.warnings.map((said) => `warning: ${one.stack}, ${one.border}: ${said}`),
    ),
    ...warnings.map((said) => `warning: ${said}`),
  ]
}

function rowOf(one: OfBorder): string[] {
  if ('unmeasured' in one) return [one.stack, one.border, refusalInWords(one)]
  const { made, leftOut } = one
  const along = interpolatedAlong.map(
    (way) => `${made.filter(({ along }) => along === way).length} between ${way}`,
  )
  return [one.stack, one.border, along.join(', '), heldAgainst(leftOut)]
}

/** What a drawn border says of those that nobody drew: it was made again without itself. */
function heldAgainst(leftOut: Made['leftOut']): string {
  const [first, ...rest] = leftOut
  if (first === undefined) return 'nothing to hold it against'
  const worst = rest.reduce((a, b) => (b.dice < a.dice ? b : a), first)
  const mean = leftOut.reduce((sum, { meanDistance }) => sum + meanDistance, 0) / leftOut.length
  return `${leftOut.length} drawn ones missed by ${mean.toFixed(1)} mm, at worst Dice ${worst.dice.toFixed(2)} (slice ${worst.slice + 1}, phase ${worst.phase + 1})`
}

const notFilledLines = (one: OfBorder): string[] =>
  'unmeasured' in one
    ? []
    : one.notFilled.map(
        ({ slice, phase, reason, detail }) =>
          `not made: ${one.stack}, ${one.border}, slice ${slice + 1}, phase ${phase + 1}: ${detail ?? refusalInWords({ unmeasured: reason })}`,
      )
