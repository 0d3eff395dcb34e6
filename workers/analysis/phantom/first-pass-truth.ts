/** What a first pass holds: flow of each segment and layer, arterial input, and how breathing moves the pictures. */
import { at } from '../units/at.ts'
import { acquisitionOf, type PhantomOptions } from './options.ts'
import {
  arterialInput,
  breathingShift,
  dynamicTimes,
  layerShares,
  type PerfusionState,
  relaxivity,
  saturationTime,
  segmentFlow,
} from './perfusion.ts'
import { saturationRecovery } from './perfusion-model.ts'
import { heartRelaxation } from './relaxation.ts'
import { firstPassGain } from './sequences.ts'
import { code } from './tissue.ts'

export interface FirstPassTruth {
  /** by AHA segment from 1 to 16, two-insertion rule, mL/min/g */
  readonly segments: readonly SegmentPerfusion[]
  readonly slices: readonly FirstPassSlice[]
}

export interface SegmentPerfusion {
  readonly mbf: number
  /** of the inner and the outer half of the wall */
  readonly endocardial: number
  readonly epicardial: number
}

export interface FirstPassSlice {
  /** of each dynamic, ms after the first beat */
  readonly times: readonly number[]
  /** in the blood of the left ventricle, mmol/L */
  readonly concentration: readonly number[]
  /** of that blood, where a coil of full sensitivity receives it, before noise */
  readonly signal: readonly number[]
  /** of the heart from where it lay at the start, mm along a row and along a column */
  readonly shifts: readonly (readonly [alongRow: number, alongColumn: number])[]
}

const slices = [0, 1, 2]

export function firstPassTruth(options: PhantomOptions, state: PerfusionState): FirstPassTruth {
  const { perfusion = {}, preset } = options
  const [inner, outer] = layerShares(perfusion)
  const blood = arterialInput(state)
  const { density, t1 } = at(heartRelaxation(preset), code.lvBlood)
  const signal = (concentration: number): number =>
    firstPassGain * density * saturationRecovery(concentration, { saturationTime, nativeT1: t1, relaxivity })
  return {
    segments: segmentFlow(preset, perfusion, state).map((mbf) => ({
      mbf,
      endocardial: mbf * inner,
      epicardial: mbf * outer,
    })),
    slices: slices.map((slice) => {
      const times = dynamicTimes(acquisitionOf(options), state, slice)
      const concentration = times.map(blood)
      return {
        times,
        concentration,
        signal: concentration.map(signal),
        shifts: times.map((time) => breathingShift(perfusion, time)),
      }
    }),
  }
}
