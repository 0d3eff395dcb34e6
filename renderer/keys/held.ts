/**
 * What a key does again and again while it is held: moving, turning, growing, and going back in time. Everything else
 * happens once a press: a mark that is toggled thirty times a second is where nobody wanted it.
 */
import type { CommandId } from './commands.ts'

const repeating: ReadonlySet<CommandId> = new Set<CommandId>([
  'next-study',
  'previous-study',
  'next-phase',
  'previous-phase',
  'next-slice',
  'previous-slice',
  'next-series',
  'previous-series',
  'slower',
  'faster',
  'zoom-in',
  'zoom-out',
  'narrow-window',
  'widen-window',
  'raise-level',
  'lower-level',
  'surfaces-turn-left',
  'surfaces-turn-right',
  'surfaces-turn-up',
  'surfaces-turn-down',
  'smaller-disc',
  'larger-disc',
  'undo',
  'redo',
])

export const repeatsWhileHeld = (id: CommandId): boolean => repeating.has(id)
