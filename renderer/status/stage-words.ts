/** States of a read and an upload in words, with the tone they are shown in. */
import type { ReadStatus, UploadStatus } from '#contract/views.ts'
import { textsNow } from '../texts/texts.ts'
import type { Tone } from './Chip.tsx'

interface Words {
  readonly text: string
  readonly tone: Tone
}

const readTones: Readonly<Record<ReadStatus, Tone>> = {
  none: 'plain',
  open: 'accent',
  signed: 'good',
  sealed: 'attention',
}

/** What is being checked may have arrived: the registry is asked before it is sent again. */
const uploadTones: Readonly<Record<UploadStatus, Tone>> = {
  none: 'plain',
  waiting: 'attention',
  sending: 'accent',
  checking: 'attention',
  done: 'good',
  conflict: 'bad',
  blocked: 'bad',
}

export const readWords = (status: ReadStatus): Words => ({
  text: textsNow().status.read[status],
  tone: readTones[status],
})

export const uploadWords = (status: UploadStatus): Words => ({
  text: textsNow().status.upload[status],
  tone: uploadTones[status],
})

/** What a signed read sends, by the outbox's and the receipt's names. */
export const resultKind = (kind: string): string => textsNow().status.results[kind] ?? kind
