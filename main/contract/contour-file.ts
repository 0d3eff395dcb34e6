/**
 * `midwall-contours/3`: contours and landmarks as a file that other programs can write and read. Files of the first
 * version, which had no landmarks and fewer borders, and of the second, which had neither parts nor hands, are taken
 * as they are.
 * `pixel` points are (column, row), 0-based, centres at integers; `patient` points are LPS millimetres.
 */
import { z } from 'zod'
import { borders, chambers, contourOrigins } from '#analysis/contours/contour.ts'
import { contourFileFormats } from '#analysis/contours/file.ts'
import { landmarkKinds } from '#analysis/contours/landmark.ts'
import { mostPointsInReport } from '#analysis/report/contours.ts'

const coordinate = z.number()

/** A reader's code, never a name, and when. */
const hand = z.object({ by: z.string().min(1).max(64), at: z.iso.datetime() })

export const contourFileSchema = z
  .object({
    format: z.enum(contourFileFormats),
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
        /** of several of one border on one image, from 0; absent means the next of them in the order of the file */
        part: z.number().int().nonnegative().max(999).optional(),
        /** how it came to be; what nobody has drawn stays so, everything else is imported where it is opened */
        origin: z.enum(contourOrigins).optional(),
        /** who made it as it is */
        made: hand.optional(),
        /** who looked at what nobody has drawn, and let it stand */
        accepted: hand.optional(),
        points: z.array(z.array(coordinate).min(2).max(3)).min(3).max(mostPointsInReport),
      }),
    ),
    landmarks: z
      .array(
        z.object({
          sopInstanceUid: z.string().min(1),
          frame: z.number().int().nonnegative().optional(),
          kind: z.enum(landmarkKinds),
          space: z.enum(['pixel', 'patient']),
          point: z.array(coordinate).min(2).max(3),
        }),
      )
      .optional(),
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
