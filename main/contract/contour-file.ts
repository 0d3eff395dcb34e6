/**
 * `midwall-contours/1`: contours as a file that other programs can write and read.
 * `pixel` points are (column, row), 0-based, centres at integers; `patient` points are LPS millimetres.
 */
import { z } from 'zod'
import { borders, chambers } from '#analysis/contours/contour.ts'
import { mostPointsInReport } from '#analysis/report/contours.ts'

const coordinate = z.number()

export const contourFileSchema = z
  .object({
    format: z.literal('midwall-contours/1'),
    study: z.string().min(1),
    papillaries: z.enum(['cavity', 'mass']),
    contours: z.array(
      z.object({
        sopInstanceUid: z.string().min(1),
        /** 0-based; absent means the first and only frame */
        frame: z.number().int().nonnegative().optional(),
        border: z.enum(borders),
        space: z.enum(['pixel', 'patient']),
        closed: z.boolean().optional(),
        points: z.array(z.array(coordinate).min(2).max(3)).min(3).max(mostPointsInReport),
      }),
    ),
    empty: z
      .array(
        z.object({
          sopInstanceUid: z.string().min(1),
          frame: z.number().int().nonnegative().optional(),
          chamber: z.enum(chambers),
        }),
      )
      .optional(),
    /** the phases that were chosen, when the writer knew them */
    phases: z
      .object({
        ed: z.number().int().nonnegative().optional(),
        es: z.number().int().nonnegative().optional(),
      })
      .optional(),
  })
  .strict()

export type ContourFile = z.infer<typeof contourFileSchema>
