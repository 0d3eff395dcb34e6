/**
 * A site or subject took its consent back: nothing of the study stays but the fact that it was here. What lies
 * in quarantine goes too, and a later import or download of it is refused.
 */
import type { Library } from '../../store/library.ts'
import type { SettledStore } from '../../store/unsettled.ts'
import type { Announcements } from '../announcements.ts'
import type { LibraryIndex } from './index.ts'
import type { Rows } from './rows.ts'
import type { Settler } from './settling.ts'
import type { InTurn } from './turns.ts'

interface Parts {
  readonly library: Library
  readonly rows: Rows
  readonly index: LibraryIndex
  readonly settler: Settler
  readonly inTurn: InTurn
  readonly announcements: Announcements
}

export interface Withdrawal {
  readonly study: string
  readonly project: string
  readonly who: string
  readonly reason: string
}

/** Asking again changes nothing. @throws Failure 'disk-full' */
export type WithdrawStudy = (withdrawal: Withdrawal) => Promise<void>

export function createWithdrawal({
  library,
  rows,
  index,
  settler,
  inTurn,
  announcements,
}: Parts): WithdrawStudy {
  return ({ study, project, who, reason }) =>
    inTurn(async () => {
      if (rows.study(study)?.state === 'withdrawn') return
      const instances = rows.instancesOfStudy(study)
      const held = rows.entriesOfStudy(study)
      const removed = new Set(held.map(({ entry }) => entry))
      const unshared = held.filter(({ sha256 }) =>
        rows.entriesByHash(sha256).every(({ entry }) => removed.has(entry)),
      )
      const placesIn = (store: SettledStore, files: readonly { sha256: string }[]) =>
        files.map(({ sha256 }) => ({ store, sha256 }))
      const places = [...placesIn('objects', instances), ...placesIn('quarantine', unshared)]
      await settler.remove(places, () => {
        rows.removeInstances(study)
        for (const { entry } of held) rows.removeEntry(entry)
        rows.withdrawStudy(study, project, new Date().toISOString())
        const about = { study, project, objects: instances.length, quarantined: held.length, reason }
        library.audit(who, 'study-withdrawn', JSON.stringify(about))
      })
      index.forget([study])
      announcements.announce({ kind: 'study-withdrawn', study })
      if (held.length > 0) announcements.announce({ kind: 'quarantine-changed' })
    })
}
