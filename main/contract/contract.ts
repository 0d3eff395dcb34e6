/**
 * The one contract between whoever asks (window, command line, batch) and main. Both hosts serve it and must
 * answer the same. Input is parsed here; output comes from main and is typed. Streams are async iterators and
 * end when the caller stops listening.
 */
import { eventIterator, oc, type } from '@orpc/contract'
import { z } from 'zod'
import { reportLanguages } from '#analysis/report/printed/document.ts'
import { analysesCalls } from './analyses-calls.ts'
import { type ContourFile, contourFileSchema } from './contour-file.ts'
import type { LibraryCheck } from './documents.ts'
import { named } from './faults.ts'
import { id, read, study, uid } from './identifiers.ts'
import { imagesCalls } from './images-calls.ts'
import type { ImportProgress } from './import-report.ts'
import { type Gesture, gestureSchema } from './read-events.ts'
import { type MadeReport, reportFormats } from './report-jobs.ts'
import { reportTemplateSchema } from './report-template.ts'
import {
  type AdjudicationView,
  type Announcement,
  type Appended,
  type AuditView,
  type DownloadView,
  leastPassphrase,
  mostGestures,
  type OpenedRead,
  type OpenedStudy,
  type OutboxView,
  type Picked,
  type ProjectView,
  pickable,
  type QuarantineView,
  type ReaderView,
  type ReadView,
  type ReceiptView,
  type Recomputed,
  type RegistryView,
  readerIdPattern,
  readerRoles,
  type SeriesView,
  type SignedView,
  type StudyView,
  type SystemView,
} from './views.ts'

const reason = z.string().trim().min(1).max(2_000)
const passphrase = z.string().min(1).max(1_000)
const newPassphrase = z.string().min(leastPassphrase).max(1_000)

const reaching = [
  'registry-not-set',
  'not-signed-in',
  'registry-unreachable',
  'registry-refused',
  'registry-broken',
  'access-denied',
] as const

