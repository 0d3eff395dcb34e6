/** A signed read as the bytes of a structured report, and what these say of it. */
import { reportContent } from '#analysis/report/content.ts'
import type { SignedRead } from '#analysis/report/source.ts'
import { type StatedRead, understandReport } from '#analysis/report/stated/report.ts'
import { readReport } from '../../workers/dicom/read-results/report.ts'
import { sourceAttributes } from '../../workers/dicom/write/source.ts'
import { type ReportObject, writeReport } from '../../workers/dicom/write/sr/report.ts'
import { uidOf } from '../../workers/dicom/write/uids.ts'
import { evidence, sourceImage } from './signed-read.ts'

export const reportOf = (read: SignedRead, more: Partial<ReportObject> = {}): Uint8Array =>
  writeReport({
    source: sourceAttributes(sourceImage()),
    sopInstanceUid: uidOf(read.read, 'sr', String(read.version)),
    seriesInstanceUid: uidOf(read.read, 'sr series', String(read.version)),
    seriesNumber: 9001,
    seriesDescription: 'LV function',
    software: { name: 'Midwall', version: '0.1.0' },
    content: reportContent(read, (what) => uidOf(read.read, what)),
    verified: { by: read.reader, organization: 'CMR-TRIAL-01', at: read.signedAt },
    evidence,
    ...more,
  })

export const readBack = (bytes: Uint8Array): StatedRead => understandReport(readReport(bytes).content)
