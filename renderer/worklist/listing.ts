/** The rows of the worklist: filtered by text and stage, sorted by one column. Pure, so that it can be proven. */
import type { StudyView } from '#contract/views.ts'
import { type Stage, stageOf, stages } from './stages.ts'

export const columns = [
  'subject',
  'time point',
  'site',
  'date',
  'images',
  'download',
  'read',
  'upload',
] as const
export type Column = (typeof columns)[number]

export interface Listing {
  readonly text: string
  readonly stage: Stage | null
  readonly sort: Column
  readonly reverse: boolean
}

export const startListing: Listing = { text: '', stage: null, sort: 'subject', reverse: false }

/** Numbers inside a subject code count as numbers: SCD-2 stands before SCD-10. */
const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const downloadOrder = ['running', 'queued', 'paused', 'failed', 'not-here', 'complete', 'withdrawn'] as const
const readOrder = ['open', 'none', 'signed', 'sealed'] as const
const uploadOrder = ['conflict', 'blocked', 'sending', 'checking', 'waiting', 'none', 'done'] as const

const compare: Readonly<Record<Column, (a: StudyView, b: StudyView) => number>> = {
  subject: (a, b) => byText.compare(a.subject, b.subject),
  'time point': (a, b) => byText.compare(a.timePoint ?? '', b.timePoint ?? ''),
  site: (a, b) => byText.compare(a.site ?? '', b.site ?? ''),
  date: (a, b) => byText.compare(a.date ?? '', b.date ?? ''),
  images: (a, b) => (a.instances ?? -1) - (b.instances ?? -1),
  download: (a, b) => downloadOrder.indexOf(a.download.status) - downloadOrder.indexOf(b.download.status),
  read: (a, b) => readOrder.indexOf(a.read.status) - readOrder.indexOf(b.read.status),
  upload: (a, b) => uploadOrder.indexOf(a.upload.status) - uploadOrder.indexOf(b.upload.status),
}

/** Each typed word must stand somewhere in the subject, site, time point, date or study UID. */
export function matches(study: StudyView, text: string): boolean {
  const haystack = [study.subject, study.site, study.timePoint, study.date, study.study]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

export function listed(studies: readonly StudyView[], listing: Listing): StudyView[] {
  const found = studies.filter(
    (study) => matches(study, listing.text) && (listing.stage === null || stageOf(study) === listing.stage),
  )
  const sign = listing.reverse ? -1 : 1
  return found.toSorted(
    (a, b) =>
      sign * compare[listing.sort](a, b) ||
      byText.compare(a.subject, b.subject) ||
      byText.compare(a.study, b.study),
  )
}

/** How many studies stand at each stage, for the chips; the text filter counts, the stage filter does not. */
export function stageCounts(studies: readonly StudyView[], text: string): ReadonlyMap<Stage, number> {
  const counts = new Map<Stage, number>(stages.map((stage) => [stage, 0]))
  for (const study of studies) {
    if (!matches(study, text)) continue
    const stage = stageOf(study)
    counts.set(stage, (counts.get(stage) ?? 0) + 1)
  }
  return counts
}

/** The stage filter after this one, through those that have studies and back to all. */
export function nextStage(counts: ReadonlyMap<Stage, number>, current: Stage | null): Stage | null {
  const present = stages.filter((stage) => (counts.get(stage) ?? 0) > 0)
  return current === null ? (present[0] ?? null) : (present[present.indexOf(current) + 1] ?? null)
}
