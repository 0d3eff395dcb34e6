/** Headers of stored files, read again. A file that is damaged or refused now keeps what is known of it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { JobContext, ReadFacts, ReadFactsInput } from '#contract/jobs.ts'
import { storedFacts } from '#dicom/facts/stored.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'

export function readFacts(
  { files }: ReadFactsInput,
  { report }: JobContext<{ readonly done: number }>,
): ReadFacts {
  const facts = files.flatMap(({ path, sha256 }, k) => {
    const read = factsOf(path, sha256)
    report({ done: k + 1 })
    return read === undefined ? [] : [{ sha256, facts: read }]
  })
  return { facts }
}

function factsOf(path: string, sha256: string): string | null | undefined {
  const bytes = wholeFile(path)
  if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) return undefined
  try {
    const facts = storedFacts(bytes)
    return facts === undefined ? null : JSON.stringify(facts)
  } catch (error) {
    if (error instanceof DicomRefusal) return undefined
    throw error
  }
}

function wholeFile(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    // Gone or unreadable: a check of the library reports it.
    return undefined
  }
}
