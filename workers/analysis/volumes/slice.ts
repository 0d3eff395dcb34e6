/** What one slice adds to cavity and wall, so that every number explains itself. */
import type { Contour, Papillaries } from '../contours/contour.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type Ml, type Mm, type Mm2, mm2 } from '../units/units.ts'
import { contourArea } from './area.ts'
import { discVolume } from './discs.ts'
import type { Cell } from './grid.ts'

export interface SliceContribution extends ImageKey {
  readonly slice: number
  readonly thickness: Mm
  readonly endocardial?: Mm2
  readonly epicardial?: Mm2
  /** sum of all papillary contours, whichever way they count */
  readonly papillary?: Mm2
  /** absent without endocardial contour */
  readonly cavity?: Ml
  /** absent without epicardial contour */
  readonly wall?: Ml
}

export interface SliceVolume {
  readonly slice: SliceContribution
  readonly cavityWarnings: readonly string[]
  readonly wallWarnings: readonly string[]
}

/**
 * @param thickness    that the slice stands for
 * @param papillaries  'cavity': inside the endocardial contour, as drawn; 'mass': taken out of the cavity and
 *                     added to the wall
 * @returns unmeasured when a contour of the slice has no area
 */
export function sliceVolume(
  cell: Cell,
  slice: number,
  thickness: Mm,
  papillaries: Papillaries,
): SliceVolume | Unmeasured {
  const { frame } = cell
  const plane = frame?.facts.plane
  if (frame === null || plane === undefined)
    return unmeasured('no-geometry', say('common/slice', { slice: slice + 1 }))
  const endocardial = areaOf(cell.endocardial, plane)
  const epicardial = areaOf(cell.epicardial, plane)
  const papillary = totalArea(cell.papillary, plane)
  for (const area of [endocardial, epicardial, papillary])
    if (area?.measured === false)
      return unmeasured(area.reason, say('common/slice-says', { slice: slice + 1, what: whyOf(area) }))

  const inner = known(endocardial)
  const outer = known(epicardial)
  const muscle = known(papillary)
  const moved = papillaries === 'mass' && inner !== undefined ? (muscle ?? 0) : 0
  const told = [endocardial, epicardial, papillary].flatMap((area) => (area?.measured ? area.warnings : []))
  const cavityWarnings =
    inner !== undefined && moved > inner ? [say('volumes/papillary-area-exceeds-cavity')] : []
  const wallWarnings = [
    ...(outer === undefined ? [say('volumes/no-epicardial-contour-no-mass')] : []),
    ...(outer !== undefined && inner !== undefined && inner > outer
      ? [say('volumes/endocardial-area-exceeds-epicardial')]
      : []),
  ]
  const here = (warnings: readonly string[]) =>
    warnings.map((warning) => say('common/slice-says', { slice: slice + 1, what: warning }))
  return {
    slice: {
      sopInstanceUid: frame.sopInstanceUid,
      frame: frame.frame,
      slice,
      thickness,
      ...(inner === undefined
        ? {}
        : { endocardial: inner, cavity: discVolume(mm2(inner - moved), thickness) }),
      ...(outer === undefined
        ? {}
        : { epicardial: outer, wall: discVolume(mm2(outer - (inner ?? 0) + moved), thickness) }),
      ...(muscle === undefined ? {} : { papillary: muscle }),
    },
    cavityWarnings: here([...told, ...cavityWarnings]),
    wallWarnings: here([...told, ...wallWarnings]),
  }
}

const areaOf = (contour: Contour | undefined, plane: ImagePlane): Outcome<Mm2> | undefined =>
  contour === undefined ? undefined : contourArea(contour, plane)

const known = (area: Outcome<Mm2> | undefined): Mm2 | undefined => (area?.measured ? area.value : undefined)

function totalArea(contours: readonly Contour[], plane: ImagePlane): Outcome<Mm2> | undefined {
  if (contours.length === 0) return undefined
  let sum = 0
  const warnings: string[] = []
  for (const contour of contours) {
    const area = contourArea(contour, plane)
    if (!area.measured) return area
    sum += area.value
    warnings.push(...area.warnings)
  }
  return measured(mm2(sum), warnings)
}
