/**
 * Carries out what was judged, a batch at a time, so that a kill at any moment leaves either the file and its
 * row or neither:
 *
 *   announce what will lie on disk → move files and sync folders → commit the rows → remove what no row names
 */
import type { FileMove, FileRename, KeptFile } from '#contract/jobs.ts'
import { asFailure } from '../../store/database.ts'
import type { Library } from '../../store/library.ts'
import { type SettledStore, settleLeftovers } from '../../store/unsettled.ts'
import { JobFailed } from '../jobs/runner.ts'
import type { Threads } from '../jobs/threads.ts'
import type { Accepted, Conflict, Held, InstanceRow, Rows, Source } from './rows.ts'
import { type Circumstances, evictedAs, type Judgement, judge } from './rules.ts'

/** A file that was inspected and waits for its place. */
export interface Arrival {
  readonly file: KeptFile
  readonly path: string
  /** where its bytes are, or are written first; synced and moved from there */
  readonly bytesAt: string
}

export interface ArrivalContext {
  readonly project: string
  readonly source: Source
  readonly who: string
  readonly attestation: number | undefined
}

export interface Eviction {
  readonly held: Held
  readonly row: InstanceRow
}

/** What became of each arrival, and what was taken out of use because of it. */
export interface Settled {
  readonly judgements: readonly Judgement[]
  readonly evictions: readonly Eviction[]
}

interface Place {
  readonly store: SettledStore
  readonly sha256: string
}

interface Plan extends Settled {
  readonly moves: { readonly links: FileMove[]; readonly renames: FileRename[] }
  /** will have a row */
  readonly coming: readonly Place[]
  /** will have none */
  readonly going: readonly Place[]
}

export interface Settler {
  /** In the order of arrival: an earlier file counts as being here for a later one. */
  settle(arrivals: readonly Arrival[], context: ArrivalContext): Promise<Settled>
  /** Takes instances out of use and into quarantine. */
  evict(evictions: readonly Eviction[], who: string): Promise<void>
  /** Puts a held file into the library, named by the entry that a person let go. */
  release(held: Held, file: KeptFile, who: string, reason: string): Promise<void>
  /** Removes bytes after `forget` has removed every row that names them. */
  remove(places: readonly Place[], forget: () => void): Promise<void>
}

/** A batch of large files on a slow disk. */
const diskLimitMs = 300_000

