/** What the registry must know of a file before it keeps it, and what it answers about it in a search. */
import { parseFile } from '#dicom/parse/part10.ts'
import { type Row, tags, text, uid } from '../../dicomweb/dicom-json.ts'
import type { Described } from './archive.ts'
import { dicomJson } from './dicom-json.ts'

/** Answered in a search; nothing that could name a person is among them beyond the trial's own identifiers. */
const searchable: ReadonlySet<string> = new Set([
  '00080005',
  tags.sopClassUid,
  tags.sopInstanceUid,
  tags.studyDate,
  tags.modality,
  '0008103E',
  tags.patientId,
  tags.patientSex,
  tags.patientAge,
  tags.patientSize,
  tags.patientWeight,
  tags.protocolId,
  tags.siteId,
  tags.subjectId,
  tags.timePointId,
  tags.studyUid,
  tags.seriesUid,
  tags.seriesNumber,
  tags.instanceNumber,
  '00280008',
  '00280010',
  '00280011',
])

/**
 * @throws DicomRefusal for a file that is not whole or cannot be trusted
 * @throws RegistryTrouble 'broken' when it lacks one of the UIDs that name it
 */
export function describe(file: Uint8Array): Described {
  const parsed = parseFile(file)
  const row: Row = {
    ...dicomJson(parsed, searchable),
    [tags.availableTransferSyntax]: { vr: 'UI', Value: [parsed.syntax.uid] },
  }
  const modality = text(row, tags.modality)
  const protocolId = text(row, tags.protocolId)
  const siteId = text(row, tags.siteId)
  const subjectId = text(row, tags.subjectId)
  return {
    instance: {
      study: uid(row, tags.studyUid),
      series: uid(row, tags.seriesUid),
      sopInstanceUid: uid(row, tags.sopInstanceUid),
      row,
      ...(modality === undefined ? {} : { modality }),
    },
    sopClassUid: uid(row, tags.sopClassUid),
    ...(protocolId === undefined ? {} : { protocolId }),
    ...(siteId === undefined ? {} : { siteId }),
    ...(subjectId === undefined ? {} : { subjectId }),
  }
}
