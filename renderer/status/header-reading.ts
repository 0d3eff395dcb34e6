/** Says how far this version has read again what an earlier one read less of. */
import type { Announcement } from '#contract/views.ts'
import { onAnnouncement } from '../client/announcements.ts'
import { numberIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'
import { type Notice, notify } from './notices.ts'

/** Called once, by the entry. */
export function followHeaderReading(): void {
  onAnnouncement((announcement) => {
    if (announcement.kind === 'headers-read-again') notify(readingNotice(announcement))
  })
}

/** One notice, which the next replaces. */
export const readingNotice = ({
  done,
  total,
}: Extract<Announcement, { kind: 'headers-read-again' }>): Omit<Notice, 'id'> => ({
  tone: 'plain',
  what: textsNow().status.headersRead,
  todo: textsNow().status.imagesRead(numberIn(done), numberIn(total), done >= total),
})
