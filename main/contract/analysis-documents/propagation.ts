/** `midwall-propagation/1`: what `midwall propagate --json` prints: how well each contour was carried, and what was not. */
import { z } from 'zod'
import { borders } from '#analysis/contours/contour.ts'
import { type MadeContoursProgress, refusedSchema } from './made-contours.ts'
import { count, method, sentences } from './outcome.ts'

export const propagationFormat = 'midwall-propagation/1'

const foundSchema = z.strictObject({
  ...method,
  /** slice or view, border and phase of every contour that nobody drew; phases count from 0 */
  quality: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        phase: count,
        border: z.enum(borders),
        /** 3 is good; 0 could not be followed and is not in the file */
        quality: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
        /** in units of the contrast of the picture that it was carried from */
        residual: z.number(),
      }),
    )
    .readonly(),
  /** slices and views that were contoured and could not be followed at all */
  notCarried: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        reason: z.string().min(1),
        detail: z.string().exactOptional(),
      }),
    )
    .readonly(),
  warnings: sentences,
})

export type PropagationFound = z.infer<typeof foundSchema>

const heading = {
  format: z.literal(propagationFormat),
  study: z.string().min(1),
}

export const propagationDocumentSchema = z.union([
  foundSchema.extend({ ...heading, /** the contour file that was written */ out: z.string().min(1) }),
  refusedSchema.extend(heading),
])

export type PropagationProgress = MadeContoursProgress<PropagationFound>
