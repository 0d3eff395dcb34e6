/**
 * All numbers that a whole examination holds, as one plain object: mL, g, %, ms, mL/min/g, mL/s, cm/s. From formulas
 * and integrals of the phantom alone; nothing here is computed as an analysis computes it.
 */
import { at } from '../units/at.ts'
import { ms } from '../units/units.ts'
import { sliceLevels, sliceSpacing } from './acquisition.ts'
import { type FlowTruth, flowTruth } from './aortic-flow.ts'
import { type FirstPassTruth, firstPassTruth } from './first-pass-truth.ts'
import { degrees, heartState, materialLevel, rotation } from './motion.ts'
import { acquisitionOf, heartOf, type PhantomOptions, scarOf } from './options.ts'
import { enhancedT1, haematocrit, heartRelaxation, myocardium, nativeBloodT1 } from './relaxation.ts'
import { type ScarAmount, type ScarTruth, scarOfSlice, scarTruth } from './scar-truth.ts'
import { type StrainTriple, wallStrain } from './strain.ts'
import { type PhantomTruth, phantomTruth } from './study.ts'
import { stillTime } from './timing.ts'
import { code } from './tissue.ts'

export interface TissueTruth {
  readonly t1Native: number
  readonly t1Post: number
  readonly t2: number
  readonly t2star: number
  /** % */
  readonly ecv: number
}

/** A slice of the short-axis stacks, from 0 at the base. */
export interface SliceTruth {
  /** of its centre, mm along the axis towards the base */
  readonly level: number
  /** of the wall at end-systole since end-diastole, degrees, counter-clockwise seen from the apex; 0 beside the heart */
  readonly rotation: number
  /** in the pictures of late enhancement */
  readonly scar: ScarAmount
}

export const truthFormat = 'midwall-truth/1'

export interface ExaminationTruth {
  readonly format: typeof truthFormat
  readonly preset: PhantomOptions['preset']
  readonly cine: PhantomTruth
  readonly slices: readonly SliceTruth[]
  /** engineering strain of the wall at end-systole: 'global' and AHA segments of 60° */
  readonly strain: Readonly<Record<string, StrainTriple>>
  readonly scar: ScarTruth
  readonly perfusion: Readonly<Record<'stress' | 'rest', FirstPassTruth>> & {
    /** stress over rest flow, by segment from 1 to 16 */
    readonly reserve: readonly number[]
  }
  readonly haematocrit: number
  readonly bloodT1: { readonly native: number; readonly post: number }
  readonly tissue: Readonly<Record<'myocardium' | 'scar' | 'border' | 'obstruction' | 'blood', TissueTruth>>
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
  const [stress, rest] = [firstPassTruth(options, 'stress'), firstPassTruth(options, 'rest')]
  return {
    format: truthFormat,
    preset: options.preset,
    cine: phantomTruth(options),
    slices: slicesOf(options),
    strain: Object.fromEntries(
      [...wallStrain(preset, endSystole)].map(([segment, { engineering }]) => [segment, engineering]),
    ),
    scar: scarTruth(preset, scarOf(options)),
    perfusion: {
      stress,
      rest,
      reserve: stress.segments.map(({ mbf }, segment) => mbf / at(rest.segments, segment).mbf),
    },
    haematocrit,
    bloodT1: { native: nativeBloodT1, post: bloodT1Post },
    tissue: {
      myocardium: tissue(code.lvWall),
      scar: tissue(code.scarCore),
      border: tissue(code.scarBorder),
      obstruction: tissue(code.obstruction),
      blood: tissue(code.lvBlood),
    },
    flow: flowTruth(preset, options.flow ?? {}, acquisition),
  }
}

function slicesOf(options: PhantomOptions): readonly SliceTruth[] {
  const preset = heartOf(options)
  const acquisition = acquisitionOf(options)
  const endSystole = heartState(preset, preset.contraction.endSystole)
  const still = heartState(preset, stillTime)
  return sliceLevels(preset, acquisition).map((level) => {
    const material = materialLevel(preset, endSystole, level)
    const isWall = material <= preset.base && material >= -preset.epicardium.length
    return {
      level,
      // angles of the phantom run from the septum to the anterior wall, which is clockwise seen from the apex
      rotation: isWall ? -degrees(rotation(preset, endSystole, material)) : 0,
      scar: scarOfSlice(preset, still, scarOf(options), level, sliceSpacing(acquisition)),
    }
  })
}
