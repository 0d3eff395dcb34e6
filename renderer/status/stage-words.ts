/** States of a read and an upload in words, with the tone they are shown in. */
import type { ReadStatus, UploadStatus } from '#contract/views.ts'
import type { Tone } from './Chip.tsx'

interface Words {
  readonly text: string
  readonly tone: Tone
}

export const readWords: Readonly<Record<ReadStatus, Words>> = {
  none: { text: 'not begun', tone: 'plain' },
  open: { text: 'in progress', tone: 'accent' },
  signed: { text: 'signed', tone: 'good' },
  sealed: { text: 'sealed', tone: 'attention' },
}

export const uploadWords: Readonly<Record<UploadStatus, Words>> = {
  none: { text: 'not sent', tone: 'plain' },
  waiting: { text: 'waiting', tone: 'attention' },
  sending: { text: 'sending', tone: 'accent' },
  // it may have arrived: the registry is asked before it is sent again
  checking: { text: 'unconfirmed', tone: 'attention' },
  done: { text: 'arrived', tone: 'good' },
  conflict: { text: 'conflict', tone: 'bad' },
  blocked: { text: 'blocked', tone: 'bad' },
}

/** What a signed read sends, by the outbox's and the receipt's names. */
export const resultKinds: Readonly<Record<string, string>> = {
  sr: 'Measurement report (SR)',
  seg: 'Segmentation (SEG)',
  contours: 'Contours',
  result: 'Result record',
}
