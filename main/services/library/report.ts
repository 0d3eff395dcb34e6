/** What became of each file of one import, in the order in which they were met. */
import { say } from '#analysis/sentences/say.ts'
import type { ImportedFile } from '#contract/import-report.ts'
import type { Inspected, KeptFile } from '#contract/jobs.ts'
import type { InspectedFile } from './inspection.ts'
import { type Judgement, reasonOf } from './rules.ts'
import type { Arrival, Eviction } from './settling.ts'
import { shown } from './shown.ts'

export interface IngestedFile extends ImportedFile {
  readonly sha256?: string
  readonly sopInstanceUid?: string
  readonly studyUid?: string
}

export interface Report {
  /** @returns for a file that is to be placed, what to place and whom to tell where it went */
  add(inspected: InspectedFile): Placing | undefined
  /** Files of this very import may be taken out of use by later ones. */
  evicted(evictions: readonly Eviction[]): void
  /** whether quarantine has more or fewer files than before */
  quarantineChanged(): boolean
  lines(): readonly IngestedFile[]
}

export interface Placing {
  readonly arrival: Arrival
  judged(judgement: Judgement): void
}

type Outcome = Pick<ImportedFile, 'outcome' | 'reason'>

export function createReport(): Report {
  const lines: IngestedFile[] = []
  const linesOf = new Map<string, number[]>()
  let changed = false

  return {
    add({ incoming, inspected, bytesAt }) {
      const path = shown(incoming.path)
      const place = lines.length
      if (!('sha256' in inspected)) {
        lines.push({ path, ...outcomeOfUnkept(inspected) })
        return undefined
      }
      const { sha256, sopInstanceUid, studyUid } = inspected
      lines.push({ path, outcome: 'refused', reason: say('files/not-placed') })
      return {
        arrival: { file: inspected, path, bytesAt },
        judged(judgement) {
          lines[place] = { path, ...outcomeOf(inspected, judgement), sha256, sopInstanceUid, studyUid }
          linesOf.set(sha256, [...(linesOf.get(sha256) ?? []), place])
          changed ||=
            judgement.place === 'quarantine' || (judgement.place === 'library' && !!judgement.lifted)
        },
      }
    },

    evicted(evictions) {
      for (const { held: entry } of evictions) {
        changed = true
        for (const place of linesOf.get(entry.sha256) ?? []) {
          const line = lines[place]
          if (line) lines[place] = { ...line, outcome: 'quarantined', reason: reasonOf(entry.findings) }
        }
      }
    },

    quarantineChanged: () => changed,
    lines: () => lines,
  }
}

function outcomeOfUnkept(inspected: Exclude<Inspected, KeptFile>): Outcome {
  if (inspected.verdict === 'large') return { outcome: 'refused', reason: say('files/too-large') }
  return { outcome: inspected.verdict, reason: inspected.reason }
}

function outcomeOf(file: KeptFile, judgement: Judgement): Outcome {
  switch (judgement.place) {
    case 'library':
      return file.warnings.length === 0
        ? { outcome: 'accepted' }
        : { outcome: 'accepted-with-warning', reason: file.warnings.join('; ') }
    case 'library-already':
      return { outcome: 'known' }
    case 'quarantine-already':
      return { outcome: 'quarantined', reason: judgement.reason }
    case 'nowhere':
      return { outcome: 'refused', reason: judgement.reason }
    case 'quarantine':
      return { outcome: 'quarantined', reason: reasonOf(judgement.held.findings) }
  }
}
