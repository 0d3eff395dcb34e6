/**
 * Blood flow by deconvolution constrained to two-compartment exchange: plasma and interstitium, each well mixed.
 *
 *   v_p dC_p/dt = F_p (C_a − C_p) + PS (C_e − C_p)      v_e dC_e/dt = PS (C_p − C_e)
 *   R(t) = A e^(−αt) + (1 − A) e^(−βt)      α, β = ½ (Σ ± √(Σ² − 4 k_p k_e))      A = (k_p − β) / (α − β)
 *   k_p = F_p/v_p      k_i = PS/v_p      k_e = PS/v_e      Σ = k_p + k_i + k_e
 *
 * The haematocrit scales F_p, PS and both volumes alike beside whole blood, so that R and the flow of blood do not
 * depend on it. The model knows what becomes of the agent, so that it is fitted beyond the first pass.
 *
 * It is exact for tissue that mixes at once, and only for that: where agent needs its time through the capillary bed
 * R begins with a plateau, which two exponentials cannot have, and the flow comes out 10 to 50 % too high. Three rates
 * and a delay need a curve of little noise: it is for segments rather than layers.
 *
 * @source  Sourbron and Buckley 2012, doi:10.1088/0031-9155/57/2/R1. Ranges of the rates are wide bounds, not
 *          published ones.
 */
import type { Outcome } from '../units/outcome.ts'
import {
  type DeconvolutionOptions,
  deconvolutionDefaults,
  type FlowFit,
  fitFlow,
  type InputCurve,
  type ResponseFamily,
} from './deconvolution.ts'

export interface ExchangeOptions extends DeconvolutionOptions {
  /** 1/s, from and to */
  readonly plasmaRate?: readonly [number, number]
  readonly leavingRate?: readonly [number, number]
  readonly returningRate?: readonly [number, number]
}

/** 15 s beyond the recirculation minimum tell PS from flow: without them noise of 1 % scatters the flow by half. */
export const exchangeDefaults = {
  ...deconvolutionDefaults,
  afterMinimum: 15000,
  plasmaRate: [0.02, 2],
  leavingRate: [0, 1],
  returningRate: [0.002, 0.5],
} as const satisfies Required<ExchangeOptions>

/** k_p, k_i and k_e: of low, middle and high flow */
const starts = [
  [0.1, 0.05, 0.03],
  [0.3, 0.1, 0.05],
  [1, 0.2, 0.1],
] as const

/** Parameters and errors as `fitFlow`; the shape of the fit is [k_p, k_i, k_e]. */
export function fitExchange(
  input: InputCurve,
  times: readonly number[],
  tissue: Float64Array,
  options: ExchangeOptions = {},
  expected?: number,
): Outcome<FlowFit> {
  const settings = { ...exchangeDefaults, ...options }
  const { plasmaRate, leavingRate, returningRate } = settings
  const family: ResponseFamily = {
    lower: [plasmaRate[0], leavingRate[0], returningRate[0]],
    upper: [plasmaRate[1], leavingRate[1], returningRate[1]],
    starts,
    convolve: convolveExchange,
  }
  return fitFlow(family, input, times, tissue, settings, expected)
}

interface Exponentials {
  /** 1/s, the faster first */
  readonly rates: readonly [number, number]
  /** of the faster one; that of the slower one is what is left to 1 */
  readonly weight: number
}

/** R as two exponentials. */
export function exponentialsOf(plasma: number, leaving: number, returning: number): Exponentials {
  // Σ² − 4 k_p k_e, as a sum that is never below 0
  const apart = Math.sqrt((plasma + leaving - returning) ** 2 + 4 * leaving * returning)
  const fast = (plasma + leaving + returning + apart) / 2
  const slow = (plasma * returning) / fast
  // 0 only without exchange and with k_p = k_e, where one exponential is the other
  return { rates: [fast, slow], weight: apart > 0 ? (plasma - slow) / apart : 1 }
}

/** The input convolved with R, exactly for an input of straight lines; the steps are so many seconds. */
export function convolveExchange(
  input: Float64Array,
  seconds: number,
  [plasma = 0, leaving = 0, returning = 0]: Float64Array,
  into: Float64Array,
): void {
  const { rates, weight } = exponentialsOf(plasma, leaving, returning)
  into.fill(0)
  addDecay(input, seconds, rates[0], weight, into)
  addDecay(input, seconds, rates[1], 1 - weight, into)
}

/** Adds the input convolved with e^(−rate t). */
function addDecay(
  input: Float64Array,
  seconds: number,
  rate: number,
  weight: number,
  into: Float64Array,
): void {
  const x = rate * seconds
  const decay = Math.exp(-x)
  const mean = -Math.expm1(-x) / x
  const before = (seconds * (mean - decay)) / x
  const here = (seconds * (1 - mean)) / x
  let sum = 0
  for (let i = 1; i < into.length; i++) {
    sum = decay * sum + before * (input[i - 1] ?? 0) + here * (input[i] ?? 0)
    into[i] = (into[i] ?? 0) + weight * sum
  }
}
