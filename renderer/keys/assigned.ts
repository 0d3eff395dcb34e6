/** Which keys a command has: those of the table, or those that a person gave it instead. */
import { usePreferences } from '../theme/preferences.ts'
import { type CommandId, commandIds, commands } from './commands.ts'
import type { KeyChanges } from './key-changes.ts'

export const keysIn = (changes: KeyChanges, id: CommandId): readonly string[] =>
  changes[id] ?? commands[id].keys

export const keysOf = (id: CommandId): readonly string[] => keysIn(usePreferences.getState().keys, id)

export function useKeysOf(): (id: CommandId) => readonly string[] {
  const changes = usePreferences(({ keys }) => keys)
  return (id) => keysIn(changes, id)
}

/** Whether both can be meant at once, so that one key cannot stand for both. */
const canMeet = (a: CommandId, b: CommandId): boolean =>
  commands[a].place === commands[b].place ||
  commands[a].place === 'everywhere' ||
  commands[b].place === 'everywhere'

/** Who has the chord that this command is to get. */
export const holdersOf = (changes: KeyChanges, id: CommandId, chord: string): readonly CommandId[] =>
  commandIds.filter((other) => other !== id && canMeet(id, other) && keysIn(changes, other).includes(chord))

/** The command answers to this chord alone; whoever had it loses it. */
export function assigned(changes: KeyChanges, id: CommandId, chord: string): KeyChanges {
  return withKeys(taken(changes, id, [chord]), id, [chord])
}

/** As in the table again, also where somebody else was given one of its keys meanwhile. */
export function restored(changes: KeyChanges, id: CommandId): KeyChanges {
  const { keys } = commands[id]
  return withKeys(taken(changes, id, keys), id, keys)
}

const taken = (changes: KeyChanges, id: CommandId, chords: readonly string[]): KeyChanges =>
  chords.reduce<KeyChanges>(
    (now, chord) =>
      holdersOf(now, id, chord).reduce<KeyChanges>(
        (left, holder) =>
          withKeys(
            left,
            holder,
            keysIn(left, holder).filter((known) => known !== chord),
          ),
        now,
      ),
    changes,
  )

function withKeys(changes: KeyChanges, id: CommandId, keys: readonly string[]): KeyChanges {
  const { [id]: _, ...others } = changes
  const asInTable = keys.join() === commands[id].keys.join()
  return asInTable ? others : { ...others, [id]: keys }
}
