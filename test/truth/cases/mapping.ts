/**
 * Relaxation times and ECV. Images are made by the signal model (relaxation-images.ts), so the truth is what went in;
 * the rest are closed forms and printed examples.
 */
import { type EcvInput, ecvOf } from '#analysis/mapping/ecv.ts'
import { extracellularVolume } from '#analysis/mapping/extracellular-volume.ts'
import { haematocritOf } from '#analysis/mapping/haematocrit.ts'
import { ironOf } from '#analysis/mapping/iron.ts'
import {
  type MappingOptions,
  type RelaxationParameter,
  type TissueMapping,
  tissueMapping,
  usualMapping,
} from '#analysis/mapping/mapping.ts'
import type { RelaxationModel } from '#analysis/mapping/models.ts'
import { usualMotion } from '#analysis/mapping/motion.ts'
import { pixelFitter } from '#analysis/mapping/pixel-fit.ts'
import { usualRelaxation } from '#analysis/mapping/relaxation-options.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import {
  decaySignal,
  molliPostTimes,
  molliSignal,
  molliTimes,
  type RelaxationRing,
  recoverySignal,
  ringBorders,
  ringImages,
  ringLabels,
} from '../relaxation-images.ts'
import type { TruthCases, TruthRow } from '../row.ts'

const source = 'test/truth/relaxation-images.ts'
const size = 64
type Tissue = 'wall' | 'blood' | 'outside'
type Row = Pick<TruthRow, 'quantity' | 'case' | 'truth' | 'measured' | 'tolerance'> & Partial<TruthRow>

const row = (given: Row): TruthRow => ({ analysis: 'mapping', unit: 'ms', source, ...given })

export const mapping: TruthCases = () => [
  ...printed(),
  ...nativeT1(),
  ...otherT1(),
  ...t2(),
  ...t2star(),
  ...errors(),
  ...ecv(),
  ...borders(),
]

function measure(
  parameter: RelaxationParameter,
  ring: RelaxationRing,
  change: Partial<MappingOptions> & { readonly model?: RelaxationModel } = {},
): TissueMapping {
  const usual = usualMapping(parameter)
  const { model = usual.relaxation.model, ...more } = change
  return tissueMapping(
    {
      parameter,
      field: 1.5,
      slices: [
        {
          slice: 0,
          source: { kind: 'raw', images: ringImages({ size, ...ring }), times: ring.times },
          drawn: { ...ringBorders(size), segments: ringLabels(size, 7) },
        },
      ],
    },
    { ...usual, relaxation: { ...usual.relaxation, model }, ...more },
  )
}

function numberOf(
  { measurements }: { readonly measurements: readonly Measurement[] },
  quantity: string,
  scope?: string,
): number | undefined {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  return found !== undefined && isMeasured(found) ? found.value : undefined
}

function fitted(
  model: RelaxationModel,
  times: readonly number[],
  signal: readonly number[],
): number | undefined {
  const order = times.map((_, i) => i).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0))
  const fitter = pixelFitter(
    order.map((i) => ms(times[i] ?? 0)),
    { ...usualRelaxation, model },
  )
  const fit = fitter.empty()
  fitter.fit(
    Float64Array.from(order, (i) => signal[i] ?? 0),
    fit,
  )
  return fit.status === 'fitted' ? fit.value : undefined
}

function printed(): TruthRow[] {
  const times = [120, 1120, 2120, 3120, 4120, 200, 1200, 2200]
  const signal = [-70.5492, 30.6599, 71.8084, 88.5382, 95.34, -58.7013, 35.4769, 73.7668]
  return [
    row({
      quantity: 'T1',
      case: 'printed MOLLI signal of eight samples, magnitudes: A 100, B 190, T1* 1111.11 ms',
      truth: 1000,
      measured: fitted('molli', times, signal.map(Math.abs)),
      // the signal is printed to four decimals
      tolerance: { absolute: 0.01 },
      source: 'reference/sims.json, molli_exact',
    }),
    row({
      quantity: 'T2, two parameters',
      case: 'decay of 50 ms without noise',
      truth: 50,
      measured: fitted(
        't2-2',
        [0, 25, 55],
        [0, 25, 55].map((t) => decaySignal(50, 200, 0, t)),
      ),
      tolerance: { absolute: 1e-6 },
      source: 'reference/sims.json, T2_exact_2p_ms',
    }),
  ]
}

