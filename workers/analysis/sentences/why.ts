/** Why there is no number, in a sentence: what the reason rests on where that is known, else the reason itself. */
import type { Unmeasured } from '../units/outcome.ts'
import { say } from './say.ts'

export const whyOf = ({ reason, detail }: Pick<Unmeasured, 'reason' | 'detail'>): string =>
  detail ?? say(`reasons/${reason}`)
