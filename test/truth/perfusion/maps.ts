/** Maps of pictures of one slice, pixel by pixel beside the tissue that was painted there. */
import { assemblePerfusion, type PerfusionState } from '#analysis/perfusion/perfusion.ts'
import { type PerfusionMapName, perfusedPixel, perfusionMaps } from '#analysis/perfusion/pixel-maps.ts'
import { perfusionSlice } from '#analysis/perfusion/slice.ts'
import { type BloodCurve, bolus, saturationRecovery, tissueCurve } from '#analysis/phantom/perfusion-model.ts'
import { at } from '#analysis/units/at.ts'
import { ms } from '#analysis/units/units.ts'
import type { TruthRow } from '../row.ts'
import { beats, bloodT1, boluses, firstPassPicture, myocardiumT1, rr } from './model.ts'
import { steepestLine } from './upslope.ts'

const source = 'test/truth/perfusion/model.ts'
/** of six sectors: the middle one of those that are fed alike has no other flow beside it */
const flows = { rest: [0.5, 0.5, 0.5, 1, 1, 1], stress: [1, 1, 1, 3, 3, 3] } as const
const sequence = { saturationTime: ms(100), relaxivity: 4.5 }

const bloodOf = (state: PerfusionState): BloodCurve => bolus({ ...boluses[state], peak: 2.5 })

/** @returns numbers of the pixels of a sector, from 0, that have one */
function mapsOf(state: PerfusionState, noise: number) {
  const made = firstPassPicture({
    blood: bloodOf(state),
    flows: flows[state].map((mbf) => [mbf, mbf] as const),
    times: beats(60, rr[state]),
    noise,
    seed: state === 'rest' ? 7 : 8,
  })
  const curves = perfusionSlice({ ...made, drawnOn: 20 }, { motion: { rounds: 0 } })
  if (!curves.measured) throw new Error(curves.reason)
  const { states, options } = assemblePerfusion(
    { [state]: { slices: [curves] } },
    { signal: { ...sequence, bloodT1, myocardialT1: myocardiumT1 } },
  )
  const found = at([states[state]], 0)
  if (found === undefined) throw new Error(`nothing was found at ${state}`)
  const { maps } = perfusionMaps({ state, slice: 0, curves: curves.value, found }, options)
  const { segment } = curves.value.wall
  return (name: PerfusionMapName, sector: number): readonly number[] => {
    const map = maps[name]
    if (!map.measured) return []
    const { value, status } = map.value
    return [...value].filter((_, i) => status[i] === perfusedPixel.measured && segment[i] === sector + 1)
  }
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

const farthest = (values: readonly number[], truth: number): number | undefined =>
  values.reduce<number | undefined>(
    (worst, value) =>
      Math.abs(value - truth) > Math.abs((worst ?? truth) - truth) ? value : (worst ?? value),
    undefined,
  )

export function mapRows(): TruthRow[] {
  return (['rest', 'stress'] as const).flatMap((state) => {
    const [clean, noisy] = [mapsOf(state, 0), mapsOf(state, 6)]
    const row = (
      quantity: string,
      of: string,
      unit: string,
      truth: number,
      found: number | undefined,
      tolerance: TruthRow['tolerance'],
    ): TruthRow => ({
      analysis: 'perfusion',
      quantity,
      case: `map at ${state}, ${of}`,
      unit,
      truth,
      measured: found,
      tolerance,
      source,
    })
    return [1, 4].flatMap((sector) => {
      const mbf = at(flows[state], sector)
      const pixels = `of the pixels at ${mbf} mL/min/g`
      const { upslope, peak, toPeak } = truthOf(state, mbf)
      return [
        row('perf-mbf', `worst ${pixels}`, 'mL/min/g', mbf, farthest(clean('mbf', sector), mbf), {
          relative: 0.1,
        }),
        row('perf-mbf', `mean ${pixels}, noise`, 'mL/min/g', mbf, mean(noisy('mbf', sector)), {
          relative: 0.1,
        }),
        row('perf-upslope-rel', `mean ${pixels}`, '1', upslope, mean(clean('relative-upslope', sector)), {
          relative: 0.05,
        }),
        row(
          'perf-upslope-rel',
          `mean ${pixels}, noise`,
          '1',
          upslope,
          mean(noisy('relative-upslope', sector)),
          {
            relative: 0.15,
          },
        ),
        // the peak of slow tissue lies in the second pass, where no first pass has one
        ...(toPeak < rr[state] * 12
          ? [
              row('perf-peak', `worst ${pixels}`, '%', peak, farthest(clean('peak', sector), peak), {
                relative: 0.05,
              }),
              row('perf-ttp', `mean ${pixels}, noise`, 'ms', toPeak, mean(noisy('time-to-peak', sector)), {
                absolute: rr[state],
              }),
            ]
          : []),
      ]
    })
  })
}

/** Of curves that are sampled far more finely than the pictures, but for the line, which is one through frames. */
function truthOf(state: PerfusionState, mbf: number) {
  const blood = bloodOf(state)
  const times = beats(60, rr[state])
  const points = state === 'stress' ? 3 : 5
  const until = 25_000
  const fine = Array.from({ length: 2501 }, (_, i) => 10 * i)
  const tissue = tissueCurve(blood, fine, { mbf })
  const peakTime = at(fine, tissue.indexOf(Math.max(...tissue)))
  const arterial = fine.map(blood)
  const arrival = at(
    fine,
    arterial.findIndex((c) => c >= 0.1 * Math.max(...arterial)),
  )
  const signal = (concentration: number): number =>
    saturationRecovery(concentration, { ...sequence, nativeT1: myocardiumT1 })
  return {
    upslope:
      steepestLine(times, tissueCurve(blood, times, { mbf }), points, until) /
      steepestLine(times, times.map(blood), points, until),
    peak: 100 * (signal(Math.max(...tissue)) / signal(0) - 1),
    toPeak: peakTime - arrival,
  }
}
