/** The study-level attributes that a search answers with, from the registry's record of the study. */
import { type Row, tags } from '../../dicomweb/dicom-json.ts'
import type { StudyRecord } from '../projects/records.ts'

const element = (vr: string, value: string | number | undefined): { vr: string; Value?: unknown[] } =>
  value === undefined ? { vr } : { vr, Value: [value] }

export function outlineRow(record: StudyRecord): Row {
  return {
    '00080005': element('CS', 'ISO_IR 192'),
    '00080061': element('CS', 'MR'),
    [tags.patientId]: element('LO', record.subject),
    [tags.patientSex]: element('CS', record.clinical.sex),
    [tags.protocolId]: element('LO', record.project),
    [tags.siteId]: element('LO', record.site),
    [tags.subjectId]: element('LO', record.subject),
    [tags.timePointId]: element('LO', record.timePoint),
    [tags.studyUid]: element('UI', record.study),
    [tags.seriesCount]: element('IS', record.series),
    [tags.instanceCount]: element('IS', record.instances),
  }
}
