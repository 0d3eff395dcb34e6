/**
 * Relaxation of every tissue at 1.5 T, native and with contrast agent. The values are of the order of published
 * ones and chosen (unverified): truth is what stands here, not what a patient has.
 */
import { type Ms, ms } from '../units/units.ts'
import type { PresetName } from './presets.ts'
import type { ChestMaterial } from './thorax.ts'
import { code, type TissueCode, tissueCodes } from './tissue.ts'

export interface Relaxation {
  /** proton density relative to blood */
  readonly density: number
  /** native */
  readonly t1: Ms
  readonly t2: Ms
  readonly t2star: Ms
  /** share of the tissue that the agent reaches: ECV of myocardium, 1 − haematocrit of blood */
  readonly extracellular: number
}

const relaxation = (
  density: number,
  t1: number,
  t2: number,
  t2star: number,
  extracellular: number,
): Relaxation => ({ density, t1: ms(t1), t2: ms(t2), t2star: ms(t2star), extracellular })

export const haematocrit = 0.42

export interface Myocardium {
  readonly remote: Relaxation
  /** of blood while late enhancement is imaged, and while the second T1 map is */
  readonly bloodT1Late: Ms
  readonly bloodT1Post: Ms
}

const agent = { bloodT1Late: ms(330), bloodT1Post: ms(400) }

/** In amyloidosis the agent leaves the blood fast. */
export const myocardium: Readonly<Record<PresetName, Myocardium>> = {
  normal: { remote: relaxation(0.85, 1000, 50, 32, 0.26), ...agent },
  dilated: { remote: relaxation(0.85, 1045, 52, 31, 0.3), ...agent },
  infarct: { remote: relaxation(0.85, 1010, 50, 32, 0.27), ...agent },
  hypertrophic: { remote: relaxation(0.85, 1035, 51, 31, 0.28), ...agent },
  amyloid: { remote: relaxation(0.85, 1130, 55, 32, 0.46), bloodT1Late: ms(430), bloodT1Post: ms(520) },
}

const blood = relaxation(1, 1550, 200, 180, 1 - haematocrit)
const fat = relaxation(0.9, 260, 75, 45, 0.02)
const wallOfVessels = relaxation(0.5, 1000, 45, 25, 0.25)

/** By tissue code. Scar has an interstitium; an obstruction has hardly any flow to bring the agent. */
export function heartRelaxation(preset: PresetName): readonly Relaxation[] {
  const { remote } = myocardium[preset]
  const altered = (t1: number, t2: number, extracellular: number): Relaxation => ({
    ...remote,
    t1: ms(remote.t1 * t1),
    t2: ms(remote.t2 * t2),
    extracellular,
  })
  const byCode: Readonly<Record<TissueCode, Relaxation>> = {
    [code.outside]: relaxation(0, 1000, 50, 30, 0),
    [code.lvBlood]: blood,
    [code.lvWall]: remote,
    [code.papillary]: remote,
    [code.rvBlood]: blood,
    [code.rvWall]: remote,
    [code.laBlood]: blood,
    [code.vesselBlood]: blood,
    [code.thinWall]: wallOfVessels,
    [code.fat]: fat,
    [code.scarCore]: altered(1.16, 1.15, 0.64),
    [code.scarBorder]: altered(1.08, 1.08, 0.5 * (0.64 + remote.extracellular)),
    [code.obstruction]: altered(1.05, 0.95, 0.21),
    [code.aorticBlood]: blood,
    [code.pulmonaryBlood]: blood,
  }
  return tissueCodes.map((tissue) => byCode[tissue])
}

export const chestRelaxation: Readonly<Record<ChestMaterial, Relaxation>> = {
  air: relaxation(0.002, 1000, 50, 20, 0),
  lung: relaxation(0.07, 1200, 40, 2, 0.3),
  fat,
  muscle: relaxation(0.75, 980, 34, 28, 0.13),
  marrow: relaxation(0.6, 480, 60, 12, 0.15),
  cortex: relaxation(0.05, 800, 20, 3, 0.05),
  liver: relaxation(0.75, 580, 46, 28, 0.3),
  spleen: relaxation(0.85, 1060, 75, 55, 0.4),
  stomach: relaxation(0.6, 900, 60, 20, 0.05),
  gas: relaxation(0.004, 1000, 50, 5, 0),
  vessel: blood,
  fluid: relaxation(1, 3600, 1500, 900, 0),
  cord: relaxation(0.75, 900, 85, 60, 0.05),
  disc: relaxation(0.6, 1000, 60, 30, 0.1),
  mediastinum: relaxation(0.75, 330, 65, 25, 0.08),
}

/**
 * T1 when agent is spread evenly between blood and interstitium:
 *
 *   1/T1 = 1/T1₀ + e/(1 − Hct) (1/T1b − 1/T1b₀)      e: extracellular share
 */
export const enhancedT1 = ({ t1, extracellular }: Relaxation, bloodT1: Ms): Ms =>
  ms(1 / (1 / t1 + (extracellular / (1 - haematocrit)) * (1 / bloodT1 - 1 / blood.t1)))

/** Native T1 of blood. */
export const nativeBloodT1: Ms = blood.t1
