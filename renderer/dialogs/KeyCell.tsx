/** The keys of one command, and the way to another: press, then the new key; who has it already is named. */
import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { assigned, holdersOf, keysIn, restored } from '../keys/assigned.ts'
import { chordOf, chordText } from '../keys/chord.ts'
import type { CommandId } from '../keys/commands.ts'
import { useTexts } from '../texts/texts.ts'
import { usePreferences } from '../theme/preferences.ts'
import styles from './KeyCell.module.css'

const held = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead'])

export function KeyCell({
  id,
  recording,
  onRecord,
}: {
  readonly id: CommandId
  readonly recording: boolean
  readonly onRecord: (on: boolean) => void
}) {
  const changes = usePreferences(({ keys }) => keys)
  const { keys: texts, commands } = useTexts()
  const [wanted, setWanted] = useState<string>()
  const chords = keysIn(changes, id)
  const title = commands.title(id)
  const settle = (chord: string | undefined): void => {
    if (chord !== undefined) usePreferences.setState({ keys: assigned(changes, id, chord) })
    setWanted(undefined)
    onRecord(false)
  }
  const press = (event: KeyboardEvent): void => {
    if (!recording || wanted !== undefined) return
    if (held.has(event.key)) return
    const chord = chordOf(event)
    // without them nobody could leave a dialog or reach a control by keyboard
    if (chord === 'Tab' || chord === 'Shift+Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (chord === 'Escape') settle(undefined)
    else if (holdersOf(changes, id, chord).length > 0) setWanted(chord)
    else settle(chord)
  }
  return (
    <span className={styles.cell}>
      <button
        type="button"
        className={styles.keys}
        data-recording={recording || undefined}
        // Mantine's dialog leaves Escape to what carries this mark
        data-mantine-stop-propagation={recording || undefined}
        aria-label={texts.change(title, chords.map(chordText).join(', '))}
        onClick={() => onRecord(true)}
        onKeyDown={press}
        onBlur={() => wanted === undefined && recording && onRecord(false)}
      >
        {recording ? (
          <span role="status">{wanted === undefined ? texts.press : chordText(wanted)}</span>
        ) : (
          chords.map((chord) => <kbd key={chord}>{chordText(chord)}</kbd>)
        )}
        {!recording && chords.length === 0 && <small>{texts.none}</small>}
      </button>
      {changes[id] !== undefined && !recording && (
        <button
          type="button"
          className={styles.restore}
          aria-label={texts.restore(title)}
          title={texts.restore(title)}
          onClick={() => usePreferences.setState({ keys: restored(changes, id) })}
        >
          <RotateCcw size={11} aria-hidden />
        </button>
      )}
      {recording && wanted !== undefined && (
        <span className={styles.conflict} role="alert">
          {texts.held(
            chordText(wanted),
            holdersOf(changes, id, wanted)
              .map((holder) => commands.title(holder))
              .join(', '),
          )}
          <button type="button" onClick={() => settle(wanted)}>
            {texts.take}
          </button>
          <button type="button" onClick={() => settle(undefined)}>
            {texts.leave}
          </button>
        </span>
      )}
    </span>
  )
}
