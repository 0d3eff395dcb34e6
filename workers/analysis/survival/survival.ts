/**
 * A cohort in one call: curves of all and by group, the log-rank test, the regression and how far it holds,
 * competing events, and predictions at chosen times. Each part says by itself why it has no number.
 */
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { survivalGiven } from './baseline.ts'
import { type CumulativeIncidence, causeSpecific, cumulativeIncidence } from './competing-risks.ts'
import { type Concordance, concordance } from './concordance.ts'
import { type CoxFit, coxDefaults, coxRegression, linearPredictor, type Subject } from './cox.ts'
import { usualThresholds } from './decision-curve.ts'
import { type KaplanMeier, kaplanMeier } from './kaplan-meier.ts'
import { type LogRank, logRank } from './log-rank.ts'
import { survivalMethod } from './methods.ts'
import { type Observation, refusedTimes } from './observations.ts'
import { type Optimism, optimism } from './optimism.ts'
import type { TieRule } from './partial-likelihood.ts'
import { type HorizonPerformance, type PerformanceOptions, performanceAt } from './performance.ts'
import { type Proportionality, proportionality } from './proportionality.ts'

export interface Patient {
  readonly id: string
  readonly time: number
  /** 0: left without an event; 1, 2, ...: the kind of event */
  readonly cause: number
  readonly group?: string
  /** in the order of the cohort's covariates; undefined where not known */
  readonly x: readonly (number | undefined)[]
  /** what some model predicted: the risk by each horizon, 0 to 1; undefined where not known */
  readonly risks?: readonly (number | undefined)[]
}

export interface SurvivalOptions extends PerformanceOptions {
  readonly ties: TieRule
  /** kind of event that curves and regression are about; others end the follow-up */
  readonly cause: number
  /** times at which predictions are judged, in the unit of the patients' times */
  readonly horizons: readonly number[]
  /** bootstrap drawings for optimism; 0 for none */
  readonly drawings: number
  readonly seed: number
}

export const survivalDefaults: SurvivalOptions = {
  confidence: 0.95,
  ties: coxDefaults.ties,
  cause: 1,
  horizons: [],
  calibrationGroups: 10,
  thresholds: usualThresholds,
  drawings: 0,
  seed: 1,
}

/** Of risks that came with the patients. */
export interface GivenRisks extends HorizonPerformance {
  /** whose risk is known */
  readonly patients: number
  /** over all of the follow-up */
  readonly concordance: Outcome<Concordance>
}

export interface Regression {
  /** with every covariate known */
  readonly patients: number
  readonly fit: Outcome<CoxFit>
  readonly proportionality: Outcome<Proportionality>
  readonly concordance: Outcome<Concordance>
  readonly optimism?: Outcome<Optimism>
  /** on the patients that the model was fitted to */
  readonly horizons: readonly HorizonPerformance[]
}

export interface SurvivalAnalysis {
  readonly method: string
  readonly version: string
  readonly options: SurvivalOptions
  readonly n: number
  readonly events: number
  /** of another kind */
  readonly competing: number
  readonly overall: Outcome<KaplanMeier>
  readonly groups: readonly { readonly group: string; readonly curve: Outcome<KaplanMeier> }[]
  readonly logRank?: Outcome<LogRank>
  /** where events of several kinds came: the chance of each, in the order of their numbers */
  readonly incidence: readonly { readonly cause: number; readonly curve: Outcome<CumulativeIncidence> }[]
  readonly regression?: Regression
  /** where patients came with predicted risks: how good they were, by horizon */
  readonly predictions?: readonly GivenRisks[]
}

/**
 * @param covariates  names of the patients' `x`; without any there is no regression
 * @param progress    of bootstrap drawings
 * @returns unmeasured as `refusedTimes` with patients by their id, 'contradictory-input' for an id that occurs
 *          twice, a cause that is no whole number or another number of risks than of horizons; warnings say who is
 *          left out and what the curves leave out
 */
