/** The sheet of scores: which scale answers which question, and what a key does to a segment's grade. */
import type { ReadProtocol } from '#analysis/reading/events.ts'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { type ScoreScale, type SegmentScore, scoreScales } from '#analysis/segments/scores.ts'
import type { Gesture } from '#contract/read-events.ts'

export const questions = ['wall-motion', 'stress-perfusion', 'transmurality', 'enhancement-pattern'] as const
export type Question = (typeof questions)[number]

export const scalesOf = (question: Question): readonly ScoreScale[] =>
  Object.values<ScoreScale>(scoreScales).filter(({ about }) => about === question)

export const isOn = (scale: Pick<ScoreScale, 'name' | 'version'>, score: SegmentScore['scale']): boolean =>
  scale.name === score.name && scale.version === score.version

/** That of the protocol; else the one that scores were given on; else the first. */
export function scaleFor(
  question: Question,
  protocol: Pick<ReadProtocol, 'motionScale'>,
  scores: readonly SegmentScore[],
): { readonly scale: ScoreScale; readonly fixed: boolean } {
  const scales = scalesOf(question)
  const { motionScale } = protocol
  const own = question === 'wall-motion' && motionScale && scales.find((one) => isOn(one, motionScale))
  if (own) return { scale: own, fixed: true }
  const used = scales.find((one) => scores.some(({ scale }) => isOn(one, scale)))
  const scale = used ?? scales[0]
  if (!scale) throw new RangeError(`no scale is about ${question}`)
  return { scale, fixed: false }
}

export const gradesOn = (scale: ScoreScale, scores: readonly SegmentScore[]): ReadonlyMap<number, string> =>
  new Map(scores.flatMap((one) => (isOn(scale, one.scale) ? [[one.segment, one.grade]] : [])))

/** A digit is the score of a grade, or its place on a scale without order; null takes the score away. */
export function gradeOfKey(scale: ScoreScale, key: string): string | null | undefined {
  if (key === 'Delete' || key === 'Backspace') return null
  if (key.toLowerCase() === 'n') return scale.notAssessable
  if (!/^\d$/.test(key)) return undefined
  const digit = Number(key)
  return scale.grades.find(({ score }, index) => (score ?? index) === digit)?.name
}

/** What one segment's grade makes of the sheet; null takes it away. */
export function scored(
  scale: ScoreScale,
  grades: ReadonlyMap<number, string>,
  changes: ReadonlyMap<number, string | null>,
): Extract<Gesture, { kind: 'segments-scored' }> {
  const next = new Map(grades)
  for (const [segment, grade] of changes)
    if (grade === null) next.delete(segment)
    else next.set(segment, grade)
  const { name, version } = scale
  return {
    kind: 'segments-scored',
    scale: { name, version },
    segments: ahaSegments.flatMap(({ segment }) => {
      const grade = next.get(segment)
      return grade === undefined ? [] : [{ segment, grade }]
    }),
  }
}

/** As a cell shows it: the score, or the first letter of a grade that has none. */
export function signOf(scale: ScoreScale, grade: string): string {
  if (grade === scale.notAssessable) return 'n'
  const found = scale.grades.find(({ name }) => name === grade)
  return found?.score === undefined ? grade.charAt(0) : String(found.score)
}
