/**
 * What would change a volume, and by how much: each choice that a reader makes is made otherwise, one at a time, and
 * the number is measured again by the very rules of the read.
 *
 *   base slice   at ED or at ES one slice less at the base, or the border of the most basal one in the next too
 *   phase        ED or ES one frame aside, where those frames are contoured
 *   contours     all endocardial or all epicardial borders half a pixel farther in or out
 *   papillaries  counted the other way, where they are contoured
 *
 * The budget adds the half widths of its lines in quadrature, as of errors that know nothing of each other
 * (u² = Σ uᵢ²). It says nothing of what nobody can see in the images.
 */
import type { Border, Contour } from '../contours/contour.ts'
import { offset } from '../contours/offset.ts'
import { type PixelSize, type Polygon, polygonArea, signedArea } from '../contours/polygon.ts'
import { isSimple } from '../contours/simple.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import type { QuantityName } from '../measurements/measurement.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack, StackFrame } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { type Amounts, outputOf } from '../volumes/amounts.ts'
import type { VentricleByBoth } from '../volumes/both-bases.ts'
import { type EmptyMarks, placesIn } from '../volumes/grid.ts'
import { chamberVolumes, type VolumesInput, type VolumesOptions } from '../volumes/volumes.ts'

export const uncertaintySources = ['base-slice', 'phase', 'contour-offset', 'papillaries'] as const
export type UncertaintySource = (typeof uncertaintySources)[number]

/** One choice made otherwise. */
export type Variation =
  | 'base-ed-less'
  | 'base-ed-more'
  | 'base-es-less'
  | 'base-es-more'
  | 'ed-before'
  | 'ed-after'
  | 'es-before'
  | 'es-after'
  | 'endocardium-in'
  | 'endocardium-out'
  | 'epicardium-in'
  | 'epicardium-out'
  | 'papillaries-other'

export const budgetQuantities = {
  lv: ['lv-edv', 'lv-esv', 'lv-sv', 'lv-ef', 'lv-mass-ed', 'lv-mass-es', 'lv-co'],
  rv: ['rv-edv', 'rv-esv', 'rv-sv', 'rv-ef'],
} as const satisfies Readonly<Record<'lv' | 'rv', readonly QuantityName[]>>
export type BudgetQuantity = (typeof budgetQuantities)['lv' | 'rv'][number]

export interface VariedNumber {
  readonly variation: Variation
  /** or why the choice cannot be made otherwise */
  readonly outcome: Outcome<number>
}

export interface BudgetLine {
  readonly source: UncertaintySource
  readonly varied: readonly VariedNumber[]
  /** lowest and highest of the number itself and of those varied; absent where nothing could be varied */
  readonly range?: { readonly low: number; readonly high: number }
}

export interface UncertaintyBudget {
  readonly quantity: BudgetQuantity
  /** as it is measured */
  readonly value: number
  readonly lines: readonly BudgetLine[]
  /** half widths of the lines in quadrature */
  readonly halfWidth: number
}

/** half a pixel: what two careful hands differ by on a sharp border */
const share = 0.5

interface Varied {
  readonly source: UncertaintySource
  readonly variation: Variation
  readonly found: Outcome<Amounts>
}

/**
 * @param input    of the read, whatever is in the hand
 * @param options  that the read was measured with
 * @param progress  choices made otherwise, of all
 * @returns one for each quantity that is measured; empty where none is
 */
export function uncertaintyOf(
  input: VolumesInput,
  options: Partial<VolumesOptions>,
  chamber: 'lv' | 'rv' = 'lv',
  progress?: (done: number, total: number) => void,
): readonly UncertaintyBudget[] {
  const whole = ventricleOf(chamberVolumes(input, options), chamber)
  if (whole === undefined || !whole.ed.measured || !whole.es.measured) return []
  const { own, ed, es } = whole
  const [edPhase, esPhase] = [ed.value, es.value]
  const variations = variationsOf(input, options, chamber, edPhase, esPhase)
  const varied = variations.map((vary, k) => {
    const one = vary()
    progress?.(k + 1, variations.length)
    return one
  })
  return budgetQuantities[chamber].flatMap((quantity): UncertaintyBudget[] => {
    const read = (amounts: Amounts): Outcome<number> => amountOf(amounts, quantity, input.stack.heartRate)
    const value = read(own.amounts)
    if (!value.measured) return []
    const lines = uncertaintySources.map((source) => lineOf(source, read, value.value, varied))
    const squares = lines.reduce(
      (sum, { range }) => sum + (range === undefined ? 0 : ((range.high - range.low) / 2) ** 2),
      0,
    )
    return [{ quantity, value: value.value, lines, halfWidth: Math.sqrt(squares) }]
  })
}

function lineOf(
  source: UncertaintySource,
  read: (amounts: Amounts) => Outcome<number>,
  value: number,
  all: readonly Varied[],
): BudgetLine {
  const varied = all
    .filter((one) => one.source === source)
    .map(
      ({ variation, found }): VariedNumber => ({
        variation,
        outcome: found.measured ? read(found.value) : found,
      }),
    )
  const numbers = varied.flatMap(({ outcome }) => (outcome.measured ? [outcome.value] : []))
  return numbers.length === 0
    ? { source, varied }
    : { source, varied, range: { low: Math.min(value, ...numbers), high: Math.max(value, ...numbers) } }
}

