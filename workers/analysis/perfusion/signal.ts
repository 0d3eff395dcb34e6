/**
 * Gadolinium from signal, by the equation of a saturation-recovery image.
 *
 *   S = S∞ f(R1)      f(R1) = 1 − exp(−TS · R1)      R1 = 1/T1 + r1 · C      ⇒      C = (R1 − 1/T1) / r1
 *
 * With n read-out pulses before the centre of k-space the magnetisation follows them:
 *
 *   m₀ = 1 − exp(−TS₀ R1)      mⱼ₊₁ = mⱼ cos α e^(−TR · R1) + 1 − e^(−TR · R1)      f = mₙ      TS₀ = TS − n TR
 *
 * S∞ comes from the baseline and the native T1, S∞ = S_base / f(1/T1), which also divides by the sensitivity of the
 * coil. It is not taken from proton-density frames, which some sequences put before the first pass: such frames are
 * recognised and left out (`first-pass.ts`), and nothing is divided by them.
 *
 * @source  dcmri `sig.py` signal_src and conc_src for the equation; the relaxivity depends on agent and field and is
 *          the site's to state: that of gadobutrol at 1.5 T is of the order of 4.5 L/mmol/s (unverified)
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'

export interface Readout {
  /** degrees */
  readonly flipAngle: number
  /** between pulses */
  readonly repetitionTime: Ms
  /** from the first to the centre of k-space */
  readonly pulsesToCentre: number
}

export interface SignalModel {
  /** TS, from the saturation pulse to the centre of k-space */
  readonly saturationTime: Ms
  /** of what is measured, before contrast */
  readonly nativeT1: Ms
  /** r1, L/mmol/s */
  readonly relaxivity: number
  /** absent: pulses are taken to change the signal by a constant factor only */
  readonly readout?: Readout
}

/** Share of the fully relaxed signal. @param rate  R1 in 1/s */
export function relaxedShare(rate: number, { saturationTime, readout }: SignalModel): number {
  if (readout === undefined) return 1 - Math.exp((-saturationTime * rate) / 1000)
  const { flipAngle, repetitionTime, pulsesToCentre } = readout
  const decay = Math.exp((-repetitionTime * rate) / 1000)
  const left = Math.cos((flipAngle * Math.PI) / 180) * decay
  let m = 1 - Math.exp((-(saturationTime - pulsesToCentre * repetitionTime) * rate) / 1000)
  for (let j = 0; j < pulsesToCentre; j++) m = m * left + 1 - decay
  return m
}

/** 1/s; 100 mmol/L of any agent relaxes no faster */
const fastest = 500
/** halvings of that: to 1e-10 of the rate */
const halvings = 44

/** R1 in 1/s of a share; undefined where no rate gives it: the signal is saturated. */
export function rateOfShare(share: number, model: SignalModel): number | undefined {
  if (!(share < relaxedShare(fastest, model))) return undefined
  if (model.readout === undefined) return (-1000 * Math.log(1 - share)) / model.saturationTime
  // no rate is negative, and the share grows with it
  let low = 0
  let high = fastest
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (relaxedShare(middle, model) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** @returns what is wrong with a model, as a sentence; undefined when nothing is */
export function modelFlaw({
  saturationTime,
  nativeT1,
  relaxivity,
  readout,
}: SignalModel): string | undefined {
  if (!(saturationTime > 0)) return say('perfusion/saturation-time-ms', { saturationTime })
  if (!(nativeT1 > 0)) return say('perfusion/native-t1-ms', { nativeT1 })
  if (!(relaxivity > 0)) return say('perfusion/relaxivity-l-mmol-s', { relaxivity })
  if (readout && !(saturationTime > readout.pulsesToCentre * readout.repetitionTime))
    return say('perfusion/pulses-ms-within-saturation-time', {
      pulsesToCentre: readout.pulsesToCentre,
      repetitionTime: readout.repetitionTime,
      saturationTime,
    })
  return undefined
}

export interface Concentration {
  /** mmol/L, one for each signal */
  readonly values: Float64Array
  /** largest share of the fully relaxed signal: near to 1 it says nothing of the concentration */
  readonly largestShare: number
}

/**
 * @param signal   at each frame
 * @param relaxed  S∞
 * @returns unmeasured 'saturated-input' when a signal is as large as S∞, 'no-baseline' when S∞ is not positive,
 *   'contradictory-input' for an impossible model
 */
export function concentrationOf(
  signal: Float64Array,
  relaxed: number,
  model: SignalModel,
): Outcome<Concentration> {
  const flaw = modelFlaw(model)
  if (flaw !== undefined) return unmeasured('contradictory-input', flaw)
  if (!(relaxed > 0)) return unmeasured('no-baseline', say('perfusion/fully-relaxed-signal', { relaxed }))
  const values = new Float64Array(signal.length)
  let largestShare = 0
  for (let i = 0; i < signal.length; i++) {
    const share = (signal[i] ?? 0) / relaxed
    const rate = rateOfShare(share, model)
    if (rate === undefined)
      return unmeasured(
        'saturated-input',
        say('perfusion/frame-signal-fully-relaxed-one', { i: i + 1, share }),
      )
    values[i] = (rate - 1000 / model.nativeT1) / model.relaxivity
    largestShare = Math.max(largestShare, share)
  }
  return measured({ values, largestShare })
}

/** S∞ from a baseline: what the fully relaxed signal must be, given native T1. */
export const relaxedFromBaseline = (baseline: number, model: SignalModel): number =>
  baseline / relaxedShare(1000 / model.nativeT1, model)
