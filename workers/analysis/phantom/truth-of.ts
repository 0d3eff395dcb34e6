/**
 * All numbers that a whole examination holds, as one plain object: mL, g, %, ms, mL/min/g, mL/s, cm/s. From formulas
 * and integrals of the phantom alone; nothing here is computed as an analysis computes it.
 */
import { ms } from '../units/units.ts'
import { type FlowTruth, flowTruth } from './aortic-flow.ts'
import { heartState } from './motion.ts'
import { acquisitionOf, heartOf, type PhantomOptions, scarOf } from './options.ts'
import { perfusionStates, type SegmentFlow, segmentFlow } from './perfusion.ts'
import { enhancedT1, haematocrit, heartRelaxation, myocardium, nativeBloodT1 } from './relaxation.ts'
import { type ScarTruth, scarTruth } from './scar-truth.ts'
import { type StrainTriple, wallStrain } from './strain.ts'
import { type PhantomTruth, phantomTruth } from './study.ts'
import { code } from './tissue.ts'

export interface TissueTruth {
  readonly t1Native: number
  readonly t1Post: number
  readonly t2: number
  readonly t2star: number
  /** % */
  readonly ecv: number
}

export interface ExaminationTruth {
  readonly preset: PhantomOptions['preset']
  readonly cine: PhantomTruth
  /** engineering strain of the wall at end-systole: 'global' and AHA segments of 60° */
  readonly strain: Readonly<Record<string, StrainTriple>>
  readonly scar: ScarTruth
  /** by AHA segment from 1 to 16, two-insertion rule, mL/min/g */
  readonly perfusion: Readonly<Record<'stress' | 'rest', SegmentFlow>>
  readonly haematocrit: number
  readonly bloodT1: { readonly native: number; readonly post: number }
  readonly tissue: Readonly<Record<'myocardium' | 'scar' | 'border' | 'obstruction', TissueTruth>>
  readonly flow: FlowTruth
}

export function truthOf(options: PhantomOptions): ExaminationTruth {
  const preset = heartOf(options)
  const acquisition = acquisitionOf(options)
  const endSystole = heartState(preset, preset.contraction.endSystole)
  const { bloodT1Post } = myocardium[options.preset]
  const relaxation = heartRelaxation(options.preset)
  const tissue = (kind: number): TissueTruth => {
    const found = relaxation[kind]
    if (found === undefined) throw new RangeError(`there is no tissue ${kind}`)
    return {
      t1Native: found.t1,
      t1Post: ms(enhancedT1(found, bloodT1Post)),
      t2: found.t2,
      t2star: found.t2star,
      ecv: 100 * found.extracellular,
    }
  }
  const [stress, rest] = perfusionStates.map((state) =>
    segmentFlow(options.preset, options.perfusion ?? {}, state),
  )
  return {
    preset: options.preset,
    cine: phantomTruth(options),
    strain: Object.fromEntries(
      [...wallStrain(preset, endSystole)].map(([segment, { engineering }]) => [segment, engineering]),
    ),
    scar: scarTruth(preset, scarOf(options)),
    perfusion: { stress: stress ?? [], rest: rest ?? [] },
    haematocrit,
    bloodT1: { native: nativeBloodT1, post: bloodT1Post },
    tissue: {
      myocardium: tissue(code.lvWall),
      scar: tissue(code.scarCore),
      border: tissue(code.scarBorder),
      obstruction: tissue(code.obstruction),
    },
    flow: flowTruth(preset, options.flow ?? {}, acquisition),
  }
}
