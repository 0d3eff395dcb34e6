/** The audit as it is shown: the latest entries, newest first. */
import { type AuditView, hiddenReader } from '#contract/views.ts'
import { auditEntries } from '../store/audit.ts'
import type { Library } from '../store/library.ts'
import { shown } from './library/shown.ts'

/** @param knowsReaders  whether this session is told who read what: else what others did with their reads has no name */
export const auditView = (
  { db }: Library,
  limit: number,
  reader: string | undefined,
  knowsReaders: boolean,
): AuditView[] =>
  auditEntries(db, limit).map(({ seq, at, who, what, about }) => ({
    seq,
    at,
    who: knowsReaders || who === reader || !what.startsWith('read-') ? who : hiddenReader,
    what,
    about: shown(about),
  }))
