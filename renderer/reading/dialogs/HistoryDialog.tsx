/** The read's log as sentences, newest first, with who and when; nothing is ever taken out of it. */
import type { ReadEvent } from '#analysis/reading/events.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import { dateTimeIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import { eventText } from '../history.ts'
import styles from './HistoryDialog.module.css'

export function HistoryDialog({
  events,
  undone,
  confirmed,
  onClose,
}: {
  readonly events: readonly ReadEvent[]
  readonly undone: ReadonlySet<number>
  /** seq of the last event that main confirmed */
  readonly confirmed: number
  readonly onClose: () => void
}) {
  const texts = useTexts().signing.history
  return (
    <Dialog onClose={onClose} title={texts.title(events.length)} size="lg">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.events} tabIndex={0} data-autofocus aria-label={texts.events}>
        <ol>
          {events.toReversed().map((event) => (
            <li key={event.seq} data-undone={undone.has(event.seq) || undefined}>
              <span className={styles.seq}>{event.seq}</span>
              <span className={styles.text}>{eventText(event.body)}</span>
              <span className={styles.who}>
                {event.seq > confirmed ? texts.notSaved : `${event.author.id} · ${dateTimeIn(event.at)}`}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </Dialog>
  )
}