const t1Of: Readonly<Record<Tissue, number>> = { wall: 1050, blood: 1650, outside: 600 }
const molliOf =
  (t1: Readonly<Record<Tissue, number>>, gain = 100) =>
  (tissue: Tissue, time: number): number =>
    molliSignal(t1[tissue], gain, 1.9 * gain, time)

function nativeT1(): TruthRow[] {
  const noisy = measure('t1-native', { times: molliTimes, sd: 4, noise: 'rician', signal: molliOf(t1Of) })
  const iron = measure('t1-native', {
    times: molliTimes,
    sd: 4,
    noise: 'rician',
    signal: molliOf({ ...t1Of, wall: 750 }),
  })
  const amyloid = measure('t1-native', {
    times: molliTimes,
    sd: 4,
    noise: 'rician',
    signal: molliOf({ ...t1Of, wall: 1350 }),
  })
  // eight samples at 100 beats a minute: RR of 600 ms
  const fast = [100, 700, 1300, 1900, 2500, 180, 780, 1380].map(ms)
  const quick = measure('t1-native', { times: fast, sd: 4, noise: 'rician', signal: molliOf(t1Of) })
  const slow = [120, 1453, 2786, 4119, 5452, 200, 1533, 2866].map(ms)
  const calm = measure('t1-native', { times: slow, sd: 4, noise: 'rician', signal: molliOf(t1Of) })
  const one = { relative: 0.01 } as const
  return [
    row({
      quantity: 'native T1 of the wall',
      case: 'MOLLI 5(3)3 at 60/min, SNR 25, Rician noise',
      truth: 1050,
      measured: numberOf(noisy, 't1-native'),
      tolerance: one,
    }),
    row({
      quantity: 'native T1 of the septum',
      case: 'MOLLI 5(3)3 at 60/min, SNR 25: mean of segments 8 and 9',
      truth: 1050,
      measured: numberOf(noisy, 't1-native', 'region:septum'),
      tolerance: one,
    }),
    row({
      quantity: 'native T1 of blood',
      case: 'MOLLI 5(3)3 at 60/min, SNR 25: inner half of the cavity',
      truth: 1650,
      measured: numberOf(noisy, 't1-native', 'region:blood'),
      tolerance: one,
    }),
    row({
      quantity: 'native T1 of the wall',
      case: 'short, as in iron overload: SNR 25',
      truth: 750,
      measured: numberOf(iron, 't1-native'),
      tolerance: one,
    }),
    row({
      quantity: 'native T1 of the wall',
      case: 'long, as in amyloid: SNR 25',
      truth: 1350,
      measured: numberOf(amyloid, 't1-native'),
      tolerance: one,
    }),
    row({
      quantity: 'native T1 of the wall',
      case: 'MOLLI at 100/min, SNR 25',
      truth: 1050,
      measured: numberOf(quick, 't1-native'),
      tolerance: one,
    }),
    row({
      quantity: 'native T1 of the wall',
      case: 'MOLLI at 45/min, SNR 25',
      truth: 1050,
      measured: numberOf(calm, 't1-native'),
      tolerance: one,
    }),
  ]
}

