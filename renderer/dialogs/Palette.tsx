/** Find a command by its name. Lists what can be done now; what cannot be done says why when tried. */
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { chordText } from '../keys/chord.ts'
import { type CommandId, commands } from '../keys/commands.ts'
import { commandsMatching } from '../keys/match.ts'
import { useOfferedCommands } from '../keys/registry.ts'
import { Dialog } from './Dialog.tsx'
import styles from './Palette.module.css'

export function Palette({
  onClose,
  onRun,
}: {
  readonly onClose: () => void
  readonly onRun: (id: CommandId) => void
}) {
  const offered = useOfferedCommands()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const found = commandsMatching(text, nearestFirst(offered))
  const chosen = Math.min(at, found.length - 1)
  const run = (id: CommandId | undefined): void => {
    if (id === undefined) return
    onClose()
    onRun(id)
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((chosen + step + found.length) % Math.max(found.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
  }
  return (
    <Dialog title="Find a command" head="spoken" onClose={onClose}>
      <TextInput
        data-autofocus
        size="sm"
        placeholder="What do you want to do?"
        aria-label="Find a command"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[chosen] && `${listId}-${found[chosen]}`}
        value={text}
        onKeyDown={press}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          setAt(0)
        }}
      />
      <div className={styles.found} id={listId} role="listbox" aria-label="Commands">
        {found.map((id, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
          <div
            key={id}
            id={`${listId}-${id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles.command}
            ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => run(id)}
          >
            <span>{commands[id].title}</span>
            <small>{commands[id].group}</small>
            {commands[id].keys.slice(0, 1).map((chord) => (
              <kbd key={chord}>{chordText(chord)}</kbd>
            ))}
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>No command is called so.</p>}
      </div>
    </Dialog>
  )
}

/** What belongs to this page before what belongs to the window. */
const nearestFirst = (offered: readonly CommandId[]): readonly CommandId[] => {
  const isHere = (id: CommandId): boolean => commands[id].place !== 'everywhere'
  return [...offered.filter(isHere), ...offered.filter((id) => !isHere(id))]
}
