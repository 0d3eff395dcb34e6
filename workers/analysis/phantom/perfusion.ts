/**
 * First pass at stress and at rest: which flow each segment was given, and what blood and myocardium hold of the
 * agent at any time. Curves of the tissue are those of `perfusion-model.ts`.
 */
import { at } from '../units/at.ts'
import { type Ms, ms } from '../units/units.ts'
import type { Acquisition } from './acquisition.ts'
import {
  type BloodCurve,
  type BolusOptions,
  bolus,
  restingBolus,
  stressBolus,
  tissueCurve,
} from './perfusion-model.ts'
import type { PresetName } from './presets.ts'

export type PerfusionState = 'stress' | 'rest'
export const perfusionStates = ['stress', 'rest'] as const

/** Myocardial blood flow by AHA segment from 1 to 16 (two-insertion rule), mL/min/g. */
export type SegmentFlow = readonly number[]

export interface PerfusionOptions {
  /** one number for all segments, or sixteen */
  readonly stress?: number | SegmentFlow
  readonly rest?: number | SegmentFlow
  /** flow in the inner half of the wall relative to the outer; 1 when absent */
  readonly innerToOuter?: number
  /** largest way that breathing moves the heart in the picture, mm; 0 for a held breath */
  readonly breathing?: number
}

const lad = new Set([1, 2, 7, 8, 13, 14])
const all = (flow: number): SegmentFlow => Array.from({ length: 16 }, () => flow)
/** Normal flow differs by some percent from wall to wall. */
const uneven = (flow: number): SegmentFlow =>
  Array.from({ length: 16 }, (_, i) => flow * (1 + 0.05 * Math.sin(2.1 * i)))
const inTerritory = (territory: ReadonlySet<number>, within: number, beyond: SegmentFlow): SegmentFlow =>
  beyond.map((flow, i) => (territory.has(i + 1) ? within : flow))

const presetFlow: Readonly<Record<PresetName, Readonly<Record<PerfusionState, SegmentFlow>>>> = {
  normal: { stress: uneven(3), rest: uneven(1) },
  dilated: { stress: uneven(2.1), rest: uneven(0.9) },
  infarct: { stress: inTerritory(lad, 1.1, uneven(2.6)), rest: inTerritory(lad, 0.65, uneven(0.95)) },
  hypertrophic: {
    stress: inTerritory(new Set([2, 3, 8, 9, 14]), 1.4, uneven(2.3)),
    rest: uneven(0.95),
  },
  amyloid: { stress: uneven(1.3), rest: uneven(0.75) },
}

/** Flow of each segment; @throws RangeError for a list that has not sixteen */
export function segmentFlow(
  preset: PresetName,
  options: PerfusionOptions,
  state: PerfusionState,
): SegmentFlow {
  const chosen = options[state] ?? presetFlow[preset][state]
  if (typeof chosen === 'number') return all(chosen)
  if (chosen.length !== 16) throw new RangeError(`${chosen.length} flows for 16 segments`)
  return chosen
}

/** L/mmol/s at 1.5 T, of a gadolinium agent (unverified). */
export const relaxivity = 4.5
/** ms from the saturation pulse to the middle of k-space */
export const saturationTime = ms(100)

const bolusOf: Readonly<Record<PerfusionState, Required<BolusOptions>>> = {
  stress: stressBolus,
  rest: restingBolus,
}

/** Concentration in the blood of the left ventricle, mmol/L. */
export const arterialInput = (state: PerfusionState): BloodCurve => bolus(bolusOf[state])

/** The right ventricle sees the agent first, and less spread out. */
function rightVentricularInput(state: PerfusionState): BloodCurve {
  const left = bolusOf[state]
  return bolus({
    ...left,
    arrival: left.arrival - 3600,
    toPeak: 0.72 * left.toPeak,
    peak: 1.25 * left.peak,
    recirculation: left.recirculation + 2500,
  })
}

/** Adenosine makes the heart beat faster. */
export const perfusionRr = ({ rr }: Acquisition, state: PerfusionState): Ms =>
  ms(state === 'stress' ? 0.76 * rr : rr)

/** After the R wave: the slices are imaged one after the other in each beat. */
export const sliceDelay = (slice: number): Ms => ms(90 + 170 * slice)

/** When each dynamic of a slice is taken, from the start of the series. */
export const dynamicTimes = (acquisition: Acquisition, state: PerfusionState, slice: number): readonly Ms[] =>
  Array.from({ length: acquisition.dynamics }, (_, k) =>
    ms(k * perfusionRr(acquisition, state) + sliceDelay(slice)),
  )

export interface FirstPass {
  /** mmol/L at each dynamic */
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** [segment from 1][inner, outer], mmol per litre of tissue at each dynamic */
  readonly tissue: readonly (readonly [inner: Float64Array, outer: Float64Array])[]
}

/** Every curve of the tissue asks for the same times. */
function remembered(blood: BloodCurve): BloodCurve {
  const known = new Map<number, number>()
  return (time) => {
    const before = known.get(time)
    if (before !== undefined) return before
    const concentration = blood(time)
    known.set(time, concentration)
    return concentration
  }
}

/** Concentrations at the times of one slice. */
export function firstPass(
  preset: PresetName,
  options: PerfusionOptions,
  state: PerfusionState,
  times: readonly Ms[],
): FirstPass {
  const blood = remembered(arterialInput(state))
  const right = rightVentricularInput(state)
  const curves = new Map<number, Float64Array>()
  const curve = (mbf: number): Float64Array => {
    const known = curves.get(mbf) ?? tissueCurve(blood, times, { mbf })
    curves.set(mbf, known)
    return known
  }
  const [innerShare, outerShare] = layerShares(options)
  const flows = segmentFlow(preset, options, state)
  return {
    left: times.map(blood),
    right: times.map(right),
    tissue: flows.map((mbf) => [curve(mbf * innerShare), curve(mbf * outerShare)]),
  }
}

/** Inner and outer flow relative to the segment's, whose mean they are. */
export function layerShares({ innerToOuter = 1 }: PerfusionOptions): readonly [number, number] {
  const outer = 2 / (1 + innerToOuter)
  return [innerToOuter * outer, outer]
}

/** The curves of the segment's layer; @param segment  from 1; 17 is fed like the apical ones about it */
export const layerCurve = ({ tissue }: FirstPass, segment: number, isInner: boolean): Float64Array =>
  at(at(tissue, Math.min(segment, 16) - 1), isInner ? 0 : 1)

const defaultBreathing = 7
/** the breath is held so long, ms */
const heldUntil = 24_000
const breath = 4200

/**
 * How far the heart lies from where it was, mm along (a row, a column): a slow drift while the breath is held,
 * then breathing. Every slice sees the same motion at its own times.
 */
export function breathingShift(
  { breathing = defaultBreathing }: PerfusionOptions,
  time: Ms,
): readonly [number, number] {
  const drift = 0.12 * breathing * Math.min(1, time / heldUntil)
  const since = Math.max(0, time - heldUntil)
  const along = drift + breathing * Math.sin((Math.PI * since) / breath) ** 2 * Math.min(1, since / 1500)
  return [-0.35 * along, 0.94 * along]
}
