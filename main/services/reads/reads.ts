/**
 * Reads as the window and the command line use them: opened, continued gesture by gesture, signed, unlocked,
 * made again. Whatever changes a read waits for what is changing it already.
 */
import type { AnalysisRecord, ReadEventBody, ReadProtocol } from '#analysis/reading/events.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import {
  type Appended,
  hiddenReader,
  type MeasurementSet,
  type OpenedRead,
  type ReadView,
} from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import { refuseIfCancelled } from '../cancelling.ts'
import type { LibraryIndex } from '../library/index.ts'
import { createTurns, type InTurn } from '../library/turns.ts'
import type { Readers } from '../readers/readers.ts'
import {
  adjudicationView,
  decidable,
  type Judged,
  numbersOf,
  refuseUnfitDecisions,
  undecided,
} from './adjudication.ts'
import type { StateAnnotations } from './annotated.ts'
import { knowsReaders, withoutAuthors, withoutNamesIn, withoutReader } from './blinding.ts'
import { gesturesOfFile } from './contour-file.ts'
import { type Author, createReadLog, type ReadLog, type ReadRow } from './log.ts'
import { measure, measurementSet } from './measuring.ts'
import { createOpenReads, type OpenRead } from './opened-reads.ts'
import { recompute } from './recompute.ts'
import type { MakeAgain } from './recompute-analyses.ts'
import { behind, failureOf, refuseIfChangedSince, refuseUnfit, refuseUnlessOpen } from './refusing.ts'
import { createResultObjects, type ResultObjects } from './result-objects.ts'
import { sign } from './signing.ts'
import { type ReadStudy, type RegistryPatientOf, readStudy } from './study.ts'

export interface ReadsParts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly readers: Pick<Readers, 'view' | 'names' | 'verifyPassphrase'>
  readonly announcements: Pick<Announcements, 'announce'>
  readonly software: { readonly name: string; readonly version: string }
  /** what a project fixes for its reads */
  readonly protocolOf: (project: string) => ReadProtocol
  readonly registryPatient: RegistryPatientOf
  /** whether a registry has named the study, though it is not here */
  readonly isListed: (study: string) => boolean
  readonly makeAgain: MakeAgain
  readonly stateAnnotations: StateAnnotations
}

export interface Reads {
  readonly service: Services['reads']
  readonly log: ReadLog
  readonly objects: ResultObjects
  /** Ends every read of a study: its source was withdrawn. What was read stays in the log. */
  seal(study: string, reason: string, author: Author): Promise<void>
  /** A read that this session may add to, as it is now. @throws Failure as `append` does */
  forAnalysis(read: string, call: Call): Promise<{ readonly opened: OpenRead; readonly study: ReadStudy }>
  /**
   * A read that this session may see, whatever became of it; open is one that it may add to.
   * @throws Failure 'no-such-read', 'reader-not-chosen', 'study-withdrawn'
   */
  toLookAt(
    read: string,
    call: Call,
  ): Promise<{ readonly opened: OpenRead; readonly study: ReadStudy; readonly isOpen: boolean }>
  /** Appends what analyses found, where it is worth recording of the read as it is now. @throws Failure as `append` does */
  recordAnalyses(
    read: string,
    worth: (now: OpenRead, study: ReadStudy) => readonly AnalysisRecord[],
    call: Call,
  ): Promise<void>
  /** @throws Failure 'study-withdrawn', 'study-not-downloaded', 'no-such-study' for one that is not here */
  studyHere(study: string, call: Call): Promise<ReadStudy>
  /** @throws Failure 'no-such-read' for a read that this session must not see, 'reader-not-chosen' */
  visible(read: string, call: Call): ReadRow
  /** Whether this session is not told whose a read is that it may see. */
  isHidden(row: Pick<ReadRow, 'reader'>, call: Call): boolean
}

