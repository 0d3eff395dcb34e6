/** Which series an imagined examination has, in the order in which they are taken; no pixel is computed yet. */
import { cineSeries } from './cine-series.ts'
import { lateSeries, perfusionSeries } from './enhancement-series.ts'
import { flowSeries } from './flow-series.ts'
import { t1Series, t2Series, t2starSeries } from './mapping-series.ts'
import { acquisitionOf, heartOf, type PhantomOptions } from './options.ts'
import type { PhantomSeries, PlannedSeries } from './series.ts'

let lastTaken: { readonly key: string; readonly series: readonly PhantomSeries[] } | undefined

/**
 * The series of one study, planes in millimetres LPS. The last ones are kept: parts of one study are made one after
 * the other, and every part is numbered within the whole.
 */
export function phantomSeries(options: PhantomOptions): readonly PhantomSeries[] {
  const key = JSON.stringify(options)
  if (lastTaken?.key !== key) lastTaken = { key, series: newSeries(options) }
  return lastTaken.series
}

function newSeries(options: PhantomOptions): readonly PhantomSeries[] {
  const planned = options.examination === 'whole' ? wholeExamination(options) : cinesOnly(options)
  return planned.map(({ sharesNoiseOf, ...series }, index) => ({
    ...series,
    noise:
      1 + (sharesNoiseOf === undefined ? index : planned.findIndex(({ name }) => name === sharesNoiseOf)),
  }))
}

const cinesOnly = (options: PhantomOptions): readonly PlannedSeries[] =>
  cineSeries(heartOf(options), acquisitionOf(options), [5, 10, 15, 20, 25])

/** An hour: native maps and flow, stress and rest with a bolus each, late enhancement, maps with contrast agent. */
function wholeExamination(options: PhantomOptions): readonly PlannedSeries[] {
  const preset = heartOf(options)
  const acquisition = acquisitionOf(options)
  const mapping = { preset, acquisition, seed: options.seed }
  return [
    ...cineSeries(preset, acquisition, [1, 3, 4, 5, 22]),
    ...t1Series(mapping, 'native', 8),
    ...t2Series(mapping, 11),
    ...t2starSeries(mapping, 13),
    ...flowSeries(preset, acquisition, options.flow ?? {}, options.vendor, 15),
    perfusionSeries(options, preset, acquisition, 'stress', 18),
    perfusionSeries(options, preset, acquisition, 'rest', 34),
    ...lateSeries(options, preset, acquisition, 44),
    ...t1Series(mapping, 'post', 53),
  ].toSorted((a, b) => startOf(a) - startOf(b))
}

const startOf = ({ attributes }: PlannedSeries): number => attributes[0]?.[0]?.acquired ?? 0
