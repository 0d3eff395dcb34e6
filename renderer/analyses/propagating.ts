/**
 * Contours that main makes from those of the open read: carried to other phases by following the pictures, or laid
 * between those of other slices and phases. Nothing is recorded: whoever asked appends what comes back as one gesture
 * (`contours-changed`, with the gesture named 'propagate' or 'interpolate'), and may leave some of it out.
 */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { InterpolatedAlong } from '#analysis/contours/interpolation.ts'
import type { CarriedQuality, NotCarried } from '#analysis/examination/propagation.ts'

/** Which contours of the read are gone from, and where new ones are wanted. Absent: all. */
export interface WhichContours {
  readonly borders?: readonly Border[]
  /** slices of stacks by id; a stack without slices is meant whole */
  readonly places?: readonly { readonly stack: string; readonly slices?: readonly number[] }[]
  /** phases of their stack from 0, that are gone from */
  readonly from?: readonly number[]
  /** phases that new contours are wanted at */
  readonly to?: readonly number[]
  /**
   * what stands at those phases already: 'computed' lets go of propagated and interpolated contours, 'all' of every
   * one but those that are gone from; 'nothing' keeps all. 'computed' when absent
   */
  readonly replace?: 'nothing' | 'computed' | 'all'
}

export interface MadeContours {
  /** with origin 'propagated' or 'interpolated'; empty where there was nothing to be made */
  readonly contours: readonly Contour[]
  /** of propagated ones: how well each was followed, from 3 to 1; what could not be followed is left out */
  readonly quality: readonly CarriedQuality[]
  /** slices and views on which nothing could be made, and why */
  readonly notMade: readonly NotCarried[]
  readonly warnings: readonly string[]
}

export interface Making {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** What makes contours of one read. @throws Error as a call to main does; of the signal's reason when it aborts */
export interface ContourMaker {
  propagate(which: WhichContours, making?: Making): Promise<MadeContours>
  interpolate(
    which: Omit<WhichContours, 'from'> & { readonly along?: readonly InterpolatedAlong[] },
    making?: Making,
  ): Promise<MadeContours>
}
