/** Where a study stands on its way from the registry and back, as one word that the list can be filtered by. */
import type { StudyView } from '#contract/views.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import type { Tone } from '../status/Chip.tsx'
import { textsNow } from '../texts/texts.ts'

export const stages = [
  'not-here',
  'coming',
  'to-read',
  'in-progress',
  'to-send',
  'sent',
  'trouble',
  'withdrawn',
] as const
export type Stage = (typeof stages)[number]

export const stageTones: Readonly<Record<Stage, Tone>> = {
  'not-here': 'plain',
  coming: 'accent',
  'to-read': 'plain',
  'in-progress': 'accent',
  'to-send': 'attention',
  sent: 'good',
  trouble: 'bad',
  withdrawn: 'plain',
}

/** Trouble comes before everything that it hides, a read before the download that made it possible. */
export function stageOf({ download, read, upload }: StudyView): Stage {
  if (download.status === 'withdrawn' || read.status === 'sealed') return 'withdrawn'
  if (download.status === 'failed' || upload.status === 'conflict' || upload.status === 'blocked')
    return 'trouble'
  if (upload.status === 'done') return 'sent'
  if (read.status === 'signed') return 'to-send'
  if (read.status === 'open') return 'in-progress'
  if (download.status === 'complete') return 'to-read'
  return download.status === 'not-here' ? 'not-here' : 'coming'
}

export const canDownload = ({ download: { status } }: StudyView): boolean =>
  status === 'not-here' || status === 'paused' || status === 'failed'

export const canPause = ({ download: { status } }: StudyView): boolean =>
  status === 'running' || status === 'queued'

export const canCancel = ({ download: { status } }: StudyView): boolean =>
  status === 'running' || status === 'queued' || status === 'paused' || status === 'failed'

/** Images were held back; whether it is for want of the marker alone, main tells when it is tried. */
export const canVouch = (study: StudyView): boolean =>
  study.download.quarantined > 0 && study.download.status !== 'withdrawn' && !canPause(study)

export const canOpen = ({ download: { status } }: StudyView): boolean => status === 'complete'

/** Why a study cannot be opened, for the reader. */
export function whyNotOpen({ subject, download: { status } }: StudyView): string | undefined {
  const texts = textsNow().worklist.notOpen
  if (status === 'complete') return undefined
  if (status === 'withdrawn') return texts.withdrawn(subject)
  return status === 'not-here' || status === 'failed' || status === 'paused'
    ? texts.notHere(subject, chordText(keysOf('download-study')[0] ?? ''))
    : texts.coming(subject)
}
