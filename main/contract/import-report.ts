/** What an import says: one line a file, in the order in which the files were met. */
import { z } from 'zod'

const importOutcomes = [
  'accepted',
  'accepted-with-warning',
  'known',
  'ignored',
  'quarantined',
  'refused',
] as const

const importedFileSchema = z.object({
  /** relative to the imported folder or archive, escaped for a terminal */
  path: z.string(),
  outcome: z.enum(importOutcomes),
  reason: z.string().optional(),
})

export const importReportSchema = z.object({ files: z.array(importedFileSchema) })

export type ImportOutcome = (typeof importOutcomes)[number]
export type ImportedFile = z.infer<typeof importedFileSchema>
export type ImportReport = z.infer<typeof importReportSchema>

export type ImportProgress =
  | { readonly kind: 'counting'; readonly found: number }
  | { readonly kind: 'reading'; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly report: ImportReport; readonly studies: readonly string[] }
