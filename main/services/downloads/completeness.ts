/** What is to be said of a download that brought all there is: not all of it may be usable. */
import { say } from '#analysis/sentences/say.ts'
import type { Counts, Judged } from './ledger.ts'

/**
 * @param reasonOf  the most frequent one
 * @returns what is missing in the library and what to do about it; undefined when nothing is
 */
export function remarks(
  { total, refused, quarantined, discarded }: Counts,
  reasonOf: (status: Judged['status']) => string | undefined,
): string | undefined {
  const because = (status: Judged['status']): string => reasonOf(status) ?? say('files/no-reason')
  const said: string[] = []
  if (refused > 0) said.push(say('files/cannot-be-used', { refused, total, why: because('refused') }))
  if (quarantined > 0)
    said.push(
      say('files/held-back', { quarantined, total, why: because('quarantined') }),
      say('files/look-in-quarantine'),
    )
  if (discarded > 0) said.push(say('files/discarded', { discarded, total }))
  return said.length === 0 ? undefined : said.join(' ')
}
