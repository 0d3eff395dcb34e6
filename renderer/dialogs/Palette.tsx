/** Find a command by its name. Lists everything; what cannot be done now says why, and stays where it is. */
import { TextInput } from '@mantine/core'
import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useKeysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import { type CommandId, commandIds, commands, type Place } from '../keys/commands.ts'
import { commandsMatching } from '../keys/match.ts'
import { recentCommands, remember } from '../keys/recent.ts'
import { standingOf, useOffersChanging } from '../keys/registry.ts'
import { useTexts } from '../texts/texts.ts'
import { Dialog } from './Dialog.tsx'
import styles from './Palette.module.css'

/** More rows than the palette is high. */
const inSight = 24

export function Palette({
  place,
  onClose,
  onRun,
}: {
  readonly place: Place
  readonly onClose: () => void
  readonly onRun: (id: CommandId) => void
}) {
  useOffersChanging()
  const keysOf = useKeysOf()
  const texts = useTexts()
  const { palette } = texts.keys
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const recent = useMemo(recentCommands, [])
  const found = commandsMatching(text, nearestFirst(place, recent))
  // what is in sight is drawn at once, the long rest when the hand is served
  const drawn = useDeferredValue(found, found.slice(0, inSight))
  const chosen = Math.min(at, found.length - 1)
  const chosenRow = `${listId}-${found[chosen]}`
  // a list that was just opened stands at its first: to ask where that is would lay out the page once more before it shows
  const sought = useRef(false)
  useEffect(() => {
    if (sought.current && drawn.length > 0)
      document.getElementById(chosenRow)?.scrollIntoView({ block: 'nearest' })
  }, [chosenRow, drawn])
  const field = useFieldOfTheFirstKey()
  const run = (id: CommandId | undefined): void => {
    if (id === undefined || standingOf(id) === 'not-offered') return
    remember(id)
    onClose()
    onRun(id)
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      sought.current = true
      setAt((chosen + step + found.length) % Math.max(found.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
  }
  return (
    <Dialog title={palette.title} head="spoken" onClose={onClose}>
      <TextInput
        ref={field}
        data-autofocus
        size="sm"
        placeholder={palette.ask}
        aria-label={palette.title}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[chosen] && chosenRow}
        value={text}
        onKeyDown={press}
        onChange={({ currentTarget: { value } }) => {
          sought.current = true
          setText(value)
          setAt(0)
        }}
      />
      <div className={styles.found} id={listId} role="listbox" aria-label={palette.list}>
        {drawn.map((id) => {
          const why = whyNot(id, palette.elsewhere)
          const [chord] = keysOf(id)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
            <div
              key={id}
              id={`${listId}-${id}`}
              role="option"
              tabIndex={-1}
              aria-selected={id === found[chosen]}
              aria-disabled={why !== undefined || undefined}
              className={styles.command}
              onClick={() => run(id)}
            >
              <span>
                {texts.commands.title(id)} {why && <em>{why}</em>}
              </span>
              <small>
                {recent.includes(id) && text === ''
                  ? palette.recent
                  : texts.commands.group(commands[id].group)}
              </small>
              {chord && <kbd>{chordText(chord)}</kbd>}
            </div>
          )
        })}
        {found.length === 0 && <p className={styles.none}>{palette.none}</p>}
      </div>
    </Dialog>
  )
}

/** A dialog gives its field the focus a moment after it stands: whoever types at once shall not lose a letter. */
function useFieldOfTheFirstKey(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const reach = ({ key, ctrlKey, metaKey, altKey }: globalThis.KeyboardEvent): void => {
      const types = key.length === 1 && !ctrlKey && !metaKey && !altKey
      if (types && document.activeElement !== field.current) field.current?.focus()
    }
    window.addEventListener('keydown', reach, { capture: true })
    return () => window.removeEventListener('keydown', reach, { capture: true })
  }, [])
  return field
}

function whyNot(id: CommandId, elsewhere: Readonly<Record<Place, string>>): string | undefined {
  const standing = standingOf(id)
  if (standing === 'ready') return undefined
  return standing === 'not-offered' ? elsewhere[commands[id].place] : standing.unavailable
}

/** What was chosen lately, then what belongs to this page, to the window, and to another page. */
function nearestFirst(place: Place, recent: readonly CommandId[]): readonly CommandId[] {
  const rank = (id: CommandId): number => {
    const offered = standingOf(id) !== 'not-offered'
    if (offered && recent.includes(id)) return recent.indexOf(id) - recent.length
    if (!offered) return 3
    return commands[id].place === place ? 0 : 1
  }
  return commandIds
    .map((id) => [rank(id), id] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, id]) => id)
}
