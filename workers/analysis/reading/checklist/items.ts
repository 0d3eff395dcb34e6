/**
 * What a project's protocol asks of every read: what is contoured, marked, analysed, scored, graded and answered. It is
 * data of the project, frozen in the read when it is opened, so that a list that grows later asks nothing of it.
 */
import type { Border } from '../../contours/contour.ts'
import type { LandmarkKind } from '../../contours/landmark.ts'
import type { SeriesRole } from '../../protocol/stack.ts'
import type { ScoreScale } from '../../segments/scores.ts'
import { say } from '../../sentences/say.ts'

/** 'required': no signature without it; 'reason': none without it or a word why; 'wanted': it is only shown. */
export const needs = ['required', 'reason', 'wanted'] as const
export type Need = (typeof needs)[number]

/** In the protocol's own words; a language that it has not is read in English. */
export interface Worded {
  readonly en: string
  readonly de?: string
}

/**
 * 'decided': every slice is contoured or marked as without the chamber; 'between': from the first to the last contour
 * there is no hole; 'any': one contour will do.
 */
export const slicesAsked = ['decided', 'between', 'any'] as const

interface Item {
  /** of the protocol; answers and reasons are recorded under it */
  readonly id: string
  readonly need: Need
  /** absent: named after what it asks for */
  readonly title?: Worded
  /** asked only of studies that have one of these series */
  readonly onlyWith?: readonly SeriesRole[]
}

export interface ContoursItem extends Item {
  readonly kind: 'contours'
  readonly borders: readonly Border[]
  /** of these series those that the study has; a study without any is not asked */
  readonly roles: readonly SeriesRole[]
  readonly phases: 'ed' | 'es' | 'both' | 'any'
  readonly slices: (typeof slicesAsked)[number]
}

export interface LandmarksItem extends Item {
  readonly kind: 'landmarks'
  readonly landmarks: readonly LandmarkKind[]
  readonly roles: readonly SeriesRole[]
  readonly phases: 'ed' | 'es' | 'both' | 'any'
}

export interface AnalysisItem extends Item {
  readonly kind: 'analysis'
  /** as the log names it: 'strain', 'mapping/t1-native' */
  readonly analysis: string
}

export interface SegmentsItem extends Item {
  readonly kind: 'segments'
  readonly about: ScoreScale['about']
  /** by AHA number */
  readonly segments: readonly number[]
}

export const gradesAsked = ['quality', 'rhythm'] as const

export interface GradeItem extends Item {
  readonly kind: 'grade'
  readonly grade: (typeof gradesAsked)[number]
}

export interface QuestionItem extends Item {
  readonly kind: 'question'
  readonly question: Worded
  readonly answer: AnswerKind
}

export type AnswerKind =
  | {
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly text: Worded }[]
    }
  | { readonly kind: 'text' }
  | {
      readonly kind: 'number'
      /** UCUM */
      readonly unit: string
      readonly least?: number
      readonly most?: number
    }

export type ChecklistItem =
  | ContoursItem
  | LandmarksItem
  | AnalysisItem
  | SegmentsItem
  | GradeItem
  | QuestionItem

/** A number, the value of a chosen option, or text. */
export type Answer = string | number

const longestAnswer = 2_000

/** @returns why an answer is none to the question, undefined when it is one */
export function faultInAnswer(answer: Answer, asked: AnswerKind): string | undefined {
  if (asked.kind === 'number') {
    if (typeof answer !== 'number' || !Number.isFinite(answer))
      return say('reading/no-number', { answer: String(answer) })
    const { least = -Infinity, most = Infinity } = asked
    return answer < least || answer > most
      ? say('reading/number-not-within', { answer, least, most })
      : undefined
  }
  if (typeof answer !== 'string' || answer.trim() === '') return say('reading/answer-without-words')
  if (asked.kind === 'text')
    return answer.length <= longestAnswer
      ? undefined
      : say('reading/answer-characters', { answer: answer.length })
  return asked.options.some(({ value }) => value === answer)
    ? undefined
    : say('reading/none-options', { answer })
}
