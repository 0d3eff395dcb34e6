/** Analyses in threads: where their images lie, and what goes in and comes out of each. Plain data only. */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { ImageKey, PixelFacts } from '#analysis/protocol/facts.ts'

/** One frame as a thread finds it. */
export interface ImageSource extends ImageKey {
  readonly file: string
  /** the index of the file's frames, as JSON, as it was noted when the file was parsed */
  readonly frames: string
  readonly pixels: PixelFacts
  readonly plane: ImagePlane
  readonly rescaleSlope: number
  readonly rescaleIntercept: number
}

/** Steps so far, of those there are. */
export interface AnalysisProgress {
  readonly done: number
  readonly total: number
}
