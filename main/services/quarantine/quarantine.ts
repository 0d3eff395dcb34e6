/**
 * What was held back, and what a person does about it. Found identity is never released: the file goes back
 * to the site. Suspected identity and contradictions may be released by a person who looked, with a reason.
 */
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { InspectInput, JobFinding, KeptFile } from '#contract/jobs.ts'
import type { Call, Services } from '#contract/services.ts'
import type { QuarantineView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { Conflict, Held, QuarantineRow, Rows } from '../library/rows.ts'
import { findingOf, type Judgement, judge, reasonOf } from '../library/rules.ts'
import type { Settler } from '../library/settling.ts'
import { factsOfStudy } from '../library/stored-facts.ts'
import type { InTurn } from '../library/turns.ts'
import { identityRules, type RulesOf } from '../projects/rules.ts'

interface Parts {
  readonly library: Library
  readonly rows: Rows
  readonly index: LibraryIndex
  readonly settler: Settler
  readonly threads: Threads
  readonly inTurn: InTurn
  readonly announcements: Announcements
  readonly rulesOf: RulesOf
}

export function createQuarantine(parts: Parts): Services['quarantine'] {
  const { library, rows, index, settler, threads, inTurn, announcements, rulesOf } = parts

  const find = (entry: string): QuarantineRow => {
    const row = rows.entry(entry)
    if (!row) throw new Failure('no-such-quarantine-entry', { entry })
    return row
  }

  const announceChange = (study?: string): void => {
    announcements.announce({ kind: 'quarantine-changed' })
    if (study !== undefined) announcements.announce({ kind: 'study-imported', study })
  }

  return {
    list: async () => rows.entries().map(viewOf),
    show: async ({ entry }) => viewOf(find(entry)),

    release: async ({ entry, reason }, call) => {
      const who = readerOf(call)
      return inTurn(async () => {
        const row = find(entry)
        const refuse = (why: string): never => {
          throw new Failure('not-releasable', { entry, reason: why })
        }
        if (!row.releasable) refuse(say('files/found-identity'))
        const file = await inspectAgain(row)
        const circumstances = { project: row.project, source: row.source, path: row.file, releasing: entry }
        const judgement = judge(file, circumstances, rows)
        const obstacle = obstacleOf(judgement) ?? (await duplicateOf(file))
        if (obstacle !== undefined) refuse(obstacle)
        await settler.release(heldOf(row), file, who, reason)
        index.forget([file.studyUid])
        announceChange(file.studyUid)
        return viewOf(row)
      })
    },

    discard: async ({ entry, reason }, call) => {
      const who = readerOf(call)
      return inTurn(async () => {
        const { sha256 } = find(entry)
        const shared = rows.entriesByHash(sha256).length > 1
        await settler.remove(shared ? [] : [{ store: 'quarantine', sha256 }], () => {
          rows.removeEntry(entry)
          library.audit(who, 'quarantine-discarded', JSON.stringify({ entry, sha256, reason }))
        })
        announceChange()
        return { entry }
      })
    },
  }

  /** Read as if it came today: what the file is does not rest on what was noted when it was held. */
  async function inspectAgain(row: QuarantineRow): Promise<KeptFile> {
    const input: InspectInput = {
      file: library.quarantine.pathOf(row.sha256),
      maxBytes: row.bytes,
      ...identityRules(rulesOf(row.project)),
      project: row.project,
      attested: false,
      released: true,
    }
    const inspected = await threads.run('inspect', input)
    if ('sha256' in inspected && inspected.sha256 === row.sha256) return inspected
    const detail = say('library/entry-differs', { entry: row.entry })
    throw new Failure('library-damaged', { library: library.folder, detail })
  }

  async function duplicateOf(file: KeptFile): Promise<string | undefined> {
    if (file.facts === undefined) return undefined
    const facts = [...(await factsOfStudy(rows, file.studyUid)), file.facts]
    const { duplicates } = await threads.run('find-duplicates', { facts })
    return duplicates.includes(file.sopInstanceUid)
      ? findingOf({ kind: 'position', about: file.seriesUid }).sentence
      : undefined
  }
}

function readerOf({ session }: Call): string {
  if (session.reader === undefined) throw new Failure('reader-not-chosen', {})
  return session.reader
}

function obstacleOf(judgement: Judgement): string | undefined {
  switch (judgement.place) {
    case 'library':
      return undefined
    case 'library-already':
      return say('files/here-already')
    case 'quarantine-already':
    case 'nowhere':
      return judgement.reason
    case 'quarantine':
      return reasonOf(judgement.held.findings)
  }
}

const viewOf = (row: QuarantineRow): QuarantineView => ({
  entry: row.entry,
  at: row.at,
  project: row.project,
  file: row.file,
  sha256: row.sha256,
  bytes: row.bytes,
  findings: JSON.parse(row.findings) as JobFinding[],
  releasable: row.releasable === 1,
})

const heldOf = (row: QuarantineRow): Held => ({
  entry: row.entry,
  project: row.project,
  file: row.file,
  study: row.study,
  sha256: row.sha256,
  bytes: row.bytes,
  findings: JSON.parse(row.findings) as JobFinding[],
  releasable: row.releasable === 1,
  conflict: conflictOf(row),
  source: row.source,
})

const conflictOf = ({ conflict, conflict_about }: QuarantineRow): Conflict | undefined =>
  conflict === null || conflict_about === null ? undefined : { kind: conflict, about: conflict_about }
