/**
 * Which elements a reader is not shown. The reading room sees age, sex, height, weight and how the images were made;
 * who the patient is, where and on which day, whose trial and which site, stay behind, whatever a project let into
 * the library: the checks are those of the identity gate, as strict as for a file that vouches for nothing.
 */
import { checkElement, type GateContext } from '../identity/element-checks.ts'
import { Findings } from '../identity/finding.ts'
import type { Visit } from '../identity/walk.ts'
import { publicElement, tag } from '../parse/dictionary.ts'
import { lengthAt, vrAt } from '../parse/elements.ts'
import type { Tag } from '../parse/tags.ts'
import { AE } from '../parse/vr.ts'
import type { Warnings } from '../parse/warnings.ts'

/** The gate takes pseudonyms, and the ids of a trial, for what they are; a blinded reader is not to know them. */
const unblinding = new Set(
  ['PatientName', 'PatientID', 'PatientBirthDate', 'PatientBirthTime', 'StudyID', 'OverlayData'].map(tag),
)
const isOfTrial = (of: Tag): boolean => publicElement(of)?.keyword.startsWith('ClinicalTrial') === true

const unvouched: Omit<GateContext, 'findings' | 'warnings'> = {
  statement: {
    removed: 'absent',
    complete: false,
    datesModified: false,
    deviceRetained: false,
    graphicsCleaned: false,
  },
  datesAllowed: false,
  subject: { name: '', id: '', trialSubject: '', stated: false, pattern: undefined },
}

export function isWithheld(visit: Visit, warnings: Warnings): boolean {
  const { table, row, tag: of } = visit
  if (lengthAt(table, row) === 0) return false
  // the name of a machine in its hospital's network
  if (unblinding.has(of) || isOfTrial(of) || vrAt(table, row) === AE) return true
  const findings = new Findings()
  checkElement(visit, { ...unvouched, findings, warnings })
  return findings.list().length > 0
}
