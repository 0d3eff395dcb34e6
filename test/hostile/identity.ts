/** Is it the object, the study and the project that it says it is? */
import { fileCases, type HostileCase } from './case.ts'
import { type Attributes, uid, written } from './encode.ts'
import { file, good, image, otherPixels, slice } from './image.ts'

const changed = (changes: Attributes) => () => file(image(changes))

const pair = (id: string, why: string, rule: string, files: HostileCase['files']): HostileCase => ({
  id,
  expect: 'quarantine',
  why,
  rule,
  shownBy: 'files',
  files,
})

export const identity: readonly HostileCase[] = [
  pair(
    'I02-dup-conflict',
    'same SOPInstanceUID, other pixels',
    'keep both, use none until a person decides; never overwrite',
    () => ({
      'a.dcm': good(),
      'b.dcm': file(image({ PixelData: written('OW', otherPixels) })),
    }),
  ),
  pair('I03-series-in-2-studies', 'SeriesUID under two studies', 'key by (study, series)', () => ({
    'a.dcm': file(slice(0)),
    'b.dcm': file(slice(1, { StudyInstanceUID: uid('study2') })),
  })),
  pair('I04-study-2-patients', 'one StudyUID, two subjects', 'mix-up: stop', () => ({
    'a.dcm': file(slice(0)),
    'b.dcm': file(slice(1, { PatientID: 'SUBJ-02' })),
  })),
  ...fileCases(
    [
      'I06-uid-traversal',
      'reject',
      'path in a UID',
      'file name = hash, never a UID/attribute; grammar check',
      changed({ SOPInstanceUID: '1.2.3/../../../../tmp/pwned' }),
    ],
    [
      'I09-uid-meta-differs',
      'quarantine',
      '0002,0003 != 0008,0018',
      'which one was signed / indexed?',
      () => file(image(), { instance: '1.2.3.4' }),
    ],
    [
      'I10-class-meta-differs',
      'quarantine',
      '0002,0002 != 0008,0016',
      '',
      () => file(image(), { sopClass: '1.2.840.10008.5.1.4.1.1.2' }),
    ],
    [
      'I11-patientid-hostile',
      'quarantine',
      'HTML + path in ID',
      'text only in DOM; never in a path',
      changed({ PatientID: '../../x<img src=x onerror=alert(1)>' }),
    ],
    [
      'I12-csv-formula',
      'accept',
      'formula injection',
      'CSV/XLSX export prefixes =+-@ and tab with apostrophe',
      changed({ ClinicalTrialSubjectID: "=cmd|' /C calc'!A0" }),
    ],
    [
      'I13-proto-key',
      'accept',
      'prototype pollution',
      'Map or null-prototype objects',
      changed({ PatientID: '__proto__' }),
    ],
    [
      'I14-other-project',
      'quarantine',
      'protocol ID of another project',
      'access only for the purpose of the project',
      changed({ ClinicalTrialProtocolID: 'OTHER-TRIAL' }),
    ],
    [
      'I15-uid-windows-name',
      'accept',
      'reserved names',
      'never used as file names',
      changed({ StudyID: 'CON', SeriesDescription: 'aux. ' }),
    ],
  ),
]
