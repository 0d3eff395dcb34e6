/** Contours that were made from those of a file, as a call tells about them: how far it is, then a file again. */
import { z } from 'zod'
import type { ContourFile } from '../contour-file.ts'

export const refusedSchema = z.strictObject({
  unmeasured: z.string().min(1),
  detail: z.string().exactOptional(),
})

export type MadeContours<Found> =
  | {
      readonly kind: 'finished'
      readonly found: Found
      /** with what was drawn and what was made */
      readonly file: ContourFile
    }
  | { readonly kind: 'refused'; readonly refused: z.infer<typeof refusedSchema> }

export type MadeContoursProgress<Found> =
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  | MadeContours<Found>
