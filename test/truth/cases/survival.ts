/** Freireich's leukaemia trial to the printed digits, and a small cohort beside R's survival package. */
import { survivalGiven } from '#analysis/survival/baseline.ts'
import { calibration } from '#analysis/survival/calibration.ts'
import { causeSpecific, cumulativeIncidence } from '#analysis/survival/competing-risks.ts'
import { concordance } from '#analysis/survival/concordance.ts'
import { coxRegression, linearPredictor } from '#analysis/survival/cox.ts'
import { decisionCurve } from '#analysis/survival/decision-curve.ts'
import { kaplanMeier, stepAt } from '#analysis/survival/kaplan-meier.ts'
import { logRank } from '#analysis/survival/log-rank.ts'
import { brierScore, timeDependentAuc } from '#analysis/survival/prediction.ts'
import { proportionality } from '#analysis/survival/proportionality.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import { leukaemia, mercaptopurine, placebo, smallCohort, smallCohortByR } from '../statistics/published.ts'

const known = <T>(outcome: Outcome<T>): T | undefined => (outcome.measured ? outcome.value : undefined)

interface Stated {
  readonly quantity: string
  readonly unit?: string
  readonly truth: number
  readonly measured: number | undefined
  /** half of the last printed digit */
  readonly within: number
}

const rows = (name: string, source: string, stated: readonly Stated[]): TruthRow[] =>
  stated.map(({ quantity, unit = '1', truth, measured, within }) => ({
    analysis: 'survival',
    quantity,
    case: name,
    unit,
    truth,
    measured,
    tolerance: { absolute: within },
    source,
  }))

const freireich = 'Freireich 1963; shared/reference/stats_examples.json'

/** week, S, SE, log-log interval, as printed */
const printed: readonly (readonly [number, number, number, number, number])[] = [
  [6, 0.8571, 0.0764, 0.6197, 0.9516],
  [10, 0.7529, 0.0963, 0.5032, 0.8894],
  [16, 0.6275, 0.1141, 0.3675, 0.8049],
  [23, 0.4482, 0.1346, 0.1881, 0.6801],
]

function curveRows(): TruthRow[] {
  const within = 5.1e-5
  const curve = known(kaplanMeier(mercaptopurine))
  const other = known(kaplanMeier(placebo))
  return rows('6-MP, 21 patients', freireich, [
    ...printed.flatMap(([week, s, se, low, high]): Stated[] => {
      const step = curve && stepAt(curve.steps, week)
      return [
        { quantity: `S(${week})`, truth: s, measured: step?.survival, within },
        { quantity: `SE of S(${week})`, truth: se, measured: step?.se, within },
        { quantity: `S(${week}), log-log 95 % from`, truth: low, measured: step?.logLog?.low, within },
        { quantity: `S(${week}), log-log 95 % to`, truth: high, measured: step?.logLog?.high, within },
      ]
    }),
    { quantity: 'median', unit: 'wk', truth: 23, measured: curve && known(curve.median)?.value, within: 0 },
    {
      quantity: 'median of placebo',
      unit: 'wk',
      truth: 8,
      measured: other && known(other.median)?.value,
      within: 0,
    },
  ])
}

function comparisonRows(): TruthRow[] {
  const test = known(logRank(leukaemia))
  const single = leukaemia.map((patient) => ({ ...patient, x: [patient.x[0]] }))
  const efron = known(coxRegression(single, ['placebo']))
  const breslow = known(coxRegression(single, ['placebo'], { ties: 'breslow' }))
  const [ofEfron, ofBreslow] = [efron?.coefficients[0], breslow?.coefficients[0]]
  return rows('placebo against 6-MP', freireich, [
    { quantity: 'log-rank chi-squared', truth: 16.793, measured: test?.chiSquared, within: 5e-4 },
    { quantity: 'log-rank P', truth: 4.17e-5, measured: test?.p, within: 5e-8 },
    {
      quantity: 'expected events of placebo',
      truth: 10.749,
      measured: test?.groups[1]?.expected,
      within: 6e-4,
    },
    { quantity: 'variance of O - E', truth: 6.257, measured: test?.covariance[0]?.[0], within: 5e-4 },
    { quantity: 'Cox, Efron: beta', truth: 1.5721, measured: ofEfron?.beta, within: 5e-5 },
    { quantity: 'Cox, Efron: hazard ratio', truth: 4.817, measured: ofEfron?.hazardRatio, within: 5e-4 },
    { quantity: 'Cox, Efron: SE', truth: 0.4124, measured: ofEfron?.se, within: 5e-5 },
    { quantity: 'Cox, Efron: 95 % from', truth: 2.147, measured: ofEfron?.low, within: 5e-4 },
    { quantity: 'Cox, Efron: 95 % to', truth: 10.809, measured: ofEfron?.high, within: 5e-4 },
    {
      quantity: 'Cox, Efron: likelihood ratio',
      truth: 16.35,
      measured: efron && known(efron.likelihoodRatio)?.chiSquared,
      within: 5e-3,
    },
    { quantity: 'Cox, Efron: score', truth: 17.25, measured: efron?.score.chiSquared, within: 5e-3 },
    {
      quantity: 'Cox, Efron: null log likelihood',
      truth: -93.184,
      measured: efron?.logLikelihood.null,
      within: 5e-4,
    },
    { quantity: 'Cox, Breslow: beta', truth: 1.5092, measured: ofBreslow?.beta, within: 5e-5 },
    { quantity: 'Cox, Breslow: SE', truth: 0.4096, measured: ofBreslow?.se, within: 5e-5 },
    { quantity: 'Cox, Breslow: score', truth: 15.93, measured: breslow?.score.chiSquared, within: 5e-3 },
    {
      quantity: 'Cox, Breslow: log likelihood',
      truth: -86.38,
      measured: breslow?.logLikelihood.fitted,
      within: 5e-3,
    },
  ])
}

