/**
 * What an earlier version read from the headers, read again from the stored files by this one, which reads more:
 * before a study is sorted, and of all others one after the other in the background. Nothing is asked of any
 * registry. Each batch is committed by itself, so that after a kill only what is left is read.
 */
import type { AbortSignalLike } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import { JobFailed } from '../jobs/runner.ts'
import type { Threads } from '../jobs/threads.ts'
import type { Rows } from './rows.ts'
import { shareWork } from './shared-work.ts'

export interface Renewal {
  /**
   * Brings the facts of a study up to date; of a file that is damaged they stay as they are.
   * @throws Failure 'cancelled', 'disk-full'; what was read by then stays
   */
  ofStudy(study: string, signal?: AbortSignalLike): Promise<void>
  /** @param progress  images read so far, of all studies */
  ofAll(progress: (study: string, done: number, total: number) => void, signal: AbortSignal): Promise<void>
}

interface Parts {
  readonly library: Library
  readonly rows: Rows
  readonly threads: Pick<Threads, 'run'>
  /** logs a mistake of ours */
  readonly onError: (error: unknown) => void
}

const filesAtATime = 50
const diskLimitMs = 300_000

/** @param filesTogether  that one job reads, and whose facts are committed together */
export function createRenewal(
  { library, rows, threads, onError }: Parts,
  filesTogether: number = filesAtATime,
): Renewal {
  /** whole, or as far as their files allow */
  const renewed = new Set<string>()
  const renewing = shareWork(async (study, signal) => {
    await renew(study, signal)
    renewed.add(study)
  })

  async function renew(study: string, signal: AbortSignal): Promise<void> {
    const old = rows.oldFacts(study)
    for (let i = 0; i < old.length; i += filesTogether) {
      const batch = old.slice(i, i + filesTogether)
      const files = batch.map(({ sha256 }) => ({ sha256, path: library.objects.pathOf(sha256) }))
      try {
        const { facts } = await threads.run('read-facts', { files }, { signal, silenceLimitMs: diskLimitMs })
        library.transaction(() => {
          for (const read of facts) rows.renewFacts(read.facts, read.sha256)
        })
      } catch (error) {
        // the study is read as it was before
        if (!(error instanceof JobFailed)) throw error
        onError(error)
      }
    }
  }

  const ofStudy: Renewal['ofStudy'] = async (study, signal) => {
    if (!renewed.has(study)) await renewing(study, signal)
  }

  return {
    ofStudy,
    async ofAll(progress, signal) {
      const studies = rows.studiesOfOldFacts()
      const total = studies.reduce((sum, { images }) => sum + images, 0)
      let done = 0
      for (const { study, images } of studies) {
        await ofStudy(study, signal)
        done += images
        progress(study, done, total)
      }
    },
  }
}
