/** Search rows of the three levels, from the instances that one account may see. */
import { type Row, tags } from '../../dicomweb/dicom-json.ts'
import type { HeldInstance } from '../archive/archive.ts'

const studyAttributes = [
  '00080005',
  tags.studyDate,
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
]
const modalitiesInStudy = '00080061'
const seriesAttributes = [tags.modality, '0008103E', tags.seriesUid, tags.seriesNumber]
const instanceAttributes = [
  tags.sopClassUid,
  tags.sopInstanceUid,
  tags.instanceNumber,
  '00280008',
  '00280010',
  '00280011',
  tags.availableTransferSyntax,
]

export const filterable = {
  studies: new Set([...studyAttributes, modalitiesInStudy]),
  series: new Set([...studyAttributes, ...seriesAttributes]),
  instances: new Set([...studyAttributes, ...seriesAttributes, ...instanceAttributes]),
}

/** Dates are withheld from a project that does not keep them. */
export function withoutDates(row: Row): Row {
  const { [tags.studyDate]: _, ...others } = row
  return others
}

const pick = (row: Row, attributes: readonly string[]): Record<string, Row[string]> => {
  const picked: Record<string, Row[string]> = {}
  for (const tag of attributes) if (row[tag]) picked[tag] = row[tag]
  return picked
}

export function studyRow(outline: Row, instances: readonly HeldInstance[] | undefined): Row {
  if (!instances) return outline
  const [first] = instances
  return {
    ...outline,
    ...(first ? pick(first.row, studyAttributes) : {}),
    [modalitiesInStudy]: {
      vr: 'CS',
      Value: [...new Set(instances.flatMap(({ modality }) => modality ?? []))],
    },
    [tags.seriesCount]: { vr: 'IS', Value: [new Set(instances.map(({ series }) => series)).size] },
    [tags.instanceCount]: { vr: 'IS', Value: [instances.length] },
  }
}

export function seriesRows(instances: readonly HeldInstance[]): Row[] {
  const firsts = new Map<string, { instance: HeldInstance; members: number }>()
  for (const instance of instances) {
    const known = firsts.get(instance.series)
    if (known) known.members += 1
    else firsts.set(instance.series, { instance, members: 1 })
  }
  return [...firsts.values()].map(({ instance, members }) => ({
    ...pick(instance.row, [...studyAttributes, ...seriesAttributes]),
    [tags.seriesInstanceCount]: { vr: 'IS', Value: [members] },
  }))
}

export const instanceRows = (instances: readonly HeldInstance[]): Row[] =>
  instances.map(({ row }) => pick(row, [...studyAttributes, ...seriesAttributes, ...instanceAttributes]))
