/** What is to be said of a download that brought all there is: not all of it may be usable. */
import type { Counts, Judged } from './ledger.ts'

/**
 * @param reasonOf  the most frequent one
 * @returns what is missing in the library and what to do about it; undefined when nothing is
 */
export function remarks(
  { total, refused, quarantined, discarded }: Counts,
  reasonOf: (status: Judged['status']) => string | undefined,
): string | undefined {
  const because = (status: Judged['status']): string => reasonOf(status) ?? 'no reason was given'
  const said: string[] = []
  if (refused > 0) said.push(`${refused} of ${total} images cannot be used: ${because('refused')}.`)
  if (quarantined > 0)
    said.push(
      `${quarantined} of ${total} images are held back: ${because('quarantined')}.`,
      'Look at them in quarantine (q, or midwall quarantine) and release or discard each;',
      'if all that they lack is the marker of de-identification, vouch for the study and download it again',
      '(v in the list of studies, or midwall download STUDY --attest REASON).',
    )
  if (discarded > 0) said.push(`${discarded} of ${total} images were held back and discarded.`)
  return said.length === 0 ? undefined : said.join(' ')
}
