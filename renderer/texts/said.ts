/** What analyses recorded, in the language of the window: a warning, a detail, what a series was told by. */
import { textsNow } from './texts.ts'

export const saidText = (recorded: string): string => textsNow().said.sentence(recorded)

/** Each on a line of its own. */
export const saidLines = (recorded: Iterable<string>): string => [...recorded].map(saidText).join('\n')
