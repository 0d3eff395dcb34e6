/**
 * Maps of one slice of a first pass: of every pixel of the wall its blood flow, upslope, peak and times, against the
 * arterial input that its regions have. A pixel that a number cannot be told of says why by its code.
 *
 * Pixels near the borders hold no numbers, as they count for no region: 2 % of the peak of the blood, seen early, are
 * 12 % of the flow. Numbers are those of the pixel itself and scatter as its noise does. Only where the curve is
 * steepest, and when it is highest, is asked of it and the pixels round it together: the steepest of many noisy lines is
 * too steep, by two thirds at a flow of 1 mL/min/g and noise of a tenth of the baseline.
 */
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { smoothed } from './first-pass.ts'
import { fermiOfPixels, firstPassCurve } from './methods.ts'
import { type Ground, groundOf, pixelCurves, type SliceForMaps } from './pixel-curves.ts'
import type { Settings } from './settings.ts'
import { upslopeOf, upslopeQuantity } from './state.ts'
import { riseOf, slopeOf } from './upslope.ts'

export type { SliceForMaps } from './pixel-curves.ts'

/** What became of a pixel, by its code in `status`. */
export const perfusedPixel = {
  measured: 0,
  'near-border': 1,
  'no-baseline': 2,
  'no-enhancement': 3,
  'too-few-points': 4,
  'saturated-signal': 5,
  'fit-failed': 6,
  'out-of-range': 7,
} as const
export type PerfusedPixel = keyof typeof perfusedPixel

export const perfusionMapNames = [
  'mbf',
  'relative-upslope',
  'upslope',
  'peak',
  'time-to-peak',
  't50',
] as const
export type PerfusionMapName = (typeof perfusionMapNames)[number]

export interface PerfusionMap {
  readonly quantity:
    | 'perf-mbf'
    | 'perf-upslope-rel'
    | 'perf-upslope-gd'
    | 'perf-upslope-si'
    | 'perf-peak'
    | 'perf-ttp'
    | 'perf-t50'
  readonly method: string
  readonly version: string
  /** of the slice's `index`, in the unit of the quantity; a number only where `status` is `perfusedPixel.measured` */
  readonly value: Float32Array
  readonly status: Uint8Array
}

type ByName<T> = Readonly<Record<PerfusionMapName, T>>

export interface SliceMaps {
  /** row × columns + column of the frame that the borders lie on, ascending: the wall */
  readonly index: Uint32Array
  /** or why there is none of the whole slice */
  readonly maps: ByName<Outcome<PerfusionMap>>
}

/** pixels from one telling of progress to the next */
const stride = 64
/** times of a pixel are told where it rises by so many standard deviations of its baseline */
const clearOfNoise = 3

/**
 * @param progress  over the pixels
 * @returns of each map unmeasured 'no-arterial-input', or why its numbers are missing of every region
 */
export function perfusionMaps(
  given: SliceForMaps,
  options: Settings,
  progress?: (done: number, total: number) => void,
): SliceMaps {
  const { index, clear } = given.curves.wall
  const { input } = given.found
  if (input === undefined) {
    const why = unmeasured('no-arterial-input', say('perfusion/blood-pool-no-input'))
    return { index, maps: named(() => why) }
  }
  const ground = groundOf(given, input, options)
  const tell = (done: number): void => {
    if (done % stride === 0 || done === index.length) progress?.(done, index.length)
  }
  const curves = pixelCurves(given.curves.wall, ground, tell)
  const sheets = named(
    (): Sheet => ({
      value: new Float32Array(index.length),
      status: new Uint8Array(index.length),
    }),
  )
  let inside = 0
  clear.forEach((isClear, i) => {
    const found = isClear === 1 ? pixelOf(curves, inside++, ground) : named(() => 'near-border' as const)
    for (const name of perfusionMapNames) {
      const one = found[name]
      if (typeof one === 'number') sheets[name].value[i] = one
      else sheets[name].status[i] = perfusedPixel[one]
    }
  })
  return { index, maps: named((name) => mapOf(name, sheets[name], ground)) }
}

interface Sheet {
  readonly value: Float32Array
  readonly status: Uint8Array
}

const named = <T>(make: (name: PerfusionMapName) => T): ByName<T> => ({
  mbf: make('mbf'),
  'relative-upslope': make('relative-upslope'),
  upslope: make('upslope'),
  peak: make('peak'),
  'time-to-peak': make('time-to-peak'),
  t50: make('t50'),
})

type Pixel = ByName<number | Exclude<PerfusedPixel, 'measured'>>

/** @param k  of the pixels that are clear of the borders */
function pixelOf(curves: ReturnType<typeof pixelCurves>, k: number, ground: Ground): Pixel {
  const own = curves.of(k)
  if ('why' in own) return named(() => own.why)
  const { curve, enhanced, flow, spread } = own
  const mbf = 'mbf' in flow ? flow.mbf : flow.why
  const { times, input, windows, bloodRise } = ground
  const rise = riseOf(times, curves.around(k), windows.tissue)
  if (!rise.measured) {
    const why = rise.reason === 'too-few-points' ? rise.reason : 'no-enhancement'
    return { ...named(() => why), mbf }
  }
  const { steepest, peak, height, peakTime, halfTime } = rise.value
  const [first, last] = steepest
  // of frames in milliseconds, as a rise in a second
  const upslope = 1000 * slopeOf(times, curve, first, last - first + 1)
  const isClear = height > clearOfNoise * spread
  return {
    mbf,
    upslope,
    'relative-upslope': bloodRise.measured ? upslope / bloodRise.value.upslope : 'out-of-range',
    peak: 100 * (smoothed(enhanced)[peak] ?? 0),
    'time-to-peak': isClear ? peakTime - input.pass.arrival : 'no-enhancement',
    t50: isClear ? halfTime - input.pass.arrival : 'no-enhancement',
  }
}

/** Of the whole slice: what stands in the way of every pixel alike. */
function mapOf(
  name: PerfusionMapName,
  sheet: Sheet,
  { basis, bloodRise, flows }: Ground,
): Outcome<PerfusionMap> {
  const by = upslopeOf[basis]
  switch (name) {
    case 'mbf':
      return flows.measured ? measured({ quantity: 'perf-mbf', ...fermiOfPixels, ...sheet }) : flows
    case 'upslope':
      return measured({ quantity: upslopeQuantity[basis], ...by, ...sheet })
    case 'relative-upslope':
      if (!bloodRise.measured) return bloodRise
      return bloodRise.value.upslope > 0
        ? measured({ quantity: 'perf-upslope-rel', ...by, ...sheet })
        : unmeasured('out-of-range', say('perfusion/nothing-divide', { divisor: bloodRise.value.upslope }))
    case 'peak':
      return measured({ quantity: 'perf-peak', ...firstPassCurve, ...sheet })
    case 'time-to-peak':
      return measured({ quantity: 'perf-ttp', ...firstPassCurve, ...sheet })
    case 't50':
      return measured({ quantity: 'perf-t50', ...firstPassCurve, ...sheet })
  }
}
