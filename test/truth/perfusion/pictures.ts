/** Flow and reserve from whole pictures of one slice, still and breathing. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { type PerfusionState, perfusion } from '#analysis/perfusion/perfusion.ts'
import { bolus, tissueCurve } from '#analysis/phantom/perfusion-model.ts'
import { at } from '#analysis/units/at.ts'
import { ms } from '#analysis/units/units.ts'
import type { TruthRow } from '../row.ts'
import { beats, bloodT1, boluses, breathing, firstPassPicture, myocardiumT1, rr } from './model.ts'
import { numberOf } from './number-of.ts'
import { steepestLine } from './upslope.ts'

const source = 'test/truth/perfusion/model.ts'

/** A low dose, so that a single sequence is not saturated. */
const peak = 2.5
const flows = { rest: [0.5, 1, 1, 1, 1, 1], stress: [1, 2, 3, 3, 3, 3] } as const
const drawnOn = 20

export function pictureRows(): TruthRow[] {
  return [0, 3].flatMap((reach) => {
    const slice = (state: PerfusionState) => {
      const made = firstPassPicture({
        blood: bolus({ ...boluses[state], peak }),
        flows: flows[state].map((mbf) => [mbf, mbf] as const),
        times: beats(60, rr[state]),
        shift: breathing(reach),
        noise: 4,
        seed: state === 'rest' ? 5 : 6,
      })
      // borders follow the heart to where breathing has moved it
      const [x, y] = breathing(reach)(drawnOn)
      const moved = (points: typeof made.endocardial) => points.map(([c, r]) => [c + x, r + y] as const)
      return { ...made, endocardial: moved(made.endocardial), epicardial: moved(made.epicardial), drawnOn }
    }
    const { measurements } = perfusion(
      { rest: { slices: [slice('rest')] }, stress: { slices: [slice('stress')] } },
      { signal: { saturationTime: ms(100), relaxivity: 4.5, bloodT1, myocardialT1: myocardiumT1 } },
    )
    const name = `${reach === 0 ? 'still' : 'moving'} pictures with noise`
    const segment = (state: string, k: number) => `${state}slice:0 segment:${k} layer:whole-wall`
    const row = (quantity: QuantityName, unit: string, scope: string, truth: number): TruthRow => ({
      analysis: 'perfusion',
      quantity,
      case: `${name}, ${scope}`,
      unit,
      truth,
      measured: numberOf(measurements, quantity, scope),
      tolerance: { relative: 0.1 },
      source,
    })
    const index = (k: number): number =>
      relativeUpslope('stress', at(flows.stress, k)) / relativeUpslope('rest', at(flows.rest, k))
    return [
      ...[0, 2, 3].map((k) => row('perf-mbf', 'mL/min/g', segment('state:rest ', k + 1), at(flows.rest, k))),
      ...[1, 3].map((k) => row('perf-mbf', 'mL/min/g', segment('state:stress ', k + 1), at(flows.stress, k))),
      ...[0, 1, 2, 3, 4, 5].map((k) =>
        row('perf-mpr', '1', segment('', k + 1), at(flows.stress, k) / at(flows.rest, k)),
      ),
      ...[0, 1, 2, 3].map((k) => row('perf-mpri', '1', segment('', k + 1), index(k))),
    ]
  })
}

/** of curves without noise: lines through three frames at stress and five at rest, before the first pass is over */
function relativeUpslope(state: PerfusionState, mbf: number): number {
  const times = beats(60, rr[state])
  const blood = bolus({ ...boluses[state], peak })
  const points = state === 'stress' ? 3 : 5
  const tissue = tissueCurve(blood, times, { mbf })
  return steepestLine(times, tissue, points, 25_000) / steepestLine(times, times.map(blood), points, 25_000)
}
