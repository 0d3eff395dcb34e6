/** Everything that keeps a library, built once: what brings files in, finds them again, and lets them go. */

import type { LibraryCheck } from '#contract/documents.ts'
import type { AbortSignalLike, Services } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { Threads } from '../jobs/threads.ts'
import { createRulesOf } from '../projects/rules.ts'
import { createQuarantine } from '../quarantine/quarantine.ts'
import { createVouch, type Vouch } from './attestations.ts'
import { checkLibrary } from './check.ts'
import { createDuplicateCheck } from './duplicates.ts'
import { createImports } from './imports.ts'
import { createIndex, type LibraryIndex } from './index.ts'
import { createIngest, type Ingest } from './ingest.ts'
import { createRenewal } from './renewal.ts'
import { createRows } from './rows.ts'
import { createSettler } from './settling.ts'
import { createTurns } from './turns.ts'
import { createWithdrawal, type WithdrawStudy } from './withdraw.ts'

export interface Keeper {
  readonly index: LibraryIndex
  readonly ingest: Ingest
  readonly vouch: Vouch
  readonly imports: Services['imports']
  readonly quarantine: Services['quarantine']
  readonly withdrawStudy: WithdrawStudy
  /** Looks at studies whose import was killed before their slices were looked at together; to be called at start. */
  finishKilledImports(): Promise<void>
  /** Reads again what an earlier version read less of, study by study; for the background. */
  renewFacts(signal: AbortSignal): Promise<void>
  check(signal?: AbortSignalLike): Promise<LibraryCheck>
}

/** @param onError  logs a mistake of ours: the file that met it is refused, the rest goes on */
export function createKeeper(
  library: Library,
  threads: Threads,
  announcements: Announcements,
  onError: (error: unknown) => void,
): Keeper {
  const rows = createRows(library)
  const renewal = createRenewal({ library, rows, threads, onError })
  const index = createIndex({ rows, threads, renewal })
  const settler = createSettler(library, rows, threads)
  const parts = {
    library,
    rows,
    index,
    settler,
    threads,
    announcements,
    inTurn: createTurns(),
    rulesOf: createRulesOf(library),
    onError,
  }
  const ingest = createIngest(parts)
  const vouch = createVouch(library, rows)
  const checkDuplicates = createDuplicateCheck(parts)
  return {
    index,
    ingest,
    vouch,
    imports: createImports({ library, threads, ingest, vouch, onError }),
    quarantine: createQuarantine(parts),
    withdrawStudy: createWithdrawal(parts),
    finishKilledImports: async () => void (await checkDuplicates('midwall')),
    renewFacts: (signal) =>
      renewal.ofAll((study, done, total) => {
        announcements.announce({ kind: 'headers-read-again', study, done, total })
      }, signal),
    check: (signal) => checkLibrary(library, threads, signal),
  }
}
