/** Does it still say who the patient is? Every name here is invented. */
import { fileCases, type HostileCase } from './case.ts'
import { type Attributes, element, item, latin1, noise, raw, sequence, written } from './encode.ts'
import { file, good, image, secondaryCapture, syntaxes } from './image.ts'

const changed = (changes: Attributes) => () => file(image(changes))

const scheduled = item(
  element('RequestingService', 'Ward DOE JANE'),
  element('RequestedProcedureID', 'MRN123456'),
)
const replacedName = item(sequence('ModifiedAttributesSequence', item(element('PatientName', 'DOE^JANE'))))
const encrypted = item(
  element('EncryptedContentTransferSyntaxUID', syntaxes.explicit),
  element('EncryptedContent', Buffer.concat([latin1('\x30\x80'), noise(60)])),
)
const icon = item(
  element('Rows', 8),
  element('Columns', 8),
  element('PixelData', written('OW', Buffer.alloc(64))),
)
const overlay: Attributes = {
  OverlayRows: 16,
  OverlayColumns: 16,
  OverlayType: 'G',
  OverlayOrigin: written('SS', 1),
  OverlayBitsAllocated: 1,
  OverlayBitPosition: 0,
  OverlayData: written('OW', Buffer.alloc(32, 0xaa)),
}

export const phi: readonly HostileCase[] = fileCases(
  [
    'H01-not-deidentified',
    'quarantine',
    'no PatientIdentityRemoved',
    'gate at import and at upload',
    changed({
      PatientIdentityRemoved: undefined,
      DeidentificationMethod: undefined,
      PatientName: 'DOE^JANE',
      PatientBirthDate: '19700101',
    }),
  ],
  [
    'H02-phi-private',
    'quarantine',
    'name in private OB',
    'only known-safe private tags pass',
    changed({
      '00290010': written('LO', 'SIEMENS CSA HEADER'),
      '00291010': written('OB', latin1(`SV10${'PatientName DOE^JANE '.repeat(20)}`)),
    }),
  ],
  [
    'H03-phi-nested',
    'quarantine',
    'PHI in sequence',
    'walk all levels',
    changed({
      RequestAttributesSequence: raw(sequence('RequestAttributesSequence', scheduled)),
    }),
  ],
  ['H05-burned-yes', 'quarantine', 'BurnedInAnnotation YES', '', changed({ BurnedInAnnotation: 'YES' })],
  [
    'H06-sc-burned-absent',
    'quarantine',
    'Secondary Capture, flag absent',
    'screen saves hold PHI: person looks',
    () =>
      file(image({ BurnedInAnnotation: undefined, SOPClassUID: secondaryCapture }), {
        sopClass: secondaryCapture,
      }),
  ],
  [
    'H07-birthdate-age',
    'quarantine',
    'birth date, age > 89',
    '',
    changed({ PatientBirthDate: '19301231', PatientAge: '094Y' }),
  ],
  [
    'H08-phi-meta',
    'accept+warn',
    '0002,0016 AE title',
    'rewrite group 2 on export',
    () => file(image(), { extraMeta: element('SourceApplicationEntityTitle', 'HOSP_JANEDOE') }),
  ],
  [
    'H09-phi-preamble',
    'quarantine',
    'text in preamble',
    'zero the preamble',
    () => file(image(), { preamble: latin1('PATIENT: DOE^JANE MRN123456'.padEnd(128, '\0')) }),
  ],
  [
    'H10-phi-overlay',
    'quarantine',
    'overlay plane',
    'Annex E: remove 60xx,3000 unless cleaned',
    changed(overlay),
  ],
  [
    'H13-orig-attributes',
    'quarantine',
    'OriginalAttributesSequence keeps the old name',
    '',
    changed({
      OriginalAttributesSequence: raw(sequence('OriginalAttributesSequence', replacedName)),
    }),
  ],
  [
    'H14-encrypted-attrs',
    'quarantine',
    'EncryptedAttributesSequence',
    're-identification payload',
    changed({
      EncryptedAttributesSequence: raw(sequence('EncryptedAttributesSequence', encrypted)),
    }),
  ],
  [
    'H15-institution',
    'quarantine',
    'institution + serial',
    '',
    changed({
      InstitutionName: 'ST ELSEWHERE HOSPITAL',
      InstitutionAddress: '1 Main St',
      DeviceSerialNumber: 'SN998877',
    }),
  ],
  [
    'H16-trailing-padding-phi',
    'quarantine',
    'PHI in trailing padding',
    '',
    () => Buffer.concat([good(), element('DataSetTrailingPadding', latin1('DOE^JANE 19700101 '))]),
  ],
  [
    'H17-icon-image',
    'accept+warn',
    'icon of a face/other frame',
    'drop icon on export',
    changed({
      IconImageSequence: raw(sequence('IconImageSequence', icon)),
    }),
  ],
)
