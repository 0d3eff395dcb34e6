/**
 * Cavity and wall of a ventricle at one phase, by the slices that the reader contoured.
 *
 * A slice is contoured, marked *no LV* or open. A gap inside the contoured range is no volume at all, never a
 * dropped slab; an open slice beside the range makes the volume provisional. Epicardium without endocardium is
 * all wall (the apical cap); endocardium without epicardium adds cavity, no wall, and a warning.
 * @source definitions in ../README.md, "Slices", "Papillaries" and "Mass"; Schulz-Menger 2020,
 *         doi:10.1186/s12968-020-00610-6, LV volumes (abstract read; these statements are unverified)
 */
import type { Chamber, Papillaries } from '../contours/contour.ts'
import { missingAfter } from '../protocol/slices.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type Gram, gram, type Ml } from '../units/units.ts'
import { discSummation, discThickness } from './discs.ts'
import type { Cell, Grid } from './grid.ts'
import { type SliceContribution, sliceVolume } from './slice.ts'

/** g/mL. @source Schulz-Menger 2020, LV mass (abstract read; the number is unverified) */
export const myocardialDensity = 1.05

export interface PhaseVolume {
  readonly phase: number
  readonly cavity: Outcome<Ml>
  readonly wall: Outcome<Ml>
  readonly mass: Outcome<Gram>
  /** no gap, nothing open beside, everything measurable: a candidate for ED and ES */
  readonly complete: boolean
  /** slices within or beside the contoured range that nobody decided on */
  readonly open: readonly number[]
  /** slices that count as without LV though nobody looked: they lie beyond the contours of a file */
  readonly assumed: readonly number[]
  /** some slice has a papillary contour */
  readonly papillaries: boolean
  readonly slices: readonly SliceContribution[]
}

export type Geometry = Pick<Stack, 'frames' | 'positions' | 'spacing' | 'phaseCount'>

/** As the screen says it: phases count from 1. */
export const phaseName = ({ phaseCount }: Pick<Stack, 'phaseCount'>, phase: number): string =>
  say('common/phase-of', { phase: phase + 1, phases: phaseCount })

/**
 * Sums what the slices of the contoured range add at one phase.
 *
 * @param grid         every phase of the stack, from `arrange`
 * @param phase        from 0
 * @param papillaries  whether papillary contours count as cavity or as wall
 * @param chamber      whose contours the grid holds: it only changes words
 * @returns volumes unmeasured 'no-contours', 'missing-slice' or 'single-slice', or with the reason of the first
 *          contour that has no area; the wall alone 'no-epicardial-contours'
 * @throws  RangeError for a phase that the grid does not have: the caller has a bug
 */
export function phaseVolume(
  stack: Geometry,
  grid: Grid,
  phase: number,
  papillaries: Papillaries,
  chamber: Chamber = 'lv',
): PhaseVolume {
  const name = chamber === 'lv' ? 'LV' : 'RV'
  const cells = at(grid, phase)
  const range = contouredRange(cells)
  if (range === undefined)
    return nothing(
      phase,
      unmeasured('no-contours', say('volumes/no-contours', { phase: phaseName(stack, phase) })),
    )
  const open = openSlices(cells, range)
  const gap = gapIn(stack, cells, phase, range, name)
  if (gap !== undefined) return nothing(phase, gap, open)
  const thickness = discThickness(stack, range.first, range.last)
  if (!thickness.measured) return nothing(phase, thickness, open)

  const slices: SliceContribution[] = []
  const cavityWarnings = [...thickness.warnings, ...besideWarnings(stack, cells, phase, range, name)]
  const wallWarnings = [...cavityWarnings, ...basalWallWarnings(cells, range)]
  for (let slice = range.first; slice <= range.last; slice++) {
    const part = sliceVolume(at(cells, slice), slice, at(thickness.value, slice - range.first), papillaries)
    if ('measured' in part) {
      const detail = say('common/at-place', {
        what: whyOf(part),
        place: phaseName(stack, phase),
      })
      return nothing(phase, unmeasured(part.reason, detail), open)
    }
    slices.push(part.slice)
    cavityWarnings.push(...part.cavityWarnings)
    wallWarnings.push(...part.wallWarnings)
  }
  const muscle = slices.some(({ papillary }) => papillary !== undefined)
  if (papillaries === 'mass' && !muscle)
    cavityWarnings.push(say('volumes/papillaries-count-mass-but-none', { phase: phaseName(stack, phase) }))

  const cavity = withWarnings(discSummation(slices.flatMap((slice) => slice.cavity ?? [])), cavityWarnings)
  const walls = slices.flatMap((slice) => slice.wall ?? [])
  const wall =
    walls.length === 0
      ? unmeasured(
          'no-epicardial-contours',
          say('volumes/no-epicardial-contour', { phase: phaseName(stack, phase) }),
        )
      : withWarnings(discSummation(walls), wallWarnings)
  return {
    phase,
    cavity,
    wall,
    mass: wall.measured ? measured(gram(myocardialDensity * wall.value), wall.warnings) : wall,
    complete: cavity.measured && open.length === 0,
    open,
    assumed: cells.flatMap(({ assumed }, slice) => (assumed ? [slice] : [])),
    papillaries: muscle,
    slices,
  }
}

