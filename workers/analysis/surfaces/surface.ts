/**
 * The surface of one border of a ventricle at one phase, from what is drawn on the short axis at its true positions.
 *
 * A single slice without the border between two that have it is bridged, and the surface says where; of two or more
 * beside each other nobody knows what lies there, and there is no surface. The marked apex and the plane of the mitral
 * valve close the left ventricle (`ends.ts`), else what the outermost slices stand for (`loft.ts`).
 */
import type { Contour } from '../contours/contour.ts'
import type { ImagePlane, Vector3 } from '../geometry/plane.ts'
import { missingAfter } from '../protocol/slices.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ml, Mm } from '../units/units.ts'
import type { LongAxisPoints } from '../volumes/clipped.ts'
import type { Cell } from '../volumes/grid.ts'
import { outlineOf } from '../volumes/outline.ts'
import { type Ends, endsOf } from './ends.ts'
import { type Loft, loft } from './loft.ts'
import { enclosedVolume } from './mesh.ts'
import { facing, fineRing, type Ring, startingTowards } from './ring.ts'

export const surfaceParts = ['lv-endocardial', 'lv-epicardial', 'rv-endocardial'] as const
export type SurfacePart = (typeof surfaceParts)[number]

export interface SliceRing {
  /** of the stack, from 0 */
  readonly slice: number
  readonly plane: ImagePlane
  readonly contour: Contour
  readonly ring: Ring
}

export interface Surface {
  readonly part: SurfacePart
  readonly phase: number
  readonly axis: Vector3
  /** from base to apex; rows of the loft lie between them */
  readonly rings: readonly SliceRing[]
  readonly loft: Loft
  /** enclosed */
  readonly volume: Ml
  /** slices within that have no border of this part at this phase, or no image: bridged */
  readonly bridged: readonly number[]
  /** of the left ventricle: where it ends, or why it ends with its outermost slices */
  readonly ends: Ends | undefined
  /** what its ends were found from */
  readonly longAxis: LongAxisPoints | undefined
}

/** Points of a ring: a circle of as many lacks 0.16 % of its area. */
export const pointsAround = 64

export type SurfaceStack = Pick<Stack, 'normal' | 'positions' | 'spacing' | 'frames'>

/** Unit vector along which the slices of a stack are numbered: from base to apex where the heart's axis is known. */
export function axisOf({ normal, positions }: Pick<Stack, 'normal' | 'positions'>): Vector3 {
  const sign = (positions.at(-1) ?? 0) < (positions[0] ?? 0) ? -1 : 1
  return [sign * normal[0], sign * normal[1], sign * normal[2]]
}

export interface SurfaceWish {
  readonly part: SurfacePart
  readonly phase: number
  /** where rings begin: the direction of the septum keeps their starts off the free wall */
  readonly start: Vector3
  /** of another phase: its rings are faced, so that the same vertex is about the same place of the heart */
  readonly like?: Surface | undefined
  /** marked at the phase; the right ventricle ends as drawn, since its valve's plane cuts off most of it */
  readonly longAxis?: LongAxisPoints | undefined
}

/**
 * @param cells  of the phase, one a slice, of the ventricle that the part belongs to
 * @returns unmeasured 'no-contours', 'too-few-slices' of one, 'single-slice' for a stack without spacing,
 *   'missing-slice' where two or more beside each other lack the border, 'self-intersecting-contour',
 *   'degenerate-contour'
 */
export function surfaceOf(
  stack: SurfaceStack,
  cells: readonly Cell[],
  { part, phase, start, like, longAxis }: SurfaceWish,
): Outcome<Surface> {
  const { spacing } = stack
  if (!spacing.measured) return spacing
  const drawn = cells.flatMap((cell, slice) => {
    const contour = part === 'lv-epicardial' ? cell.epicardial : cell.endocardial
    const plane = cell.frame?.facts.plane
    return contour === undefined || plane === undefined ? [] : [{ slice, plane, contour }]
  })
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (first === undefined || last === undefined)
    return unmeasured(
      'no-contours',
      say('surfaces/no-border-drawn-phase', { part: names[part], phase: phase + 1 }),
    )
  if (drawn.length < 2)
    return unmeasured(
      'too-few-slices',
      say('surfaces/drawn-slice-alone-phase', {
        part: names[part],
        slice: first.slice + 1,
        phase: phase + 1,
      }),
    )
  const bridged = slicesBetween(drawn.map(({ slice }) => slice))
  const wide = drawn.findIndex(({ slice }, k) => k > 0 && slice - at(drawn, k - 1).slice > 2)
  if (wide > 0)
    return unmeasured(
      'missing-slice',
      say('surfaces/not-drawn-slices-phase', {
        part: names[part],
        slice: at(drawn, wide - 1).slice + 2,
        last: at(drawn, wide).slice,
        phase: phase + 1,
      }),
    )
  for (const { slice, contour } of drawn) {
    const outline = outlineOf(contour)
    const where = say('surfaces/slice-phase', { part: names[part], slice: slice + 1, phase: phase + 1 })
    if (outline === undefined || contour.points.length < 3 || !(outline.area > 0))
      return unmeasured('degenerate-contour', say('common/encloses-nothing', { what: where }))
    if (outline.crosses)
      return unmeasured('self-intersecting-contour', say('common/crosses-itself', { what: where }))
  }
  const axis = axisOf(stack)
  const rings = facingRings(drawn, axis, start, like)
  const outlines = rings.map(({ ring }) => ring)
  const ends =
    part === 'rv-endocardial' ? undefined : endsFor(part, stack, outlines, axis, spacing.value, longAxis)
  const shape = loft(outlines, axis, spacing.value, {
    tip: ends?.apex.measured ? ends.apex.value : undefined,
    rise: ends?.base.measured ? ends.base.value : undefined,
  })
  return measured({
    part,
    phase,
    axis,
    rings,
    loft: shape,
    volume: enclosedVolume(shape),
    bridged: [...bridged, ...notAcquired(stack, first.slice, last.slice)],
    ends,
    longAxis,
  })
}

