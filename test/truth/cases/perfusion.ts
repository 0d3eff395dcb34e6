import { isMeasured } from '#analysis/measurements/measurement.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { type FermiFit, fitFermi } from '#analysis/perfusion/fermi.ts'
import { firstPass } from '#analysis/perfusion/first-pass.ts'
import { breathingMotion } from '#analysis/perfusion/motion.ts'
import { perfusion as analysed, type PerfusionState } from '#analysis/perfusion/perfusion.ts'
import { bolus, restingBolus, stressBolus, tissueCurve } from '#analysis/phantom/perfusion-model.ts'
import { ms } from '#analysis/units/units.ts'
import { beats, bloodT1, breathing, firstPassPicture, myocardiumT1 } from '../perfusion/model.ts'
import type { TruthCases, TruthRow } from '../row.ts'

const exchange = 'workers/analysis/phantom/perfusion-model.ts'
const picture = 'test/truth/perfusion/model.ts'
const rr = { rest: 850, stress: 600 } as const
const boluses = { rest: restingBolus, stress: stressBolus } as const

export const perfusion: TruthCases = () => [...curves(), ...motions(), ...images()]

function fitted(state: PerfusionState, mbf: number, delay: number, noise: number): FermiFit | undefined {
  const blood = bolus(boluses[state])
  const times = beats(60, rr[state])
  const errors = normalNumbers(randomBits(3, Math.round(100 * mbf)), new Float32Array(120))
  const input = Float64Array.from(times, (time, i) => blood(time) + 3 * noise * (errors[i] ?? 0))
  const tissue = tissueCurve(blood, times, { mbf, delay }).map((c, i) => c + noise * (errors[60 + i] ?? 0))
  const pass = firstPass(times, input)
  if (!pass.measured) return undefined
  const { arrival, recirculation } = pass.value
  const found = fitFermi({ times, values: input, arrival, end: times[recirculation] ?? 0 }, times, tissue)
  return found.measured ? found.value : undefined
}

function curves(): TruthRow[] {
  const cases = [
    ['rest', 0.5, 600, 0],
    ['rest', 1, 350, 0],
    ['rest', 1.5, 0, 0],
    ['stress', 1, 600, 0],
    ['stress', 2, 350, 0],
    ['stress', 3, 600, 0],
    ['stress', 3.5, 350, 0],
    ['rest', 1, 600, 0.005],
    ['stress', 3, 350, 0.005],
  ] as const
  return cases.map(([state, mbf, delay, noise]) => ({
    analysis: 'perfusion',
    quantity: 'perf-mbf',
    case: `${state}, two-compartment exchange, delay ${delay} ms, noise ${noise} mmol/L`,
    unit: 'mL/min/g',
    truth: mbf,
    measured: fitted(state, mbf, delay, noise)?.mbf,
    tolerance: { relative: 0.1 },
    source: exchange,
  }))
}

function motions(): TruthRow[] {
  return [3, 6].flatMap((reach) =>
    [0, 25].map((ahead): TruthRow => {
      const shift = (frame: number) => breathing(reach)(frame + ahead)
      const { frames, centre } = firstPassPicture({
        blood: bolus(),
        flows: Array.from({ length: 6 }, () => [1, 1] as const),
        times: beats(60, 850),
        shift,
        noise: 15,
      })
      const [x, y] = centre
      const reference = 20
      const found = breathingMotion({
        frames: frames.map(({ pixels }) => pixels),
        rows: 96,
        columns: 96,
        box: { left: x - 24, right: x + 24, top: y - 24, bottom: y + 24 },
        reference,
      })
      const [rx, ry] = shift(reference)
      let squares = 0
      for (let t = 0; t < 60; t++) {
        const [sx, sy] = shift(t)
        squares += ((found.shiftX[t] ?? 0) - sx + rx) ** 2 + ((found.shiftY[t] ?? 0) - sy + ry) ** 2
      }
      return {
        analysis: 'perfusion',
        quantity: 'motion error',
        case: `breathing of ${reach} pixels, ${ahead === 0 ? 'held at first' : 'all the time'}, noise`,
        unit: 'px',
        truth: 0,
        measured: Math.sqrt(squares / 60),
        tolerance: { absolute: 0.5 },
        source: picture,
      }
    }),
  )
}

/** A low dose, so that a single sequence is not saturated. */
const peak = 2.5
const flows = { rest: [0.5, 1, 1, 1, 1, 1], stress: [1, 2, 3, 3, 3, 3] } as const

function images(): TruthRow[] {
  const slice = (state: PerfusionState) => {
    const made = firstPassPicture({
      blood: bolus({ ...boluses[state], peak }),
      flows: flows[state].map((mbf) => [mbf, mbf] as const),
      times: beats(60, rr[state]),
      shift: breathing(3),
      noise: 4,
      seed: state === 'rest' ? 5 : 6,
    })
    return { ...made, drawnOn: 20 }
  }
  const { measurements } = analysed(
    { rest: { slices: [still(slice('rest'))] }, stress: { slices: [still(slice('stress'))] } },
    { signal: { saturationTime: ms(100), relaxivity: 4.5, bloodT1, myocardialT1: myocardiumT1 } },
  )
  const value = (quantity: string, scope: string): number | undefined => {
    const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
    return found !== undefined && isMeasured(found) ? found.value : undefined
  }
  const row = (quantity: string, scope: string, unit: string, truth: number): TruthRow => ({
    analysis: 'perfusion',
    quantity,
    case: `moving pictures with noise, ${scope}`,
    unit,
    truth,
    measured: value(quantity, scope),
    tolerance: { relative: 0.1 },
    source: picture,
  })
  return [
    row('perf-mbf', 'state:rest slice:0 segment:1 layer:whole-wall', 'mL/min/g', 0.5),
    row('perf-mbf', 'state:rest slice:0 segment:3 layer:whole-wall', 'mL/min/g', 1),
    row('perf-mbf', 'state:stress slice:0 segment:2 layer:whole-wall', 'mL/min/g', 2),
    row('perf-mbf', 'state:stress slice:0 segment:4 layer:whole-wall', 'mL/min/g', 3),
  ]
}

/** Borders are drawn where the heart lies at rest; breathing has moved frame 20 by its share. */
function still<
  T extends {
    readonly endocardial: readonly (readonly [number, number])[]
    readonly epicardial: readonly (readonly [number, number])[]
  },
>(made: T) {
  const [x, y] = breathing(3)(20)
  const moved = (points: readonly (readonly [number, number])[]) =>
    points.map(([c, r]) => [c + x, r + y] as const)
  return { ...made, endocardial: moved(made.endocardial), epicardial: moved(made.epicardial) }
}
