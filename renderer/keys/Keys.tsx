/** The keys of a command, small, as on the buttons of the reading room. */
import { chordText } from './chord.ts'
import { type CommandId, commands } from './commands.ts'

export function KeyHint({ command }: { readonly command: CommandId }) {
  const [first] = commands[command].keys
  return first === undefined ? null : <kbd>{chordText(first)}</kbd>
}

/** For `aria-keyshortcuts`. */
export const shortcutsOf = (command: CommandId): string =>
  commands[command].keys.map((chord) => chord.replace('Mod', 'Control')).join(' ')
