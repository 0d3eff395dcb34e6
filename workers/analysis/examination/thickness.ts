/** Wall thickness through the beat: every slice at every phase that has both borders, divided as it is at ED. */

import type { ImagePlane } from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { shortAxisOf } from '../protocol/short-axis.ts'
import type { RegionalFunction } from '../segments/regional-function.ts'
import type { WallChord } from '../segments/slice-wall.ts'
import { sectorsAbout, wallAtPhase } from '../segments/slice-wall.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import type { Mm } from '../units/units.ts'
import { mm } from '../units/units.ts'
import { drawnOn } from './drawn.ts'
import type { Examination } from './examination.ts'
import { keyOf } from './images.ts'

/** A slice of regional function: where it lies. */
export interface SlicePlace {
  /** of the short-axis cine */
  readonly slice: number
  /** at ED */
  readonly image: ImageKey
  readonly plane: ImagePlane
}

export interface PhaseThickness {
  /** of the short-axis cine, from 0 */
  readonly slice: number
  readonly phase: number
  /** mean over the chords of each segment that the slice shows */
  readonly segments: readonly { readonly segment: number; readonly thickness: Mm }[]
  /** mean over all chords */
  readonly whole: Mm
}

export interface ThicknessThroughBeat {
  /** of the slices of the regional function, in their order */
  readonly places: readonly SlicePlace[]
  readonly phases: readonly PhaseThickness[]
}

/** The slices that regional function is made of, as `runSegments` takes them: with an endocardial border at ED. */
export function placesAtEd(examination: Examination): readonly SlicePlace[] {
  const { ed } = examination.phases
  const cine = shortAxisOf(examination.stacks)
  if (cine === undefined || ed === undefined) return []
  const drawn = drawnOn(examination)
  return cine.frames.flatMap((frames, slice): SlicePlace[] => {
    const frame = frames[ed]
    const plane = frame?.facts.plane
    if (frame == null || plane === undefined || drawn.one(frame, 'lv-endocardial') === undefined) return []
    return [{ slice, image: keyOf(frame), plane }]
  })
}

/**
 * A phase whose borders cross, or where one is missing, is left out.
 *
 * @param found  of the same examination, for the segments of its slices
 */
export function thicknessThroughBeat(
  examination: Examination,
  found: Pick<RegionalFunction, 'slices' | 'options'>,
  progress?: (done: number, total: number) => void,
): ThicknessThroughBeat {
  const places = placesAtEd(examination)
  const cine = shortAxisOf(examination.stacks)
  const drawn = drawnOn(examination)
  const phases: PhaseThickness[] = []
  places.forEach(({ slice, plane }, k) => {
    const sectors = found.slices[k]?.sectors
    for (const [phase, frame] of (cine?.frames[slice] ?? []).entries()) {
      if (frame === null) continue
      const endocardial = drawn.one(frame, 'lv-endocardial')
      const epicardial = drawn.one(frame, 'lv-epicardial')
      if (endocardial === undefined || epicardial === undefined) continue
      const about = sectors && sectorsAbout(sectors, epicardial)
      const wall = wallAtPhase({ endocardial, epicardial }, plane, about, found.options)
      if (wall.measured) phases.push({ slice, phase, ...meansOf(wall.value.chords) })
    }
    progress?.(k + 1, places.length)
  })
  return { places, phases }
}

function meansOf(chords: readonly WallChord[]): Pick<PhaseThickness, 'segments' | 'whole'> {
  const bySegment = new Map<number, Mm[]>()
  for (const { segment, thickness } of chords)
    if (segment !== undefined) bySegment.set(segment, [...(bySegment.get(segment) ?? []), thickness])
  const segments = [...bySegment]
    .sort(([a], [b]) => a - b)
    .map(([segment, values]) => ({ segment, thickness: mean(values) }))
  return { segments, whole: mean(chords.map(({ thickness }) => thickness)) }
}

const mean = (values: readonly Mm[]): Mm => mm(values.reduce((sum, value) => sum + value, 0) / values.length)

/** Regional function with what a panel shows of it through the beat. */
export interface RegionalFunctionInBeat extends RegionalFunction {
  readonly beat: ThicknessThroughBeat
}

export const withBeat = (
  found: Outcome<RegionalFunction>,
  examination: Examination,
  progress?: (done: number, total: number) => void,
): Outcome<RegionalFunctionInBeat> =>
  found.measured
    ? measured(
        { ...found.value, beat: thicknessThroughBeat(examination, found.value, progress) },
        found.warnings,
      )
    : found
