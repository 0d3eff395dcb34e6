import { describe, expect, it } from 'vitest'
import { findingKinds, releaseOf, releaseOfAll } from '#dicom/identity/finding.ts'
import type { ProjectRules } from '#dicom/identity/gate.ts'
import {
  faultsOfSubject,
  isFamilyAndGivenName,
  readsAsPersonName,
  type Subject,
} from '#dicom/identity/names.ts'
import { type Inspection, inspect, verdictOf } from '#dicom/inspect.ts'
import { corpus, corpusProject } from '../hostile/corpus.ts'
import {
  type Attributes,
  delimitedItem,
  element,
  item,
  latin1,
  raw,
  sequence,
  written,
} from '../hostile/encode.ts'
import { file, image, mrImage, ramp } from '../hostile/image.ts'

const trial: ProjectRules = { protocolId: corpusProject }

const look = (changes: Attributes, project = trial): Inspection => inspect(file(image(changes)), { project })
/** severity, kind and place of every finding, as one line each */
const findings = (changes: Attributes, project = trial): readonly string[] => {
  const inspection = look(changes, project)
  if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
  return inspection.findings.map(({ severity, kind, where }) => `${severity} ${kind} ${where}`)
}

/** As the Sunnybrook files are: no marker, no trial, one code as name and ID, the scanner's number kept. */
const publicSet: Attributes = {
  PatientIdentityRemoved: undefined,
  DeidentificationMethod: undefined,
  LongitudinalTemporalInformationModified: undefined,
  ClinicalTrialProtocolID: undefined,
  ClinicalTrialSubjectID: undefined,
  PatientName: 'SCD0000101',
  PatientID: 'SCD0000101',
  PatientBirthDate: '00000000',
  StudyDate: '20120000',
  DeviceSerialNumber: '48OwLe2NUfWk',
}

describe('a subject', () => {
  const subject = (changes: Partial<Subject>): Subject => ({
    name: '',
    id: '',
    trialSubject: '',
    stated: false,
    pattern: undefined,
    ...changes,
  })

  it('is no person when it has digits, is a placeholder or is empty', () => {
    for (const name of ['SCD0000101', 'SUBJ^01', '', 'ANONYMOUS', 'Anonymized', 'PHANTOM', 'X'])
      expect(readsAsPersonName(name), name).toBe(false)
    for (const name of ['DOE^JANE', 'Doe, Jane', 'MUELLER', "O'Neill^Mary", '山田^太郎', 'Иванов^Иван'])
      expect(readsAsPersonName(name), name).toBe(true)
  })

  it('passes when name and ID are one code, in whatever notation', () => {
    expect(faultsOfSubject(subject({ name: 'SCD0000101', id: 'SCD0000101' }))).toEqual([])
    expect(faultsOfSubject(subject({ name: 'SUBJ^01', id: 'SUBJ-01' }))).toEqual([])
  })

  it('does not pass when name and ID are one person', () => {
    expect(faultsOfSubject(subject({ name: 'DOE^JANE', id: 'DOE^JANE' }))).toEqual([
      'person-name',
      'patient-identifier',
    ])
  })

  it('passes as the trial subject, but not when that is a person', () => {
    expect(faultsOfSubject(subject({ name: 'S-01', id: 'S_01', trialSubject: 'S-01' }))).toEqual([])
    expect(faultsOfSubject(subject({ name: 'DOE^JANE', id: '4711', trialSubject: 'DOE^JANE' }))).toHaveLength(
      2,
    )
  })

  it('passes by the form that the project gives its subjects, and by no other', () => {
    const pattern = /^(?:CMR-\d{3})$/u
    expect(faultsOfSubject(subject({ name: 'CMR-001', id: 'CMR-002', pattern }))).toEqual([])
    expect(faultsOfSubject(subject({ name: 'Yamada^Tarou', id: 'CMR-002', stated: true, pattern }))).toEqual([
      'person-name',
    ])
  })

  it('is believed to be a pseudonym where the file states its de-identification, unless it reads FAMILY^GIVEN', () => {
    expect(faultsOfSubject(subject({ name: 'SUBJ^01', id: 'OTHER-7', stated: true }))).toEqual([])
    expect(faultsOfSubject(subject({ name: 'DOE^JANE', id: 'OTHER-7', stated: true }))).toEqual([
      'person-name',
    ])
    expect(faultsOfSubject(subject({ name: 'SUBJ^01', id: 'OTHER-7' }))).toEqual([
      'person-name',
      'patient-identifier',
    ])
    for (const name of ['Müller^Jürgen', 'Doe, Jane', 'JANE DOE', 'DOE_JANE'])
      expect(isFamilyAndGivenName(name), name).toBe(true)
    for (const name of ['SUBJ^01', 'ALPHA', 'SUBJECT^ONE', 'A^B'])
      expect(isFamilyAndGivenName(name), name).toBe(false)
  })
})

