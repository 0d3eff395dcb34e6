/** Freireich's leukaemia trial to the printed digits, and a small cohort beside R's survival package. */
import { survivalGiven } from '#analysis/survival/baseline.ts'
import { calibration } from '#analysis/survival/calibration.ts'
import { causeSpecific, cumulativeIncidence } from '#analysis/survival/competing-risks.ts'
import { concordance } from '#analysis/survival/concordance.ts'
import { coxRegression, linearPredictor } from '#analysis/survival/cox.ts'
import { decisionCurve } from '#analysis/survival/decision-curve.ts'
import { kaplanMeier, stepAt } from '#analysis/survival/kaplan-meier.ts'
import { logRank } from '#analysis/survival/log-rank.ts'
import { type TieRule, tieRules } from '#analysis/survival/partial-likelihood.ts'
import { brierScore, timeDependentAuc } from '#analysis/survival/prediction.ts'
import { proportionality } from '#analysis/survival/proportionality.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import { examples } from '../statistics/examples.ts'
import { leukaemia, mercaptopurine, placebo, smallCohort, smallCohortByR } from '../statistics/published.ts'
import { type Stated, statedRows, valueIn } from '../statistics/stated.ts'

const rows = statedRows('survival')

const freireich = 'Freireich 1963; test/truth/statistics/examples.ts'
/** Half of the last of the five digits to which curves are stated. */
const fiveDigits = 5.1e-6
/** Of numbers that are stated to twelve digits. */
const twelveDigits = 1e-8

const arms = [
  { name: '6-MP', patients: mercaptopurine, stated: examples.freireich_KM_6MP, median: 23 },
  { name: 'placebo', patients: placebo, stated: examples.freireich_KM_placebo, median: 8 },
] as const

function curveRows(): TruthRow[] {
  return arms.flatMap(({ name, patients, stated, median }) => {
    const curve = valueIn(kaplanMeier(patients))
    return rows(`${name}, 21 patients`, freireich, [
      ...stated.flatMap(([week, atRisk, events, s, se, low, high]): Stated[] => {
        const step = curve && stepAt(curve.steps, week)
        const row = (quantity: string, truth: number | null, measured: number | undefined): Stated[] =>
          // at the end of placebo nobody is left, and nothing is stated of the error
          truth === null ? [] : [{ quantity, truth, measured, within: fiveDigits }]
        return [
          { quantity: `at risk at ${week}`, truth: atRisk, measured: step?.atRisk, within: 0 },
          { quantity: `events at ${week}`, truth: events, measured: step?.events, within: 0 },
          ...row(`S(${week})`, s, step?.survival),
          ...row(`SE of S(${week})`, se, step?.se),
          ...row(`S(${week}), log-log 95 % from`, low, step?.logLog?.low),
          ...row(`S(${week}), log-log 95 % to`, high, step?.logLog?.high),
        ]
      }),
      {
        quantity: 'median',
        unit: 'wk',
        truth: median,
        measured: curve && valueIn(curve.median)?.value,
        within: 0,
      },
    ])
  })
}

function comparisonRows(): TruthRow[] {
  const test = valueIn(logRank(leukaemia))
  const stated = examples.freireich_logrank
  const [drug, control] = [test?.groups[0], test?.groups[1]]
  const row = (
    quantity: string,
    truth: number,
    measured: number | undefined,
    within = twelveDigits,
  ): Stated => ({
    quantity,
    truth,
    measured,
    within,
  })
  return rows('placebo against 6-MP', freireich, [
    row('log-rank chi-squared', stated.chi2, test?.chiSquared),
    row('log-rank P', stated.p, test?.p, 1e-15),
    row('events of placebo', stated.O_placebo, control?.observed, 0),
    row('expected events of placebo', stated.E_placebo, control?.expected),
    row('events of 6-MP', stated.O_6mp, drug?.observed, 0),
    row('expected events of 6-MP', stated.E_6mp, drug?.expected),
    row('variance of O - E', stated.V, test?.covariance[0]?.[0]),
    ...tieRules.flatMap(coxRows),
  ])
}

