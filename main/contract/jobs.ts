/**
 * Work that main hands to a thread or a child process: what goes in, what comes back, what is said on the way.
 * Everything here crosses by structured clone, so it is plain data.
 */

import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import type { AnalysisJobs } from './analysis-jobs.ts'
import type { HeaderJobInput, HeaderView, OverlayPlaneView } from './images-calls.ts'
import type { Job } from './job.ts'
import type { ReportJobs } from './report-jobs.ts'

export type { Job } from './job.ts'

/** In threads (`workers/thread.ts`): pure TypeScript and files. */
export interface ThreadJobs extends AnalysisJobs, ReportJobs {
  readonly walk: Job<WalkInput, { readonly found: number }, readonly WalkedEntry[]>
  readonly unpack: Job<UnpackInput, Unpacked, readonly UnpackedEntry[]>
  readonly inspect: Job<InspectInput, Inspected>
  readonly settle: Job<SettleInput, null>
  readonly 'find-duplicates': Job<{ readonly facts: readonly string[] }, { readonly duplicates: string[] }>
  readonly 'read-facts': Job<ReadFactsInput, ReadFacts, { readonly done: number }>
  /** null: the file is gone, or not what was accepted */
  readonly header: Job<HeaderJobInput, HeaderView | null>
  readonly overlays: Job<HeaderJobInput, readonly OverlayPlaneView[] | null>
  readonly 'check-files': Job<CheckInput, { readonly damaged: string[] }>
  readonly phantom: Job<PhantomInput, { readonly files: readonly PhantomFile[] }, PhantomProgress>
}

/** In a child process (`workers/process.ts`): anything native, cancelled by killing it. */
export interface ChildJobs {
  readonly 'onnx-runtime': Job<null, { readonly version: string }>
  readonly infer: Job<InferInput, InferOutput, { readonly ms: number }>
}

export interface InferTensor {
  readonly dims: readonly number[]
  /** row by row */
  readonly data: Float32Array
}

export interface InferInput {
  /** path of the ONNX file */
  readonly model: string
  /** of the file, as the model's card has it */
  readonly sha256: string
  readonly inputs: Readonly<Record<string, InferTensor>>
  readonly outputs: readonly string[]
}

export interface InferOutput {
  readonly outputs: Readonly<Record<string, InferTensor>>
}

/** A file tree, in the order of its names; nothing is followed out of it. */
export interface WalkInput {
  readonly root: string
  readonly maxFiles: number
}

export interface WalkedEntry {
  /** below the root, with '/' */
  readonly path: string
  readonly file: string
  /** `beyond`: the first of those that are too many, and not looked at */
  readonly kind: 'file' | 'zip' | 'tar' | 'link' | 'pipe' | 'special' | 'unreadable' | 'beyond'
}

export interface UnpackInput {
  readonly archive: string
  /** an empty folder; entries become files in it, named by their number */
  readonly into: string
}

export interface UnpackedEntry {
  /** as the archive says: to be shown, never to be a path */
  readonly path: string
  readonly file: string
}

export interface Unpacked {
  readonly entries: number
  /** why nothing of the archive may be used; what was unpacked by then is to be thrown away */
  readonly refused?: string
}

/**
 * A whole file in memory that threads hand on to each other: sharing it costs nothing, where handing memory over
 * costs main a millisecond for every few files, and more in collections. Nobody writes to it.
 */
export type FileContent = Uint8Array<SharedArrayBuffer>

export interface InspectInput {
  readonly file: string
  /** content that is at hand already: `file` does not exist yet */
  readonly bytes?: FileContent
  /** where the bytes of a large file are written if they may be kept; absent: the file itself is kept */
  readonly copy?: string
  readonly maxBytes: number
  readonly project: string
  /** over a whole PatientName or PatientID of the project */
  readonly subjectPattern?: string
  /** full dates are part of the project's data */
  readonly keepsDates?: boolean
  /** a person vouched for what merely lacks the marker */
  readonly attested: boolean
  /** a person looked at suspected identity and let it go */
  readonly released: boolean
}

