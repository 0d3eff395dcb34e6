/** A report that is set in a thread: its content and where the pixels of its pictures lie go in, files come out. */
import type { PrintedReport } from '#analysis/report/printed/document.ts'
import type { ImageSource } from './analysis-jobs.ts'
import type { Job } from './job.ts'

export const reportFormats = ['pdf', 'html'] as const
export type ReportFormat = (typeof reportFormats)[number]

export interface ReportInput {
  readonly report: PrintedReport
  readonly formats: readonly ReportFormat[]
  /** of the pictures of the report, in their order */
  readonly sources: readonly ImageSource[]
  /** name and version of the application */
  readonly producer: string
}

export interface ReportOutput {
  readonly pdf?: Uint8Array<ArrayBuffer>
  readonly html?: string
  /** sentences: characters that no font has, pictures that could not be read */
  readonly warnings: readonly string[]
}

export interface ReportJobs {
  readonly report: Job<ReportInput, ReportOutput>
}

/** Bytes travel as base64, which every host can carry. */
export interface MadeReport {
  /** of a read that is not signed */
  readonly draft: boolean
  readonly files: readonly {
    readonly format: ReportFormat
    readonly name: string
    readonly mediaType: string
    readonly base64: string
  }[]
  readonly warnings: readonly string[]
}
