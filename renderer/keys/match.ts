/** Which commands a few typed letters may mean. */
import { type CommandId, commands } from './commands.ts'

/**
 * Each typed word must begin a word of the title or the group; commands whose title begins with the text
 * come first, then the order of the table.
 */
export function commandsMatching(text: string, among: readonly CommandId[]): readonly CommandId[] {
  const typed = words(text)
  const found = among.filter((id) => {
    const known = words(`${commands[id].title} ${commands[id].group}`)
    return typed.every((part) => known.some((word) => word.startsWith(part)))
  })
  const begins = (id: CommandId): boolean =>
    commands[id].title.toLowerCase().startsWith(text.trim().toLowerCase())
  return [...found.filter(begins), ...found.filter((id) => !begins(id))]
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
