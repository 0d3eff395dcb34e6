/** The read's log as sentences, newest first, with who and when; nothing is ever taken out of it. */
import type { ReadEvent } from '#analysis/reading/events.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
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
  return (
    <Dialog onClose={onClose} title={`History · ${events.length} events`} size="lg">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.events} tabIndex={0} data-autofocus aria-label="Events">
        <ol>
          {events.toReversed().map((event) => (
            <li key={event.seq} data-undone={undone.has(event.seq) || undefined}>
              <span className={styles.seq}>{event.seq}</span>
              <span className={styles.text}>{eventText(event.body)}</span>
              <span className={styles.who}>
                {event.seq > confirmed
                  ? 'not saved yet'
                  : `${event.author.id} · ${new Date(event.at).toLocaleString()}`}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </Dialog>
  )
}
