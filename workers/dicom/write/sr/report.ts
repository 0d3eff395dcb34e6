/**
 * A signed measurement report as a Comprehensive SR: the plainest class that may hold polylines.
 * @source DICOM PS3.3 A.35.3, C.17.2 (SR document general)
 */
import type { ReportContent } from '#analysis/report/items.ts'
import { type Dataset, writePart10 } from '../part10.ts'
import {
  bySeries,
  dicomDateTime,
  type EvidenceImage,
  type Replaced,
  type ResultHeader,
  referencedSop,
  resultHeader,
} from '../result-header.ts'
import { contentDataset } from './items.ts'

export const comprehensiveSr = '1.2.840.10008.5.1.4.1.1.88.33'

export interface ReportObject
  extends Omit<ResultHeader, 'sopClassUid' | 'modality' | 'createdAt' | 'instanceNumber'> {
  readonly content: ReportContent
  /** by the reader's code; the name of a person never enters a result */
  readonly verified: { readonly by: string; readonly organization: string; readonly at: string }
  /** every image that the content refers to */
  readonly evidence: readonly EvidenceImage[]
  /** the report of the version before, when there is one */
  readonly replaces?: Replaced
}

/** @throws TypeError or RangeError for content that DICOM cannot hold: the caller has a bug */
export function writeReport(report: ReportObject): Uint8Array<ArrayBuffer> {
  const { content, verified, evidence, replaces, source } = report
  return writePart10({
    ...resultHeader({
      ...report,
      sopClassUid: comprehensiveSr,
      modality: 'SR',
      instanceNumber: 1,
      createdAt: verified.at,
    }),
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [
      {
        VerifyingObserverName: verified.by,
        VerifyingObserverIdentificationCodeSequence: [],
        VerifyingOrganization: verified.organization,
        VerificationDateTime: `${dicomDateTime(verified.at)}+0000`,
      },
    ],
    ...(replaces ? { PredecessorDocumentsSequence: [predecessor(replaces)] } : {}),
    ...(evidence.length === 0
      ? {}
      : { CurrentRequestedProcedureEvidenceSequence: [evidenceDataset(source.studyInstanceUid, evidence)] }),
    ...contentDataset(content),
  })
}

const predecessor = (replaced: Replaced): Dataset => ({
  StudyInstanceUID: replaced.studyInstanceUid,
  ReferencedSeriesSequence: [
    { SeriesInstanceUID: replaced.seriesInstanceUid, ReferencedSOPSequence: [referencedSop(replaced)] },
  ],
})

const evidenceDataset = (study: string, images: readonly EvidenceImage[]): Dataset => ({
  StudyInstanceUID: study,
  ReferencedSeriesSequence: [...bySeries(images)].map(([series, members]) => ({
    SeriesInstanceUID: series,
    ReferencedSOPSequence: members.map(referencedSop),
  })),
})
