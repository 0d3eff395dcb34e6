import { numbers } from './numbers.ts'

const reasons: Readonly<Record<string, string>> = numbers.reasons

/** What analyses say of their numbers. What they recorded is English, but for a reason that stands alone by its name. */
export const said = {
  sentence: (recorded: string): string => reasons[recorded] ?? recorded,
}
