import { expect, it } from 'vitest'
import { reportContent } from '#analysis/report/content.ts'
import { type SourceAttributes, sourceAttributes } from '#dicom/write/source.ts'
import { writeReport } from '#dicom/write/sr/report.ts'
import { uidOf } from '#dicom/write/uids.ts'
import { identityIn } from '../../main/services/outbox/identity.ts'
import { defaultRules } from '../../main/services/projects/rules.ts'
import { evidence, signedRead, sourceImage } from '../dicom/signed-read.ts'

const item = { kind: 'sr', project: 'CMR-TRIAL-01' } as const

function reportOn(source: SourceAttributes): Uint8Array {
  return writeReport({
    source,
    sopInstanceUid: uidOf(signedRead.read, 'sr'),
    seriesInstanceUid: uidOf(signedRead.read, 'sr series'),
    seriesNumber: 9001,
    seriesDescription: 'LV function',
    software: { name: 'Midwall', version: '0.1.0' },
    content: reportContent(signedRead, (what) => uidOf(signedRead.read, what)),
    verified: { by: signedRead.reader, organization: 'CMR-TRIAL-01', at: signedRead.signedAt },
    evidence,
  })
}

it('a signed report on a clean study may leave, with the dates of its reading', () => {
  expect(identityIn(item, reportOn(sourceAttributes(sourceImage())), defaultRules)).toBeUndefined()
})

it('a signed report that names the patient may not', () => {
  const clean = sourceAttributes(sourceImage())
  const named = { ...clean, attributes: { ...clean.attributes, PatientName: 'MUELLER^HANS^^DR' } }
  expect(identityIn(item, reportOn(named), defaultRules)).toContain('PatientName')
})

it('a report that was cut may not', () => {
  const whole = reportOn(sourceAttributes(sourceImage()))
  expect(identityIn(item, whole.subarray(0, whole.length - 3), defaultRules)).toContain('cannot be read')
})
