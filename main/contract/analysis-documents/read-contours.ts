/** Contours made from those of an open read, on their way to its window, and what is asked for. */
import { z } from 'zod'
import { borders } from '#analysis/contours/contour.ts'
import type { PackedContour } from '#analysis/contours/packed.ts'
import type { CarriedQuality, NotCarried } from '#analysis/examination/propagation.ts'
import { replaceRules } from '#analysis/reading/made-contours.ts'

const numbers = z.array(z.number().int().nonnegative()).max(1_000)

/** `WhichContours`, as it is asked for. */
export const whichContours = {
  borders: z.array(z.enum(borders)).min(1).exactOptional(),
  places: z
    .array(z.object({ stack: z.string().min(1).max(200), slices: numbers.exactOptional() }))
    .max(100)
    .exactOptional(),
  to: numbers.exactOptional(),
  replace: z.enum(replaceRules).exactOptional(),
}
export const fromPhases = { from: numbers.exactOptional() }

export type ReadContours =
  | {
      readonly kind: 'finished'
      /** `PackedContours`: x and y of every point stand in `xy`, contour after contour */
      readonly rows: readonly PackedContour[]
      readonly xy: Float64Array
      readonly quality: readonly CarriedQuality[]
      readonly notMade: readonly NotCarried[]
      readonly warnings: readonly string[]
    }
  | { readonly kind: 'refused'; readonly unmeasured: string; readonly detail?: string }

export type ReadContoursProgress =
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  | ReadContours