export function survivalAnalysis(
  patients: readonly Patient[],
  covariates: readonly string[],
  options: Partial<SurvivalOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<SurvivalAnalysis> {
  const used = { ...survivalDefaults, ...options }
  const refused = refusedPatients(patients, used.horizons.length) ?? refusedTimes(patients)
  if (refused !== undefined) return refused
  const followed = causeSpecific(patients, used.cause)
  const causes = [...new Set(patients.map(({ cause }) => cause))].filter((cause) => cause > 0).sort(ascending)
  const groups = [...new Set(patients.flatMap(({ group }) => (group === undefined ? [] : [group])))].sort()
  const grouped = followed.flatMap((p) => (p.group === undefined ? [] : [{ ...p, group: p.group }]))
  const complete = followed.flatMap((p) => (isKnown(p.x) ? [{ ...p, x: p.x }] : []))
  const predicted = followed.flatMap((p) => (p.risks === undefined ? [] : [{ ...p, risks: p.risks }]))
  const competing = patients.filter(({ cause }) => cause > 0 && cause !== used.cause).length
  return measured(
    {
      ...survivalMethod,
      options: used,
      n: patients.length,
      events: followed.filter(({ event }) => event).length,
      competing,
      overall: kaplanMeier(followed, used.confidence),
      groups: groups.map((group) => ({
        group,
        curve: kaplanMeier(
          grouped.filter((p) => p.group === group),
          used.confidence,
        ),
      })),
      ...(groups.length > 0 ? { logRank: logRank(grouped, groups) } : {}),
      incidence:
        competing > 0
          ? causes.map((cause) => ({ cause, curve: cumulativeIncidence(patients, cause, used.confidence) }))
          : [],
      ...(covariates.length > 0 ? { regression: regressionOf(complete, covariates, used, progress) } : {}),
      ...(predicted.length > 0
        ? { predictions: used.horizons.map((horizon, i) => givenRisks(predicted, i, horizon, used)) }
        : {}),
    },
    [
      ...(competing > 0
        ? [
            `${competing} of ${patients.length} had another event first: Kaplan-Meier takes them as if they had left and overstates the risk; read the cumulative incidence`,
          ]
        : []),
      ...(competing > 0 && used.horizons.length > 0
        ? ['risks are judged by Kaplan-Meier, too: one that allows for the other events looks too low']
        : []),
      ...leftOut(
        covariates.length > 0 ? followed.filter(({ x }) => !isKnown(x)) : [],
        'is left out of the regression: not every covariate is known',
      ),
      ...leftOut(
        groups.length > 0 ? followed.filter(({ group }) => group === undefined) : [],
        'has no group',
      ),
      ...leftOut(
        predicted.length > 0 ? followed.filter(({ risks }) => risks?.includes(undefined) !== false) : [],
        'is left out where its predicted risk is not known',
      ),
    ],
  )
}

function regressionOf(
  subjects: readonly Subject[],
  names: readonly string[],
  used: SurvivalOptions,
  progress: ((done: number, total: number) => void) | undefined,
): Regression {
  const { ties, confidence, drawings, seed } = used
  const fit = coxRegression(subjects, names, { ties, confidence })
  if (!fit.measured)
    return { patients: subjects.length, fit, proportionality: fit, concordance: fit, horizons: [] }
  const predictors = subjects.map(({ x }) => linearPredictor(fit.value, x))
  return {
    patients: subjects.length,
    fit,
    proportionality: proportionality(subjects, fit.value),
    concordance: concordance(subjects, predictors, confidence),
    ...(drawings > 0
      ? { optimism: optimism(subjects, names, { drawings, seed, cox: { ties } }, progress) }
      : {}),
    horizons: used.horizons.map((horizon) => {
      const predicted = subjects.map(({ time, event }, i) => ({
        time,
        event,
        risk: 1 - survivalGiven(fit.value.baseline, horizon, at(predictors, i)),
      }))
      return performanceAt(predicted, horizon, used)
    }),
  }
}

/** @param place  of the horizon among those of the risks */
function givenRisks(
  patients: readonly (Observation & { readonly risks: readonly (number | undefined)[] })[],
  place: number,
  horizon: number,
  used: SurvivalOptions,
): GivenRisks {
  const predicted = patients.flatMap(({ time, event, risks }) => {
    const risk = risks[place]
    return risk === undefined ? [] : [{ time, event, risk }]
  })
  const risks = predicted.map(({ risk }) => risk)
  return {
    patients: predicted.length,
    concordance: concordance(predicted, risks, used.confidence),
    ...performanceAt(predicted, horizon, used),
  }
}

const ascending = (a: number, b: number): number => a - b
const isKnown = (x: readonly (number | undefined)[]): x is readonly number[] => !x.includes(undefined)

function refusedPatients(patients: readonly Patient[], horizons: number): Unmeasured | undefined {
  const seen = new Set<string>()
  for (const { id, time, cause, risks } of patients) {
    if (seen.has(id)) return unmeasured('contradictory-input', `patient ${id} occurs twice`)
    seen.add(id)
    if (!Number.isInteger(cause) || cause < 0)
      return unmeasured('contradictory-input', `the event of patient ${id} is ${cause}`)
    if (Number.isFinite(time) && time <= 0)
      return unmeasured('out-of-range', `patient ${id} has a time of ${time}, not above 0`)
    if (risks !== undefined && risks.length !== horizons)
      return unmeasured(
        'contradictory-input',
        `patient ${id} has ${risks.length} predicted risks for ${horizons} horizons`,
      )
  }
  return undefined
}

/** The first few by name: a sentence, no list. */
const mostNamed = 5

function leftOut(patients: readonly (Observation & Patient)[], why: string): string[] {
  if (patients.length === 0) return []
  const named = patients.slice(0, mostNamed).map(({ id }) => id)
  const more = patients.length > mostNamed ? ` and ${patients.length - mostNamed} more` : ''
  return [`patient ${named.join(', ')}${more} ${why}`]
}
