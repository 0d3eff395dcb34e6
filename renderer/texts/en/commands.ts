/** The table of commands is written in English; another language translates it. */
import { type CommandId, commands as table } from '../../keys/commands.ts'

export const commands = {
  title: (id: CommandId): string => table[id].title,
  group: (group: string): string => group,
}
