/**
 * A study's images in order. An ordinary cine study is sorted here: it takes less time than a thread takes to
 * start, and the first image waits for it. A whole examination of thousands of images would hold main's loop for
 * as long as several frames of a cine are shown, so a thread sorts it.
 */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { stacksFromPlaces } from '#analysis/protocol/sorted-places.ts'
import type { Sorted } from '#analysis/protocol/stack.ts'
import type { Threads } from '../jobs/threads.ts'
import type { Rows } from './rows.ts'
import { factsInPortions } from './stored-facts.ts'

export type StoredImage = InstanceFacts & { readonly sha256: string }

export interface SortedStudy extends Sorted {
  /** in the order of their UIDs */
  readonly images: readonly StoredImage[]
}

/** frames; of so many, sorting takes some 40 ms where nothing is warm yet */
const mostSortedHere = 600
/** Studies of tens of thousands of images exist, and their silence is broken only when the first is in a stack. */
export const sortLimitMs = 60_000

/**
 * @param mostHere  frames up to which no thread is asked
 * @throws Failure 'cancelled' @throws JobFailed where the thread broke
 */
export async function sortStudy(
  study: string,
  rows: Rows,
  threads: Pick<Threads, 'run'>,
  signal: AbortSignal,
  mostHere: number = mostSortedHere,
): Promise<SortedStudy> {
  const facts: string[] = []
  const images: StoredImage[] = []
  for await (const portion of factsInPortions(rows, study))
    for (const row of portion) {
      facts.push(row.facts)
      images.push({ ...(JSON.parse(row.facts) as InstanceFacts), sha256: row.sha256 })
    }
  const frames = images.reduce((sum, image) => sum + image.frames.length, 0)
  if (frames <= mostHere) return { images, ...sortIntoStacks(images) }
  const options = { signal, silenceLimitMs: sortLimitMs }
  return { images, ...stacksFromPlaces(await threads.run('stacks', { facts }, options), images) }
}