describe('the gate', () => {
  it('lets a de-identified image of the project pass', () => expect(findings({})).toEqual([]))

  it('finds a person in a file that claims to be de-identified', () => {
    expect(findings({ PatientName: 'DOE^JANE' })).toEqual(['found person-name (0010,0010)'])
  })

  it('holds a public set back only for what an attestation may release', () => {
    expect(findings(publicSet)).toEqual([
      'suspected missing-marker (0012,0062)',
      'suspected device-identity (0018,1000)',
    ])
    expect(verdictOf(look(publicSet))).toMatchObject({ outcome: 'quarantined', release: 'by-attestation' })
    expect(verdictOf(look({ ...publicSet, BurnedInAnnotation: 'YES' })).release).toBe('by-person')
    expect(verdictOf(look({ ...publicSet, PatientBirthDate: '19700101' })).release).toBe('never')
  })

  it('does not let an attestation overrule a file that says that identity was not removed', () => {
    expect(verdictOf(look({ ...publicSet, PatientIdentityRemoved: 'NO' })).release).toBe('by-person')
  })

  it('takes full dates for identity unless they were modified or the project keeps them', () => {
    const dated: Attributes = { LongitudinalTemporalInformationModified: undefined, SeriesDate: '20240229' }
    expect(findings(dated)).toEqual(['found date (0008,0020)', 'found date (0008,0021)'])
    expect(findings({ ...dated, LongitudinalTemporalInformationModified: 'UNMODIFIED' })).toHaveLength(2)
    expect(findings({ ...dated, LongitudinalTemporalInformationModified: 'REMOVED' })).toEqual([])
    expect(findings(dated, { ...trial, keepsDates: true })).toEqual([])
    expect(findings({ ...dated, StudyDate: '20120000', SeriesDate: '2012' })).toEqual([])
    for (const written of ['2024-02-29', '2024.02.29', '29.02.2024'])
      expect(findings({ ...dated, StudyDate: '', SeriesDate: written }), written).toEqual([
        'found date (0008,0021)',
      ])
    expect(findings({ ...dated, StudyDate: '', SeriesDate: '', AcquisitionDateTime: '202405+0330' })).toEqual(
      [],
    )
  })

  it('takes a birth date for identity even in a project that keeps dates, whatever its VR', () => {
    const project = { ...trial, keepsDates: true }
    expect(findings({ PatientBirthDate: '19700101' }, project)).toEqual(['found birth-date (0010,0030)'])
    expect(findings({ PatientBirthDate: written('LO', '19700101') }, project)).toEqual([
      'found birth-date (0010,0030)',
    ])
    for (const said of ['1970', '1970-01-01', '01.01.1970', 'about 1970'])
      expect(findings({ PatientBirthDate: said }, project), said).toEqual(['found birth-date (0010,0030)'])
    for (const none of ['00000000', '19700000', ''])
      expect(findings({ PatientBirthDate: none }, project), none).toEqual([])
  })

  it('accepts an age over 89 only as 090Y', () => {
    expect(['089Y', '090Y', '011M'].flatMap((age) => findings({ PatientAge: age }))).toEqual([])
    for (const age of ['091Y', '094', '94Y', '090'])
      expect(findings({ PatientAge: age }), age).toEqual(['found age-over-89 (0010,1010)'])
  })

  it('keeps sex, age, size and weight', () => {
    expect(
      findings({ PatientSex: 'F', PatientAge: '063Y', PatientSize: '1.70', PatientWeight: '70' }),
    ).toEqual([])
  })

  it('finds identity in the third sequence inside a private sequence', () => {
    const name = element('PatientName', 'DOE^JANE')
    const inner = item(
      sequence('RequestAttributesSequence', item(sequence('ModifiedAttributesSequence', item(name)))),
    )
    const outer = { '00291010': raw(element('00291010', written('SQ', inner))) }
    expect(findings({ '00290010': written('LO', 'X'), ...outer })).toContain(
      'found person-name (0029,1010) > (0040,0275) > (0400,0550) > (0010,0010)',
    )
  })

  it('knows a name in the character set of its own item', () => {
    const kanji = item(
      element('SpecificCharacterSet', '\\ISO 2022 IR 87'),
      element('RequestingPhysician', latin1('\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B')),
    )
    expect(
      findings({ RequestAttributesSequence: raw(sequence('RequestAttributesSequence', kanji)) }),
    ).toEqual(['found person-name (0040,0275) > (0032,1032)'])
  })

  it('lets the names of others pass as codes, and only where the file says how it was de-identified', () => {
    expect(findings({ OperatorsName: 'OP-07' })).toEqual([])
    expect(findings({ OperatorsName: 'SMITH^A' })).toEqual(['found person-name (0008,1070)'])
    expect(findings({ ...publicSet, OperatorsName: 'OP-07' })).toContain('suspected person-name (0008,1070)')
  })

  it('lets the scanner be known where the file says that its identity was kept on purpose', () => {
    const option = item(element('CodeValue', '113109'), element('CodingSchemeDesignator', 'DCM'))
    const stated = {
      DeidentificationMethodCodeSequence: raw(sequence('DeidentificationMethodCodeSequence', option)),
    }
    expect(findings({ StationName: 'MR-3' })).toEqual(['suspected device-identity (0008,1010)'])
    expect(findings({ StationName: 'MR-3', ...stated })).toEqual([])
  })

  it('passes private elements that hold physics, and suspects the same block once it holds prose', () => {
    const ge = (value: string): Attributes => ({
      '00190010': written('LO', 'GEMS_ACQU_01'),
      '0019109C': written('LO', value),
      '001910CC': written('SS', 150),
      '00191001': written('LO', 'unknown here'),
    })
    expect(findings(ge('fiesta/cine2d'))).toEqual(['suspected private-unknown (0019,1001)'])
    expect(findings(ge('DOE JANE 1970'))).toContain('suspected private-unknown (0019,109C)')
    expect(findings({ '0019109C': written('LO', 'fiesta/cine2d') })).toEqual([
      'suspected private-unknown (0019,109C)',
    ])
  })

  it('suspects elements that are in no edition of the standard', () => {
    expect(findings({ '00080FFE': written('LO', 'something') })).toEqual([
      'suspected unknown-element (0008,0FFE)',
    ])
  })

  it('lets a comment pass that says how long a T2 preparation lasted, and nothing else', () => {
    expect(findings({ ImageComments: 'T2 prep. duration = 25 ms' })).toEqual([])
    expect(findings({ ImageComments: 'T2 prep. duration = 25 ms, Doe' })).not.toEqual([])
  })

  it('looks into descriptions for record numbers, addresses and dates, not for carets', () => {
    expect(findings({ StudyDescription: 'HEART^FUNCTION', SeriesDescription: 'cine sax 10 mm' })).toEqual([])
    expect(findings({ SeriesDescription: 'MRN 12345678' })).toEqual(['suspected free-text (0008,103E)'])
    expect(findings({ DerivationDescription: 'seen by DOE^JANE' })).toEqual([
      'suspected free-text (0008,2111)',
    ])
    expect(findings({ ImageComments: 'a word with the surgeon' })).toEqual([
      'suspected free-text (0020,4000)',
    ])
    expect(findings({ ...publicSet, SeriesDescription: 'scan of 2012-05-03' })).toContain(
      'suspected free-text (0008,103E)',
    )
  })

  it('finds text behind the pixels, behind a NUL and behind the end of a deflated stream', () => {
    const behind = Buffer.concat([ramp, latin1('DOE^JANE 19700101'), Buffer.alloc(15)])
    expect(findings({ PixelData: written('OW', behind) })).toEqual([
      'found hidden-text the end of (7FE0,0010)',
    ])
    const deflated = corpus.find(({ id }) => id === 'S04-good-deflated')?.files() ?? {}
    const stream = Object.values(deflated)[0]
    const tail = Buffer.concat([stream instanceof Uint8Array ? stream : Buffer.alloc(0), latin1('DOE^JANE')])
    expect(verdictOf(inspect(tail, { project: trial }))).toMatchObject({
      outcome: 'quarantined',
      release: 'never',
    })
  })

  it('finds a name in the preamble of a file that is also a program', () => {
    const preamble = latin1('#!/bin/sh\n# DOE^JANE MRN 123456\n'.padEnd(128, '\n'))
    expect(verdictOf(inspect(file(image(), { preamble }), { project: trial })).release).toBe('never')
  })

  it('finds a name in group 2, in a look-up table and in a document inside an image', () => {
    const extraMeta = element('ImplementationVersionName', 'DOE^JANE')
    expect(verdictOf(inspect(file(image(), { extraMeta }), { project: trial })).release).toBe('never')
    expect(findings({ LUTData: written('OW', latin1('name DOE^JANE ')) })).toEqual([
      'found hidden-text (0028,3006)',
    ])
    expect(findings({ EncapsulatedDocument: written('OB', latin1('%PDF-1.4')) })).toEqual([
      'suspected encapsulated-document (0042,0011)',
    ])
  })

  it('holds an object back for another project, for good', () => {
    expect(findings({ ClinicalTrialProtocolID: 'OTHER' })).toEqual(['conflict other-project (0012,0020)'])
    expect(verdictOf(look({ ClinicalTrialProtocolID: 'OTHER' })).release).toBe('never')
    expect(findings({ ClinicalTrialProtocolID: undefined })).toEqual([])
  })

  it('counts a sequence only when it holds something', () => {
    const empty = raw(element('OtherPatientIDsSequence', written('SQ', Buffer.concat([delimitedItem()]))))
    expect(findings({ OtherPatientIDsSequence: empty })).toEqual([])
    expect(findings({ OtherPatientIDs: '' })).toEqual([])
  })

  it('shows a subject only by a name that passed', () => {
    expect(look({})).toMatchObject({ subject: 'S-01' })
    expect(look(publicSet)).toMatchObject({ subject: 'SCD0000101' })
    expect(look({ ...publicSet, PatientID: 'DOE JANE', PatientName: 'DOE^JANE' })).not.toHaveProperty(
      'subject',
    )
  })
})

