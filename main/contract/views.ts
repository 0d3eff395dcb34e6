/**
 * What the window and the command line are shown of a library. These come from main, which is trusted, so
 * they are types and not parsers; whatever comes in is parsed by `contract.ts`.
 */

import type { Contour } from '#analysis/contours/contour.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import type { BodyPlane } from '#analysis/protocol/body-plane.ts'
import type { Evidence, SeriesRole, Stack, StackComponent } from '#analysis/protocol/stack.ts'
import type { PersonSources } from '#analysis/ranges/person.ts'
import type { ScoreDifference } from '#analysis/reading/adjudication/adjudication.ts'
import type { ReadEvent, ReadProtocol } from '#analysis/reading/events.ts'
import type { LeftOutAnalysis } from '#analysis/report/source.ts'
import { say } from '#analysis/sentences/say.ts'
import type { BodySizes } from '#analysis/volumes/body-size.ts'
import type { Fault } from './faults.ts'

/** Gestures of one call: whoever has more sends them in turns. */
export const mostGestures = 100

/** What a signature may mean, as it is recorded in every language; the first is what it usually does. */
export const signatureMeanings = [
  say('reading/signed-own-measurements'),
  say('reading/signed-second-reading'),
  say('reading/signed-reviewed'),
  say('reading/signed-training'),
] as const

export interface ReaderView {
  readonly id: string
  readonly name: string
  readonly role: ReaderRole
  readonly registryAccount?: string
  /** a profile without a passphrase can read but not sign */
  readonly hasPassphrase: boolean
}
/** A reader's short name: it stands in events, in files and on the command line. */
export const readerIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
/** Characters of a new passphrase. */
export const leastPassphrase = 8
export const readerRoles = ['reader', 'trainee', 'adjudicator', 'coordinator'] as const
export type ReaderRole = (typeof readerRoles)[number]

export interface SystemView {
  readonly version: string
  readonly host: 'electron' | 'loopback' | 'command-line'
  readonly library: string
  /** whether a folder or archive can be picked in a dialog of the system */
  readonly canPick: boolean
  readonly reader?: ReaderView
  readonly registry: RegistryView
}

/** Most systems show a dialog for folders or one for files, not one for both. */
export const pickable = ['folder', 'archive'] as const
export type Pickable = (typeof pickable)[number]

export type Picked =
  | { readonly kind: 'picked'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'no-dialog' }

export interface RegistryView {
  /** absent: no registry was named yet */
  readonly url?: string
  readonly kind?: 'midwall' | 'dicomweb'
  readonly account?: string
  readonly state: 'not-set' | 'signed-out' | 'signed-in' | 'unreachable'
  readonly detail?: string
}

export interface ProjectView {
  readonly id: string
  readonly title: string
  readonly studies: number
  readonly downloaded: number
  readonly protocol: ReadProtocol
  /** its registry, a file that a person attached, or nobody */
  readonly protocolFrom: 'registry' | 'file' | 'usual'
}

export type DownloadStatus =
  | 'not-here'
  | 'queued'
  | 'running'
  | 'paused'
  | 'failed'
  | 'complete'
  | 'withdrawn'
export type ReadStatus = 'none' | 'open' | 'signed' | 'sealed'
export type UploadStatus = 'none' | 'waiting' | 'sending' | 'checking' | 'done' | 'conflict' | 'blocked'

export interface DownloadView {
  readonly study: string
  readonly status: DownloadStatus
  readonly instances: { readonly done: number; readonly total?: number }
  readonly bytes: number
  /** MB/s over the last seconds, while running */
  readonly rate?: number
  readonly quarantined: number
  /** in English, as the command line says it */
  readonly problem?: string
  /** where the problem is a fault */
  readonly fault?: Fault
}

/** Fields that the reading room may see; everything else is withheld by the server unless the protocol opens it. */
export interface ClinicalView {
  readonly sex?: 'M' | 'F' | 'O'
  readonly age?: string
  readonly heightCm?: number
  readonly weightKg?: number
  readonly bsa?: number
  readonly heartRate?: number
  /** where height and weight come from */
  readonly bodySizeSource?: 'registry' | 'dicom' | 'reader'
}

export interface StudyView {
  readonly study: string
  readonly project: string
  readonly subject: string
  readonly site?: string
  readonly timePoint?: string
  readonly date?: string
  readonly clinical: ClinicalView
  readonly series?: number
  readonly instances?: number
  readonly download: DownloadView
  readonly read: { readonly id?: string; readonly status: ReadStatus }
  readonly upload: { readonly status: UploadStatus; readonly detail?: string }
}

/** One row of `midwall series` and of the series list. */
export interface SeriesView {
  readonly seriesUid: string
  readonly stack: string
  readonly role: SeriesRole
  readonly description?: string
  /** of the images: magnitude and PSIR of one acquisition are two series of one role */
  readonly component?: StackComponent
  /** by the scanner: of two series of one role, the one that was registered */
  readonly motionCorrected: boolean
  /** of the body, that its slices are nearest to */
  readonly bodyPlane: BodyPlane
  /** as the scanner counts */
  readonly seriesNumber?: number
  readonly slices: number
  readonly phases: number
  readonly spacing: MeasuredView
  readonly thickness?: { readonly value: number; readonly unit: 'mm' }
  readonly rr: MeasuredView
  readonly heartRate: MeasuredView
  readonly gating: Stack['gating']
  readonly evidence: readonly Evidence[]
  readonly warnings: readonly string[]
}
export type MeasuredView =
  | { readonly value: number; readonly unit: string; readonly low?: number; readonly high?: number }
  | { readonly unmeasured: string; readonly detail?: string }

