/**
 * The study that is read next, opened while the reader is still at this one: its stacks are here and the slice
 * that it opens with is decoded. One at a time; what is not taken is forgotten.
 */

import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import type { OpenedStudy } from '#contract/views.ts'
import { onAnnouncement } from '../client/announcements.ts'
import { client } from '../client/client.ts'
import { useConnection } from '../client/connection.ts'
import { openImages, type StudyImages } from '../viewport/study-images.ts'
import { leadStack, middleSlice } from './views.ts'

export interface Ahead {
  readonly study: string
  readonly opened: OpenedStudy
  readonly images: StudyImages
}

let asked: string | undefined
let ready: Ahead | undefined

/** A study that changed or was withdrawn since is opened anew. */
const outdating = ['study-imported', 'headers-read-again', 'study-withdrawn'] as const
onAnnouncement((announcement) => {
  if (
    outdating.some((kind) => kind === announcement.kind) &&
    'study' in announcement &&
    announcement.study === asked
  )
    forget()
})

/** What happened while the connection was gone was not announced to us. */
useConnection.subscribe((now, before) => {
  if (now.epoch !== before.epoch) forget()
})

/** Nothing is told when it fails: whoever opens the study then is told. */
export async function prepare(study: string): Promise<void> {
  if (asked === study) return
  forget()
  asked = study
  const opened = await client.studies.open({ study }).catch(() => undefined)
  if (asked !== study || !opened) return
  const lead = leadStack(opened.stacks, shortAxisOf(opened.stacks))
  if (!lead) return
  const images = openImages(opened)
  ready = { study, opened, images }
  for (const frame of lead.frames[middleSlice(lead)] ?? []) if (frame) images.expect(frame)
}

/** Looks without taking. */
export const preparedFor = (study: string): OpenedStudy | undefined =>
  ready?.study === study ? ready.opened : undefined

/** Whoever takes them closes them. */
export function takeImages(opened: OpenedStudy): StudyImages | undefined {
  if (ready?.opened !== opened) return undefined
  const { images } = ready
  ready = undefined
  asked = undefined
  return images
}

export function forget(): void {
  ready?.images.close()
  ready = undefined
  asked = undefined
}
