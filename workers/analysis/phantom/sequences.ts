/** Signal of a tissue in each kind of picture, in the units of `signal.ts`, at full coil sensitivity. */
import { type Ms, ms } from '../units/units.ts'
import type { ImageAttributes } from './attributes.ts'
import type { Relaxation } from './relaxation.ts'

/**
 * Inversion recovery read out every second beat:
 *
 *   S = M₀ (1 − 2 e^(−TI/T1) + e^(−2 RR/T1))
 *
 * @param t1  with contrast agent
 */
export const lateEnhancement = (density: number, t1: Ms, { inversionTime = ms(0), rr }: ImageAttributes) =>
  lateGain * density * (1 - 2 * Math.exp(-inversionTime / t1) + Math.exp((-2 * rr) / t1))
const lateGain = 820

/** The inversion time at which a tissue of this T1 has no signal. */
export const nullingTime = (t1: Ms, rr: Ms): Ms => ms(t1 * Math.log(2 / (1 + Math.exp((-2 * rr) / t1))))

/** B/A of the three-parameter model. */
const inversion = 2.1

/**
 * Look-Locker recovery as MOLLI samples it, with T1 = T1* (B/A − 1):
 *
 *   S = A − B e^(−TI/T1*)
 *
 * @param t1  native, or with contrast agent
 * @source  Messroghli 2004, doi:10.1002/mrm.20110
 */
export function molli(tissue: Relaxation, t1: Ms, { inversionTime = ms(0) }: ImageAttributes): number {
  const a = steadyStateGain * steadyState(tissue, t1)
  return a * (1 - inversion * Math.exp((-inversionTime * (inversion - 1)) / t1))
}

/** S = A e^(−TE/T2), TE the length of the preparation. */
export const t2Preparation = (tissue: Relaxation, { preparationTime = ms(0) }: ImageAttributes): number =>
  steadyStateGain * steadyState(tissue, tissue.t1) * Math.exp(-preparationTime / tissue.t2)

/** Balanced readouts weigh tissue by how T2 compares with T1; the root of it keeps their range within 12 bits. */
const steadyState = ({ density, t2 }: Relaxation, t1: Ms): number => density * Math.sqrt(t2 / (t1 + t2))
/** gives normal myocardium 25 times the noise before it is prepared */
const steadyStateGain = 1080

/** S = M₀ e^(−TE/T2*) of a spoiled gradient echo in which inflow makes blood bright. */
export const multiEcho = ({ density, t1, t2star }: Relaxation, { echoTime }: ImageAttributes): number =>
  multiEchoGain * density * Math.sqrt(600 / (600 + t1)) * Math.exp(-echoTime / t2star)
const multiEchoGain = 420

/** Of a spoiled gradient echo a few milliseconds after the R wave, without flow. */
export const flowAnatomy = ({ density, t1 }: Relaxation): number =>
  flowGain * density * (1 - Math.exp(-90 / t1))
const flowGain = 900

/** Fully relaxed signal in a first pass; `perfusion-model.ts` says which share of it has recovered. */
export const firstPassGain = 560
