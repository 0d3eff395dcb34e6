/** `midwall survival`: curves, log-rank test and regression of a cohort in a table. */
import { tieRules } from '#analysis/survival/partial-likelihood.ts'
import { type SurvivalOptions, survivalDefaults } from '#analysis/survival/survival.ts'
import { type SurvivalDocument, survivalFormat } from '#contract/analysis-documents/survival.ts'
import { exitCodes, option, positional, UsageError } from './command.ts'
import { type FileCommand, type FileInvocation, refuse, textOf } from './file-command.ts'
import { runInThread } from './in-thread.ts'
import { listOf, positiveNumber, wholeNumber } from './number-options.ts'
import { survivalLines } from './survival-lines.ts'
import { cohortOf, tableOf } from './survival-table.ts'

export const survival: FileCommand = {
  name: 'survival',
  usage:
    'survival FILE.csv [--time COL] [--event COL] [--cause N] [--group COL] [--id COL] [--covariates A,B] [--horizons 12,36] [--risk COL,COL] [--calibration-groups N] [--thresholds 0.05,0.1] [--ties efron|breslow] [--bootstrap N] [--seed N]',
  summary:
    'Kaplan-Meier, log-rank, Cox regression, and how good predicted risks are, of a table; events are 0 (none), 1, or 2 and more for competing ones; --risk names a column of predicted risks (0 to 1) for each of --horizons',
  options: {
    time: { type: 'string' },
    event: { type: 'string' },
    group: { type: 'string' },
    id: { type: 'string' },
    covariates: { type: 'string' },
    cause: { type: 'string' },
    horizons: { type: 'string' },
    risk: { type: 'string' },
    'calibration-groups': { type: 'string' },
    thresholds: { type: 'string' },
    ties: { type: 'string' },
    bootstrap: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(invocation) {
    const { output } = invocation
    const path = positional(invocation, 0, 'FILE.csv')
    const options = optionsOf(invocation)
    const covariates = listOf(invocation, 'covariates')
    const risks = listOf(invocation, 'risk')
    if (risks.length > 0 && risks.length !== options.horizons.length)
      throw new UsageError(
        `--risk wants one column for each of --horizons, of which there are ${options.horizons.length}`,
      )
    const found = tableOf(await textOf(path))
    if ('problems' in found) return refuse(path, found.problems)
    const named = (name: string) => option(invocation, name)
    const cohort = cohortOf(found, {
      time: named('time'),
      event: named('event'),
      group: named('group'),
      id: named('id'),
      covariates,
      risks,
    })
    if ('problems' in cohort) return refuse(path, cohort.problems)
    const { patients, columns } = cohort
    const { cause = survivalDefaults.cause } = options
    const warnings = patients.some((patient) => patient.cause === cause)
      ? cohort.warnings
      : [
          ...cohort.warnings,
          `nobody has the event: no line has ${columns.event} ${cause}, which --cause can change`,
        ]
    const analysis = await runInThread('survival', { patients, covariates, options }, output)
    const document: SurvivalDocument = {
      format: survivalFormat,
      file: path,
      columns,
      warnings,
      analysis,
    }
    for (const warning of warnings) output.progress(warning)
    output.result(document, survivalLines(analysis))
    return analysis.measured ? exitCodes.done : exitCodes.refused
  },
}

type Options = Partial<SurvivalOptions> & Pick<SurvivalOptions, 'horizons'>

function optionsOf(invocation: FileInvocation): Options {
  const ties = option(invocation, 'ties')
  const rule = tieRules.find((known) => known === ties)
  if (ties !== undefined && rule === undefined)
    throw new UsageError(`--ties is ${tieRules.join(' or ')}, not '${ties}'`)
  const numbers = (name: string): number[] =>
    listOf(invocation, name).map((text) => positiveNumber(text, name))
  const thresholds = numbers('thresholds')
  const groups = wholeNumber(invocation, 'calibration-groups')
  const cause = wholeNumber(invocation, 'cause')
  const drawings = wholeNumber(invocation, 'bootstrap')
  const seed = wholeNumber(invocation, 'seed')
  return {
    horizons: numbers('horizons'),
    ...(thresholds.length === 0 ? {} : { thresholds }),
    ...(groups === undefined ? {} : { calibrationGroups: groups }),
    ...(cause === undefined ? {} : { cause }),
    ...(rule === undefined ? {} : { ties: rule }),
    ...(drawings === undefined ? {} : { drawings }),
    ...(seed === undefined ? {} : { seed }),
  }
}
