/** `midwall analyse`: everything that a study's series and contours allow, and for the rest why not. */
import { publishedFormulas } from '#analysis/mapping/haematocrit.ts'
import { ethnicities } from '#analysis/ranges/table.ts'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { type Territory, territories } from '#analysis/segments/territories.ts'
import {
  type AnalysesDocument,
  type AnalysisDocument,
  type AnalysisName,
  analysesFormat,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import { linesOf } from './analysis-lines.ts'
import { type Command, exitCodes, type Invocation, option, positional, UsageError } from './command.ts'
import { contourFile } from './contours.ts'
import { listOf, positiveNumber } from './number-options.ts'
import { chooseReader } from './readers.ts'
import { scoreFile } from './scores.ts'

export const analyse: Command = {
  name: 'analyse',
  usage:
    'analyse STUDY [--only strain,scar,...] [--contours FILE] [--haematocrit 0.42 | --haematocrit-formula treibel-2016] [--relaxivity 4.5] [--saturation-time MS] [--rest-heart-rate BPM --rest-pressure MMHG] [--pre-bolus SERIES,... --dose-ratio 10] [--territories 4:lcx,...] [--map-motion corrected] [--age YEARS] [--sex M|F] [--ethnicity white] [--scores FILE] [--reader ID]',
  summary: `run ${analysisNames.join(', ')} as far as series and contours allow, and say for the rest why not`,
  options: {
    only: { type: 'string' },
    contours: { type: 'string' },
    haematocrit: { type: 'string' },
    'haematocrit-formula': { type: 'string' },
    relaxivity: { type: 'string' },
    'saturation-time': { type: 'string' },
    'rest-heart-rate': { type: 'string' },
    'rest-pressure': { type: 'string' },
    'pre-bolus': { type: 'string' },
    'dose-ratio': { type: 'string' },
    territories: { type: 'string' },
    'map-motion': { type: 'string' },
    age: { type: 'string' },
    sex: { type: 'string' },
    ethnicity: { type: 'string' },
    scores: { type: 'string' },
    reader: { type: 'string' },
  },
  async run(invocation) {
    const { client, output, signal } = invocation
    const study = positional(invocation, 0, 'STUDY')
    const only = chosen(option(invocation, 'only'))
    const haematocrit = number(invocation, 'haematocrit')
    const haematocritFormula = oneOf(invocation, 'haematocrit-formula', publishedFormulas)
    if (haematocrit !== undefined && haematocritFormula)
      throw new UsageError('--haematocrit is of a sample, --haematocrit-formula of none: give one of them')
    const relaxivity = number(invocation, 'relaxivity')
    const saturationTime = number(invocation, 'saturation-time')
    const restWork = restWorkOf(invocation)
    const preBolus = preBolusOf(invocation)
    const supplied = territoriesOf(invocation)
    const mapMotion = oneOf(invocation, 'map-motion', ['corrected'] as const)
    const age = number(invocation, 'age')
    const sex = oneOf(invocation, 'sex', ['M', 'F'] as const)
    const ethnicity = oneOf(invocation, 'ethnicity', ethnicities)
    const contours = option(invocation, 'contours')
    const file = contours === undefined ? undefined : await contourFile(contours)
    const scored = option(invocation, 'scores')
    const scores = scored === undefined ? undefined : await scoreFile(scored, study)
    const reader = await chooseReader(invocation)
    const { read, seq } = await client.reads.open({ study })
    let after = seq
    if (file) after = (await client.reads.openContours({ read, after, file, restIsEmpty: true })).seq
    if (scores) {
      const { scale, segments } = scores
      await client.reads.append({ read, after, gestures: [{ kind: 'segments-scored', scale, segments }] })
    }
    const input = {
      read,
      ...(only && { only }),
      ...(haematocrit !== undefined && { haematocrit }),
      ...(haematocritFormula && { haematocritFormula }),
      ...(relaxivity !== undefined && { relaxivity }),
      ...(saturationTime !== undefined && { saturationTime }),
      ...(restWork && { restWork }),
      ...(preBolus && { preBolus }),
      ...(supplied && { territories: supplied }),
      ...(mapMotion && { mapMotion }),
      ...(age !== undefined && { age }),
      ...(sex && { sex }),
      ...(ethnicity && { ethnicity }),
    }
    let analyses: readonly AnalysisDocument[] = []
    for await (const state of await client.analyses.run(input, { signal }))
      if (state.kind === 'finished') analyses = state.analyses
      else if (state.kind === 'working')
        output.progress(`${state.analysis}: ${Math.round((100 * state.done) / state.total)} %`)
    const document: AnalysesDocument = {
      format: analysesFormat,
      study,
      read,
      reader,
      analyses: [...analyses],
    }
    output.result(document, [`read ${read} of study ${study} by ${reader}`, ...analyses.flatMap(linesOf)])
    return analyses.every((one) => 'unmeasured' in one) ? exitCodes.refused : exitCodes.done
  },
}

function chosen(text: string | undefined): AnalysisName[] | undefined {
  if (text === undefined) return undefined
  return text.split(',').map((word) => {
    const name = analysisNames.find((candidate) => candidate === word.trim())
    if (name === undefined)
      throw new UsageError(`--only knows no '${word.trim()}', only ${analysisNames.join(', ')}`)
    return name
  })
}

/** One of the two says nothing of the work. */
function restWorkOf(invocation: Invocation) {
  const heartRate = option(invocation, 'rest-heart-rate')
  const pressure = option(invocation, 'rest-pressure')
  if (heartRate === undefined && pressure === undefined) return undefined
  if (heartRate === undefined || pressure === undefined)
    throw new UsageError('--rest-heart-rate and --rest-pressure are given together')
  return {
    heartRate: positiveNumber(heartRate, 'rest-heart-rate'),
    systolicPressure: positiveNumber(pressure, 'rest-pressure'),
  }
}

/** Segments and their arteries as '4:lcx,10:lcx'. */
function territoriesOf(invocation: Invocation): Record<string, Territory> | undefined {
  const items = listOf(invocation, 'territories')
  if (items.length === 0) return undefined
  const pairs = items.map((item) => {
    const [segment = '', name, ...more] = item.split(':')
    const artery = territories.find((one) => one === name)
    const known = ahaSegments.some((one) => String(one.segment) === segment)
    if (!known || artery === undefined || more.length > 0)
      throw new UsageError(
        `--territories wants segments from 1 to 17 with one of ${territories.join(', ')}, as 4:lcx, not '${item}'`,
      )
    return [segment, artery] as const
  })
  if (new Set(pairs.map(([segment]) => segment)).size < pairs.length)
    throw new UsageError('--territories names a segment twice')
  return Object.fromEntries(pairs)
}

function preBolusOf(invocation: Invocation) {
  const series = listOf(invocation, 'pre-bolus')
  const ratio = option(invocation, 'dose-ratio')
  if (series.length === 0 && ratio === undefined) return undefined
  if (series.length === 0 || ratio === undefined)
    throw new UsageError('--pre-bolus and --dose-ratio are given together')
  return { series, doseRatio: positiveNumber(ratio, 'dose-ratio') }
}

function number(invocation: Invocation, name: string): number | undefined {
  const text = option(invocation, name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} is no number: '${text}'`)
  return value
}

function oneOf<T extends string>(invocation: Invocation, name: string, words: readonly T[]): T | undefined {
  const text = option(invocation, name)
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (found === undefined) throw new UsageError(`--${name} is one of ${words.join(', ')}, not '${text}'`)
  return found
}
