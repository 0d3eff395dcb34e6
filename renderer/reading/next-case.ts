/** Which study comes after the open one, in the order of the worklist: the next that can be read and is not signed. */
import type { StudyView } from '#contract/views.ts'

const isHere = ({ download: { status } }: StudyView): boolean => status === 'complete'
const isUnread = ({ read: { status } }: StudyView): boolean => status === 'none' || status === 'open'

/** A window that was opened on a study has seen no worklist: then by subject, as that begins. */
function inOrder(studies: readonly StudyView[], order: readonly string[]): readonly StudyView[] {
  const rank = new Map(order.map((study, k) => [study, k]))
  const bySubject = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  const listed = studies.filter(({ study }) => order.length === 0 || rank.has(study))
  return listed.toSorted(
    (a, b) => (rank.get(a.study) ?? 0) - (rank.get(b.study) ?? 0) || bySubject.compare(a.subject, b.subject),
  )
}

/** The next to be read behind this one. */
export function nextCase(
  studies: readonly StudyView[],
  order: readonly string[],
  open: string,
): StudyView | undefined {
  const rows = inOrder(studies, order)
  const at = rows.findIndex(({ study }) => study === open)
  return rows.slice(at + 1).find((study) => isHere(study) && isUnread(study))
}

/** The one before it, signed or not: where the reader came from. */
export function previousCase(
  studies: readonly StudyView[],
  order: readonly string[],
  open: string,
): StudyView | undefined {
  const rows = inOrder(studies, order)
  const at = rows.findIndex(({ study }) => study === open)
  return at < 0 ? undefined : rows.slice(0, at).findLast(isHere)
}
