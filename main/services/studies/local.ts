/** What lies here of each study, without reading every image's facts for every line of a list. */
import { z } from 'zod'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import type { Library } from '../../store/library.ts'

export interface LocalCounts {
  readonly series: number
  readonly instances: number
  readonly bytes: number
}

export interface LocalStudies {
  /** of one of its images: patient, trial and visit are the same in all */
  facts(study: string): InstanceFacts | undefined
  /** the pseudonym under which the subject may be shown */
  subject(study: string): string | undefined
  counts(study: string): LocalCounts
}

const factsRow = z.object({ facts: z.string() })
const subjectRow = z.object({ subject: z.string() })
const countsRow = z.object({
  series: z.number(),
  instances: z.number(),
  bytes: z.number(),
})

export function createLocalStudies({ db }: Library): LocalStudies {
  const facts = db.prepare('SELECT facts FROM instances WHERE study = ? AND facts IS NOT NULL LIMIT 1')
  const subject = db.prepare('SELECT subject FROM instances WHERE study = ? AND subject IS NOT NULL LIMIT 1')
  const counts = db.prepare(
    `SELECT count(DISTINCT series) AS series, count(*) AS instances, coalesce(sum(bytes), 0) AS bytes
     FROM instances WHERE study = ?`,
  )
  return {
    facts(study) {
      const row = facts.get(study)
      return row === undefined ? undefined : (JSON.parse(factsRow.parse(row).facts) as InstanceFacts)
    },
    subject(study) {
      const row = subject.get(study)
      return row === undefined ? undefined : subjectRow.parse(row).subject
    },
    counts: (study) => countsRow.parse(counts.get(study)),
  }
}
