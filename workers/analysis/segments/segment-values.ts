/**
 * Chords of all slices gathered by a part of the ventricle: a segment, a level, a territory or all of it.
 *
 *   thickening = 100 (h_ES − h_ED) / h_ED        of the mean thicknesses of the slices that have a ring at both phases
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm, type Percent, percent } from '../units/units.ts'
import type { SliceWall, WallAtPhase, WallChord } from './slice-wall.ts'

export interface Thickness {
  readonly mean: Mm
  readonly largest: Mm
  readonly smallest: Mm
}

export type ChordFilter = (chord: WallChord, wall: SliceWall) => boolean
type Phase = 'endDiastole' | 'endSystole'

const phaseNames: Readonly<Record<Phase, string>> = { endDiastole: 'ED', endSystole: 'ES' }

/** @returns unmeasured 'no-contours' where no chord of the phase belongs to the part */
export function thicknessOf(
  walls: readonly SliceWall[],
  phase: Phase,
  part: ChordFilter,
): Outcome<Thickness> {
  const values = chordsOf(walls, phase, part).map(({ thickness }) => thickness)
  if (values.length === 0)
    return unmeasured('no-contours', say('segments/no-slice-both-borders-here', { phase: phaseNames[phase] }))
  return measured({
    mean: mm(mean(values)),
    largest: mm(Math.max(...values)),
    smallest: mm(Math.min(...values)),
  })
}

/** @returns unmeasured 'no-contours' where no slice has a ring of the part at both phases */
export function thickeningOf(walls: readonly SliceWall[], part: ChordFilter): Outcome<Percent> {
  const both = walls.filter(
    ({ endDiastole, endSystole }) => endDiastole !== undefined && endSystole !== undefined,
  )
  const early = thicknessOf(both, 'endDiastole', part)
  const late = thicknessOf(both, 'endSystole', part)
  if (!early.measured || !late.measured)
    return unmeasured('no-contours', say('segments/no-slice-both-borders-here-ed'))
  return measured(percent((100 * (late.value.mean - early.value.mean)) / early.value.mean))
}

/** Mean inward motion. @returns unmeasured 'no-contours' where no chord of the part has an end-systolic border to go to */
export function motionOf(walls: readonly SliceWall[], part: ChordFilter): Outcome<Mm> {
  const ways = chordsOf(walls, 'endDiastole', part).flatMap(({ motion }) =>
    motion === undefined ? [] : [motion],
  )
  return ways.length === 0
    ? unmeasured('no-contours', say('segments/no-slice-ring-ed-endocardial'))
    : measured(mm(mean(ways)))
}

function chordsOf(walls: readonly SliceWall[], phase: Phase, part: ChordFilter): readonly WallChord[] {
  return walls.flatMap((wall) => {
    const at: WallAtPhase | undefined = wall[phase]
    return at === undefined ? [] : at.chords.filter((chord) => part(chord, wall))
  })
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

export interface ThickestPlace {
  readonly thickness: Mm
  /** 0-based */
  readonly slice: number
  readonly segment?: number
}

/** The thickest place of the end-diastolic wall. @returns unmeasured 'no-contours' without an end-diastolic ring */
export function thickestPlace(walls: readonly SliceWall[]): Outcome<ThickestPlace> {
  let best: ThickestPlace | undefined
  for (const { slice, endDiastole } of walls)
    for (const { thickness, segment } of endDiastole?.chords ?? [])
      if (best === undefined || thickness > best.thickness)
        best = { thickness, slice, ...(segment === undefined ? {} : { segment }) }
  return best === undefined
    ? unmeasured('no-contours', say('segments/no-slice-both-borders-ed'))
    : measured(best)
}
