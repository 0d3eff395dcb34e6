/**
 * The DICOM JSON model as archives answer with it (PS3.18 F): a row is an object from eight-digit tags to values.
 * Everything is checked on reading; a value of another kind than asked for counts as absent.
 */
import { say } from '#analysis/sentences/say.ts'
import { broken } from './trouble.ts'

export interface Row {
  readonly [tag: string]: { readonly vr?: unknown; readonly Value?: readonly unknown[] } | undefined
}

export const tags = {
  sopClassUid: '00080016',
  sopInstanceUid: '00080018',
  studyDate: '00080020',
  modality: '00080060',
  failedSops: '00081198',
  failureReason: '00081197',
  warningReason: '00081196',
  referencedSops: '00081199',
  referencedSopInstanceUid: '00081155',
  patientId: '00100020',
  patientSex: '00100040',
  patientAge: '00101010',
  patientSize: '00101020',
  patientWeight: '00101030',
  protocolId: '00120020',
  siteId: '00120030',
  subjectId: '00120040',
  timePointId: '00120050',
  studyUid: '0020000D',
  seriesUid: '0020000E',
  seriesNumber: '00200011',
  instanceNumber: '00200013',
  seriesCount: '00201206',
  instanceCount: '00201208',
  seriesInstanceCount: '00201209',
  availableTransferSyntax: '00083002',
} as const

/** @throws RegistryTrouble 'broken' when it is no list of rows */
export function asRows(parsed: unknown): Row[] {
  if (!Array.isArray(parsed)) throw broken(say('registry/list-expected'))
  return parsed.map(asRow)
}

export function asRow(parsed: unknown): Row {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw broken(say('registry/row-none'))
  for (const [tag, element] of Object.entries(parsed)) {
    if (typeof element !== 'object' || element === null)
      throw broken(say('registry/element-none', { tag: tag.slice(0, 8) }))
    if ('Value' in element && !Array.isArray(element.Value))
      throw broken(say('registry/no-value-list', { tag: tag.slice(0, 8) }))
  }
  return parsed as Row
}

export function text(row: Row, tag: string): string | undefined {
  const [first] = row[tag]?.Value ?? []
  if (typeof first !== 'string' || first.length > 1_000) return undefined
  const trimmed = first.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return trimmed === '' ? undefined : trimmed
}

/** Some archives write numbers as text; both are read. */
export function number(row: Row, tag: string): number | undefined {
  const [first] = row[tag]?.Value ?? []
  const value = typeof first === 'string' && first.trim() !== '' ? Number(first) : first
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function count(row: Row, tag: string): number | undefined {
  const value = number(row, tag)
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** Leading zeros in components occur in archives and do no harm; nothing but digits and dots ever gets through. */
const uidPattern = /^(?=.{3,64}$)[0-9]+(\.[0-9]+)+$/

export const isUid = (value: string): boolean => uidPattern.test(value)

/** @throws RegistryTrouble 'broken' when it is missing or no UID: such a row names nothing */
export function uid(row: Row, tag: string): string {
  const value = text(row, tag)
  if (value === undefined || !isUid(value)) throw broken(say('registry/row-without', { tag }))
  return value
}

export function sequence(row: Row, tag: string): Row[] {
  return (row[tag]?.Value ?? []).map(asRow)
}