/** The caller sees to it that one batch is settled at a time. */
export function createSettler(library: Library, rows: Rows, threads: Threads): Settler {
  const pathIn = ({ store, sha256 }: Place): string => library[store].pathOf(sha256)
  const linked = (sha256: string, from: SettledStore, to: SettledStore): FileMove => ({
    from: pathIn({ store: from, sha256 }),
    to: pathIn({ store: to, sha256 }),
  })

  async function moveFiles(input: {
    links?: FileMove[]
    renames?: FileRename[]
    removals?: string[]
  }): Promise<void> {
    const { links = [], renames = [], removals = [] } = input
    if (links.length + renames.length + removals.length === 0) return
    try {
      await threads.run('settle', { links, renames, removals }, { silenceLimitMs: diskLimitMs })
    } catch (error) {
      throw error instanceof JobFailed ? asFailure(error, library.folder) : error
    }
  }

  async function carryOut(
    moves: { links: FileMove[]; renames: FileRename[] },
    coming: readonly Place[],
    going: readonly Place[],
    commit: () => void,
  ): Promise<void> {
    const { announce, settled } = rows.settling
    try {
      if (coming.length > 0) {
        library.transaction(() => {
          for (const { store, sha256 } of coming) announce(store, sha256)
        })
        await moveFiles(moves)
      }
      library.transaction(() => {
        commit()
        for (const { store, sha256 } of coming) settled(store, sha256)
        for (const { store, sha256 } of going) announce(store, sha256)
      })
      if (going.length === 0) return
      await moveFiles({ removals: going.map(pathIn) })
      library.transaction(() => {
        for (const { store, sha256 } of going) settled(store, sha256)
      })
    } catch (error) {
      cleanUp()
      throw error
    }
  }

  /** What has no row goes now. Where even that fails it goes when the library opens next; the first error is told. */
  function cleanUp(): void {
    try {
      settleLeftovers(library)
    } catch {}
  }

  function perform(arrival: Arrival, judgement: Judgement, context: ArrivalContext, at: string): void {
    if (judgement.place === 'library') {
      if (judgement.lifted) rows.removeEntry(judgement.lifted.entry)
      rows.accept(acceptedAs(arrival, context), at)
    }
    if (judgement.place !== 'quarantine') return
    for (const row of judgement.evicted) performEviction(evictionOf(row, judgement.held.conflict, rows), at)
    rows.hold(judgement.held, at)
  }

  function performEviction({ held, row }: Eviction, at: string): void {
    rows.removeInstance(row.sop_instance_uid)
    rows.hold(held, at)
    rows.removeStudyIfEmpty(row.study)
  }

  function plan(arrivals: readonly Arrival[], context: ArrivalContext, at: string): Plan {
    return library.rehearse(() => {
      const links: FileMove[] = []
      const renames: FileRename[] = []
      const coming: Place[] = []
      const going: Place[] = []
      const evictions: Eviction[] = []
      const judgements = arrivals.map((arrival) => {
        const circumstances: Circumstances = { ...context, path: arrival.path }
        const judgement = judge(arrival.file, circumstances, rows)
        const { sha256 } = arrival.file
        const store = storeOf(judgement)
        if (store) {
          const place = { store, sha256 }
          const { content } = arrival.file
          renames.push({ from: arrival.bytesAt, to: pathIn(place), ...(content ? { content } : {}) })
          coming.push(place)
        }
        if (judgement.place === 'library' && judgement.lifted && rows.entriesByHash(sha256).length === 1) {
          going.push({ store: 'quarantine', sha256 })
        }
        if (judgement.place === 'quarantine') {
          for (const row of judgement.evicted) {
            evictions.push(evictionOf(row, judgement.held.conflict, rows))
            links.push(linked(row.sha256, 'objects', 'quarantine'))
            coming.push({ store: 'quarantine', sha256: row.sha256 })
            going.push({ store: 'objects', sha256: row.sha256 })
          }
        }
        perform(arrival, judgement, context, at)
        return judgement
      })
      return { judgements, evictions, moves: { links, renames }, coming, going }
    })
  }

  return {
    async settle(arrivals, context) {
      const at = new Date().toISOString()
      const { judgements, evictions, moves, coming, going } = plan(arrivals, context, at)
      await carryOut(moves, coming, going, () => {
        arrivals.forEach((arrival, i) => {
          const judgement = judgements[i]
          if (judgement) perform(arrival, judgement, context, at)
        })
        auditHeld([...judgements.flatMap(heldBy), ...evictions.map(({ held }) => held)], context.who)
        auditLifted(judgements.flatMap(liftedBy), context)
      })
      return { judgements, evictions }
    },

    async evict(evictions, who) {
      const at = new Date().toISOString()
      const links = evictions.map(({ row }) => linked(row.sha256, 'objects', 'quarantine'))
      const coming = evictions.map(({ row }): Place => ({ store: 'quarantine', sha256: row.sha256 }))
      const going = evictions.map(({ row }): Place => ({ store: 'objects', sha256: row.sha256 }))
      await carryOut({ links, renames: [] }, coming, going, () => {
        for (const eviction of evictions) performEviction(eviction, at)
        auditHeld(
          evictions.map(({ held }) => held),
          who,
        )
      })
    },

    async release(held, file, who, reason) {
      const { entry, project, source, sha256 } = held
      const links = [linked(sha256, 'quarantine', 'objects')]
      const others = rows.entriesByHash(sha256).length > 1
      const going: Place[] = others ? [] : [{ store: 'quarantine', sha256 }]
      await carryOut({ links, renames: [] }, [{ store: 'objects', sha256 }], going, () => {
        const accepted: Accepted = { file, project, source, attestation: undefined, released: entry }
        rows.removeEntry(entry)
        rows.accept(accepted, new Date().toISOString())
        library.audit(who, 'quarantine-released', JSON.stringify({ entry, sha256, reason }))
      })
    },

    remove: (places, forget) => carryOut({ links: [], renames: [] }, [], places, forget),
  }

  function auditHeld(entries: readonly Held[], who: string): void {
    if (entries.length === 0) return
    const about = entries.map(({ entry, findings }) => ({ entry, why: findings.map(({ kind }) => kind) }))
    library.audit(who, 'quarantined', JSON.stringify(about))
  }

  function auditLifted(entries: readonly string[], { who, attestation }: ArrivalContext): void {
    if (entries.length === 0) return
    library.audit(who, 'quarantine-lifted', JSON.stringify({ attestation, entries }))
  }
}

function storeOf({ place }: Judgement): SettledStore | undefined {
  if (place === 'library') return 'objects'
  return place === 'quarantine' ? 'quarantine' : undefined
}

const heldBy = (judgement: Judgement): Held[] => (judgement.place === 'quarantine' ? [judgement.held] : [])

const liftedBy = (judgement: Judgement): string[] =>
  judgement.place === 'library' && judgement.lifted ? [judgement.lifted.entry] : []

const acceptedAs = ({ file }: Arrival, { project, source, attestation }: ArrivalContext): Accepted => ({
  file,
  project,
  source,
  attestation: file.attestationUsed ? attestation : undefined,
  released: undefined,
})

/** @throws Error when the conflict is unnamed or the instance's study has no row: the caller has a bug */
export function evictionOf(row: InstanceRow, conflict: Conflict | undefined, rows: Rows): Eviction {
  const project = rows.study(row.study)?.project
  if (conflict === undefined || project === undefined)
    throw new Error('nothing is evicted without a conflict')
  return { row, held: evictedAs(row, project, conflict) }
}
