/**
 * Scores that readers gave to segments, on scales of grades. What was given on one scale is compared with what was
 * given on the same scale and no other, segment by segment; what a reader could not judge is left out by name.
 */
import type { Interval } from '../numerics/interval.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import { type BootstrapOptions, clusterBootstrap } from './cluster-bootstrap.ts'
import { type FleissKappa, fleissKappa } from './fleiss.ts'
import { type ClusteredKappa, clusteredKappa, countsOf, type KappaWeights, kappaWeights } from './kappa.ts'
import { type CommonCase, type LeftOut, pairOf } from './pairing.ts'
import { byCase } from './pairs.ts'
import { readerWord } from './words.ts'

export interface ScaleOfGrades {
  readonly name: string
  readonly version: string
  /** how many */
  readonly grades: number
  /** patterns have no order, and disagreement about them no size */
  readonly ordered: boolean
}

/** What one reader gave to the segments of one study. */
export interface ScoredStudy {
  readonly study: string
  readonly scale: ScaleOfGrades
  readonly segments: readonly {
    readonly segment: number
    /** its place in the scale, from 0; absent where the segment was not assessable */
    readonly grade?: number
  }[]
}

/** Segments that all readers scored, on one scale. */
export interface CommonScores {
  readonly scale: ScaleOfGrades
  /** a segment each: its study, and the grade of each reader */
  readonly items: readonly CommonCase[]
  readonly leftOut: readonly LeftOut[]
}

export interface ScoreAgreement extends CommonScores {
  /** rows the first reader's grades, columns the second's */
  readonly counts: readonly (readonly number[])[]
  /** weighted by distance on ordered scales only */
  readonly kappa: Partial<Readonly<Record<KappaWeights, Outcome<ClusteredKappa>>>>
}

/** Fleiss' kappa, and its interval by drawing patients again: his own error is of agreement by chance. */
export interface ClusteredFleiss extends FleissKappa {
  readonly patients: number
  readonly clustered: Outcome<Interval>
}

export interface SeveralScores extends CommonScores {
  readonly kappa: Outcome<ClusteredFleiss>
}

type Progress = (done: number, total: number) => void

/** @returns one for each scale that any reader used, in order of first occurrence */
export function commonScores(readers: readonly (readonly ScoredStudy[])[]): CommonScores[] {
  const scales = new Map(readers.flat().map(({ scale }) => [nameOf(scale), scale]))
  return [...scales].map(([name, scale]) => {
    const own = readers.map((list) => list.filter((scored) => nameOf(scored.scale) === name))
    const studies = [...new Set(own.flat().map(({ study }) => study))]
    const found = studies.map((study) =>
      commonSegments(
        study,
        own.map((list) => list.filter((scored) => scored.study === study)),
      ),
    )
    return {
      scale,
      items: found.flatMap(({ items }) => items),
      leftOut: found.flatMap(({ leftOut }) => leftOut),
    }
  })
}

const nameOf = ({ name, version }: ScaleOfGrades): string => `${name} ${version}`

function commonSegments(
  study: string,
  found: readonly (readonly ScoredStudy[])[],
): Pick<CommonScores, 'items' | 'leftOut'> {
  const many = found.findIndex(({ length }) => length !== 1)
  if (many >= 0) {
    const { length } = at(found, many)
    const why = length === 0 ? 'has none' : `has ${length} of it`
    return { items: [], leftOut: [{ study, why: `${readerWord(many)} ${why}` }] }
  }
  const grades = found.map(
    (list) => new Map(at(list, 0).segments.map(({ segment, grade }) => [segment, grade])),
  )
  const segments = [...new Set(grades.flatMap((of) => [...of.keys()]))].sort((a, b) => a - b)
  const items: CommonCase[] = []
  const leftOut: LeftOut[] = []
  for (const segment of segments) {
    const values = grades.flatMap((of) => of.get(segment) ?? [])
    if (values.length === grades.length) items.push({ case: study, values })
    else {
      const lacking = grades.findIndex((of) => of.get(segment) === undefined)
      const why = at(grades, lacking).has(segment) ? 'found it not assessable' : 'did not score it'
      leftOut.push({ study, why: `segment ${segment}: ${readerWord(lacking)} ${why}` })
    }
  }
  return { items, leftOut }
}

/**
 * @param common    of two readers
 * @param progress  of drawings
 * @returns kappas unmeasured as `clusteredKappa`
 */
export function scoreAgreement(
  common: CommonScores,
  options: Partial<BootstrapOptions> = {},
  progress?: Progress,
): ScoreAgreement {
  const { scale, items } = common
  const pairs = items.map(pairOf)
  const weights: readonly KappaWeights[] = scale.ordered ? kappaWeights : ['unweighted']
  const kappas = weights.map((weight, i) => [
    weight,
    clusteredKappa(pairs, scale.grades, weight, options, (done, total) =>
      progress?.(i * total + done, weights.length * total),
    ),
  ])
  return { ...common, counts: countsOf(pairs, scale.grades), kappa: Object.fromEntries(kappas) }
}

/**
 * @param common    of any number of readers
 * @param progress  of drawings
 * @returns kappa unmeasured as `fleissKappa`
 */
export function severalScores(
  common: CommonScores,
  options: Partial<BootstrapOptions> = {},
  progress?: Progress,
): SeveralScores {
  const rowOf = ({ values }: CommonCase): number[] =>
    Array.from(
      { length: common.scale.grades },
      (_, grade) => values.filter((value) => value === grade).length,
    )
  const whole = fleissKappa(common.items.map(rowOf))
  if (!whole.measured) return { ...common, kappa: whole }
  const patients = byCase(common.items).map((own) => own.map(rowOf))
  const clustered = clusterBootstrap(
    patients,
    (drawn) => {
      const again = fleissKappa(drawn.flat())
      return again.measured ? again.value.kappa : undefined
    },
    options,
    progress,
  )
  return { ...common, kappa: measured({ ...whole.value, patients: patients.length, clustered }) }
}