function otherT1(): TruthRow[] {
  const post = measure('t1-post', {
    times: molliPostTimes,
    sd: 4,
    noise: 'rician',
    signal: molliOf({ wall: 450, blood: 300, outside: 300 }),
  })
  const times: readonly Ms[] = [100, 200, 300, 400, 500, 600, 700, 800, 900, Number.POSITIVE_INFINITY].map(ms)
  const sasha = (efficiency: number, model: RelaxationModel) =>
    measure(
      't1-native',
      {
        times,
        sd: 2,
        noise: 'rician',
        signal: (tissue, time) =>
          recoverySignal({ wall: 1180, blood: 1900, outside: 500 }[tissue], 100, efficiency, time),
      },
      { model },
    )
  const shifts = molliTimes.map(
    (_, k) => [k === 4 ? 0.8 : 0, [0, 0, 1.6, 0, -1.4, 0, 0, 1.2][k] ?? 0] as const,
  )
  const breathing = measure(
    't1-native',
    {
      times: molliTimes,
      sd: 2,
      noise: 'rician',
      samples: 2,
      shifts,
      signal: (tissue, time) => molliOf(t1Of, tissue === 'outside' ? 60 : 100)(tissue, time),
    },
    { motion: usualMotion },
  )
  return [
    row({
      quantity: 'T1 of the wall after contrast',
      case: 'MOLLI 4(1)3(1)2, SNR 25',
      truth: 450,
      measured: numberOf(post, 't1-post'),
      tolerance: { relative: 0.01 },
    }),
    row({
      quantity: 'T1 of the wall by saturation recovery, three parameters',
      case: 'SASHA of ten images, saturation of 92 %, SNR 50',
      truth: 1180,
      measured: numberOf(sasha(92, 'sasha-3'), 't1-native'),
      tolerance: { relative: 0.01 },
    }),
    row({
      quantity: 'T1 of the wall by saturation recovery, two parameters',
      case: 'SASHA of ten images, complete saturation, SNR 50',
      truth: 1180,
      measured: numberOf(sasha(100, 'sasha-2'), 't1-native'),
      tolerance: { relative: 0.01 },
    }),
    row({
      quantity: 'native T1 of the wall',
      case: 'three images moved by up to 1.6 pixels, laid on their predictions',
      truth: 1050,
      measured: numberOf(breathing, 't1-native'),
      tolerance: { relative: 0.02 },
    }),
  ]
}

function t2(): TruthRow[] {
  const three = [0, 25, 55].map(ms)
  const five = [0, 20, 40, 60, 100].map(ms)
  const of = (times: readonly Ms[], floor: number, model: RelaxationModel) =>
    measure(
      't2',
      {
        times,
        sd: 4,
        noise: 'rician',
        signal: (tissue, time) =>
          decaySignal({ wall: 48, blood: 180, outside: 60 }[tissue], 200, floor, time),
      },
      { model },
    )
  // the two-parameter least squares of a decay with a floor, by Newton on the normal equations
  const times = [0, 24, 35, 55, 80, 100]
  const floored = times.map((t) => decaySignal(50, 200, 20, t))
  return [
    row({
      quantity: 'T2 of the wall, two parameters',
      case: 'preparations of 0, 25 and 55 ms, SNR 50',
      truth: 48,
      measured: numberOf(of(three, 0, 't2-2'), 't2'),
      tolerance: { relative: 0.01 },
    }),
    row({
      quantity: 'T2 of the wall, three parameters',
      case: 'five preparations on a floor of a tenth, SNR 50',
      truth: 48,
      measured: numberOf(of(five, 20, 't2-3'), 't2'),
      tolerance: { relative: 0.02 },
    }),
    row({
      quantity: 'T2 by two parameters of a decay on a floor',
      case: 'A 200, T2 50 ms, floor 20: the bias of leaving the floor out',
      truth: gridSearch(times, floored),
      measured: fitted('t2-2', times, floored),
      tolerance: { absolute: 0.01 },
      source: 'test/truth/cases/mapping.ts (search over T2 in steps of 0.01 ms)',
    }),
  ]
}

/** T2 of the least squares of A e^(−t/T2), by trying every hundredth of a millisecond. */
function gridSearch(times: readonly number[], signal: readonly number[]): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let t2 = 30; t2 < 120; t2 += 0.01) {
    const e = times.map((t) => Math.exp(-t / t2))
    const a = e.reduce((sum, v, i) => sum + v * (signal[i] ?? 0), 0) / e.reduce((sum, v) => sum + v * v, 0)
    const left = e.reduce((sum, v, i) => sum + ((signal[i] ?? 0) - a * v) ** 2, 0)
    if (left < least) {
      least = left
      best = t2
    }
  }
  return best
}

