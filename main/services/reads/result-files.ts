/**
 * The files of a signed version: SR, one SEG a contoured phase, the contours and the result as JSON. UIDs are
 * made from the read, its version and its head: a new version has new ones, and none is ever used twice.
 */
import { type Contour, chamberOf, contourKeyOf, contourKeyText } from '#analysis/contours/contour.ts'
import { fileFromContours, type Provenance } from '#analysis/contours/file.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { landmarksOf, type ReadState, type Revision } from '#analysis/reading/state.ts'
import { referenceToFile } from '#analysis/report/analyses.ts'
import { reportContent } from '#analysis/report/content.ts'
import { leftVentricleMasks } from '#analysis/report/picture.ts'
import type { ReportedImage, SignedRead } from '#analysis/report/source.ts'
import { referenceTo } from '#analysis/report/source.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import type { EvidenceImage, Replaced } from '#dicom/write/result-header.ts'
import { type SegmentedSlice, segmentationStorage, writeSegmentation } from '#dicom/write/seg/segmentation.ts'
import type { SourceAttributes } from '#dicom/write/source.ts'
import { comprehensiveSr, writeReport } from '#dicom/write/sr/report.ts'
import { uidOf } from '#dicom/write/uids.ts'
import { refuseIfCancelled } from '../cancelling.ts'
import { sha256Of } from './chain.ts'
import { resultDocument } from './result-document.ts'
import type { ResultKind, ResultObject } from './result-objects.ts'
import type { ReadStudy } from './study.ts'

export interface ResultFile {
  readonly kind: ResultKind
  readonly sopInstanceUid: string
  readonly seriesUid: string | null
  readonly phase: number | null
  readonly sha256: string
  readonly bytes: Uint8Array
}

export interface ResultInput {
  readonly signed: SignedRead
  readonly state: ReadState
  readonly study: ReadStudy
  readonly project: string
  readonly source: SourceAttributes
  readonly software: { readonly name: string; readonly version: string }
  /** objects of the version before, when there is one */
  readonly before: readonly ResultObject[]
  readonly signal?: AbortSignalLike | undefined
}

const reportSeries = 9000
const segmentationSeries = 9100

/**
 * Gives way to others between two phases: a picture of many slices takes a while.
 * @throws Failure 'cancelled'
 */
export async function resultFiles(input: ResultInput): Promise<ResultFile[]> {
  const files: ResultFile[] = [reportFile(input)]
  for (const phase of contouredPhases(input)) {
    const file = segmentationFile(input, phase)
    if (file) files.push(file)
    await new Promise((resolve) => setImmediate(resolve))
    refuseIfCancelled(input.signal)
  }
  files.push(contoursFile(input))
  const named = files.map(({ kind, sopInstanceUid, sha256 }) => ({ kind, uid: sopInstanceUid, sha256 }))
  return [...files, documentFile('result', resultDocument(input.project, input.signed, named))]
}

function reportFile({ signed, source, software, project, before }: ResultInput): ResultFile {
  const sopInstanceUid = uidOfResult(signed, 'sr')
  const seriesUid = uidOfResult(signed, 'sr-series')
  const replaced = before.find(({ kind }) => kind === 'sr')
  const bytes = writeReport({
    source,
    sopInstanceUid,
    seriesInstanceUid: seriesUid,
    seriesNumber: reportSeries,
    seriesDescription: 'Cardiac MR measurements',
    software,
    content: reportContent(signed, (what) => uidOf('midwall-read', signed.read, what)),
    verified: { by: signed.reader, organization: `Readers of ${project}`.slice(0, 64), at: signed.signedAt },
    evidence: evidenceIn(signed),
    ...(replaced ? { replaces: replacedObject(replaced, comprehensiveSr) } : {}),
  })
  return { kind: 'sr', sopInstanceUid, seriesUid, phase: null, sha256: sha256Of(bytes), bytes }
}