/** The reference took derivatives by differences: its numbers of the regression hold to five decimals. */
const fiveDecimals = 1e-5

function coxRows(ties: TieRule): Stated[] {
  const stated = examples.freireich_cox_placebo_vs_6mp[ties]
  const single = leukaemia.map((patient) => ({ ...patient, x: [patient.x[0]] }))
  const fit = valueIn(coxRegression(single, ['placebo'], { ties }))
  const found = fit?.coefficients[0]
  const row = (quantity: string, truth: number, measured: number | undefined): Stated => ({
    quantity: `Cox, ${ties}: ${quantity}`,
    truth,
    measured,
    within: fiveDecimals,
  })
  return [
    row('beta', stated.beta, found?.beta),
    row('hazard ratio', stated.HR, found?.hazardRatio),
    row('SE', stated.se, found?.se),
    row('z', stated.wald_z, found?.z),
    row('hazard ratio, 95 % from', stated.ci[0], found?.low),
    row('hazard ratio, 95 % to', stated.ci[1], found?.high),
    row('likelihood ratio', stated.LR, fit && valueIn(fit.likelihoodRatio)?.chiSquared),
    row('score', stated.score_test, fit?.score.chiSquared),
    row('null log likelihood', stated.ll0, fit?.logLikelihood.null),
    row('log likelihood', stated.ll, fit?.logLikelihood.fitted),
  ]
}

const byR = 'R 4.2.2, survival 3.5-3; test/truth/statistics/published.ts'

function twoCovariateRows(): TruthRow[] {
  const fit = valueIn(coxRegression(leukaemia, ['placebo', 'z']))
  const test = fit && valueIn(proportionality(leukaemia, fit))
  const c =
    fit &&
    valueIn(
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
  const fit = valueIn(coxRegression(smallCohort, ['x']))
  const predicted = smallCohort.map(({ time, event }, i) => ({ time, event, risk: r.risks[i] ?? Number.NaN }))
  const brier = valueIn(brierScore(predicted, r.horizon))
  const calibrated = valueIn(calibration(predicted, r.horizon, 3))
  const slope = calibrated && valueIn(calibrated.slope)
  const decision = valueIn(decisionCurve(predicted, r.horizon, [r.netBenefit.threshold]))?.points[0]
  const other = valueIn(coxRegression(causeSpecific(smallCohort, 2), ['x']))?.coefficients[0]
  const sudden = valueIn(cumulativeIncidence(smallCohort, 1))
  const death = valueIn(cumulativeIncidence(smallCohort, 2))
  const risk =
    fit && 1 - survivalGiven(fit.baseline, r.horizon, linearPredictor(fit, smallCohort[6]?.x ?? []))
  return rows('18 patients, two kinds of death', byR, [
    { quantity: 'beta', truth: r.beta, measured: fit?.coefficients[0]?.beta, within: 1e-8 },
    { quantity: 'predicted risk at 20 months', truth: r.risks[6], measured: risk, within: 1e-8 },
    {
      quantity: 'log-rank of three groups',
      truth: r.logRankOfThreeGroups,
      measured: valueIn(logRank(smallCohort))?.chiSquared,
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
      measured: valueIn(timeDependentAuc(predicted, r.horizon)),
      within: 1e-9,
    },
    { quantity: 'calibration slope', truth: r.slope, measured: slope?.value, within: 1e-7 },
    {
      quantity: 'calibration intercept',
      truth: r.intercept,
      measured: calibrated && valueIn(calibrated.intercept),
      within: 1e-9,
    },
    {
      quantity: 'net benefit at 30 %',
      truth: r.netBenefit.model,
      measured: decision && valueIn(decision.model),
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
