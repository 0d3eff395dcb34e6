/**
 * Images that lie where another lies, at the same time, would be counted twice in a volume. Only all images of
 * a study together show them, so a study is marked unchecked with every image that comes, and looked at as a
 * whole afterwards: at the end of an import, or when the library opens after a kill.
 */
import type { AbortSignalLike } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from './index.ts'
import type { Rows } from './rows.ts'
import { type Eviction, evictionOf, type Settler } from './settling.ts'
import { sortLimitMs } from './sorting.ts'
import { factsOfStudy } from './stored-facts.ts'
import type { InTurn } from './turns.ts'

interface Parts {
  readonly library: Library
  readonly rows: Rows
  readonly index: LibraryIndex
  readonly settler: Settler
  readonly threads: Threads
  readonly inTurn: InTurn
}

/** Looks at every unchecked study and gives what it took out of use. */
export type DuplicateCheck = (who: string, signal?: AbortSignalLike) => Promise<readonly Eviction[]>

export function createDuplicateCheck(parts: Parts): DuplicateCheck {
  const { rows, index, settler, threads, inTurn } = parts

  return async (who, signal) => {
    const evicted: Eviction[] = []
    for (const { study } of rows.uncheckedStudies()) {
      await inTurn(async () => {
        const facts = await factsOfStudy(rows, study)
        const { duplicates } = await threads.run(
          'find-duplicates',
          { facts },
          { signal, silenceLimitMs: sortLimitMs },
        )
        const evictions = duplicates.flatMap((sop) => {
          const row = rows.instance(sop)
          return row?.study === study && row.released === null
            ? [evictionOf(row, { kind: 'position', about: row.series }, rows)]
            : []
        })
        if (evictions.length > 0) await settler.evict(evictions, who)
        rows.studyChecked(study)
        index.forget([study])
        evicted.push(...evictions)
      })
    }
    return evicted
  }
}