/** A series of its own for each phase: viewers in use load one segmentation of a series. */
function segmentationFile(input: ResultInput, phase: number): ResultFile | undefined {
  const { signed, source, software, before, study } = input
  const sopInstanceUid = uidOfResult(signed, 'seg', String(phase))
  const seriesUid = uidOfResult(signed, 'seg-series', String(phase))
  const replaced = before.find((object) => object.kind === 'seg' && object.phase === phase)
  const { spacing, thickness } = study.stack ?? {}
  const slices = segmentedSlices(input, phase)
  const [first] = slices
  const space = first && study.images.get(imageKeyText({ frame: 0, ...first.image }))
  const bytes = writeSegmentation({
    // of the slices themselves: the source may be any image of the read, as a scout in a space of its own
    source: { ...source, frameOfReferenceUid: space?.instance.frameOfReferenceUid },
    sopInstanceUid,
    seriesInstanceUid: seriesUid,
    seriesNumber: segmentationSeries + phase,
    instanceNumber: 1,
    seriesDescription: `Left ventricle, ${phaseInWords(signed, phase)}`,
    createdAt: signed.signedAt,
    software,
    reader: signed.reader,
    papillaries: signed.papillaries,
    slices,
    ...(thickness === undefined ? {} : { sliceThickness: thickness }),
    ...(spacing?.measured ? { sliceSpacing: spacing.value } : {}),
    trackingUid: (segment) => uidOf('midwall-read', signed.read, 'segment', segment),
    ...(replaced ? { replaces: replacedObject(replaced, segmentationStorage) } : {}),
  })
  return bytes && { kind: 'seg', sopInstanceUid, seriesUid, phase, sha256: sha256Of(bytes), bytes }
}

function phaseInWords({ stack }: SignedRead, phase: number): string {
  const role = phase === stack?.ed ? ' (end diastole)' : phase === stack?.es ? ' (end systole)' : ''
  return `phase ${phase + 1} of ${stack?.phases ?? phase + 1}${role}`
}

const isOfLeftVentricle = ({ border, closed }: Contour): boolean => closed && chamberOf(border) === 'lv'

function contouredPhases({ signed }: ResultInput): number[] {
  const contoured = new Set(signed.contours.filter(isOfLeftVentricle).map(({ image }) => imageKeyText(image)))
  const phases = signed.images.flatMap((image) =>
    image.phase !== undefined && contoured.has(imageKeyText(image)) ? [image.phase] : [],
  )
  return [...new Set(phases)].sort((a, b) => a - b)
}

function segmentedSlices({ signed, study }: ResultInput, phase: number): SegmentedSlice[] {
  return signed.images.flatMap((image) => {
    const plane = study.images.get(imageKeyText(image))?.facts.plane
    const contours = signed.contours.filter(
      (contour) => isOfLeftVentricle(contour) && imageKeyText(contour.image) === imageKeyText(image),
    )
    if (image.phase !== phase || !plane || contours.length === 0) return []
    const masks = leftVentricleMasks(contours, signed.papillaries, plane.rows, plane.columns)
    return [{ image: evidenceOf(image), plane, masks }]
  })
}

function contoursFile({ signed, state }: ResultInput): ResultFile {
  const { ed, es } = signed.stack ?? {}
  const phases = { ...(ed === undefined ? {} : { ed }), ...(es === undefined ? {} : { es }) }
  const { study, papillaries, contours } = signed
  return documentFile(
    'contours',
    fileFromContours(
      study,
      papillaries,
      contours,
      state.empty.values(),
      phases,
      landmarksOf(state),
      (contour) => provenanceIn(state, contour),
    ),
  )
}

function provenanceIn({ contours }: ReadState, contour: Contour): Provenance {
  const known = contours.get(contourKeyText(contourKeyOf(contour)))
  return {
    ...(known === undefined ? {} : { made: handOf(known.revision) }),
    ...(known?.accepted === undefined ? {} : { accepted: handOf(known.accepted) }),
  }
}

const handOf = ({ author, at }: Revision) => ({ by: author, at })

function documentFile(kind: 'contours' | 'result', document: object): ResultFile {
  const bytes = Buffer.from(JSON.stringify(document), 'utf8')
  return { kind, sopInstanceUid: kind, seriesUid: null, phase: null, sha256: sha256Of(bytes), bytes }
}

const uidOfResult = ({ read, version, head }: SignedRead, ...what: readonly string[]): string =>
  uidOf('midwall-result', read, String(version), head, ...what)

const evidenceOf = (image: ReportedImage): EvidenceImage => ({
  ...referenceTo(image),
  seriesInstanceUid: image.seriesUid,
})

/** Every instance that the report names, once. */
const evidenceIn = ({ images, analyses }: SignedRead): EvidenceImage[] => {
  const files = [...images, ...analyses.flatMap((one) => one.images)]
  return [
    ...new Map(
      files.map((file) => [
        file.sopInstanceUid,
        { ...referenceToFile(file), seriesInstanceUid: file.seriesUid },
      ]),
    ).values(),
  ]
}

function replacedObject({ study, seriesUid, sopInstanceUid }: ResultObject, sopClassUid: string): Replaced {
  if (seriesUid === null) throw new Error('a DICOM object is in a series')
  return { studyInstanceUid: study, seriesInstanceUid: seriesUid, sopClassUid, sopInstanceUid }
}