const ventricleOf = (
  { left, right }: { readonly left: VentricleByBoth; readonly right?: VentricleByBoth },
  chamber: 'lv' | 'rv',
): VentricleByBoth | undefined => (chamber === 'lv' ? left : right)

function amountOf(
  amounts: Amounts,
  quantity: BudgetQuantity,
  heartRate: Stack['heartRate'],
): Outcome<number> {
  switch (quantity) {
    case 'lv-edv':
    case 'rv-edv':
      return amounts.edv
    case 'lv-esv':
    case 'rv-esv':
      return amounts.esv
    case 'lv-sv':
    case 'rv-sv':
      return amounts.sv
    case 'lv-ef':
    case 'rv-ef':
      return amounts.ef
    case 'lv-mass-ed':
      return amounts.massEd
    case 'lv-mass-es':
      return amounts.massEs
    case 'lv-co':
      return outputOf(amounts, heartRate)
  }
}

interface Phases {
  readonly ed: number
  readonly es: number
}

function variationsOf(
  input: VolumesInput,
  options: Partial<VolumesOptions>,
  chamber: 'lv' | 'rv',
  ed: number,
  es: number,
): readonly (() => Varied)[] {
  const { stack } = input
  /** only what is drawn at the two phases counts, so that a variation costs little */
  const again = (change: Partial<VolumesInput>, phases: Phases, other: Partial<VolumesOptions> = {}) => {
    const changed = { ...input, ...change }
    const chosen = {
      lv: chamber === 'lv' ? phases : (options.chosen?.lv ?? {}),
      rv: chamber === 'rv' ? phases : (options.chosen?.rv ?? {}),
    }
    const found = ventricleOf(
      chamberVolumes(
        {
          ...changed,
          views: {},
          ...(input.landmarks.length > 0 ? { views: input.views } : {}),
          contours: atPhases(changed.contours, stack, chamber, [phases.ed, phases.es]),
        },
        { ...options, ...other, chosen },
      ),
      chamber,
    )
    return found === undefined
      ? unmeasured('no-contours', say('reading/nothing-chamber-drawn-these-phases'))
      : measured(found.own.amounts)
  }
  const phases = { ed, es }
  const endocardial: Border = `${chamber}-endocardial`
  const epicardial: Border = `${chamber}-epicardial`
  const based = (variation: Variation, phase: number, more: boolean): Varied => {
    const changed = withBase(input, chamber, phase, more)
    return {
      source: 'base-slice',
      variation,
      found: changed.measured ? again(changed.value, phases) : changed,
    }
  }
  const aside = (variation: Variation, moved: Phases): Varied => {
    const phase = moved.ed === ed ? moved.es : moved.ed
    const own = input.contours.some(({ border, image }) => {
      const place = border === endocardial ? placesIn(stack).get(imageKeyText(image)) : undefined
      return place?.[1] === phase
    })
    const found: Outcome<Amounts> =
      moved.ed === moved.es
        ? unmeasured('no-phases', say('reading/ed-es-would-one-frame'))
        : own
          ? again({}, moved)
          : unmeasured(
              'no-contours',
              say('reading/phase-not-contoured', { phase: phase + 1, phaseCount: stack.phaseCount }),
            )
    return { source: 'phase', variation, found }
  }
  const shifted = (variation: Variation, border: Border, sign: 1 | -1): Varied => {
    const changed = withOffset(input, border, sign, [ed, es])
    return {
      source: 'contour-offset',
      variation,
      found: changed.measured ? again({ contours: changed.value }, phases) : changed,
    }
  }
  const round = (phase: number): number => (phase + stack.phaseCount) % stack.phaseCount
  const drawnMuscle = input.contours.some(
    ({ border, image }) => border === 'lv-papillary' && isAt(stack, image, [ed, es]),
  )
  return [
    () => based('base-ed-less', ed, false),
    () => based('base-ed-more', ed, true),
    () => based('base-es-less', es, false),
    () => based('base-es-more', es, true),
    () => aside('ed-before', { ed: round(ed - 1), es }),
    () => aside('ed-after', { ed: round(ed + 1), es }),
    () => aside('es-before', { ed, es: round(es - 1) }),
    () => aside('es-after', { ed, es: round(es + 1) }),
    () => shifted('endocardium-in', endocardial, -1),
    () => shifted('endocardium-out', endocardial, 1),
    () => shifted('epicardium-in', epicardial, -1),
    () => shifted('epicardium-out', epicardial, 1),
    ...(chamber === 'lv' && drawnMuscle
      ? [
          (): Varied => ({
            source: 'papillaries',
            variation: 'papillaries-other',
            found: again({}, phases, { papillaries: options.papillaries === 'mass' ? 'cavity' : 'mass' }),
          }),
        ]
      : []),
  ]
}

