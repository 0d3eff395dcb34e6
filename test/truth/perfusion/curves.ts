/** Blood flow from curves, with no picture in between: either method against the exchange that it is made for. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import type { FlowFit } from '#analysis/perfusion/deconvolution.ts'
import { fitExchange } from '#analysis/perfusion/exchange.ts'
import { fitFermi } from '#analysis/perfusion/fermi.ts'
import { firstPass } from '#analysis/perfusion/first-pass.ts'
import type { PerfusionState } from '#analysis/perfusion/perfusion.ts'
import { bolus, type PerfusedTissue, tissueCurve } from '#analysis/phantom/perfusion-model.ts'
import type { TruthRow } from '../row.ts'
import { beats, boluses, rr } from './model.ts'

const source = 'workers/analysis/phantom/perfusion-model.ts'

interface CurveCase {
  readonly state: PerfusionState
  readonly mbf: number
  readonly tissue: Omit<PerfusedTissue, 'mbf'>
  readonly noise?: number
}

function fitted(
  by: typeof fitFermi | typeof fitExchange,
  { state, mbf, tissue, noise = 0 }: CurveCase,
): FlowFit | undefined {
  const blood = bolus(boluses[state])
  const times = beats(60, rr[state])
  const errors = normalNumbers(randomBits(3, Math.round(100 * mbf)), new Float32Array(120))
  const input = Float64Array.from(times, (time, i) => blood(time) + 3 * noise * (errors[i] ?? 0))
  const curve = tissueCurve(blood, times, { mbf, ...tissue }).map((c, i) => c + noise * (errors[60 + i] ?? 0))
  const pass = firstPass(times, input)
  if (!pass.measured) return undefined
  const { arrival, recirculation } = pass.value
  const found = by({ times, values: input, arrival, end: times[recirculation] ?? 0 }, times, curve)
  return found.measured ? found.value : undefined
}

/**
 * Transit times through the coronary bed spread by 0.38 ± 0.05 of their mean (Knopp 1976, doi:10.1007/BF02363557):
 * seven mixing stages in a row. Four are 0.5; one is the plain two-compartment exchange model.
 */
export function curveRows(): TruthRow[] {
  const along: readonly CurveCase[] = [
    { state: 'rest', mbf: 0.5, tissue: { delay: 600 } },
    { state: 'rest', mbf: 1, tissue: { delay: 350 } },
    { state: 'rest', mbf: 1.5, tissue: { delay: 0 } },
    { state: 'stress', mbf: 1, tissue: { delay: 600 } },
    { state: 'stress', mbf: 2, tissue: { delay: 350 } },
    { state: 'stress', mbf: 3, tissue: { delay: 600 } },
    { state: 'stress', mbf: 3.5, tissue: { delay: 350 } },
    { state: 'rest', mbf: 1, tissue: { delay: 600 }, noise: 0.005 },
    { state: 'stress', mbf: 3, tissue: { delay: 350 }, noise: 0.005 },
    { state: 'rest', mbf: 0.5, tissue: { stages: 7 } },
    { state: 'rest', mbf: 1, tissue: { stages: 7 } },
    { state: 'stress', mbf: 1.5, tissue: { stages: 7 } },
    { state: 'stress', mbf: 3.5, tissue: { stages: 7 } },
  ]
  const mixed: readonly CurveCase[] = [
    { state: 'rest', mbf: 0.5, tissue: {} },
    { state: 'rest', mbf: 1, tissue: { delay: 0 } },
    { state: 'rest', mbf: 1, tissue: { permeability: 0.5 } },
    { state: 'rest', mbf: 1, tissue: { delay: 1500, interstitialVolume: 0.3 } },
    { state: 'stress', mbf: 1, tissue: { delay: 350 } },
    { state: 'stress', mbf: 2, tissue: {} },
    { state: 'stress', mbf: 3, tissue: { permeability: 2 } },
    { state: 'stress', mbf: 3, tissue: { plasmaVolume: 0.06 } },
    { state: 'stress', mbf: 3.5, tissue: {} },
    { state: 'rest', mbf: 1, tissue: {}, noise: 0.002 },
    { state: 'stress', mbf: 3, tissue: {}, noise: 0.005 },
  ]
  return [
    ...along.map((one) => flowRow('perf-mbf', one, one.tissue.stages ?? 4, fitted(fitFermi, one)?.mbf)),
    ...mixed.map((one) => {
      const tissue = { ...one.tissue, stages: 1 }
      return flowRow('perf-mbf-2cxm', one, 1, fitted(fitExchange, { ...one, tissue })?.mbf)
    }),
  ]
}

function flowRow(
  quantity: QuantityName,
  { state, mbf, tissue, noise = 0 }: CurveCase,
  stages: number,
  found: number | undefined,
): TruthRow {
  const { stages: _, ...rest } = tissue
  const other = Object.entries(rest).map(([name, value]) => `, ${name} ${value}`)
  return {
    analysis: 'perfusion',
    quantity,
    case: `${state}, exchange in ${stages} mixing stages${other.join('')}, noise ${noise} mmol/L`,
    unit: 'mL/min/g',
    truth: mbf,
    measured: found,
    tolerance: { relative: 0.1 },
    source,
  }
}
