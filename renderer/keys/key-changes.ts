import type { CommandId } from './commands.ts'

/** Keys that differ from the table of commands. A command may be without any; the palette still has it. */
export type KeyChanges = { readonly [K in CommandId]?: readonly string[] }
