/** `midwall survival`: curves, log-rank test and regression of a cohort in a table. */
import type { KaplanMeier } from '#analysis/survival/kaplan-meier.ts'
import { tieRules } from '#analysis/survival/partial-likelihood.ts'
import {
  type Regression,
  type SurvivalAnalysis,
  type SurvivalOptions,
  survivalAnalysis,
} from '#analysis/survival/survival.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { type SurvivalDocument, survivalFormat } from '#contract/analysis-documents/survival.ts'
import { exitCodes, option, positional, UsageError } from './command.ts'
import { type FileCommand, type FileInvocation, refuse, textOf } from './file-command.ts'
import { reasonWords } from './outcome-words.ts'
import { cohortOf, tableOf } from './survival-table.ts'
import { table } from './table.ts'

export const survival: FileCommand = {
  name: 'survival',
  usage:
    'survival FILE.csv [--time COL] [--event COL] [--group COL] [--id COL] [--covariates A,B] [--horizons 12,36] [--ties efron|breslow] [--bootstrap N] [--seed N]',
  summary:
    'Kaplan-Meier, log-rank, Cox regression and C of a table; events are 0 (none), 1, or 2 and more for competing ones',
  options: {
    time: { type: 'string' },
    event: { type: 'string' },
    group: { type: 'string' },
    id: { type: 'string' },
    covariates: { type: 'string' },
    horizons: { type: 'string' },
    ties: { type: 'string' },
    bootstrap: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(invocation) {
    const { output } = invocation
    const path = positional(invocation, 0, 'FILE.csv')
    const options = optionsOf(invocation)
    const covariates = listOf(invocation, 'covariates')
    const found = tableOf(await textOf(path))
    if ('problems' in found) return refuse(path, found.problems)
    const named = (name: string) => option(invocation, name)
    const cohort = cohortOf(found, {
      time: named('time'),
      event: named('event'),
      group: named('group'),
      id: named('id'),
      covariates,
    })
    if ('problems' in cohort) return refuse(path, cohort.problems)
    const analysis = survivalAnalysis(cohort.patients, covariates, options)
    const document: SurvivalDocument = {
      format: survivalFormat,
      file: path,
      columns: cohort.columns,
      warnings: cohort.warnings,
      analysis,
    }
    for (const warning of cohort.warnings) output.progress(warning)
    output.result(document, linesOf(analysis))
    return analysis.measured ? exitCodes.done : exitCodes.refused
  },
}

function listOf(invocation: FileInvocation, name: string): string[] {
  const text = option(invocation, name)
  if (text === undefined) return []
  const items = text.split(',').map((item) => item.trim())
  if (items.includes('')) throw new UsageError(`--${name} has an empty name in '${text}'`)
  return items
}

function wholeNumber(invocation: FileInvocation, name: string): number | undefined {
  const text = option(invocation, name)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} wants a whole number, not '${text}'`)
  return Number(text)
}

function optionsOf(invocation: FileInvocation): Partial<SurvivalOptions> {
  const ties = option(invocation, 'ties')
  const rule = tieRules.find((known) => known === ties)
  if (ties !== undefined && rule === undefined)
    throw new UsageError(`--ties is ${tieRules.join(' or ')}, not '${ties}'`)
  const horizons = listOf(invocation, 'horizons').map((text) => {
    const horizon = Number(text)
    if (!(horizon > 0 && Number.isFinite(horizon)))
      throw new UsageError(`--horizons wants times above 0, not '${text}'`)
    return horizon
  })
  const drawings = wholeNumber(invocation, 'bootstrap')
  const seed = wholeNumber(invocation, 'seed')
  return {
    horizons,
    ...(rule === undefined ? {} : { ties: rule }),
    ...(drawings === undefined ? {} : { drawings }),
    ...(seed === undefined ? {} : { seed }),
  }
}

function linesOf(analysis: Outcome<SurvivalAnalysis>): string[] {
  if (!analysis.measured) return [reasonWords(analysis)]
  const { n, events, overall, groups, logRank, incidence, regression } = analysis.value
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
    concordance.measured
      ? `C ${concordance.value.c.value.toFixed(3)} (SE ${concordance.value.c.se.toFixed(3)})`
      : `C: ${reasonWords(concordance)}`,
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
    ...horizons.map(({ horizon, brier, auc, calibration }) =>
      [
        `at ${number(horizon)}:`,
        brier.measured ? `Brier ${brier.value.brier.toFixed(4)}` : `Brier ${reasonWords(brier)}`,
        auc.measured ? `AUC ${auc.value.toFixed(3)}` : `AUC ${reasonWords(auc)}`,
        calibration.measured
          ? `observed/expected ${calibration.value.ratio.toFixed(3)}`
          : `calibration ${reasonWords(calibration)}`,
      ].join('  '),
    ),
    ...fit.warnings,
  ]
}

const number = (value: number | undefined): string =>
  value === undefined ? 'not reached' : String(Number(value.toPrecision(5)))

const chance = (p: number): string => (p < 0.0001 ? p.toExponential(1) : p.toFixed(4))