export const contract = {
  system: {
    info: oc.errors(named()).output(type<SystemView>()),
    announcements: oc.errors(named()).output(eventIterator(type<Announcement>())),
    audit: oc
      .errors(named())
      .input(z.object({ limit: z.number().int().min(1).max(10_000).default(200) }))
      .output(type<AuditView[]>()),
    /** reads every file of the library: minutes for a large one */
    check: oc.errors(named('cancelled')).output(type<LibraryCheck>()),
  },

  readers: {
    list: oc.errors(named()).output(type<ReaderView[]>()),
    create: oc
      .errors(named('reader-exists'))
      .input(
        z.object({
          id: z.string().regex(readerIdPattern),
          name: z.string().trim().min(1).max(200),
          role: z.enum(readerRoles),
          registryAccount: z.string().min(1).max(200).optional(),
          /** without one the profile can read but not sign */
          passphrase: newPassphrase.optional(),
        }),
      )
      .output(type<ReaderView>()),
    /** a profile's first passphrase, or a new one for who knows the old */
    setPassphrase: oc
      .errors(named('no-such-reader', 'wrong-passphrase'))
      .input(z.object({ reader: id, old: passphrase.optional(), passphrase: newPassphrase }))
      .output(type<ReaderView>()),
    /** names who is reading in this session; signing asks for the passphrase again */
    choose: oc
      .errors(named('no-such-reader'))
      .input(z.object({ reader: id }))
      .output(type<ReaderView>()),
  },

  registry: {
    state: oc.errors(named()).output(type<RegistryView>()),
    signIn: oc
      .errors(
        named(
          'registry-address-refused',
          'registry-unreachable',
          'registry-refused',
          'registry-broken',
          'not-signed-in',
          'cancelled',
        ),
      )
      /** given up, it leaves things as they were, until the account is in */
      .input(
        z.object({
          url: z.url({ protocol: /^https?$/ }),
          kind: z.enum(['auto', 'midwall', 'dicomweb']).default('auto'),
          account: z.string().min(1).max(200),
          secret: z.string().max(4_000),
        }),
      )
      .output(type<RegistryView>()),
    signOut: oc.errors(named()).output(type<RegistryView>()),
    /** asks for news of a project: new studies, withdrawals */
    sync: oc
      .errors(named(...reaching, 'no-such-project'))
      .input(z.object({ project: id }))
      .output(type<{ studies: number; withdrawn: string[] }>()),
  },

  projects: {
    list: oc
      .errors(named(...reaching))
      .input(z.object({ refresh: z.boolean().default(false) }))
      .output(type<ProjectView[]>()),
    /** of a project that no registry has: what its reads are asked for from now on; reads that are begun keep their own */
    attachProtocol: oc
      .errors(named('no-such-project', 'project-of-registry', 'file-refused'))
      .input(
        z.object({
          project: id,
          file: z.object({ name: z.string().min(1).max(4_096), text: z.string().max(1_000_000) }),
        }),
      )
      .output(type<ProjectView>()),
    detachProtocol: oc
      .errors(named('no-such-project', 'project-of-registry'))
      .input(z.object({ project: id }))
      .output(type<ProjectView>()),
  },

  studies: {
    list: oc
      .errors(named('no-such-project', ...reaching))
      .input(z.object({ project: id.optional(), refresh: z.boolean().default(false) }))
      .output(type<StudyView[]>()),
    open: oc
      .errors(named('no-such-study', 'study-not-downloaded', 'study-withdrawn'))
      .input(study)
      .output(type<OpenedStudy>()),
    series: oc.errors(named('no-such-study')).input(study).output(type<SeriesView[]>()),
  },

  images: imagesCalls,

  downloads: {
    /** with `attest` what merely lacks the marker is let in, now and when it is resumed; what was held is fetched again */
    start: oc
      .errors(named('no-such-study', 'study-withdrawn', ...reaching))
      .input(study.extend({ attest: reason.optional() }))
      .output(type<DownloadView>()),
    pause: oc.errors(named('no-such-download')).input(study).output(type<DownloadView>()),
    resume: oc
      .errors(named('no-such-download', 'study-withdrawn', ...reaching))
      .input(study)
      .output(type<DownloadView>()),
    cancel: oc.errors(named('no-such-download')).input(study).output(type<DownloadView>()),
    /** ends when the download is complete, paused or failed */
    watch: oc.errors(named('no-such-download')).input(study).output(eventIterator(type<DownloadView>())),
  },

  imports: {
    /** a person picks in a dialog of the system, where the host has one; where he can be shown none, it says so */
    pick: oc
      .errors(named())
      .input(z.object({ what: z.enum(pickable) }))
      .output(type<Picked>()),
    /** stop listening to cancel: nothing of the file in hand is kept, what was committed stays */
    run: oc
      .errors(named('path-not-found', 'cancelled'))
      .input(z.object({ path: z.string().min(1), project: id, attest: reason.optional() }))
      .output(eventIterator(type<ImportProgress>())),
  },

  quarantine: {
    list: oc.errors(named()).output(type<QuarantineView[]>()),
    show: oc
      .errors(named('no-such-quarantine-entry'))
      .input(z.object({ entry: id }))
      .output(type<QuarantineView>()),
    release: oc
      .errors(named('no-such-quarantine-entry', 'not-releasable', 'reader-not-chosen'))
      .input(z.object({ entry: id, reason }))
      .output(type<QuarantineView>()),
    discard: oc
      .errors(named('no-such-quarantine-entry', 'reader-not-chosen'))
      .input(z.object({ entry: id, reason }))
      .output(type<{ entry: string }>()),
  },

  reads: {
    /** those that this session may see */
    list: oc
      .errors(named('reader-not-chosen'))
      .input(z.object({ study: uid.optional() }))
      .output(type<ReadView[]>()),
    /** the session's reader's own read of a study, begun when there is none */
    open: oc
      .errors(named('no-such-study', 'study-not-downloaded', 'study-withdrawn', 'reader-not-chosen'))
      .input(study)
      .output(type<OpenedRead>()),
    show: oc
      .errors(named('no-such-read', 'reader-not-chosen'))
      /** with `after`, the last seq that the caller knows, only the events behind it */
      .input(read.extend({ after: z.number().int().nonnegative().exactOptional() }))
      .output(type<OpenedRead>()),
    /** an adjudicator's: what two signed reads of a study scored differently, without saying whose they are */
    differences: oc
      .errors(
        named(
          'no-such-study',
          'study-not-downloaded',
          'study-withdrawn',
          'reader-not-chosen',
          'not-adjudicator',
          'too-few-signed-reads',
          'event-invalid',
        ),
      )
      /** between which two, where more are signed and nothing is decided yet */
      .input(study.extend({ between: z.tuple([id, id]).exactOptional() }))
      .output(type<AdjudicationView>()),
    /** one finished gesture an event; `after` is the last seq the caller knows */
    append: oc
      .errors(
        named(
          'no-such-read',
          'read-changed-elsewhere',
          'read-signed',
          'read-sealed',
          'read-of-another-reader',
          'reader-not-chosen',
          'event-invalid',
        ),
      )
      .input(
        z.object({
          read: id,
          after: z.number().int().nonnegative(),
          gestures: z
            .array(gestureSchema as z.ZodType<Gesture>)
            .min(1)
            .max(mostGestures),
        }),
      )
      .output(type<Appended>()),
    openContours: oc
      .errors(
        named(
          'no-such-read',
          'contour-file-invalid',
          'read-changed-elsewhere',
          'read-signed',
          'read-sealed',
          'read-of-another-reader',
          'reader-not-chosen',
          'event-invalid',
        ),
      )
      .input(
        z.object({
          read: id,
          after: z.number().int().nonnegative(),
          file: contourFileSchema as z.ZodType<ContourFile>,
          /** mark slices beyond the contoured range as *no LV*, with a warning (command line) */
          restIsEmpty: z.boolean().default(false),
        }),
      )
      .output(type<Appended>()),
    sign: oc
      .errors(
        named(
          'no-such-read',
          'read-incomplete',
          'read-signed',
          'read-sealed',
          'read-changed-elsewhere',
          'wrong-passphrase',
          'reader-not-chosen',
          'read-of-another-reader',
          'identity-in-result',
          'cancelled',
        ),
      )
      /**
       * With `after`, the last seq that its reader has seen: what came behind it from elsewhere is not signed unseen.
       * Given up before the seal, it leaves the read as it was.
       */
      .input(
        z.object({
          read: id,
          passphrase,
          meaning: reason,
          after: z.number().int().nonnegative().exactOptional(),
        }),
      )
      .output(type<SignedView>()),
    unlock: oc
      .errors(
        named(
          'no-such-read',
          'read-not-signed',
          'read-sealed',
          'read-changed-elsewhere',
          'wrong-passphrase',
          'reader-not-chosen',
          'read-of-another-reader',
          'cancelled',
        ),
      )
      /** with `after`, the last seq that its reader has seen: another version than that is not reopened unseen */
      .input(
        z.object({ read: id, passphrase, reason, after: z.number().int().nonnegative().exactOptional() }),
      )
      .output(type<ReadView>()),
    recompute: oc
      .errors(named('no-such-read', 'reader-not-chosen', 'read-not-signed', 'study-withdrawn'))
      .input(read)
      .output(type<Recomputed>()),
  },

  analyses: analysesCalls,

  results: {
    /** puts the signed read's objects into the outbox and tries to send them now */
    upload: oc
      .errors(named('no-such-read', 'read-not-signed', 'read-sealed', ...reaching))
      .input(read)
      .output(type<OutboxView[]>()),
    outbox: oc.errors(named()).output(type<OutboxView[]>()),
    receipts: oc.errors(named('no-such-read')).input(read).output(type<ReceiptView[]>()),
    /** the files of a signed read as they were signed; bytes travel as base64, which every host can carry */
    export: oc
      .errors(named('no-such-read', 'reader-not-chosen', 'read-not-signed', 'read-of-another-reader'))
      .input(z.object({ read: id, formats: z.array(z.enum(['sr', 'seg', 'json', 'csv'])).min(1) }))
      .output(type<{ name: string; mediaType: string; base64: string }[]>()),
  },

  reports: {
    /** a read as it was signed, or as it stands with the mark that it is not; nothing is recorded */
    make: oc
      .errors(
        named(
          'no-such-read',
          'reader-not-chosen',
          'no-such-study',
          'study-not-downloaded',
          'study-withdrawn',
          'read-sealed',
          'file-refused',
          'cancelled',
        ),
      )
      .input(
        read.extend({
          formats: z.array(z.enum(reportFormats)).min(1),
          /** in place of the template's */
          language: z.enum(reportLanguages).exactOptional(),
          /** in place of the project's */
          template: reportTemplateSchema.exactOptional(),
        }),
      )
      .output(type<MadeReport>()),
  },
} as const

export type Contract = typeof contract
