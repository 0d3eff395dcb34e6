/** A survival analysis in words and tables. */
import type { Concordance } from '#analysis/survival/concordance.ts'
import type { KaplanMeier } from '#analysis/survival/kaplan-meier.ts'
import type { HorizonPerformance } from '#analysis/survival/performance.ts'
import type { Regression, SurvivalAnalysis } from '#analysis/survival/survival.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { reasonWords } from './outcome-words.ts'
import { table } from './table.ts'

export function survivalLines(analysis: Outcome<SurvivalAnalysis>): string[] {
  if (!analysis.measured) return [reasonWords(analysis)]
  const { n, events, overall, groups, logRank, incidence, regression, predictions = [] } = analysis.value
  const curves = [
    { name: 'all', curve: overall },
    ...groups.map(({ group, curve }) => ({ name: group, curve })),
  ]
  return [
    `${n} patients, ${events} events`,
    ...table([
      ['curve', 'n', 'events', 'median', '95 % (log-log)'],
      ...curves.map(({ name, curve }) => [name, ...curveCells(curve)]),
    ]),
    ...curves.flatMap(({ name, curve }) =>
      curve.measured ? ['', name, ...table(stepRows(curve.value))] : [],
    ),
    ...(logRank === undefined
      ? []
      : [
          '',
          logRank.measured
            ? `log-rank: chi-squared ${logRank.value.chiSquared.toFixed(3)}, ${logRank.value.degrees} df, P ${chance(logRank.value.p)}`
            : `log-rank: ${reasonWords(logRank)}`,
        ]),
    ...incidence.map(({ cause, curve }) =>
      curve.measured
        ? `event ${cause}: cumulative incidence ${number(curve.value.steps.at(-1)?.incidence)} at the end of follow-up`
        : `event ${cause}: ${reasonWords(curve)}`,
    ),
    ...(regression === undefined ? [] : ['', ...regressionLines(regression)]),
    ...(predictions.length === 0
      ? []
      : [
          '',
          ...predictions.flatMap((prediction) => [
            `predicted risks of ${prediction.patients} patients, ${concordanceWords(prediction.concordance)}`,
            ...performanceLines(prediction),
          ]),
        ]),
    ...analysis.warnings,
  ]
}

function curveCells(curve: Outcome<KaplanMeier>): string[] {
  if (!curve.measured) return ['', '', reasonWords(curve), '']
  const { n, events, median } = curve.value
  if (!median.measured) return [`${n}`, `${events}`, 'not reached', '']
  const { low, high } = median.value.logLog
  return [`${n}`, `${events}`, number(median.value.value), `${number(low)} to ${number(high)}`]
}

const stepRows = ({ steps }: KaplanMeier): string[][] => [
  ['time', 'at risk', 'events', 'survival', 'SE', '95 % (log-log)'],
  ...steps
    .filter(({ events }) => events > 0)
    .map(({ time, atRisk, events, survival, se, logLog }) => [
      number(time),
      `${atRisk}`,
      `${events}`,
      survival.toFixed(4),
      se === undefined ? '-' : se.toFixed(4),
      logLog === undefined ? '-' : `${logLog.low.toFixed(4)} to ${logLog.high.toFixed(4)}`,
    ]),
]

function regressionLines({
  patients,
  fit,
  concordance,
  proportionality,
  optimism,
  horizons,
}: Regression): string[] {
  if (!fit.measured) return [`Cox regression: ${reasonWords(fit)}`]
  const { coefficients, options, events, likelihoodRatio } = fit.value
  const ratio = likelihoodRatio.measured
    ? `likelihood ratio ${likelihoodRatio.value.chiSquared.toFixed(2)}, P ${chance(likelihoodRatio.value.p)}`
    : reasonWords(likelihoodRatio)
  return [
    `Cox regression (${options.ties} ties) of ${patients} patients, ${events} events; ${ratio}`,
    ...table([
      ['covariate', 'hazard ratio', '95 %', 'beta', 'SE', 'P'],
      ...coefficients.map(({ name, hazardRatio, low, high, beta, se, p }) => [
        name,
        hazardRatio.toFixed(3),
        `${low.toFixed(3)} to ${high.toFixed(3)}`,
        beta.toFixed(4),
        se.toFixed(4),
        chance(p),
      ]),
    ]),
    concordanceWords(concordance),
    proportionality.measured
      ? `proportional hazards: chi-squared ${proportionality.value.global.chiSquared.toFixed(3)}, P ${chance(proportionality.value.global.p)}`
      : `proportional hazards: ${reasonWords(proportionality)}`,
    ...(optimism === undefined
      ? []
      : [
          optimism.measured
            ? `C corrected for optimism ${optimism.value.corrected.toFixed(3)}, slope ${optimism.value.slope.toFixed(3)} (${optimism.value.drawings} drawings, seed ${optimism.value.seed})`
            : `optimism: ${reasonWords(optimism)}`,
        ]),
    ...horizons.flatMap(performanceLines),
    ...fit.warnings,
  ]
}

const concordanceWords = (found: Outcome<Concordance>): string =>
  found.measured
    ? `C ${found.value.c.value.toFixed(3)} (SE ${found.value.c.se.toFixed(3)})`
    : `C: ${reasonWords(found)}`

/** Of the decision curve a few points are enough to see: the rest is in the document. */
const shownThresholds = [0.05, 0.1, 0.2, 0.3]

function performanceLines({ horizon, brier, auc, calibration, decision }: HorizonPerformance): string[] {
  const words = <T>(title: string, found: Outcome<T>, of: (value: T) => string): string =>
    `${title} ${found.measured ? of(found.value) : reasonWords(found)}`
  const points = decision.measured
    ? decision.value.points.filter(
        ({ threshold }, _, all) =>
          all.length <= shownThresholds.length || shownThresholds.includes(threshold),
      )
    : []
  return [
    [
      `at ${number(horizon)}:`,
      words('Brier', brier, (found) => `${found.brier.toFixed(4)} (scaled ${found.scaled.toFixed(3)})`),
      words('AUC', auc, (value) => value.toFixed(3)),
      words('observed/expected', calibration, ({ ratio }) => ratio.toFixed(3)),
      ...(calibration.measured
        ? [words('calibration slope', calibration.value.slope, ({ value }) => value.toFixed(3))]
        : []),
    ].join('  '),
    ...(decision.measured ? [] : [words('  decision curve', decision, () => '')]),
    ...points.map(
      ({ threshold, positive, model, all }) =>
        `  treated from ${threshold} on: ${positive} patients, ${words('net benefit', model, (value) => value.toFixed(4))}, of all ${all.toFixed(4)}`,
    ),
  ]
}

const number = (value: number | undefined): string =>
  value === undefined ? 'not reached' : String(Number(value.toPrecision(5)))

const chance = (p: number): string => (p < 0.0001 ? p.toExponential(1) : p.toFixed(4))