const unmarked: LongAxisPoints = { valve: [] }

/** The apex that is marked is the tip of the cavity: that of the epicardium is where its border in long-axis views has it. */
function endsFor(
  part: 'lv-endocardial' | 'lv-epicardial',
  stack: SurfaceStack,
  rings: readonly Ring[],
  axis: Vector3,
  spacing: Mm,
  points: LongAxisPoints = unmarked,
): Ends {
  const { apex: _, epicardialTip: apex, ...others } = points
  if (part === 'lv-endocardial') return endsOf(stack, rings, axis, spacing, points)
  if (apex !== undefined) return endsOf(stack, rings, axis, spacing, { ...others, apex })
  const ends = endsOf(stack, rings, axis, spacing, others)
  return { ...ends, apex: unmeasured('no-landmarks', say('surfaces/epicardial-tip-not-marked')) }
}

const names: Readonly<Record<SurfacePart, string>> = {
  'lv-endocardial': say('surfaces/lv-endocardium'),
  'lv-epicardial': say('surfaces/lv-epicardium'),
  'rv-endocardial': say('surfaces/rv-endocardium'),
}

const slicesBetween = (slices: readonly number[]): number[] =>
  slices.flatMap((slice, k) => (k > 0 && slice - at(slices, k - 1) === 2 ? [slice - 1] : []))

/** Slices after which one was not acquired: the surface bridges that too. */
const notAcquired = ({ positions }: SurfaceStack, first: number, last: number): number[] =>
  missingAfter(positions).filter((slice) => slice >= first && slice < last)

type Drawn = Omit<SliceRing, 'ring'>

const fine = new WeakMap<Contour, { readonly axis: Vector3; readonly ring: Ring }>()

/** Contours are values: what was made of one is remembered. */
function fineRingOf({ contour, plane }: Drawn, axis: Vector3): Ring {
  const known = fine.get(contour)
  if (known?.axis.every((value, c) => value === axis[c])) return known.ring
  const ring = fineRing(contour.points, plane, axis, pointsAround)
  fine.set(contour, { axis, ring })
  return ring
}

/** From the middle outwards, each ring faces the one before it: what little twist there is adds up least. */
function facingRings(
  drawn: readonly Drawn[],
  axis: Vector3,
  start: Vector3,
  like: Surface | undefined,
): SliceRing[] {
  const middle = anchorAmong(drawn, like)
  const own = at(drawn, middle)
  const other = like?.rings.find(({ slice }) => slice === own.slice)
  const first = fineRingOf(own, axis)
  const rings = new Map<number, Ring>([
    [middle, other === undefined ? startingTowards(first, start) : facing(first, other.ring)],
  ])
  for (const step of [-1, 1])
    for (let k = middle + step; k >= 0 && k < drawn.length; k += step) {
      const before = rings.get(k - step)
      if (before) rings.set(k, facing(fineRingOf(at(drawn, k), axis), before))
    }
  return drawn.map((one, k) => {
    const ring = rings.get(k)
    if (ring === undefined) throw new RangeError(`slice ${one.slice} has no ring`)
    return { ...one, ring }
  })
}

/** The slice in the middle; of those that the other surface has too, the one nearest to it. */
function anchorAmong(drawn: readonly Drawn[], like: Surface | undefined): number {
  const middle = Math.floor((drawn.length - 1) / 2)
  if (like === undefined) return middle
  const shared = drawn.flatMap(({ slice }, k) => (like.rings.some((ring) => ring.slice === slice) ? [k] : []))
  return shared.reduce(
    (best, k) => (Math.abs(k - middle) < Math.abs(best - middle) ? k : best),
    shared[0] ?? middle,
  )
}