const isAt = (stack: Stack, image: Contour['image'], phases: readonly number[]): boolean => {
  const place = placesIn(stack).get(imageKeyText(image))
  return place !== undefined && phases.includes(place[1])
}

const atPhases = (
  contours: readonly Contour[],
  stack: Stack,
  chamber: 'lv' | 'rv',
  phases: readonly number[],
): readonly Contour[] =>
  contours.filter(({ border, image }) => border.startsWith(`${chamber}-`) && isAt(stack, image, phases))

/** The most basal slice of the cavity at a phase taken out, or its borders in the next slice towards the base too. */
function withBase(
  { stack, contours, empty }: VolumesInput,
  chamber: 'lv' | 'rv',
  phase: number,
  more: boolean,
): Outcome<Partial<VolumesInput>> {
  const onSlice = (slice: number): StackFrame | null => at(stack.frames, slice)[phase] ?? null
  const slices = contours.flatMap(({ border, image }) => {
    const place = border === `${chamber}-endocardial` ? placesIn(stack).get(imageKeyText(image)) : undefined
    return place?.[1] === phase ? [place[0]] : []
  })
  if (slices.length < 2) return unmeasured('too-few-slices', say('reading/fewer-two-slices-contoured'))
  const base = Math.min(...slices)
  const frame = onSlice(base)
  if (frame === null) return unmeasured('missing-slice', say('reading/basal-slice-no-image'))
  const ofBase = contours.filter(
    ({ image, border }) => imageKeyText(image) === imageKeyText(frame) && border.startsWith(`${chamber}-`),
  )
  if (!more)
    return measured({
      contours: contours.filter((contour) => !ofBase.includes(contour)),
      empty: { ...empty, [chamber]: new Map([...empty[chamber], [imageKeyText(frame), { assumed: false }]]) },
    })
  const next = base > 0 ? onSlice(base - 1) : null
  if (next === null) return unmeasured('missing-slice', say('reading/there-no-slice-beyond-most'))
  const image = { sopInstanceUid: next.sopInstanceUid, frame: next.frame }
  return measured({
    contours: [...contours, ...ofBase.map((contour) => ({ ...contour, image }))],
    empty: { ...empty, [chamber]: without(empty[chamber], imageKeyText(image)) },
  })
}

const without = (marks: EmptyMarks, key: string): EmptyMarks =>
  new Map([...marks].filter(([known]) => known !== key))

/** Borders of one kind at some phases moved along their normals. */
function withOffset(
  { stack, contours }: VolumesInput,
  border: Border,
  sign: 1 | -1,
  phases: readonly number[],
): Outcome<readonly Contour[]> {
  let moved = 0
  const changed = contours.map((contour) => {
    if (contour.border !== border || !contour.closed) return contour
    const place = placesIn(stack).get(imageKeyText(contour.image))
    const plane =
      place && phases.includes(place[1]) ? stack.frames[place[0]]?.[place[1]]?.facts.plane : undefined
    if (plane === undefined) return contour
    const by = mm(sign * share * Math.min(plane.rowSpacing, plane.columnSpacing))
    moved++
    return { ...contour, points: movedBy(contour.points, by, plane) }
  })
  return moved === 0
    ? unmeasured(border.endsWith('epicardial') ? 'no-epicardial-contours' : 'no-contours')
    : measured(changed)
}

/** of the movement: a corner sharper than this is cut */
const sharpest = 4

/**
 * Every edge along its normal and the corners where the moved edges meet: that is all there is to it as long as the
 * movement is small beside the bends of a border. Where it is not, the slower way that leaves no loops.
 */
function movedBy(points: Polygon, by: Mm, pixel: PixelSize): Polygon {
  const ring = points.map(([x, y]): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing])
  const clear = ring.filter((point, k) => !isSame(point, at(ring, (k + ring.length - 1) % ring.length)))
  const n = clear.length
  // out of a ring that runs clockwise on the screen, where signed areas are positive
  const outward = signedArea(clear) < 0 ? -by : by
  const normals = clear.map(([x, y], k): IndexPoint => {
    const next = at(clear, (k + 1) % n)
    const [dx, dy] = [next[0] - x, next[1] - y]
    const length = Math.sqrt(dx * dx + dy * dy)
    return [dy / length, -dx / length]
  })
  const moved = clear.map(([x, y], k): IndexPoint => {
    const [a, b] = [at(normals, (k + n - 1) % n), at(normals, k)]
    const [sx, sy] = [a[0] + b[0], a[1] + b[1]]
    const share = outward * Math.min(sharpest, 2 / (sx * sx + sy * sy))
    return [(x + share * sx) / pixel.columnSpacing, (y + share * sy) / pixel.rowSpacing]
  })
  if (n >= 3 && isSimple(moved)) return moved
  const [largest] = offset(points, by, pixel).toSorted(
    (a, b) => polygonArea(b, pixel) - polygonArea(a, pixel),
  )
  return largest ?? points
}

const isSame = ([ax, ay]: IndexPoint, [bx, by]: IndexPoint): boolean => ax === bx && ay === by
