/**
 * What a file says of its own de-identification.
 * @source DICOM PS3.3, C.7.1.1 (patient identity removed), C.12.1.1.3 (temporal information); PS3.16, CID 7050
 */

import { tag } from '../parse/dictionary.ts'
import { items, type Level } from '../parse/elements.ts'
import { ascii, code } from '../parse/values.ts'

export interface Statement {
  readonly removed: 'yes' | 'no' | 'absent'
  /** removed, by a stated method */
  readonly complete: boolean
  readonly datesModified: boolean
  readonly deviceRetained: boolean
  readonly graphicsCleaned: boolean
}

const patientIdentityRemoved = tag('PatientIdentityRemoved')
const method = tag('DeidentificationMethod')
const methodCodes = tag('DeidentificationMethodCodeSequence')
const codeValue = tag('CodeValue')
const temporalInformation = tag('LongitudinalTemporalInformationModified')

const cleanGraphics = '113103'
const retainDeviceIdentity = '113109'

export function deidentificationStatement(root: Level): Statement {
  const marker = code(root, patientIdentityRemoved)
  const stated = items(root, methodCodes).map((item) => ascii(item, codeValue))
  const removed = marker === 'YES' ? 'yes' : marker === undefined ? 'absent' : 'no'
  const temporal = code(root, temporalInformation)
  return {
    removed,
    complete: removed === 'yes' && (stated.length > 0 || ascii(root, method) !== undefined),
    datesModified: temporal === 'MODIFIED' || temporal === 'REMOVED',
    deviceRetained: stated.includes(retainDeviceIdentity),
    graphicsCleaned: stated.includes(cleanGraphics),
  }
}
