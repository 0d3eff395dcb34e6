/** The curves that maps are made of: every pixel over its own baseline, and what all of them are held against. */
import { measured, type Outcome } from '../units/outcome.ts'
import type { ArterialInput } from './arterial-input.ts'
import { type FlowOf, type PixelFlow, pixelFlow } from './pixel-flow.ts'
import { type Basis, baselineOf, converted, inputCurve, whyNoFlow, windowsOf } from './region.ts'
import type { PerfusionState, Settings } from './settings.ts'
import type { SlicePerfusion } from './slice.ts'
import type { StateResult } from './state.ts'
import { type Rise, riseOf } from './upslope.ts'
import type { WallCurves } from './wall-curves.ts'

export interface SliceForMaps {
  readonly state: PerfusionState
  /** of the slices of its state */
  readonly slice: number
  readonly curves: Pick<SlicePerfusion, 'times' | 'wall'>
  readonly found: Pick<StateResult, 'input' | 'regions'>
}

/** What every pixel of a slice is held against. */
export interface Ground {
  readonly times: SlicePerfusion['times']
  readonly input: ArterialInput
  readonly options: Settings
  readonly basis: Basis
  readonly windows: ReturnType<typeof windowsOf>
  readonly bloodRise: Outcome<Rise>
  /** Flow at the delay of a segment, or else of the wall; or why no pixel has one. */
  readonly flows: Outcome<(segment: number) => FlowOf>
}

export function groundOf(
  { state, slice, curves: { times }, found: { regions } }: SliceForMaps,
  input: ArterialInput,
  options: Settings,
): Ground {
  const { concentration, saturated, enhancement } = input
  const blood = options.signal && saturated === undefined ? concentration : undefined
  const windows = windowsOf(input, options.upslopePoints[state])
  const own = regions.filter((one) => one.slice === slice && one.region.layer === 'whole-wall')
  return {
    times,
    input,
    options,
    basis: blood === undefined ? 'signal' : 'concentration',
    windows,
    bloodRise: riseOf(input.times, blood ?? enhancement, windows.blood),
    flows: blood ? flowsOf(own, input, blood, times, options) : whyNoFlow(input, undefined),
  }
}

function flowsOf(
  regions: StateResult['regions'],
  input: ArterialInput,
  blood: Float64Array,
  times: readonly number[],
  options: Settings,
): Outcome<(segment: number) => FlowOf> {
  const wall = regions.find(({ region }) => region.segment === undefined)
  if (wall === undefined) return whyNoFlow(input, undefined)
  if (!wall.fermi.measured) return wall.fermi
  const at = (delay: number): Outcome<FlowOf> =>
    pixelFlow(inputCurve(input, blood), times, delay, options.fermi)
  const ofWall = at(wall.fermi.value.delay)
  if (!ofWall.measured) return ofWall
  const bySegment = new Map<number, FlowOf>()
  for (const { region, fermi } of regions) {
    if (region.segment === undefined || !fermi.measured) continue
    const found = fermi.value.delay === wall.fermi.value.delay ? ofWall : at(fermi.value.delay)
    if (found.measured) bySegment.set(region.segment, found.value)
  }
  return measured((segment) => bySegment.get(segment) ?? ofWall.value)
}

type Own =
  | { readonly why: 'no-baseline' | 'saturated-signal' }
  | {
      /** concentration, or signal over its baseline */
      readonly curve: Float64Array
      /** signal over its baseline */
      readonly enhanced: Float64Array
      readonly flow: PixelFlow | { readonly why: 'fit-failed' }
      /** standard deviation of `curve` before blood arrives */
      readonly spread: number
    }

/** rows and columns to either side whose pixels tell together when a curve rises */
const near = [-2, -1, 0, 1, 2]

/** Of the pixels that are clear of the borders, in their order. */
export interface PixelCurves {
  readonly of: (k: number) => Own
  /** mean curve of a pixel and its neighbours */
  readonly around: (k: number) => Float64Array
}

/** @param tell  how many pixels of the wall are done */
export function pixelCurves(
  { columns, index, segment, clear, signal }: WallCurves,
  ground: Ground,
  tell: (done: number) => void,
): PixelCurves {
  const { length } = ground.times
  const places: number[] = []
  const curves: Own[] = []
  index.forEach((pixel, i) => {
    tell(i)
    if (clear[i] !== 1) return
    const from = curves.length * length
    places.push(pixel)
    curves.push(ownOf(Float64Array.from(signal.subarray(from, from + length)), segment[i] ?? 0, ground))
  })
  tell(index.length)
  const at = new Map(places.map((pixel, k) => [pixel, k]))
  const of = (k: number): Own => {
    const own = curves[k]
    if (own === undefined) throw new RangeError(`pixel ${k} of ${curves.length}`)
    return own
  }
  return {
    of,
    around: (k) => {
      const sum = new Float64Array(length)
      let count = 0
      const place = places[k] ?? 0
      const column = place % columns
      for (const down of near)
        for (const right of near) {
          const isInside = column + right >= 0 && column + right < columns
          const k = isInside ? at.get(place + down * columns + right) : undefined
          const other = k === undefined ? undefined : of(k)
          if (other === undefined || 'why' in other) continue
          for (let t = 0; t < length; t++) sum[t] = (sum[t] ?? 0) + (other.curve[t] ?? 0)
          count += 1
        }
      return sum.map((value) => value / count)
    },
  }
}

function ownOf(signal: Float64Array, segment: number, ground: Ground): Own {
  const { times, input, options, basis, flows } = ground
  const base = baselineOf({ signal }, times, input)
  if (!base.measured) return { why: 'no-baseline' }
  const enhanced = signal.map((value) => value / base.value - 1)
  const tissue =
    basis === 'signal' ? undefined : converted({ signal }, base.value, input.pass.baseline[0], options)
  if (tissue && !tissue.measured) return { why: 'saturated-signal' }
  const curve = tissue?.value ?? enhanced
  return {
    curve,
    enhanced,
    flow: flows.measured ? flows.value(segment)(curve) : { why: 'fit-failed' },
    spread: spreadOf(curve, times, input),
  }
}

/** Of a curve that is 0 before blood arrives. */
function spreadOf(
  curve: Float64Array,
  times: readonly number[],
  { pass: { baseline }, times: own }: ArterialInput,
): number {
  const last = own[baseline[1]] ?? 0
  let [squares, count] = [0, 0]
  for (let i = baseline[0]; i < curve.length && (times[i] ?? 0) <= last + 1; i++) {
    squares += (curve[i] ?? 0) ** 2
    count += 1
  }
  return Math.sqrt(squares / Math.max(1, count - 1))
}
