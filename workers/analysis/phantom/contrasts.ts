/** The value of each tissue of heart and chest in one picture: signal, or what a map shows. */
import { at } from '../units/at.ts'
import { type Ms, ms } from '../units/units.ts'
import type { ImageAttributes, MapKind } from './attributes.ts'
import type { PhantomOptions } from './options.ts'
import {
  arterialInput,
  type FirstPass,
  firstPass,
  layerCurve,
  type PerfusionState,
  relaxivity,
} from './perfusion.ts'
import { type BloodCurve, saturationRecovery, tissueCurve } from './perfusion-model.ts'
import { chestRelaxation, enhancedT1, heartRelaxation, myocardium, type Relaxation } from './relaxation.ts'
import { firstPassGain, flowAnatomy, lateEnhancement, molli, multiEcho, t2Preparation } from './sequences.ts'
import { type ChestMaterial, chestMaterials } from './thorax.ts'
import { code } from './tissue.ts'

export interface Contrast {
  /** by label: a tissue code, or what is told apart beyond them */
  readonly heart: Float64Array
  /** by material code */
  readonly chest: Float64Array
}

type Rule = (tissue: Relaxation) => number

/** Where each tissue has one value. */
export function evenContrast({ preset }: PhantomOptions, attributes: ImageAttributes): Contrast {
  const rule = ruleOf(preset, attributes)
  return {
    heart: Float64Array.from(heartRelaxation(preset), rule),
    chest: Float64Array.from(chestMaterials, (material) => rule(chestRelaxation[material])),
  }
}

function ruleOf(preset: PhantomOptions['preset'], attributes: ImageAttributes): Rule {
  const { bloodT1Late, bloodT1Post } = myocardium[preset]
  const t1Of = (tissue: Relaxation): Ms =>
    attributes.contrast === 'late' ? enhancedT1(tissue, bloodT1Post) : tissue.t1
  switch (attributes.kind) {
    case 'late-enhancement':
      return (tissue) => lateEnhancement(tissue.density, enhancedT1(tissue, bloodT1Late), attributes)
    case 'molli':
      return (tissue) => molli(tissue, t1Of(tissue), attributes)
    case 't2-preparation':
      return (tissue) => t2Preparation(tissue, attributes)
    case 'multi-echo':
      return (tissue) => multiEcho(tissue, attributes)
    case 'flow':
      return flowAnatomy
    case 'map':
      return mapRule(attributes.map ?? 't1', t1Of)
    case 'scout':
    case 'cine':
    case 'perfusion':
      throw new RangeError(`tissues of a ${attributes.kind} have no single value`)
  }
}

function mapRule(map: MapKind, t1Of: (tissue: Relaxation) => Ms): Rule {
  if (map === 't1') return t1Of
  return map === 't2' ? ({ t2 }) => t2 : ({ t2star }) => t2star
}

/** Flow to organs that take up the agent, mL/min/g: scenery. */
const organFlow: Readonly<Partial<Record<ChestMaterial, number>>> = {
  liver: 0.5,
  spleen: 1.4,
  muscle: 0.05,
  marrow: 0.08,
  stomach: 0.25,
  mediastinum: 0.05,
}

/** A picture of a first pass, by its number in the series. */
export type FirstPassContrast = (dynamic: number, attributes: ImageAttributes) => Contrast

/** A first pass through one slice: concentrations are computed once for all its pictures. */
export function firstPassContrast(
  options: PhantomOptions,
  passState: PerfusionState,
  times: readonly Ms[],
): FirstPassContrast {
  const tissues = heartRelaxation(options.preset)
  const pass = firstPass(options.preset, options.perfusion ?? {}, passState, times)
  const organs = organCurves(passState, times)
  return (dynamic, { saturationTime = ms(0) }) => {
    const signal = ({ density, t1 }: Relaxation, concentration: number): number =>
      firstPassGain *
      density *
      saturationRecovery(concentration, { saturationTime, nativeT1: t1, relaxivity })
    const wall = at(tissues, code.lvWall)
    const agent = agentBy(pass, dynamic)
    return {
      heart: Float64Array.of(
        ...tissues.map((tissue, kind) => signal(tissue, agent(kind))),
        ...pass.tissue.flatMap((layers) => layers.map((curve) => signal(wall, curve[dynamic] ?? 0))),
      ),
      chest: Float64Array.from(chestMaterials, (material) =>
        signal(chestRelaxation[material], organs.get(material)?.[dynamic] ?? 0),
      ),
    }
  }
}

/** mmol/L in each tissue of the heart but the wall of the left ventricle. */
function agentBy(pass: FirstPass, dynamic: number): (kind: number) => number {
  const left = at(pass.left, dynamic)
  const right = at(pass.right, dynamic)
  const muscle = layerCurve(pass, 5, false)[dynamic] ?? 0
  return (kind) => {
    switch (kind) {
      case code.lvBlood:
      case code.laBlood:
      case code.aorticBlood:
        return left
      case code.rvBlood:
      case code.vesselBlood:
      case code.pulmonaryBlood:
        return right
      case code.papillary:
      case code.rvWall:
        return muscle
      default:
        return 0
    }
  }
}

/** The aorta and the lungs see what the left ventricle saw a moment before. */
const organDelay = 1200

function organCurves(
  passState: PerfusionState,
  times: readonly Ms[],
): ReadonlyMap<ChestMaterial, ArrayLike<number>> {
  const blood = arterialInput(passState)
  const later: BloodCurve = (time) => blood(time - organDelay)
  return new Map(
    chestMaterials.flatMap((material): [ChestMaterial, ArrayLike<number>][] => {
      if (material === 'vessel') return [[material, times.map(later)]]
      if (material === 'lung') return [[material, times.map((time) => 0.6 * later(time))]]
      const mbf = organFlow[material]
      return mbf === undefined ? [] : [[material, tissueCurve(later, times, { mbf })]]
    }),
  )
}
