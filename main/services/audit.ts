/** The audit as it is shown: the latest entries, newest first. */
import { type AuditView, hiddenReader } from '#contract/views.ts'
import { auditEntries } from '../store/audit.ts'
import type { Library } from '../store/library.ts'
import { shown } from './library/shown.ts'
import type { WithoutNames } from './reads/names.ts'

/**
 * @param plain  of a session that is not told who read what: what others did with their reads has no name then, neither
 *   beside it nor in the reasons that they gave
 */
export const auditView = (
  { db }: Library,
  limit: number,
  reader: string | undefined,
  plain: WithoutNames | undefined,
): AuditView[] =>
  auditEntries(db, limit).map(({ seq, at, who, what, about }) =>
    plain === undefined || who === reader || !what.startsWith('read-')
      ? { seq, at, who, what, about: shown(about) }
      : { seq, at, who: hiddenReader, what, about: shown(plain(about)) },
  )