const byR = 'R 4.2.2, survival 3.5-3; test/truth/statistics/published.ts'

function twoCovariateRows(): TruthRow[] {
  const fit = known(coxRegression(leukaemia, ['placebo', 'z']))
  const test = fit && known(proportionality(leukaemia, fit))
  const c =
    fit &&
    known(
      concordance(
        leukaemia,
        leukaemia.map(({ x }) => linearPredictor(fit, x)),
      ),
    )
  return rows('leukaemia, two covariates', byR, [
    {
      quantity: 'beta of the second',
      truth: 0.0132345259088,
      measured: fit?.coefficients[1]?.beta,
      within: 1e-8,
    },
    {
      quantity: 'covariance of the two',
      truth: -0.00302549918763,
      measured: fit?.covariance[0]?.[1],
      within: 1e-9,
    },
    {
      quantity: 'Schoenfeld chi-squared of the second',
      truth: 0.74165425,
      measured: test?.covariates[1]?.chiSquared,
      within: 1e-7,
    },
    {
      quantity: 'Schoenfeld chi-squared, global',
      truth: 0.791898669,
      measured: test?.global.chiSquared,
      within: 1e-7,
    },
    { quantity: 'C', truth: 0.690042075736, measured: c?.c.value, within: 1e-9 },
    { quantity: 'SE of C', truth: 0.0552863386744, measured: c?.c.se, within: 1e-9 },
  ])
}

function cohortRows(): TruthRow[] {
  const r = smallCohortByR
  const fit = known(coxRegression(smallCohort, ['x']))
  const predicted = smallCohort.map(({ time, event }, i) => ({ time, event, risk: r.risks[i] ?? Number.NaN }))
  const brier = known(brierScore(predicted, r.horizon))
  const calibrated = known(calibration(predicted, r.horizon, 3))
  const slope = calibrated && known(calibrated.slope)
  const decision = known(decisionCurve(predicted, r.horizon, [r.netBenefit.threshold]))?.points[0]
  const other = known(coxRegression(causeSpecific(smallCohort, 2), ['x']))?.coefficients[0]
  const sudden = known(cumulativeIncidence(smallCohort, 1))
  const death = known(cumulativeIncidence(smallCohort, 2))
  const risk =
    fit && 1 - survivalGiven(fit.baseline, r.horizon, linearPredictor(fit, smallCohort[6]?.x ?? []))
  return rows('18 patients, two kinds of death', byR, [
    { quantity: 'beta', truth: r.beta, measured: fit?.coefficients[0]?.beta, within: 1e-8 },
    { quantity: 'predicted risk at 20 months', truth: r.risks[6], measured: risk, within: 1e-8 },
    {
      quantity: 'log-rank of three groups',
      truth: r.logRankOfThreeGroups,
      measured: known(logRank(smallCohort))?.chiSquared,
      within: 1e-9,
    },
    { quantity: 'Brier score at 20 months', truth: r.brier, measured: brier?.brier, within: 1e-9 },
    {
      quantity: 'Brier score of nobody knowing',
      truth: r.brierReference,
      measured: brier?.reference,
      within: 1e-9,
    },
    {
      quantity: 'AUC at 20 months',
      truth: r.auc,
      measured: known(timeDependentAuc(predicted, r.horizon)),
      within: 1e-9,
    },
    { quantity: 'calibration slope', truth: r.slope, measured: slope?.value, within: 1e-7 },
    {
      quantity: 'calibration intercept',
      truth: r.intercept,
      measured: calibrated && known(calibrated.intercept),
      within: 1e-9,
    },
    {
      quantity: 'net benefit at 30 %',
      truth: r.netBenefit.model,
      measured: decision && known(decision.model),
      within: 1e-9,
    },
    {
      quantity: 'net benefit of treating all',
      truth: r.netBenefit.all,
      measured: decision?.all,
      within: 1e-9,
    },
    {
      quantity: 'cause-specific beta of the other death',
      truth: r.otherCause.beta,
      measured: other?.beta,
      within: 1e-8,
    },
    ...r.incidence.flatMap(({ time, value, se }): Stated[] => {
      const step = sudden?.steps.find((candidate) => candidate.time === time)
      return [
        {
          quantity: `incidence of sudden death at ${time}`,
          truth: value,
          measured: step?.incidence,
          within: 1e-9,
        },
        { quantity: `its SE at ${time}`, truth: se, measured: step?.se, within: 1e-3 },
      ]
    }),
    {
      quantity: 'incidence of other death at 33',
      truth: r.incidenceOfOther.value,
      measured: death?.steps.find(({ time }) => time === 33)?.incidence,
      within: 1e-9,
    },
  ])
}

export const survival: TruthCases = () => [
  ...curveRows(),
  ...comparisonRows(),
  ...twoCovariateRows(),
  ...cohortRows(),
]
