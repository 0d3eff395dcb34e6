/**
 * What a signed read says, as the content of a measurement report (PS3.16 TID 1500): who read it and when,
 * the images, every measurement with what it rests on, every contour, and the reader's judgements.
 */
import { type Code, cyclePoints, evaluations, frame, unitCode } from './codes.ts'
import { contourGroups } from './contours.ts'
import {
  type ContentItem,
  codeItem,
  container,
  imageItem,
  numItem,
  type ReportContent,
  textItem,
} from './items.ts'
import { measurementGroups } from './measurements.ts'
import {
  baseRuleCodes,
  emptySliceCodes,
  papillaryRuleCodes,
  qualityCodes,
  rhythmCodes,
  terms,
} from './private-codes.ts'
import { type ReportedImage, referenceTo, type SignedRead } from './source.ts'

/**
 * @param uidFor  a UID for a thing within this read, the same whenever it is asked for
 * @source DICOM PS3.16 TID 1500, 1600, 1501, 1410, 300
 */
export function reportContent(read: SignedRead, uidFor: (what: string) => string): ReportContent {
  return {
    concept: frame.measurementReport,
    template: '1500',
    children: [
      codeItem('HAS CONCEPT MOD', frame.language, frame.english),
      ...observation(read),
      codeItem('HAS CONCEPT MOD', frame.procedureReported, frame.cardiacMr),
      ...library(read),
      container(frame.imagingMeasurements, [
        ...measurementGroups(read, uidFor),
        ...contourGroups(read, uidFor),
      ]),
      ...judgements(read),
    ],
  }
}

function observation(read: SignedRead): ContentItem[] {
  const { protocol, stack } = read
  const text = (concept: Code, value: string) => textItem('HAS OBS CONTEXT', concept, value)
  const phase = (concept: Code, value: number | undefined) =>
    value === undefined ? [] : [numItem('HAS OBS CONTEXT', concept, value, unitCode('1'))]
  return [
    codeItem('HAS OBS CONTEXT', frame.observerType, frame.person),
    { type: 'PNAME', relationship: 'HAS OBS CONTEXT', concept: frame.personName, name: read.reader },
    text(terms.read, read.read),
    numItem('HAS OBS CONTEXT', terms.readVersion, read.version, unitCode('1')),
    text(terms.head, read.head),
    { type: 'DATETIME', relationship: 'HAS OBS CONTEXT', concept: terms.signedAt, at: read.signedAt },
    text(terms.meaning, read.meaning),
    text(terms.application, read.application),
    text(terms.protocol, `${protocol.name} ${protocol.version}`),
    codeItem('HAS OBS CONTEXT', terms.baseRule, baseRuleCodes[protocol.base]),
    codeItem('HAS OBS CONTEXT', terms.papillaries, papillaryRuleCodes[read.papillaries]),
    ...phase(terms.edPhase, stack?.ed),
    ...phase(terms.esPhase, stack?.es),
  ]
}

function library(read: SignedRead): ContentItem[] {
  if (read.images.length === 0) return []
  const entry = (image: ReportedImage): ContentItem => {
    const { slice, phase } = image
    const index = (concept: Code, value: number | undefined) =>
      value === undefined ? [] : [numItem('HAS ACQ CONTEXT', concept, value, unitCode('1'))]
    return imageItem('CONTAINS', referenceTo(image), undefined, [
      textItem('HAS ACQ CONTEXT', terms.contentHash, image.sha256),
      ...index(terms.slice, slice),
      ...index(terms.phase, phase),
      ...(phase !== undefined && phase === read.stack?.ed
        ? [codeItem('HAS ACQ CONTEXT', cyclePoints.cyclePoint, cyclePoints.endDiastole)]
        : []),
      ...(phase !== undefined && phase === read.stack?.es
        ? [codeItem('HAS ACQ CONTEXT', cyclePoints.cyclePoint, cyclePoints.endSystole)]
        : []),
      ...image.empty.map((chamber) =>
        codeItem('HAS ACQ CONTEXT', terms.emptySlice, emptySliceCodes[chamber]),
      ),
      ...image.assumedEmpty.map((chamber) =>
        codeItem('HAS ACQ CONTEXT', terms.assumedEmptySlice, emptySliceCodes[chamber]),
      ),
    ])
  }
  return [container(frame.imageLibrary, [container(frame.imageLibraryGroup, read.images.map(entry))], '1600')]
}

function judgements({ quality, rhythm, notEvaluable, comments }: SignedRead): ContentItem[] {
  const said: ContentItem[] = []
  if (quality !== undefined) said.push(codeItem('CONTAINS', evaluations.studyQuality, qualityCodes[quality]))
  if (rhythm !== undefined) said.push(codeItem('CONTAINS', evaluations.cardiacRhythm, rhythmCodes[rhythm]))
  if (notEvaluable !== undefined) said.push(textItem('CONTAINS', terms.notEvaluable, notEvaluable))
  for (const comment of comments) said.push(textItem('CONTAINS', frame.comment, comment))
  return said.length === 0 ? [] : [container(frame.qualitativeEvaluations, said)]
}
