/** The page's own thread for the thickness of the wall: some milliseconds a slice, of hundreds. */
import type { Polygon } from '#analysis/contours/polygon.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { type WallChord, wallChords } from '#analysis/surfaces/wall.ts'
import type { Outcome } from '#analysis/units/outcome.ts'

export interface WallTask {
  readonly id: number
  readonly endocardial: Polygon
  readonly epicardial: Polygon
  readonly plane: ImagePlane
}

export interface WallDone {
  readonly id: number
  readonly chords: Outcome<readonly WallChord[]>
}

addEventListener('message', ({ data }: MessageEvent<WallTask>) => {
  const { id, endocardial, epicardial, plane } = data
  const done: WallDone = { id, chords: wallChords(endocardial, epicardial, plane) }
  postMessage(done)
})
