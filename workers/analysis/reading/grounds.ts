/** What each number of a read rests on: contours with the events that made them, and the images below them. */
import { type Contour, type ContourKey, contourKeyOf, contourKeyText } from '../contours/contour.ts'
import type { QuantityName } from '../measurements/measurement.ts'
import type { VentricleQuantity } from '../measurements/quantities/quantities.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { at } from '../units/at.ts'
import type { Outcome } from '../units/outcome.ts'
import type { VentricleByBoth } from '../volumes/both-bases.ts'
import { arrange, type Cell, type EmptyMarks, type Grid } from '../volumes/grid.ts'
import type { ReadState } from './state.ts'

/** A contour and the event that made it what it is. */
export interface ContourRevision extends ContourKey {
  readonly seq: number
}

/** What one number rests on. */
export interface Basis {
  readonly quantity: QuantityName
  readonly contours: readonly ContourRevision[]
  readonly images: readonly ImageKey[]
}

type Ends = readonly ('ed' | 'es')[]

const ofLeft: Readonly<Record<VentricleQuantity, Ends>> = {
  'lv-edv': ['ed'],
  'lv-esv': ['es'],
  'lv-sv': ['ed', 'es'],
  'lv-ef': ['ed', 'es'],
  'lv-mass-ed': ['ed'],
  'lv-mass-es': ['es'],
  'lv-co': ['ed', 'es'],
  'lv-ci': ['ed', 'es'],
  'lv-edv-index': ['ed'],
  'lv-esv-index': ['es'],
  'lv-sv-index': ['ed', 'es'],
  'lv-mass-ed-index': ['ed'],
  'heart-rate': [],
  rr: [],
  bsa: [],
}

const ofRight = {
  'rv-edv': ['ed'],
  'rv-esv': ['es'],
  'rv-sv': ['ed', 'es'],
  'rv-ef': ['ed', 'es'],
  'rv-edv-index': ['ed'],
  'rv-esv-index': ['es'],
  'rv-sv-index': ['ed', 'es'],
} as const satisfies Partial<Readonly<Record<QuantityName, Ends>>>

/** The atria are traced through the beat: their largest and smallest volumes rest on every phase. */
const ofAtria = { la: ['la-max', 'la-min', 'la-ef'], ra: ['ra-max', 'ra-min', 'ra-ef'] } as const

export interface GroundsInput {
  readonly stack: Stack
  /** that were measured, with those in the hand */
  readonly contours: readonly Contour[]
  readonly empty: { readonly lv: EmptyMarks; readonly rv: EmptyMarks }
  readonly left: Pick<VentricleByBoth, 'ed' | 'es'>
  readonly right: Pick<VentricleByBoth, 'ed' | 'es'> | undefined
}

export function groundsOfNumbers(
  { stack, contours, empty, left, right }: GroundsInput,
  state: ReadState,
): readonly Basis[] {
  const of = (
    quantities: Partial<Readonly<Record<QuantityName, Ends>>>,
    { ed, es }: Pick<VentricleByBoth, 'ed' | 'es'>,
    grid: Grid,
  ): Basis[] => {
    const cells = { ed: contouredAt(grid, ed), es: contouredAt(grid, es) }
    return (Object.entries(quantities) as [QuantityName, Ends][]).map(([quantity, ends]) => {
      const used = ends.flatMap((end) => cells[end])
      return {
        quantity,
        contours: used.flatMap(({ endocardial, epicardial, papillary }) =>
          [endocardial, epicardial, ...papillary].flatMap((contour) => revisionOf(contour, state)),
        ),
        images: uniqueImages(used.flatMap(({ frame }) => frame ?? [])),
      }
    })
  }
  const atria = (['la', 'ra'] as const).flatMap((chamber): Basis[] => {
    const drawn = contours.filter(({ border }) => border === `${chamber}-endocardial`)
    if (drawn.length === 0) return []
    const own = {
      contours: drawn.flatMap((one) => revisionOf(one, state)),
      images: uniqueImages(drawn.map(({ image }) => image)),
    }
    return ofAtria[chamber].map((quantity) => ({ quantity, ...own }))
  })
  return [
    ...of(ofLeft, left, arrange(stack, contours, empty.lv)),
    ...(right === undefined ? [] : of(ofRight, right, arrange(stack, contours, empty.rv, 'rv'))),
    ...atria,
  ]
}

const contouredAt = (grid: Grid, phase: Outcome<number>): readonly Cell[] =>
  phase.measured && phase.value < grid.length
    ? at(grid, phase.value).filter(({ status }) => status === 'contoured')
    : []

/** A contour in the hand has no revision yet. */
function revisionOf(contour: Contour | undefined, state: ReadState): ContourRevision[] {
  if (contour === undefined) return []
  const key = contourKeyOf(contour)
  const record = state.contours.get(contourKeyText(key))
  return record?.contour === contour ? [{ ...key, seq: record.revision.seq }] : []
}

function uniqueImages(keys: readonly ImageKey[]): ImageKey[] {
  const images = new Map<string, ImageKey>()
  for (const { sopInstanceUid, frame } of keys)
    images.set(imageKeyText({ sopInstanceUid, frame }), { sopInstanceUid, frame })
  return [...images.values()]
}
