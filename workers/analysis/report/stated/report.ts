/**
 * What a measurement report says, back as our own data. A report of somebody else is understood as far as its
 * codes are ours; what is not understood is named, never guessed.
 */
import { type Chamber, chambers, type Papillaries } from '../../contours/contour.ts'
import type { Adjudication } from '../../reading/adjudication/decision.ts'
import type { Answer } from '../../reading/checklist/items.ts'
import type { BaseRule, ImageQuality, Rhythm } from '../../reading/events.ts'
import type { SegmentScore } from '../../segments/scores.ts'
import { type Code, evaluations, frame, sameCode, wallSegments } from '../codes.ts'
import type {
  CodeItem,
  ContainerItem,
  ContentItem,
  ImageItem,
  ReferencedImage,
  ReportContent,
} from '../items.ts'
import {
  baseRuleCodes,
  emptySliceCodes,
  papillaryRuleCodes,
  qualityCodes,
  rhythmCodes,
  terms,
} from '../private-codes.ts'
import { scaleCodes } from '../score-codes.ts'
import { statedDecision } from './adjudication.ts'
import { type StatedAnalysis, statedAnalysis } from './analyses.ts'
import { type StatedOnImage, statedOnImage } from './annotations.ts'
import { type StatedContour, statedContours } from './contours.ts'
import { childrenOf, codeOf, descendants, keyOf, named, numberOf, textOf } from './find.ts'
import { type StatedMeasurement, statedMeasurement } from './measurements.ts'

/** A field is undefined where the report does not say it in terms that we know. */
export interface StatedRead {
  readonly read: string | undefined
  readonly version: number | undefined
  readonly head: string | undefined
  readonly reader: string | undefined
  readonly signedAt: string | undefined
  readonly meaning: string | undefined
  readonly application: string | undefined
  readonly protocol: string | undefined
  readonly base: BaseRule | undefined
  readonly papillaries: Papillaries | undefined
  readonly ed: number | undefined
  readonly es: number | undefined
  /** of the read itself */
  readonly measurements: readonly StatedMeasurement[]
  readonly analyses: readonly StatedAnalysis[]
  /** analyses that the report does not say, each with a sentence why */
  readonly leftOut: readonly string[]
  readonly contours: readonly StatedContour[]
  /** measured and written by hand */
  readonly onImages: readonly StatedOnImage[]
  readonly images: readonly StatedImage[]
  readonly quality: ImageQuality | undefined
  readonly rhythm: Rhythm | undefined
  readonly notEvaluable: string | undefined
  readonly comments: readonly string[]
  /** to questions of the protocol, and why something was not done, by id */
  readonly answers: Readonly<Record<string, Answer>>
  readonly waived: Readonly<Record<string, string>>
  /** of segments, on the scales that we have codes of */
  readonly scores: readonly SegmentScore[]
  /** of these, what was decided between two other reads */
  readonly adjudicated: readonly Adjudication[]
  /** on other scales, as they are said: scale, segment and grade */
  readonly otherScores: readonly string[]
  /** concepts of measurements that are none of ours, or carry a unit that is not theirs */
  readonly notUnderstood: readonly Code[]
}

export interface StatedImage extends ReferencedImage {
  readonly sha256: string | undefined
  readonly slice: number | undefined
  readonly phase: number | undefined
  readonly empty: readonly Chamber[]
  readonly assumedEmpty: readonly Chamber[]
}