describe('a finding', () => {
  it('never repeats what it found', () => {
    for (const { files } of corpus.filter(({ id }) => /^[HIC]\d/.test(id)))
      for (const content of Object.values(files())) {
        if (!(content instanceof Uint8Array)) continue
        const inspection = inspect(content, { project: trial })
        const told = JSON.stringify([
          verdictOf(inspection),
          'findings' in inspection ? [inspection.findings, inspection.warnings] : [],
        ])
        expect(told).not.toMatch(/DOE|JANE|MRN123456|ELSEWHERE|998877|1970|1930|OTHER-TRIAL|onerror/)
      }
  })

  it('that was found is never released, whatever its kind', () => {
    for (const kind of findingKinds)
      expect(releaseOf({ severity: 'found', kind, where: '', sentence: '' })).toBe('never')
  })

  it('of the strictest kind decides for the file', () => {
    const suspected = (kind: (typeof findingKinds)[number]) =>
      ({ severity: 'suspected', kind, where: '', sentence: '' }) as const
    expect(releaseOfAll([suspected('missing-marker'), suspected('device-identity')])).toBe('by-attestation')
    expect(releaseOfAll([suspected('missing-marker'), suspected('overlay')])).toBe('by-person')
    expect(releaseOfAll([suspected('overlay'), suspected('date')])).toBe('never')
  })

  it('is not lost behind a hundred thousand others', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      element((0x00291000 + index).toString(16).padStart(8, '0'), written('LO', 'something')),
    )
    const changes = { '00290010': written('LO', 'X'), '00291000': raw(...many), PatientBirthName: 'DOE^JANE' }
    expect(findings(changes)).toContain('found patient-identifier (0010,1005)')
    expect(verdictOf(look({ ...changes, SOPClassUID: mrImage })).release).toBe('never')
  })
})
