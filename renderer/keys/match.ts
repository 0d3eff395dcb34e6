/** Which commands a few typed letters may mean. */
import { textsNow } from '../texts/texts.ts'
import { type CommandId, commands } from './commands.ts'

/**
 * Each typed word must begin a word of the title or the group, in the language of the window or in English;
 * commands whose title begins with the text come first, then the order given.
 */
export function commandsMatching(text: string, among: readonly CommandId[]): readonly CommandId[] {
  const { title, group } = textsNow().commands
  const typed = words(text)
  const found = among.filter((id) => {
    const entry = commands[id]
    const known = words(`${title(id)} ${group(entry.group)} ${entry.title} ${entry.group}`)
    return typed.every((part) => known.some((word) => word.startsWith(part)))
  })
  const begins = (id: CommandId): boolean => title(id).toLowerCase().startsWith(text.trim().toLowerCase())
  return [...found.filter(begins), ...found.filter((id) => !begins(id))]
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