/** Whose report it is does not matter: what it does not say is undefined, what is said in other words is named. */
export function understandReport({ children }: ReportContent): StatedRead {
  const judged = named(children, 'CONTAINER', frame.qualitativeEvaluations).flatMap(childrenOf)
  const all = named([...descendants(children)], 'CONTAINER', frame.measurementGroup)
  const laid = all.map(statedOnImage)
  const groups = all.filter((_, k) => laid[k] === undefined)
  const numbersOf = (members: readonly ContainerItem[]) =>
    members
      .flatMap((group) => childrenOf(group).filter((item) => item.type === 'NUM'))
      .map((item) => statedMeasurement(item) ?? item.concept)
  const analyses = groups.map(statedAnalysis)
  const measurements = numbersOf(groups.filter((_, k) => analyses[k] === undefined))
  return {
    read: textOf(children, terms.read),
    version: numberOf(children, terms.readVersion),
    head: textOf(children, terms.head),
    reader: named(children, 'PNAME', frame.personName)[0]?.name,
    signedAt: named(children, 'DATETIME', terms.signedAt)[0]?.at,
    meaning: textOf(children, terms.meaning),
    application: textOf(children, terms.application),
    protocol: textOf(children, terms.protocol),
    base: keyOf(baseRuleCodes, codeOf(children, terms.baseRule)),
    papillaries: keyOf(papillaryRuleCodes, codeOf(children, terms.papillaries)),
    ed: numberOf(children, terms.edPhase),
    es: numberOf(children, terms.esPhase),
    measurements: measurements.filter((m) => 'quantity' in m),
    analyses: analyses.filter((one) => one !== undefined),
    leftOut: named(judged, 'TEXT', terms.leftOut).map(({ text }) => text),
    contours: groups.flatMap(statedContours),
    onImages: laid.filter((one) => one !== undefined),
    images: libraryImages(children),
    quality: keyOf(qualityCodes, codeOf(judged, evaluations.studyQuality)),
    rhythm: keyOf(rhythmCodes, codeOf(judged, evaluations.cardiacRhythm)),
    notEvaluable: textOf(judged, terms.notEvaluable),
    comments: named(judged, 'TEXT', frame.comment).map(({ text }) => text),
    answers: Object.fromEntries(judged.flatMap(statedAnswer)),
    waived: Object.fromEntries(
      named(judged, 'TEXT', terms.waived).flatMap((item) => {
        const id = textOf(childrenOf(item), terms.answerTo)
        return id === undefined ? [] : [[id, item.text] as const]
      }),
    ),
    scores: judged.flatMap((item) => (item.type === 'CODE' ? statedScore(item) : [])),
    adjudicated: judged.flatMap((item) =>
      item.type === 'CODE' ? statedScore(item).flatMap((score) => statedDecision(item, score) ?? []) : [],
    ),
    otherScores: named(judged, 'TEXT', terms.segmentScore).map(({ text }) => text),
    notUnderstood: numbersOf(groups).filter((m) => 'scheme' in m),
  }
}

function statedAnswer(item: ContentItem): (readonly [id: string, answer: Answer])[] {
  const id = textOf(childrenOf(item), terms.answerTo)
  if (id === undefined || !('concept' in item) || !sameCode(item.concept, terms.answer)) return []
  if (item.type === 'TEXT') return [[id, item.text]]
  return item.type === 'NUM' && 'value' in item.measured ? [[id, item.measured.value]] : []
}

/** One of a scale, a grade or a segment that we do not know is none. */
function statedScore({ concept, code, children = [] }: CodeItem): SegmentScore[] {
  const known = scaleCodes.find((one) => sameCode(one.concept, concept))
  const grade = [...(known?.grades ?? [])].find(([, own]) => sameCode(own, code))?.[0]
  const site = codeOf(children, frame.findingSite)
  const segment = 1 + wallSegments.findIndex((one) => sameCode(one, site))
  if (known === undefined || grade === undefined || segment === 0) return []
  const { name, version } = known.scale
  return [{ segment, scale: { name, version }, grade }]
}

function libraryImages(items: readonly ContentItem[]): StatedImage[] {
  const library = named(items, 'CONTAINER', frame.imageLibrary)
  return [...descendants(library)].filter((item) => item.type === 'IMAGE').map(libraryImage)
}

function libraryImage(item: ImageItem): StatedImage {
  const below = childrenOf(item)
  const absent = (term: Code) => {
    const marks = named(below, 'CODE', term)
    return chambers.filter((chamber) => marks.some(({ code }) => sameCode(code, emptySliceCodes[chamber])))
  }
  return {
    ...item.image,
    sha256: textOf(below, terms.contentHash),
    slice: numberOf(below, terms.slice),
    phase: numberOf(below, terms.phase),
    empty: absent(terms.emptySlice),
    assumedEmpty: absent(terms.assumedEmptySlice),
  }
}
