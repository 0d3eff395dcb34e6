/** `midwall-interpolation/1`: what `midwall interpolate --json` prints: what was made of each border, and how well. */
import { z } from 'zod'
import { interpolatedAlong, interpolationShapes } from '#analysis/contours/interpolation.ts'
import { interpolatedBorders } from '#analysis/examination/interpolation.ts'
import { type MadeContoursProgress, refusedSchema } from './made-contours.ts'
import { count, method, sentences } from './outcome.ts'

export const interpolationFormat = 'midwall-interpolation/1'

/** slices and phases count from 0 */
const place = { slice: count, phase: count, along: z.enum(interpolatedAlong) }

const ofBorder = {
  /** its description, or what it is for */
  stack: z.string().min(1),
  border: z.enum(interpolatedBorders),
}

const madeSchema = z.strictObject({
  ...ofBorder,
  ...method,
  options: z.strictObject({
    along: z.array(z.enum(interpolatedAlong)).readonly(),
    shape: z.enum(interpolationShapes),
    /** of a polar border */
    vertices: count,
    /** of the grid of signed distances, mm */
    step: z.number().positive(),
  }),
  /** borders that were drawn, each left out in turn and held against what the others make of it */
  leftOut: z
    .array(
      z.strictObject({
        ...place,
        dice: z.number().min(0).max(1),
        /** mean distance from either border to the other, mm */
        meanDistance: z.number().nonnegative(),
        /** Hausdorff distance, mm */
        farthest: z.number().nonnegative(),
      }),
    )
    .readonly(),
  /** contours that are in the file and that nobody drew */
  made: z.array(z.strictObject(place)).readonly(),
  /** places between borders that none could be made for */
  notFilled: z
    .array(z.strictObject({ ...place, reason: z.string().min(1), detail: z.string().exactOptional() }))
    .readonly(),
  warnings: sentences,
})

const foundSchema = z.strictObject({
  borders: z.array(z.union([madeSchema, refusedSchema.extend(ofBorder)])).readonly(),
  /** about the file that was taken */
  warnings: sentences,
})
export type InterpolationFound = z.infer<typeof foundSchema>

const heading = {
  format: z.literal(interpolationFormat),
  study: z.string().min(1),
}

export const interpolationDocumentSchema = z.union([
  foundSchema.extend({ ...heading, /** the contour file that was written */ out: z.string().min(1) }),
  refusedSchema.extend(heading),
])
export type InterpolationDocument = z.infer<typeof interpolationDocumentSchema>

export type InterpolationProgress = MadeContoursProgress<InterpolationFound>
