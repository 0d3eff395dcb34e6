/** Flow and reserve from the synthetic study. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { assemblePerfusion } from '#analysis/perfusion/perfusion.ts'
import { perfusionSlice } from '#analysis/perfusion/slice.ts'
import type { PhantomOptions } from '#analysis/phantom/options.ts'
import { heartRelaxation } from '#analysis/phantom/relaxation.ts'
import { code } from '#analysis/phantom/tissue.ts'
import { at } from '#analysis/units/at.ts'
import { ms } from '#analysis/units/units.ts'
import type { TruthRow } from '../row.ts'
import { errorsOf, motionRows } from './motion.ts'
import { numberOf } from './number-of.ts'
import { studySlices } from './whole-study.ts'

const drawnOn = 20
const source = 'workers/analysis/phantom/perfusion.ts'

/** The study that `midwall phantom` writes, while the heart breathes by 7 mm. */
export function studyRows(): TruthRow[] {
  const options: PhantomOptions = {
    preset: 'normal',
    seed: 1,
    examination: 'whole',
    perfusion: { rest: 1, stress: 3 },
  }
  const slices = {
    rest: studySlices(options, 'rest', [0, 1], drawnOn),
    stress: studySlices(options, 'stress', [0, 1], drawnOn),
  }
  const tissues = heartRelaxation(options.preset)
  const signal = {
    saturationTime: ms(100),
    relaxivity: 4.5,
    bloodT1: at(tissues, code.lvBlood).t1,
    myocardialT1: at(tissues, code.lvWall).t1,
  }
  const prepared = {
    rest: { slices: slices.rest.map((slice) => perfusionSlice(slice)) },
    stress: { slices: slices.stress.map((slice) => perfusionSlice(slice)) },
  }
  const { measurements } = assemblePerfusion(prepared, { signal })
  const worst = (quantity: QuantityName, state: string, segments: readonly number[], truth: number) => {
    const found = segments.map((k) =>
      numberOf(measurements, quantity, `${state}slice:${k > 6 ? 1 : 0} segment:${k} layer:whole-wall`),
    )
    return found.reduce(
      (far, value) =>
        far === undefined || value === undefined || Math.abs(value - truth) > Math.abs(far - truth)
          ? value
          : far,
      found[0],
    )
  }
  const row = (
    quantity: QuantityName,
    unit: string,
    state: string,
    segments: readonly number[],
    truth: number,
  ): TruthRow => ({
    analysis: 'perfusion',
    quantity,
    case: `synthetic study, breathing of 7 mm, ${state}worst of segments ${segments[0]} to ${segments.at(-1)}`,
    unit,
    truth,
    measured: worst(quantity, state, segments, truth),
    tolerance: { relative: 0.1 },
    source,
  })
  const basal = [1, 2, 3, 4, 5, 6]
  const middle = [7, 8, 9, 10, 11, 12]
  const errors = prepared.rest.slices.flatMap((slice, k) =>
    slice.measured
      ? errorsOf(slice.value.motion, (t) => at(at(slices.rest, k).shifts, t), drawnOn)
      : [Number.NaN],
  )
  return [
    row('perf-mbf', 'mL/min/g', 'state:rest ', basal, 1),
    row('perf-mbf', 'mL/min/g', 'state:stress ', basal, 3),
    row('perf-mbf', 'mL/min/g', 'state:stress ', middle, 3),
    row('perf-mpr', '1', '', basal, 3),
    row('perf-mpr', '1', '', middle, 3),
    ...motionRows('synthetic study at rest, breathing of 7 mm, two slices', source, errors),
  ]
}