function t2star(): TruthRow[] {
  const times = Array.from({ length: 8 }, (_, k) => ms(2.2 + 2.2 * k))
  const of = (t: number, sd: number, model: RelaxationModel = 't2star-truncated', floor = 0) =>
    measure(
      't2star',
      { times, sd, noise: 'rician', signal: (_, time) => decaySignal(t, 100, floor, time) },
      { model },
    )
  const healthy = of(32, 2)
  const severe = of(6, 4)
  const bright = of(7, 2, 't2star-offset', 12)
  const iron = (t: number): number | undefined => {
    const found = ironOf(ms(t), 1.5)
    return found.measured ? found.value.concentration : undefined
  }
  return [
    row({
      quantity: 'T2* of the mean signal of the septum',
      case: 'healthy, eight echoes from 2.2 ms, SNR 50',
      truth: 32,
      measured: numberOf(healthy, 't2star-region', 'region:septum'),
      tolerance: { relative: 0.02 },
    }),
    row({
      quantity: 'T2* of the mean signal of the septum, truncated',
      case: 'severe iron, SNR 25, late echoes on the floor of Rician noise',
      truth: 6,
      measured: numberOf(severe, 't2star-region', 'region:septum'),
      tolerance: { relative: 0.05 },
    }),
    row({
      quantity: 'T2* of the mean signal of the septum, with a constant',
      case: 'severe iron beside blood that adds a floor, SNR 50',
      truth: 7,
      measured: numberOf(bright, 't2star-region', 'region:septum'),
      tolerance: { relative: 0.05 },
    }),
    row({
      quantity: 'iron at the boundary of normal',
      case: 'T2* of 20 ms at 1.5 T',
      unit: 'mg/g',
      truth: 1.16,
      measured: iron(20),
      tolerance: { absolute: 0.006 },
      source: 'PMC8528353 table 7',
    }),
    row({
      quantity: 'iron at the boundary of severe',
      case: 'T2* of 10 ms at 1.5 T',
      unit: 'mg/g',
      truth: 2.71,
      measured: iron(10),
      tolerance: { absolute: 0.006 },
      source: 'PMC8528353 table 7',
    }),
  ]
}

function errors(): TruthRow[] {
  const times = molliTimes.toSorted((a, b) => a - b)
  const fitter = pixelFitter(times, { ...usualRelaxation, model: 'molli' })
  const fit = fitter.empty()
  const values: number[] = []
  let squares = 0
  for (let k = 0; k < 4000; k++) {
    const noise = normalNumbers(randomBits(77, k), new Float32Array(times.length))
    fitter.fit(
      Float64Array.from(times, (t, i) => Math.abs(molliSignal(1000, 100, 190, t) + 4 * (noise[i] ?? 0))),
      fit,
    )
    if (fit.status !== 'fitted') continue
    values.push(fit.value)
    squares += fit.sd ** 2
  }
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1))
  const bound = cramerRao(times)
  return [
    row({
      quantity: 'spread of T1 of a pixel',
      case: '4000 pixels of T1 1000 ms at SNR 25 against the Cramér-Rao bound',
      truth: bound,
      measured: spread,
      tolerance: { relative: 0.05 },
      source: 'test/truth/cases/mapping.ts (information matrix in A, B, T1)',
    }),
    row({
      quantity: 'error of T1 of a pixel from its own fit, root mean square',
      case: '4000 pixels of T1 1000 ms at SNR 25',
      truth: bound,
      measured: Math.sqrt(squares / values.length),
      tolerance: { relative: 0.05 },
      source: 'test/truth/cases/mapping.ts (information matrix in A, B, T1)',
    }),
  ]
}

/** SD of T1 at A 100, B 190, T1 1000, σ 4: the model in (A, B, T1), derivatives by hand, inverse by cofactors. */
function cramerRao(times: readonly number[]): number {
  const [a, b, t1, sigma] = [100, 190, 1000, 4]
  const m = [0, 0, 0, 0, 0, 0]
  for (const t of times) {
    const e = Math.exp((-t * (b / a - 1)) / t1)
    const g = [
      1 - (b * b * t * e) / (a * a * t1),
      -e + (b * t * e) / (a * t1),
      (-b * e * t * (b / a - 1)) / t1 ** 2,
    ]
    const [x = 0, y = 0, z = 0] = g
    ;[x * x, x * y, x * z, y * y, y * z, z * z].forEach((v, i) => {
      m[i] = (m[i] ?? 0) + v
    })
  }
  const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = m
  const determinant = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz)
  return sigma * Math.sqrt((xx * yy - xy * xy) / determinant)
}

