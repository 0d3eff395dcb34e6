/**
 * How far through the wall the enhancement reaches, along chords at right angles to the middle of the wall.
 *
 * Each chord is asked at evenly spaced places whether the pixel there is scar or obstruction; what share says yes is
 * its transmurality. A segment's is the mean over all of its chords, beside it the mean over those that are enhanced.
 */
import { type Chord, centreline } from '../contours/centreline.ts'
import type { PixelSize, Polygon } from '../contours/polygon.ts'
import { resampleClosed } from '../contours/resample.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Wall } from './lge-slice.ts'
import { tissue } from './obstruction.ts'

export interface TransmuralityOptions {
  /** chords a slice */
  readonly chords: number
  /** places on each */
  readonly samples: number
  /** share of a chord from which on it counts as enhanced: below it is one pixel's corner */
  readonly leastEnhanced: number
}

/** Chords of one slice, with the segment that their middle lies in. */
export interface SegmentedChord extends Chord {
  readonly segment: number
}

export function chordsOf(wall: Wall, { chords }: TransmuralityOptions): Outcome<readonly SegmentedChord[]> {
  const { endocardial, epicardial, image } = wall.given
  if (endocardial === undefined) return unmeasured('no-contours', say('scar/cap-without-cavity-no-chords'))
  const thinned = (border: Polygon): Polygon => thin(border, image.plane)
  const line = centreline(thinned(endocardial), thinned(epicardial), image.plane, { chords })
  if (!line.measured) return line
  return measured(
    line.value.chords.map((chord) => ({
      ...chord,
      segment: wall.segment[placeAt(wall, chord.middle)] ?? 0,
    })),
  )
}

/** points of a border that its shape needs: the circle of as many lacks 0.05 % of its radius */
const borderPoints = 100

const thin = (border: Polygon, pixel: PixelSize): Polygon =>
  border.length > borderPoints ? resampleClosed(border, borderPoints, pixel) : border

function placeAt(wall: Wall, [column, row]: IndexPoint): number {
  const c = Math.min(Math.max(Math.round(column), 0), wall.columns - 1)
  const r = Math.min(Math.max(Math.round(row), 0), wall.rows - 1)
  return wall.place[r * wall.columns + c] ?? -1
}

/** What one chord meets on its way through the wall. */
export interface ChordProfile {
  readonly segment: number
  /** share of the chord that is enhanced */
  readonly enhanced: number
  /** the innermost and the outermost fifth hold scar */
  readonly inner: boolean
  readonly outer: boolean
  /** mean depth of what is enhanced; 0 when nothing is */
  readonly depth: number
}

/** inner and outer part of a chord that tell subendocardial and subepicardial enhancement from mid-wall */
const borderPart = 0.2

export function profileOf(
  wall: Wall,
  state: Uint8Array,
  chord: SegmentedChord,
  { samples }: TransmuralityOptions,
): ChordProfile {
  const [ax, ay] = chord.endocardial
  const [bx, by] = chord.epicardial
  let hits = 0
  let depths = 0
  let inner = false
  let outer = false
  for (let k = 0; k < samples; k++) {
    const t = (k + 0.5) / samples
    const place = placeAt(wall, [ax + t * (bx - ax), ay + t * (by - ay)])
    if (place < 0 || state[place] === tissue.remote) continue
    hits++
    depths += t
    if (t < borderPart) inner = true
    if (t > 1 - borderPart) outer = true
  }
  return {
    segment: chord.segment,
    enhanced: hits / samples,
    inner,
    outer,
    depth: hits > 0 ? depths / hits : 0,
  }
}
