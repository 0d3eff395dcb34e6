/**
 * A ventricle's volume at one phase, cut where its valve lies instead of between two slices.
 *
 * Each slab counts with what of it lies below the valve plane (`slab.ts`). Above the highest slab that holds cavity
 * the same border is carried on up to the plane. The lowest slab is closed at the apex (`apex.ts`). A slice is then
 * worth what it really holds: summed whole, the basal one alone moves the EF of a normal heart by 3 to 4 points.
 *
 * What lies above the plane of the inflow valve belongs to the outflow tract:
 *   'cut'       it is left out, in every phase
 *   'as-drawn'  a slice whose centre lies above the plane counts whole, as contoured: SCMR counts the outflow tract
 *               up to the aortic cusps, and the tricuspid plane cuts off most of the right ventricle's
 * @source definitions in ../README.md, "Base"; Schulz-Menger 2020, doi:10.1186/s12968-020-00610-6, for the outflow
 *         tract (abstract read; this statement is unverified)
 */
import type { Chamber, Contour, Papillaries } from '../contours/contour.ts'
import { verticesOf } from '../contours/vertices.ts'
import { type ImagePlane, indexToPatient, type PatientPoint, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { gram, type Ml, type Mm, mlFromMm3, mm, mm3 } from '../units/units.ts'
import { type ApexRule, apicalCap } from './apex.ts'
import { type SlabHalves, slabHalves } from './discs.ts'
import type { Cell, Grid } from './grid.ts'
import { outlineOf } from './outline.ts'
import { type Geometry, myocardialDensity, type PhaseVolume, phaseName } from './phase.ts'
import { integralOfPositive, type LinearOnImage, raised, slabIntegral, valueAt } from './slab.ts'
import type { SliceContribution } from './slice.ts'
import {
  fitValvePlane,
  heightOf,
  riseOver,
  type StackAxes,
  type ValvePlane,
  valvePlaneSquareTo,
} from './valve-plane.ts'

export const outflowRules = ['cut', 'as-drawn'] as const
export type OutflowRule = (typeof outflowRules)[number]

/** What long-axis views show of a ventricle at one phase, LPS mm. */
export interface LongAxisPoints {
  /** on the annulus of the inflow valve, two a view */
  readonly valve: readonly PatientPoint[]
  /** where one view alone shows both ends, and its rule lets a plane stand square to it: the view's normal */
  readonly squareTo?: Vector3
  /** the tip of the cavity */
  readonly apex?: PatientPoint
  /** the tip of the epicardium, where long-axis views have its border */
  readonly epicardialTip?: PatientPoint
}

export interface ClipRules {
  readonly outflow: OutflowRule
  readonly apex: ApexRule
  readonly papillaries: Papillaries
  readonly chamber: Chamber
}

/** What one slice is worth by either base rule. */
export interface SliceAtStake {
  readonly slice: number
  /** of the plane above the slice's centre, at the middle of the cavity; negative where the centre is in the atrium */
  readonly planeAbove: Mm
  /** by the contours alone */
  readonly readerSlices: Ml
  /** up to the plane and down to the apex */
  readonly planeClipped: Ml
  /** of it above the slice's slab, where no contour is */
  readonly carriedOn: Ml
  /** planeClipped − readerSlices */
  readonly difference: Ml
}

export interface ClippedPhase extends PhaseVolume {
  readonly valve: Outcome<ValvePlane>
  readonly atStake: readonly SliceAtStake[]
}

/** shares of the spacing: a plane this far above the highest slab passes the centre of a slice without contour */
const wholeSliceAbove = 1
const centreAbove = 0.5

/**
 * @param volume  the same phase by its slices alone: what it cannot measure, this cannot either
 * @returns volumes unmeasured as those of `volume`; 'valve-plane-missing', of a right ventricle
 *          'tricuspid-plane-missing', or 'contradictory-input' by the valve's points; 'no-landmarks' or 'contradictory-input' by the apex; 'too-few-slices' for cavity in one slice;
 *          'missing-slice' when the plane lies more than a slice above the highest contour
 */
export function clippedPhase(
  stack: Geometry,
  axes: StackAxes,
  grid: Grid,
  volume: PhaseVolume,
  points: LongAxisPoints,
  rules: ClipRules,
): ClippedPhase {
  const { cavity, wall, phase } = volume
  const name = phaseName(stack, phase)
  const valve = valvePlaneOf(points, axes, rules.chamber)
  if (!cavity.measured) return { ...volume, valve, atStake: [] }
  const refused = (reason: Unmeasured): ClippedPhase => {
    const outcome = unmeasured(reason.reason, say('common/at-place', { what: whyOf(reason), place: name }))
    return { ...volume, cavity: outcome, wall: outcome, mass: outcome, complete: false, valve, atStake: [] }
  }
  if (!valve.measured) return refused(valve)
  const slabs = slabsOf(stack, axes, at(grid, phase), volume.slices, valve.value)
  if (!slabs.measured) return refused(slabs)
  const holding = slabs.value.filter(({ part }) => part.endocardial !== undefined)
  const top = holding[0]
  const lowest = holding.at(-1)
  if (top === undefined || lowest === undefined || top === lowest)
    return refused(unmeasured('too-few-slices', say('volumes/one-slice-cavity-cut-no')))
  const base = besideBase(stack, top)
  if (!base.measured) return refused(base)
  const cap = apicalCap(
    holding
      .slice(-2)
      .map(({ part, height }) => ({ area: part.endocardial ?? 0, height }))
      .reverse(),
    lowest.halves,
    points.apex === undefined ? undefined : heightOf(axes, points.apex),
    rules.apex,
  )
  if (!cap.measured) return refused(cap)

  let cavitySum = 0
  let wallSum = 0
  const atStake: SliceAtStake[] = []
  const warnings = [...valve.warnings, ...base.warnings, ...cap.warnings]
  for (const slab of slabs.value) {
    const { part, cell, planeAbove } = slab
    const whole = rules.outflow === 'as-drawn' && planeAbove < 0
    const inside = (contour: Contour | undefined): number => volumeOf(contour, slab, whole, slab === top)
    const beyond = part.endocardial === undefined || slab !== top || whole ? 0 : carriedOn(cell, slab)
    const drawn = inside(cell.endocardial)
    const closed = slab === lowest && cap.value !== undefined ? cap.value - discOf(part) + drawn : drawn
    const muscle = cell.papillary.reduce((sum, contour) => sum + volumeOf(contour, slab, whole, false), 0)
    const moved = rules.papillaries === 'mass' && cell.endocardial !== undefined ? muscle : 0
    if (cell.endocardial !== undefined) {
      cavitySum += closed - moved
      if (planeAbove < 0) warnings.push(aboveWarning(part.slice, planeAbove, rules.outflow))
      atStake.push({
        slice: part.slice,
        planeAbove: mm(planeAbove),
        readerSlices: part.cavity ?? mlFromMm3(mm3(0)),
        planeClipped: mlFromMm3(mm3(closed - moved)),
        carriedOn: mlFromMm3(mm3(beyond)),
        difference: mlFromMm3(mm3(closed - moved - 1000 * (part.cavity ?? 0))),
      })
    }
    if (cell.epicardial !== undefined) wallSum += inside(cell.epicardial) - closed + moved
  }
  const wallVolume = mlFromMm3(mm3(wallSum))
  return {
    ...volume,
    cavity: measured(mlFromMm3(mm3(cavitySum)), [...cavity.warnings, ...warnings]),
    wall: wall.measured ? measured(wallVolume, [...wall.warnings, ...warnings]) : wall,
    mass: wall.measured
      ? measured(gram(myocardialDensity * wallVolume), [...wall.warnings, ...warnings])
      : wall,
    valve,
    atStake,
  }
}

function valvePlaneOf(
  { valve, squareTo }: LongAxisPoints,
  axes: StackAxes,
  chamber: Chamber,
): Outcome<ValvePlane> {
  const inflow = chamber === 'lv' ? 'mitral' : 'tricuspid'
  const [first, second, ...others] = valve
  return squareTo && first && second && others.length === 0
    ? valvePlaneSquareTo(squareTo, [first, second], axes, inflow)
    : fitValvePlane(valve, axes, inflow)
}

/** One slice of the contoured range and where the valve plane lies over it. */
interface PlacedSlab {
  readonly part: SliceContribution
  readonly cell: Cell
  readonly image: ImagePlane
  readonly halves: SlabHalves
  /** of the plane above the slice's centre, over the image, mm */
  readonly rise: LinearOnImage
  /** the same at the middle of the contour */
  readonly planeAbove: number
  /** of the slice's centre at the middle of the contour, along the stack, mm */
  readonly height: number
}

function slabsOf(
  stack: Geometry,
  axes: StackAxes,
  cells: readonly Cell[],
  slices: readonly SliceContribution[],
  valve: ValvePlane,
): Outcome<readonly PlacedSlab[]> {
  const first = at(slices, 0).slice
  const halves = slabHalves(stack, first, first + slices.length - 1)
  if (!halves.measured) return halves
  const slabs: PlacedSlab[] = []
  for (const part of slices) {
    const cell = at(cells, part.slice)
    const image = cell.frame?.facts.plane
    const border = cell.endocardial ?? cell.epicardial
    const middle = border && outlineOf(border)?.centre
    if (image === undefined || middle === undefined)
      return unmeasured('no-geometry', say('common/slice', { slice: part.slice + 1 }))
    const rise = riseOver(valve, axes, image)
    slabs.push({
      part,
      cell,
      image,
      halves: at(halves.value, part.slice - first),
      rise,
      planeAbove: valueAt(rise, middle[0], middle[1]),
      height: heightOf(axes, indexToPatient(image, middle)),
    })
  }
  return measured(slabs)
}

/** mm³ of a contour's slab below the plane; @param up  carried on to the plane above the slab */
function volumeOf(contour: Contour | undefined, slab: PlacedSlab, whole: boolean, up: boolean): number {
  if (contour === undefined) return 0
  const { image, halves, rise } = slab
  const pixel = image.rowSpacing * image.columnSpacing
  const thickness = halves.above + halves.below
  const fromFloor = raised(rise, halves.below)
  const vertices = verticesOf(contour)
  // a plane above the slab everywhere leaves it whole
  const integral = whole
    ? slabIntegral(vertices, everywhere(thickness), thickness)
    : up
      ? integralOfPositive(vertices, fromFloor)
      : slabIntegral(vertices, fromFloor, thickness)
  return integral * pixel
}

const everywhere = (value: number): LinearOnImage => ({ base: value, perColumn: 0, perRow: 0 })

/** mm³ between the highest slab and the plane. */
function carriedOn({ endocardial }: Cell, { image, halves, rise }: PlacedSlab): number {
  if (endocardial === undefined) return 0
  return (
    integralOfPositive(verticesOf(endocardial), raised(rise, -halves.above)) *
    image.rowSpacing *
    image.columnSpacing
  )
}

/** mm³ of a whole disc as drawn. */
const discOf = ({ endocardial, thickness }: SliceContribution): number => (endocardial ?? 0) * thickness

/** Whether the contours reach the valve plane, or a slice below it was left without. */
function besideBase(stack: Geometry, { planeAbove, halves, part }: PlacedSlab): Outcome<true> {
  const gap = planeAbove - halves.above
  const spacing = 2 * halves.above
  const said = say('volumes/slice-highest-cavity-mm-below', {
    slice: part.slice + 1,
    frames: stack.frames.length,
    planeAbove,
  })
  if (gap > wholeSliceAbove * spacing) return unmeasured('missing-slice', said)
  return measured(true, gap > centreAbove * spacing ? [say('volumes/border-carried', { said })] : [])
}

const aboveWarning = (slice: number, planeAbove: number, outflow: OutflowRule): string =>
  say('volumes/slice-contoured-though-centre-lies', {
    slice: slice + 1,
    planeAbove: -planeAbove,
    which:
      outflow === 'cut' ? say('volumes/what-lies-above-left-out') : say('volumes/counts-whole-outflow-tract'),
  })
