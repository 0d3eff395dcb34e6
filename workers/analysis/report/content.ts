/**
 * What a signed read says, as the content of a measurement report (PS3.16 TID 1500): who read it and when,
 * the images, every measurement with what it rests on, every contour, and the reader's judgements.
 */

import { type Adjudication, isSameSegment } from '../reading/adjudication/decision.ts'
import type { Answer } from '../reading/checklist/items.ts'
import type { SegmentScore } from '../segments/scores.ts'
import { analysisGroups, referenceToFile } from './analyses.ts'
import { annotationGroups } from './annotations.ts'
import { type Code, cyclePoints, evaluations, frame, unitCode, wallSegments } from './codes.ts'
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
import { notScored, scoreCodes } from './score-codes.ts'
import { type ReportedFile, type ReportedImage, referenceTo, type SignedRead } from './source.ts'

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
        ...analysisGroups(read, uidFor),
        ...annotationGroups(read, uidFor),
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
  const analysed = analysedFiles(read)
  if (read.images.length === 0 && analysed.length === 0) return []
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
  const groups = [read.images.map(entry), analysed.map(fileEntry)].filter((entries) => entries.length > 0)
  return [
    container(
      frame.imageLibrary,
      groups.map((entries) => container(frame.imageLibraryGroup, entries)),
      '1600',
    ),
  ]
}

/** What analyses were made on and nobody drew on. */
function analysedFiles({ images, analyses }: SignedRead): ReportedFile[] {
  const listed = new Set(images.map(({ sopInstanceUid }) => sopInstanceUid))
  const files = new Map<string, ReportedFile>()
  for (const file of analyses.flatMap((one) => one.images))
    if (!listed.has(file.sopInstanceUid)) files.set(file.sopInstanceUid, file)
  return [...files.values()]
}

const fileEntry = (file: ReportedFile): ContentItem =>
  imageItem('CONTAINS', referenceToFile(file), undefined, [
    textItem('HAS ACQ CONTEXT', terms.contentHash, file.sha256),
  ])

function judgements({
  quality,
  rhythm,
  notEvaluable,
  comments,
  leftOut,
  scores = [],
  adjudicated = [],
  answers = {},
  waived = {},
}: SignedRead): ContentItem[] {
  const said: ContentItem[] = []
  if (quality !== undefined) said.push(codeItem('CONTAINS', evaluations.studyQuality, qualityCodes[quality]))
  if (rhythm !== undefined) said.push(codeItem('CONTAINS', evaluations.cardiacRhythm, rhythmCodes[rhythm]))
  if (notEvaluable !== undefined) said.push(textItem('CONTAINS', terms.notEvaluable, notEvaluable))
  for (const { analysis, why } of leftOut)
    said.push(textItem('CONTAINS', terms.leftOut, `${analysis}: ${why}`))
  for (const score of scores) {
    const decision = adjudicated.find((one) => isSameSegment(one, score))
    said.push(scoreItem(score, decision === undefined ? [] : decidedItems(decision)))
  }
  for (const [id, answer] of sortedEntries(answers)) said.push(answerItem(id, answer))
  for (const [id, why] of sortedEntries(waived))
    said.push({ ...textItem('CONTAINS', terms.waived, why), children: [askedItem(id)] })
  for (const comment of comments) said.push(textItem('CONTAINS', frame.comment, comment))
  return said.length === 0 ? [] : [container(frame.qualitativeEvaluations, said)]
}

const sortedEntries = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

const askedItem = (id: string): ContentItem => textItem('HAS CONCEPT MOD', terms.answerTo, id)

const answerItem = (id: string, answer: Answer): ContentItem => {
  const item =
    typeof answer === 'number'
      ? numItem('CONTAINS', terms.answer, answer, unitCode('1'))
      : textItem('CONTAINS', terms.answer, answer)
  return { ...item, children: [askedItem(id)] }
}

/** As a code of its segment, and in words where the scale is a project's own. */
function scoreItem(score: SegmentScore, below: readonly ContentItem[]): ContentItem {
  const codes = scoreCodes(score)
  const site = wallSegments[score.segment - 1]
  return codes === undefined || site === undefined
    ? { ...textItem('CONTAINS', terms.segmentScore, scoreText(score)), children: below }
    : codeItem('CONTAINS', codes.concept, codes.grade, [
        codeItem('HAS CONCEPT MOD', frame.findingSite, site),
        ...below,
      ])
}

/** Why it was decided so, and what the two reads had said of the segment: by their ids, which say nobody's name. */
const decidedItems = ({ segment, scale, reason, between }: Adjudication): ContentItem[] => [
  textItem('HAS PROPERTIES', terms.adjudicatedWhy, reason),
  ...between.map(({ read, version, head, grade }): ContentItem => {
    const codes = grade === null ? undefined : scoreCodes({ segment, scale, grade })
    const said =
      codes === undefined
        ? textItem('INFERRED FROM', terms.adjudicatedGrade, grade ?? notScored)
        : codeItem('INFERRED FROM', codes.concept, codes.grade)
    return {
      ...said,
      children: [
        textItem('HAS CONCEPT MOD', terms.adjudicatedRead, read),
        textItem('HAS CONCEPT MOD', terms.adjudicatedVersion, String(version)),
        textItem('HAS CONCEPT MOD', terms.adjudicatedHead, head),
      ],
    }
  }),
]

/** 'scmr-registry-motion 1, segment 7: akinesis' */
const scoreText = ({ scale, segment, grade }: SegmentScore): string =>
  `${scale.name} ${scale.version}, segment ${segment}: ${grade}`
