/** The keys of a command, small, as on the buttons of the reading room. */
import { keysOf, useKeysOf } from './assigned.ts'
import { chordText } from './chord.ts'
import type { CommandId } from './commands.ts'

export function KeyHint({ command }: { readonly command: CommandId }) {
  const [first] = useKeysOf()(command)
  return first === undefined ? null : <kbd>{chordText(first)}</kbd>
}

/** For `aria-keyshortcuts`; empty where a person took the keys away. */
export const shortcutsOf = (command: CommandId): string =>
  keysOf(command)
    .map((chord) => chord.replace('Mod', 'Control'))
    .join(' ')