export function createReads(parts: ReadsParts): Reads {
  const { library, index, readers, announcements, software, protocolOf } = parts
  const application = `${software.name} ${software.version}`
  const log = createReadLog(library, application)
  const objects = createResultObjects(library)
  const reads = createOpenReads(log, library.folder)
  const turns = new Map<string, InTurn>()

  const studyOf = (study: string, { signal }: Call): Promise<ReadStudy> =>
    readStudy(index, parts.registryPatient, study, signal)

  function inTurn<T>(read: string, work: () => Promise<T>): Promise<T> {
    const turn = turns.get(read) ?? createTurns()
    turns.set(read, turn)
    return turn(work)
  }

  function authorOf({ session }: Call): Author {
    if (session.reader === undefined) throw new Failure('reader-not-chosen', {})
    const { id, role } = readers.view(session.reader)
    return { id, role }
  }

  /** Blinded: who reads does not see what another has read, and who does not say who reads sees nothing. */
  function visible(read: string, { session }: Call): ReadRow {
    const maySee = sight(session)
    const row = log.row(read)
    if (!maySee(row)) throw new Failure('no-such-read', { read })
    return row
  }
  function sight({ reader, looksOn }: Call['session']): (row: ReadRow) => boolean {
    if (reader === undefined) {
      if (looksOn !== true) throw new Failure('reader-not-chosen', {})
      return () => true
    }
    const { role } = readers.view(reader)
    const seesAll = role === 'adjudicator' || role === 'coordinator'
    return (row) => seesAll || row.reader === reader
  }

  const isHidden: Reads['isHidden'] = (row, { session }) =>
    row.reader !== session.reader && !knowsReaders(readers, session)

  function own(read: string, call: Call): { readonly opened: OpenRead; readonly author: Author } {
    const author = authorOf(call)
    const row = log.row(read)
    if (row.reader !== author.id) {
      const reader = isHidden(row, call) ? hiddenReader : row.reader
      throw new Failure('read-of-another-reader', { read, reader })
    }
    return { opened: reads.open(read), author }
  }

  /** @throws Failure 'wrong-passphrase'; 'cancelled' by who gave up meanwhile */
  async function proven(call: Call, passphrase: string): Promise<void> {
    const { id } = authorOf(call)
    const isRight = await readers.verifyPassphrase(id, passphrase)
    refuseIfCancelled(call.signal)
    if (!isRight) throw new Failure('wrong-passphrase', { reader: id })
  }

  /** @throws Failure for the first body that may not follow; nothing is appended then */
  function append(
    opened: OpenRead,
    study: ReadStudy,
    after: number,
    author: Author,
    bodies: readonly ReadEventBody[],
  ): Appended {
    refuseIfChangedSince(opened, after)
    const { read, seq } = opened.row
    const moved = bodies.map((body) => behind(body, after, seq - after))
    refuseUnfit(opened, study, moved)
    const now = moved.length === 0 ? opened : reads.append(read, seq, author, moved)
    if (now !== opened) announcements.announce({ kind: 'read-appended', read, seq: now.row.seq })
    const { row, state, events } = now
    return { events: events.slice(after), seq: row.seq, head: row.head, results: resultsOf(state, study) }
  }

  function decidableFor(study: string, author: Author): readonly Judged[] {
    const rows = log.rows(study)
    const others = rows.filter(({ reader }) => reader !== author.id).map(({ read }) => reads.open(read))
    return decidable(others, numbersOf(rows, author.id))
  }

  async function notWithdrawn(study: string, call: Call): Promise<ReadStudy> {
    if (index.stateOf(study) === 'withdrawn') throw new Failure('study-withdrawn', { study })
    return studyOf(study, call)
  }

  /** @returns its project */
  function refuseUnlessHere(study: string): string {
    const state = index.stateOf(study)
    if (state === 'withdrawn') throw new Failure('study-withdrawn', { study })
    const project = index.projectOf(study)
    if (state === 'not-here' || project === undefined)
      throw new Failure(parts.isListed(study) ? 'study-not-downloaded' : 'no-such-study', { study })
    return project
  }

  return {
    log,
    objects,
    visible,
    isHidden,

    async studyHere(study, call) {
      refuseUnlessHere(study)
      return studyOf(study, call)
    },

    async forAnalysis(read, call) {
      const { opened } = own(read, call)
      refuseUnlessOpen(opened)
      return { opened, study: await notWithdrawn(opened.row.study, call) }
    },

    async toLookAt(read, call) {
      const row = visible(read, call)
      const isOwn = row.reader === call.session.reader
      return {
        opened: reads.open(row.read),
        study: await notWithdrawn(row.study, call),
        isOpen: isOwn && row.status === 'open',
      }
    },

    recordAnalyses: (read, worth, call) =>
      inTurn(read, async () => {
        const { opened, author } = own(read, call)
        const study = await studyOf(opened.row.study, call)
        const bodies = worth(opened, study).map(
          (record) => ({ kind: 'analysis-recorded', ...record }) as const,
        )
        append(opened, study, opened.row.seq, author, bodies)
      }),

    seal: (study, reason, author) =>
      Promise.all(
        log.rows(study).map(({ read }) =>
          inTurn(read, async () => {
            const { row } = reads.open(read)
            if (row.status === 'sealed') return
            const sealed = reads.append(read, row.seq, author, [{ kind: 'sealed', reason }])
            announcements.announce({ kind: 'read-appended', read, seq: sealed.row.seq })
          }),
        ),
      ).then(() => undefined),

    service: {
      list: async ({ study }, { session }) => {
        const seen = log.rows(study).filter(sight(session))
        const numbers =
          study !== undefined && seen.some((row) => isHidden(row, { session }))
            ? numbersOf(log.rows(study), session.reader)
            : undefined
        return seen
          .map(viewOf)
          .map((view) => (isHidden(view, { session }) ? withoutReader(view, numbers?.get(view.read)) : view))
      },

      open: async ({ study }, call) => {
        const author = authorOf(call)
        const project = refuseUnlessHere(study)
        const protocol = protocolOf(project)
        const row = log.ofReader(study, author.id, protocol) ?? log.begin(study, project, protocol, author)
        return shown(reads.open(row.read), await studyOf(study, call))
      },

      show: async ({ read, after = 0 }, call) => {
        const row = visible(read, call)
        const study = await studyOf(row.study, call)
        const whole = shown(reads.open(row.read), study)
        const opened = isHidden(row, call)
          ? withoutAuthors(whole, withoutNamesIn(readers, whole.events))
          : whole
        return after === 0 ? opened : { ...opened, events: opened.events.slice(after) }
      },

      differences: async ({ study, between }, call) => {
        const author = authorOf(call)
        refuseUnlessHere(study)
        if (author.role !== 'adjudicator') throw new Failure('not-adjudicator', { reader: author.id })
        const own = log.rows(study).findLast(({ reader }) => reader === author.id)
        const state = own && reads.open(own.read).state
        const judged = decidableFor(study, author)
        const plain = withoutNamesIn(
          readers,
          judged.flatMap(({ events }) => events),
        )
        return adjudicationView(study, judged, state, between, plain)
      },

      append: ({ read, after, gestures }, call) =>
        inTurn(read, async () => {
          const { opened, author } = own(read, call)
          refuseUnfitDecisions(opened.state, gestures, author, () => decidableFor(opened.row.study, author))
          return append(opened, await studyOf(opened.row.study, call), after, author, gestures)
        }),

      openContours: ({ read, after, file, restIsEmpty }, call) =>
        inTurn(read, async () => {
          const { opened, author } = own(read, call)
          const study = await studyOf(opened.row.study, call)
          const bodies = gesturesOfFile(file, opened.state, study, restIsEmpty, author.id)
          return append(opened, study, after, author, bodies)
        }),

      sign: ({ read, passphrase, meaning, after }, call) =>
        inTurn(read, async () => {
          const { opened, author } = own(read, call)
          refuseUnlessOpen(opened)
          if (after !== undefined) refuseIfChangedSince(opened, after)
          await proven(call, passphrase)
          const study = await studyOf(opened.row.study, call)
          const open = undecided(opened.state, decidableFor(opened.row.study, author))
          if (open.length > 0) throw new Failure('read-incomplete', { read, blockers: [...open] })
          const { stateAnnotations } = parts
          const signing = { library, index, log, reads, objects, stateAnnotations, software, application }
          const { row, leftOut } = await sign(signing, opened, study, author, meaning, call.signal)
          announcements.announce({ kind: 'read-appended', read, seq: row.seq })
          return { ...viewOf(row), leftOut }
        }),

      unlock: ({ read, passphrase, reason, after }, call) =>
        inTurn(read, async () => {
          const { opened, author } = own(read, call)
          if (after !== undefined) refuseIfChangedSince(opened, after)
          const body = { kind: 'unlocked', reason } as const
          const refusal = refusalOf(opened.state, body)
          if (refusal) throw failureOf(refusal, opened)
          await proven(call, passphrase)
          const { row } = library.transaction(() => {
            library.audit(author.id, 'read-unlocked', JSON.stringify({ read, reason }))
            return reads.append(read, opened.row.seq, author, [body])
          })
          announcements.announce({ kind: 'read-appended', read, seq: row.seq })
          return viewOf(row)
        }),

      recompute: async ({ read }, call) => {
        const { study } = visible(read, call)
        if (index.stateOf(study) === 'withdrawn') throw new Failure('study-withdrawn', { study })
        const { makeAgain, stateAnnotations } = parts
        const from = { library, log, objects, makeAgain, stateAnnotations }
        return recompute(from, read, await studyOf(study, call))
      },
    },
  }
}

/** Of a read that is not open, the numbers that were recorded: they do not change with what is here now. */
function resultsOf(state: ReadState, study: ReadStudy): MeasurementSet {
  const { recorded } = state
  if (state.status === 'open' || !recorded) return measurementSet(measure(state, study))
  const { phases, measurements } = recorded
  return { phases, measurements, provisional: false, blockers: [] }
}

const shown = (opened: OpenRead, study: ReadStudy): OpenedRead => ({
  ...viewOf(opened.row),
  events: opened.events,
  results: resultsOf(opened.state, study),
  sizes: study.sizes,
  person: study.person,
})

const viewOf = ({ read, study, reader, version, status, seq, head }: ReadRow): ReadView => ({
  read,
  study,
  reader,
  version,
  status,
  seq,
  head,
})