const nothing = (phase: number, reason: Unmeasured, open: readonly number[] = []): PhaseVolume => ({
  phase,
  cavity: reason,
  wall: reason,
  mass: reason,
  complete: false,
  open,
  assumed: [],
  papillaries: false,
  slices: [],
})

const withWarnings = <T>(outcome: Outcome<T>, warnings: readonly string[]): Outcome<T> =>
  outcome.measured ? measured(outcome.value, warnings) : outcome

export interface SliceRange {
  readonly first: number
  readonly last: number
}

/** From the first to the last slice with a border of the LV; undefined when there is none. */
function contouredRange(cells: readonly Cell[]): SliceRange | undefined {
  const contoured = cells.flatMap(({ status }, slice) => (status === 'contoured' ? [slice] : []))
  const first = contoured[0]
  const last = contoured.at(-1)
  return first === undefined || last === undefined ? undefined : { first, last }
}

/** Within the range, and the neighbour on either side. */
function openSlices(cells: readonly Cell[], { first, last }: SliceRange): number[] {
  return cells.flatMap(({ status }, slice) =>
    status === 'open' && slice >= first - 1 && slice <= last + 1 ? [slice] : [],
  )
}

/**
 * The first place where the cavity cannot be summed. A slice beside the range that has no image at this phase
 * is one too, since nobody can say whether it holds LV; unless the slices beyond the range count as without LV.
 */
function gapIn(
  stack: Geometry,
  cells: readonly Cell[],
  phase: number,
  { first, last }: SliceRange,
  ventricle: string,
): Unmeasured | undefined {
  const name = phaseName(stack, phase)
  const where = (slice: number) => say('common/slice-of', { slice: slice + 1, slices: cells.length })
  const cavity = cells.flatMap(({ endocardial }, slice) => (endocardial === undefined ? [] : [slice]))
  const base = cavity[0]
  const apex = cavity.at(-1)
  if (base === undefined || apex === undefined)
    return unmeasured('no-contours', say('volumes/no-endocardial-contour', { name }))
  const reach = restCountsAsEmpty(cells) ? 0 : 1
  const hole = cells.findIndex(
    ({ status }, slice) => status === 'no-image' && slice >= first - reach && slice <= last + reach,
  )
  if (hole >= 0)
    return unmeasured('missing-slice', say('volumes/slice-without-image', { where: where(hole), name }))
  for (let slice = first; slice <= last; slice++) {
    const { status, endocardial } = at(cells, slice)
    if (status === 'no-lv')
      return unmeasured(
        'missing-slice',
        say('volumes/marked-no-between-contoured-slices', { where: where(slice), ventricle, name }),
      )
    if (status === 'open' || (endocardial === undefined && slice > base && slice < apex))
      return unmeasured(
        'missing-slice',
        say('volumes/slice-without-endocardial-contour', { where: where(slice), name }),
      )
  }
  const missing = missingAfter(stack.positions).find((slice) => slice >= first && slice < last)
  return missing === undefined
    ? undefined
    : unmeasured('missing-slice', say('volumes/slice-not-acquired-between-next', { where: where(missing) }))
}

/** Of a phase whose contours came from a file that is the whole read. */
const restCountsAsEmpty = (cells: readonly Cell[]): boolean => cells.some(({ assumed }) => assumed)

/** What is not known of the places beside the range, and was taken as without LV. */
function besideWarnings(
  stack: Geometry,
  cells: readonly Cell[],
  phase: number,
  { first, last }: SliceRange,
  ventricle: string,
): string[] {
  const beside = [first - 1, last + 1].filter((slice) => cells[slice] !== undefined)
  const where = (slice: number) => say('common/slice-of', { slice: slice + 1, slices: cells.length })
  return [
    ...(beside.some((slice) => at(cells, slice).assumed)
      ? [say('volumes/slices-beyond-contoured-range-taken', { ventricle })]
      : []),
    ...beside
      .filter((slice) => at(cells, slice).status === 'no-image')
      .map((slice) =>
        say('volumes/no-image-taken-without', {
          where: where(slice),
          phase: phaseName(stack, phase),
          ventricle,
        }),
      ),
    ...missingAfter(stack.positions)
      .filter((slice) => slice === first - 1 || slice === last)
      .map((slice) => say('volumes/no-slice-acquired-between-next', { where: where(slice), ventricle })),
  ]
}

/** An apical cap has no cavity; a base without one is more likely a border that was forgotten. */
function basalWallWarnings(cells: readonly Cell[], { first }: SliceRange): string[] {
  const base = cells.findIndex(({ endocardial }) => endocardial !== undefined)
  return first < base
    ? [say('volumes/slice-epicardial-contour-without-endocardial', { first: first + 1 })]
    : []
}