/** An opened study: every stack in order, and under which content hash each instance's frames are served. */
export interface OpenedStudy {
  readonly study: StudyView
  readonly stacks: readonly Stack[]
  /** SOP Instance UID to content hash, for `/frames/<sha256>/<n>` */
  readonly objects: Readonly<Record<string, string>>
  readonly warnings: readonly string[]
}

export interface MeasurementSet {
  readonly phases: { readonly ed?: number; readonly es?: number }
  readonly provisional: boolean
  readonly blockers: readonly {
    readonly what: string
    readonly slice?: number
    readonly phase?: number
    readonly detail: string
  }[]
  readonly measurements: readonly Measurement[]
}

/** In place of a reader whom this session is not told. */
export const hiddenReader = ''
/** In what somebody wrote, in place of a reader's name that this session is not told. */
export const withheldName = '[•••]'

export interface ReadView {
  readonly read: string
  readonly study: string
  /** `hiddenReader` where the session is not told */
  readonly reader: string
  /** in place of the reader in a list of one study, as `JudgedReading.number` */
  readonly number?: number
  readonly version: number
  readonly status: ReadStatus
  /** number of the last event, and the hash of the chain up to it */
  readonly seq: number
  readonly head: string
}

/** A version as it was signed. */
export interface SignedView extends ReadView {
  /** analyses that were made and are not in what was signed, each with a sentence why */
  readonly leftOut: readonly LeftOutAnalysis[]
}

export interface OpenedRead extends ReadView {
  readonly events: readonly ReadEvent[]
  readonly results: MeasurementSet
  /** what the registry and the images say, each: where they differ, the measurements say so */
  readonly sizes: Pick<BodySizes, 'registry' | 'dicom'>
  /** age and sex as registry and images give them */
  readonly person: Pick<PersonSources, 'registry' | 'dicom'>
}

/** Two signed reads of a study beside each other; whose they are is not said. */
export interface AdjudicationView {
  /** two, in an order that says nothing of who or when; none while it is not said which two */
  readonly readings: readonly JudgedReading[]
  readonly differences: readonly ScoreDifference[]
  /** to choose from, where more than two are signed and nothing is decided yet */
  readonly pairs: readonly {
    readonly reads: readonly [string, string]
    /** as `JudgedReading.number` */
    readonly numbers: readonly [number, number]
    /** segments that they score differently */
    readonly differences: number
  }[]
}

export interface JudgedReading {
  /** among the reads of the study that are not the session's own, from 1: those that can be decided between come first */
  readonly number: number
  readonly read: string
  readonly version: number
  readonly head: string
  readonly contours: readonly Contour[]
  readonly phases: { readonly ed?: number; readonly es?: number }
  /** as they were written, `withheldName` in place of names that are known here */
  readonly comments: readonly string[]
}

export interface Appended {
  readonly events: readonly ReadEvent[]
  readonly seq: number
  readonly head: string
  readonly results: MeasurementSet
}

export interface Recomputed {
  readonly read: string
  readonly head: string
  readonly chainIntact: boolean
  readonly comparisons: readonly {
    /** that made the number, 'on-image' for a hand; absent for the numbers of the read itself */
    readonly analysis?: string
    readonly quantity: string
    readonly scope?: string
    readonly recorded?: number
    readonly recomputed?: number
    readonly unit?: string
    readonly agreement: 'bit-for-bit' | 'within-1e-9' | 'differs' | 'both-unmeasured' | 'retired'
  }[]
  readonly agrees: boolean
}

export interface QuarantineView {
  readonly entry: string
  readonly at: string
  readonly project: string
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly findings: readonly {
    readonly severity: 'found' | 'suspected' | 'conflict'
    readonly kind: string
    readonly where: string
    readonly sentence: string
  }[]
  readonly releasable: boolean
}

export interface OutboxView {
  readonly id: string
  readonly read: string
  readonly study: string
  readonly kind: 'sr' | 'seg' | 'contours' | 'result'
  readonly status: Exclude<UploadStatus, 'none'>
  readonly tries: number
  readonly nextTry?: string
  readonly detail?: string
}

export interface ReceiptView {
  readonly read: string
  readonly at: string
  readonly head: string
  readonly registry: string
  readonly objects: readonly { readonly kind: string; readonly uid: string; readonly sha256: string }[]
}

export interface AuditView {
  readonly seq: number
  readonly at: string
  readonly who: string
  readonly what: string
  readonly about: string
}

/** Facts, in the past tense: each says what to ask again. */
export type Announcement =
  | { readonly kind: 'download-changed'; readonly download: DownloadView }
  | { readonly kind: 'study-imported'; readonly study: string }
  /** by a version that reads more of them; images of the whole library, so far and in all */
  | {
      readonly kind: 'headers-read-again'
      readonly study: string
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'study-withdrawn'; readonly study: string }
  | { readonly kind: 'read-appended'; readonly read: string; readonly seq: number }
  | { readonly kind: 'outbox-changed'; readonly read: string; readonly status: UploadStatus }
  | { readonly kind: 'registry-changed'; readonly registry: RegistryView }
  | { readonly kind: 'quarantine-changed' }
