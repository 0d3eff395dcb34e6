/**
 * What `midwall series`, `volumes` and `check` print with `--json`, for the programs that read it. `import --json`
 * prints an import report. Phases and slices count from 0; units are UCUM.
 */
import { z } from 'zod'
import { bodyPlanes } from '#analysis/protocol/body-plane.ts'
import { seriesRoles } from '#analysis/protocol/stack.ts'
import { measurementSchema } from './analysis-documents/measurement.ts'
import { count, sentences } from './analysis-documents/outcome.ts'

export const volumesDocumentSchema = z.strictObject({
  /** by this name the read is signed, exported and sent */
  read: z.string().min(1),
  study: z.string().min(1),
  reader: z.string().min(1),
  phases: z.strictObject({ ed: count.exactOptional(), es: count.exactOptional() }),
  /** true while a slice is open: such numbers cannot be signed */
  provisional: z.boolean(),
  /** what is still missing, with its place */
  blockers: z
    .array(
      z.strictObject({
        what: z.string(),
        detail: z.string().exactOptional(),
        slice: count.exactOptional(),
        phase: count.exactOptional(),
      }),
    )
    .readonly(),
  measurements: z.array(measurementSchema).readonly(),
})
export type VolumesDocument = z.input<typeof volumesDocumentSchema>

const numberSchema = z.union([
  z.strictObject({
    value: z.number(),
    unit: z.string(),
    /** the spread over the slices */
    low: z.number().exactOptional(),
    high: z.number().exactOptional(),
  }),
  z.strictObject({ unmeasured: z.string().min(1), detail: z.string().exactOptional() }),
])

export const seriesDocumentSchema = z
  .array(
    z.strictObject({
      seriesUid: z.string().min(1),
      /** one series may hold several stacks: its UID, with '#2', '#3' for the further ones */
      stack: z.string().min(1),
      role: z.enum(seriesRoles),
      /** what its values are, where the header says it: real images keep their sign */
      component: z.enum(['magnitude', 'phase', 'real', 'imaginary', 'psir', 'velocity']).exactOptional(),
      /** registered by the scanner: one of two series of the same images */
      motionCorrected: z.boolean(),
      description: z.string().exactOptional(),
      /** of the body, that its slices are nearest to: scouts lie in all three */
      bodyPlane: z.enum(bodyPlanes),
      /** as the scanner counts */
      seriesNumber: z.number().int().exactOptional(),
      slices: count,
      phases: count,
      /** between slice centres, from positions */
      spacing: numberSchema,
      /** of the excited slice */
      thickness: z.strictObject({ value: z.number(), unit: z.literal('mm') }).exactOptional(),
      rr: numberSchema,
      heartRate: numberSchema,
      gating: z.enum(['retrospective', 'prospective', 'unknown']),
      /** what the role rests on */
      evidence: z
        .array(z.strictObject({ rule: z.string(), weight: z.number(), text: z.string() }))
        .readonly(),
      warnings: sentences,
    }),
  )
  .readonly()
export type SeriesDocument = z.input<typeof seriesDocumentSchema>

/** Whether a library is whole, and what each file that is not means for studies and reads. */
export const checkDocumentSchema = z.strictObject({
  whole: z.boolean(),
  /** that should be there, and were looked at */
  files: count,
  /** what is wrong with the database, in SQLite's words; empty for a whole one */
  database: sentences,
  /** the first entry of the audit that does not follow from the one before */
  brokenAuditEntry: count.exactOptional(),
  damaged: z
    .array(
      z.strictObject({
        /** in the library's folder */
        path: z.string(),
        state: z.enum(['missing', 'damaged']),
        studies: z.array(z.string()).readonly(),
        /** that rest on it */
        reads: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  /** paths in the library's folder that nothing refers to */
  strays: z.array(z.string()).readonly(),
})
export type LibraryCheck = z.infer<typeof checkDocumentSchema>
/** A file that is gone, or has other content than its name, which is its SHA-256. */
export type DamagedFile = LibraryCheck['damaged'][number]