function ecv(): TruthRow[] {
  const exact = (t1: number) => ({ t1, uncertainty: 0 })
  const example: EcvInput = {
    wallNative: exact(1000),
    wallPost: exact(450),
    bloodNative: exact(1600),
    bloodPost: exact(300),
    haematocrit: 0.42,
    haematocritUncertainty: 0.02,
  }
  const found = ecvOf(example)
  const synthetic = haematocritOf(
    { kind: 'synthetic', formula: 'treibel-2016' },
    { native: ms(1600), field: 1.5 },
  )
  const native = measure('t1-native', {
    times: molliTimes,
    sd: 3,
    noise: 'rician',
    signal: molliOf({ wall: 1000, blood: 1600, outside: 600 }),
  })
  const post = measure('t1-post', {
    times: molliPostTimes,
    sd: 3,
    noise: 'rician',
    seed: 2,
    signal: molliOf({ wall: 450, blood: 300, outside: 300 }),
  })
  const study = extracellularVolume({
    native: native.maps,
    post: post.maps,
    haematocrit: { kind: 'sample', fraction: 0.42 },
  })
  const truth = 26.174358974358974
  return [
    row({
      quantity: 'ECV',
      case: '1000 to 450 ms, blood 1600 to 300 ms, haematocrit 0.42',
      unit: '%',
      truth,
      measured: found.measured ? found.value.ecv : undefined,
      tolerance: { absolute: 1e-9 },
      source: 'reference/sims.json, ECV',
    }),
    row({
      quantity: 'partition coefficient',
      case: '1000 to 450 ms, blood 1600 to 300 ms',
      unit: '1',
      truth: 0.45128205128205123,
      measured: found.measured ? found.value.partition : undefined,
      tolerance: { absolute: 1e-12 },
      source: 'reference/sims.json, ECV',
    }),
    row({
      quantity: 'relative uncertainty of ECV',
      case: 'two points of haematocrit at 0.42',
      unit: '%',
      truth: (100 * 0.02) / 0.58,
      measured: found.measured ? (100 * found.value.uncertainty) / found.value.ecv : undefined,
      tolerance: { absolute: 1e-9 },
      source: 'closed form: u(Hct) / (1 − Hct)',
    }),
    row({
      quantity: 'synthetic haematocrit at 1.5 T',
      case: 'blood of 1600 ms',
      unit: '1',
      truth: 0.41805,
      measured: synthetic.measured ? synthetic.value.fraction : undefined,
      tolerance: { absolute: 1e-9 },
      source: 'doi:10.1016/j.jcmg.2015.11.008; reference/sims.json, synthetic_hct_1p5T_T1blood1600',
    }),
    row({
      quantity: 'ECV of the wall from raw images',
      case: 'MOLLI before and after contrast at SNR 33, region means',
      unit: '%',
      truth,
      measured: numberOf(study, 'ecv-region'),
      tolerance: { absolute: 0.4 },
    }),
    row({
      quantity: 'median ECV of the pixels of the wall',
      case: 'MOLLI before and after contrast at SNR 33, pixel map',
      unit: '%',
      truth,
      measured: numberOf(study, 'ecv-median'),
      tolerance: { absolute: 0.4 },
    }),
  ]
}

function borders(): TruthRow[] {
  const soft: RelaxationRing = {
    times: molliTimes,
    samples: 4,
    sd: 1,
    noise: 'rician',
    signal: (tissue, time) => molliOf(t1Of, { wall: 100, blood: 160, outside: 220 }[tissue])(tissue, time),
  }
  return [
    row({
      quantity: 'native T1 of the wall',
      case: 'pixels at the borders mixed with brighter blood and fat: the eroded ring is clear of them',
      truth: 1050,
      measured: numberOf(measure('t1-native', soft), 't1-native'),
      tolerance: { relative: 0.005 },
    }),
  ]
}
