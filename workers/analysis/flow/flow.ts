/**
 * Flow through one vessel by phase contrast: volumes per beat, regurgitant fraction, velocities and areas.
 *
 *   RF = 100 · backward / forward      CO = net · 60 / RR      Δp = 4 v²  (mmHg, v: peak velocity in m/s)
 *
 * @source  Nayak 2015, doi:10.1186/s12968-015-0172-7, for the chain of steps; Hatle 1978, doi:10.1136/hrt.40.2.131, for
 *          the simplified Bernoulli rule
 */
import type { Polygon } from '../contours/polygon.ts'
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { combined, measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { backgroundDefaults } from './background.ts'
import { type BeatTimes, type BeatVolumes, beatTimes, beatVolumes, integral } from './beat.ts'
import { type VelocityBox, velocityBox } from './box.ts'
import { type FlowSample, flowSample } from './curve.ts'
import { type FlowInput, type FlowOptions, type FlowSettings, flowDefaults } from './input.ts'
import { frameWise, pixelWise, simplifiedBernoulli } from './methods.ts'
import type { Background } from './offset.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { Unwrapping } from './unwrap.ts'

export interface FlowResult {
  readonly method: string
  readonly version: string
  readonly options: FlowSettings
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  /** empty when nothing could be measured */
  readonly curve: readonly FlowSample[]
  /** the border at every phase, and at which of them somebody drew it; absent when nothing could be measured */
  readonly vessel?: { readonly borders: readonly Polygon[]; readonly drawn: readonly number[] }
  /** corrected, forward positive; absent when nothing could be measured */
  readonly velocity?: VelocityBox
  /** true when the stored sign was turned */
  readonly reversed: boolean
  readonly background?: Background
  readonly unwrapped: readonly Unwrapping[]
  /** ms at the end of the beat that no phase covers */
  readonly uncovered?: number
}

export function flowThroughVessel(input: FlowInput, given: FlowOptions = {}): FlowResult {
  const options: FlowSettings = {
    ...flowDefaults,
    ...given,
    background: { ...backgroundDefaults, ...given.background },
  }
  const times = input.phases.map(({ time }) => time)
  const beat = beatTimes(times, input.rr, input.gating)
  const period = beat.measured && beat.value.uncovered === 0 ? beat.value.rr : undefined
  const prepared = prepare(input, options, period)
  const common = { ...frameWise, options }
  if (!prepared.measured)
    return {
      ...common,
      measurements: quantities(prepared, prepared, undefined).map((m) => scoped({ region: input.vessel }, m)),
      warnings: [],
      curve: [],
      reversed: false,
      unwrapped: [],
    }
  const { vessel, velocities } = prepared.value
  const { curve, reversed } = flowCurve(input, prepared.value, options.direction)
  const warnings = [...prepared.warnings, ...(beat.measured ? beat.warnings : [])]
  return {
    ...common,
    options: { ...options, rule: prepared.value.rule },
    measurements: quantities(measured(curve, warnings), beat, prepared.value.background).map((m) =>
      scoped({ region: input.vessel }, m),
    ),
    warnings,
    curve,
    vessel: { borders: vessel.borders, drawn: vessel.drawn },
    velocity: velocityBox(velocities, vessel.borders, at(input.phases, 0).image.plane, reversed ? -1 : 1),
    reversed,
    background: prepared.value.background,
    unwrapped: prepared.value.unwrapped.changes,
    ...(beat.measured ? { uncovered: beat.value.uncovered } : {}),
  }
}

function flowCurve(
  { phases }: FlowInput,
  { velocities, vessel }: Prepared,
  direction: FlowSettings['direction'],
): { readonly curve: readonly FlowSample[]; readonly reversed: boolean } {
  const { plane } = at(phases, 0).image
  const sampled = (sign: 1 | -1): FlowSample[] =>
    velocities.map((picture, phase) =>
      flowSample(
        phase,
        at(phases, phase).time,
        sign === 1 ? picture : picture.map((v) => -v),
        at(vessel.shares, phase),
        plane.columns,
        plane,
      ),
    )
  const curve = sampled(1)
  const largest = curve.reduce((a, b) => (Math.abs(b.rate) > Math.abs(a.rate) ? b : a))
  const reversed = direction === 'reversed' || (direction === 'automatic' && largest.rate < 0)
  return reversed ? { curve: sampled(-1), reversed } : { curve, reversed }
}

/** All quantities of one vessel, in one order, measured or not. */
function quantities(
  curve: Outcome<readonly FlowSample[]>,
  beat: Outcome<BeatTimes>,
  background: Background | undefined,
): Measurement[] {
  const volumes = (split: (sample: FlowSample) => readonly [number, number]): Outcome<BeatVolumes> =>
    combined(curve, beat, (samples, times) => {
      const parts = samples.map(split)
      return measured(
        beatVolumes(
          parts.map(([forward]) => forward),
          parts.map(([, backward]) => backward),
          times,
        ),
      )
    })
  const byFrame = volumes(({ rate }) => [Math.max(rate, 0), Math.min(rate, 0)])
  const byPixel = volumes(({ forward, backward }) => [forward, backward])
  const of = <T>(outcome: Outcome<T>, read: (value: T) => number): Outcome<number> =>
    outcome.measured ? measured(read(outcome.value), outcome.warnings) : outcome
  const output = combined(byFrame, beat, ({ net }, { rr }) => measured((net * 60) / rr))
  const mean = combined(curve, beat, (samples, times) => {
    const volume = integral(
      samples.map(({ rate }) => rate),
      times,
    )
    const area = integral(
      samples.map(({ area }) => area),
      times,
    )
    return measured((100 * volume) / area)
  })
  const peak = peakVelocity(curve)
  const frame = (quantity: QuantityName, outcome: Outcome<number>) =>
    measurement(quantity, outcome, frameWise)
  const pixel = (quantity: QuantityName, outcome: Outcome<number>) =>
    measurement(quantity, outcome, pixelWise)
  return [
    frame(
      'flow-forward',
      of(byFrame, ({ forward }) => forward),
    ),
    frame(
      'flow-backward',
      of(byFrame, ({ backward }) => backward),
    ),
    frame(
      'flow-net',
      of(byFrame, ({ net }) => net),
    ),
    frame('flow-rf', regurgitantFraction(byFrame)),
    pixel(
      'flow-forward-px',
      of(byPixel, ({ forward }) => forward),
    ),
    pixel(
      'flow-backward-px',
      of(byPixel, ({ backward }) => backward),
    ),
    pixel('flow-rf-px', regurgitantFraction(byPixel)),
    frame('flow-co', output),
    frame(
      'flow-rate-peak',
      of(curve, (samples) => Math.max(...samples.map(({ rate }) => rate))),
    ),
    frame('flow-v-mean', mean),
    frame('flow-v-peak', peak),
    measurement(
      'flow-gradient',
      of(peak, (v) => 4 * (v / 100) ** 2),
      simplifiedBernoulli,
    ),
    frame(
      'flow-area-max',
      of(curve, (samples) => Math.max(...samples.map(({ area }) => area))),
    ),
    frame(
      'flow-area-min',
      of(curve, (samples) => Math.min(...samples.map(({ area }) => area))),
    ),
    frame('flow-offset', subtracted(curve, background)),
  ]
}

/** @returns unmeasured 'out-of-range' when nothing flows forward */
function regurgitantFraction(volumes: Outcome<BeatVolumes>): Outcome<number> {
  if (!volumes.measured) return volumes
  const { forward, backward } = volumes.value
  if (!(forward > 0)) return unmeasured('out-of-range', say('flow/nothing-flows-forward'))
  return measured((100 * backward) / forward, volumes.warnings)
}

function peakVelocity(curve: Outcome<readonly FlowSample[]>): Outcome<number> {
  if (!curve.measured) return curve
  const peaks = curve.value.flatMap(({ peakVelocity }) => (peakVelocity === undefined ? [] : [peakVelocity]))
  if (peaks.length === 0) return unmeasured('too-few-pixels', say('flow/vessel-too-small-3-x'))
  return measured(Math.max(...peaks), curve.warnings)
}

function subtracted(
  curve: Outcome<readonly FlowSample[]>,
  background: Background | undefined,
): Outcome<number> | Unmeasured {
  if (!curve.measured) return curve
  if (background?.atVessel !== undefined) return measured(background.atVessel, curve.warnings)
  const why = background?.why
  return unmeasured(
    'too-few-pixels',
    why === undefined ? undefined : say('flow/background-not-corrected', { why }),
  )
}
