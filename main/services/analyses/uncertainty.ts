/**
 * What would change the numbers of an analysis: it is made again in threads with each choice made otherwise, one after
 * another, for the numbers alone. Nothing is recorded.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { restsOn } from '#analysis/reading/dependence.ts'
import { analysisIn, recordName } from '#analysis/reading/record-name.ts'
import {
  choicesFor,
  type ExaminedOtherwise,
  examinedOtherwise,
  underOwnNames,
} from '#analysis/reading/uncertainty/analyses.ts'
import {
  budgetsOf,
  type MeasuredOtherwise,
  type UncertaintyBudget,
  type UncertaintySource,
} from '#analysis/reading/uncertainty/budget.ts'
import { usualMethods } from '#analysis/scar/options.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { analyse } from './analyses.ts'
import { scar } from './made-by-threads.ts'
import type { Finished, Running } from './running.ts'
import { strainOtherwise } from './strain-uncertainty.ts'

export interface Asked {
  readonly analysis: AnalysisName
  readonly part?: string | undefined
}

/**
 * @param examination  with ED and ES as they are used
 * @param onProgress   choices made otherwise, of all
 * @returns one for each number that is measured; empty where none is, or no choice would change it
 * @throws Failure 'cancelled' within 200 ms of the signal
 */
export async function uncertainty(
  { analysis, part }: Asked,
  examination: Examination,
  running: Omit<Running, 'onProgress'>,
  onProgress: (done: number, total: number) => void,
): Promise<readonly UncertaintyBudget[]> {
  const record = recordName(analysis, part)
  const variations = examinedOtherwise(record, examination)
  if (variations.length === 0) return []
  // what nobody drew, as remote myocardium that was found, is no choice of this read
  const made = new Set(variations.map(({ source }) => source))
  const matters = (m: Measurement): readonly UncertaintySource[] =>
    choicesFor(record, m).filter((source) => made.has(source))
  if (analysis === 'strain') {
    const told = (share: number): void => onProgress(share, 1)
    const { own, otherwise } = await strainOtherwise(examination, variations, running, told)
    return own.measured ? budgetsOf(own.value, otherwise, matters) : []
  }
  const total = variations.length + 1
  const step = (k: number): Running => {
    let share = 0
    return {
      ...running,
      // parts of an analysis are made side by side, and each tells of itself
      onProgress: (_, progress) => {
        share = Math.max(share, progress.total > 0 ? progress.done / progress.total : 0)
        onProgress(k + Math.min(share, 1), total)
      },
    }
  }
  onProgress(0, total)
  const own = numbersOf(record, (await analyse(examination, [analysis], step(0))).results.get(analysis))
  if (!own.measured) return []
  const otherwise: MeasuredOtherwise[] = []
  for (const [k, one] of variations.entries()) {
    const { source, variation, changed } = one
    onProgress(k + 1, total)
    const { remembered: _, ...anew } = step(k + 1)
    const found = changed.measured
      ? await again(record, changed.value, one, { ...anew, numbersOnly: true })
      : changed
    otherwise.push({ source, variation, found })
  }
  return budgetsOf(own.value, otherwise, matters)
}

async function again(
  record: string,
  changed: Examination,
  { deviations }: Pick<ExaminedOtherwise, 'deviations'>,
  running: Running,
): Promise<Outcome<readonly Measurement[]>> {
  const part = restsOn(record, changed)
  if (deviations !== undefined) {
    const found = numbersOf(record, await scar(part, running, deviations))
    return found.measured ? measured(underOwnNames(found.value, usualMethods, deviations)) : found
  }
  const analysis = analysisIn(record) as AnalysisName
  return numbersOf(record, (await analyse(part, [analysis], running)).results.get(analysis))
}

function numbersOf(record: string, parts: readonly Finished[] | undefined): Outcome<readonly Measurement[]> {
  const outcome = parts?.find(({ part }) => recordName(analysisIn(record), part) === record)?.outcome
  if (outcome === undefined) return unmeasured('no-contours')
  return outcome.measured ? measured(outcome.value.measurements) : outcome
}
