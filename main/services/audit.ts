/** The audit as it is shown: the latest entries, newest first. */
import type { AuditView } from '#contract/views.ts'
import { auditEntries } from '../store/audit.ts'
import type { Library } from '../store/library.ts'
import { shown } from './library/shown.ts'

export const auditView = ({ db }: Library, limit: number): AuditView[] =>
  auditEntries(db, limit).map(({ seq, at, who, what, about }) => ({
    seq,
    at,
    who,
    what,
    about: shown(about),
  }))