export interface JobFinding {
  readonly severity: 'found' | 'suspected' | 'conflict'
  readonly kind: string
  readonly where: string
  readonly sentence: string
}

export type Inspected =
  | { readonly verdict: 'ignored' | 'refused'; readonly reason: string }
  /** larger than `maxBytes`: to be asked again, alone */
  | { readonly verdict: 'large'; readonly bytes: number }
  | KeptFile

/** A file that was parsed whole: it goes to the library or, with findings, to quarantine. */
export interface KeptFile {
  readonly verdict: 'accepted' | 'quarantined'
  readonly sha256: string
  readonly bytes: number
  readonly sopInstanceUid: string
  readonly sopClassUid: string
  readonly studyUid: string
  readonly seriesUid: string
  /** digest of the patient's ID, equal within a study where the ID is */
  readonly patient?: string
  readonly trialSubject?: string
  /** the pseudonym under which the subject may be shown */
  readonly subject?: string
  /** `InstanceFacts` as JSON; absent for what is no image */
  readonly facts?: string
  /** where each frame's bytes lie, as JSON; absent for what is no image */
  readonly frames?: string
  readonly warnings: readonly string[]
  readonly findings: readonly JobFinding[]
  readonly releasable: boolean
  /** the attestation was what let it through */
  readonly attestationUsed: boolean
  /** the bytes that were judged, where no file holds them yet: they are written when their place is known */
  readonly content?: FileContent
}

/** Renames, then links, then removals; what is renamed, and every folder touched, is synced before the job ends. */
export interface SettleInput {
  readonly renames: readonly FileRename[]
  readonly links: readonly FileMove[]
  readonly removals: readonly string[]
}

export interface FileMove {
  readonly from: string
  readonly to: string
}

export interface FileRename extends FileMove {
  /** what `from`, which does not exist yet, is written with */
  readonly content?: FileContent
}

export interface CheckInput {
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

/** Stored files whose headers are read again. */
export interface ReadFactsInput {
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

export interface ReadFacts {
  /** `InstanceFacts` as JSON; null for what is no image. Files that are damaged or refused now are left out */
  readonly facts: readonly { readonly sha256: string; readonly facts: string | null }[]
}

export interface PhantomInput {
  readonly options: PhantomStudyOptions
  /** all series when absent; parts of one study may be made by several threads */
  readonly roles?: readonly SeriesRole[]
  /** of the series with these names only these slices */
  readonly slices?: Readonly<Record<string, readonly number[]>>
  /** headers alone, in a fraction of the time: what the files begin with, byte for byte */
  readonly withoutPixels?: boolean
}

/** An image of a synthetic study, as a DICOM file. */
export interface PhantomFile {
  /** relative, with '/' */
  readonly fileName: string
  readonly role: SeriesRole
  readonly seriesUid: string
  readonly sopInstanceUid: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Pictures so far, of those asked for. */
export interface PhantomProgress {
  readonly rendered: number
  readonly total: number
}

/** One message to a thread or child. */
export interface JobRequest {
  readonly id: number
  readonly kind: string
  readonly input: unknown
}

/** And what comes back: any number of 'progress', then one 'done' or 'failed'. */
export type JobReply =
  | { readonly id: number; readonly state: 'progress'; readonly progress: unknown }
  | { readonly id: number; readonly state: 'done'; readonly output: unknown }
  | { readonly id: number; readonly state: 'failed'; readonly message: string; readonly code?: string }

/** How a worker does one job of a table. */
export type JobHandler<J> =
  J extends Job<infer Input, infer Output, infer Progress>
    ? (input: Input, context: JobContext<Progress>) => Output | Promise<Output>
    : never

/** The code of each job, loaded when it is first asked for, so that a worker starts fast. */
export type JobLoaders<Jobs> = { readonly [K in keyof Jobs]: () => Promise<JobHandler<Jobs[K]>> }

export interface JobContext<Progress> {
  report(progress: Progress): void
  /** hands the memory of the output over instead of copying it */
  transfer(memory: ArrayBuffer): void
}
