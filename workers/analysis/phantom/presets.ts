/**
 * Five hearts whose volumes, mass, ejection fraction and strain are known in closed form.
 *
 * Heart frame: origin on the long axis at the widest level, z towards the base, x towards the middle of the
 * septum, y towards the anterior wall; millimetres. Angles are degrees from x towards y, so 0 is septal,
 * 90 anterior, 180 lateral, -90 inferior.
 *
 * At end-diastole both surfaces of the wall are ellipsoids of revolution, cut by the flat valve plane z = h:
 *
 *   Rᵢ(Z) = aᵢ √(1 − (Z/Lᵢ)²)     Rₑ(Z) = aₑ √(1 − (Z/Lₑ)²)     Z ≤ h
 *
 * A wall that is thicker on one side has the outer radius √(Rᵢ² + f(Θ) (Rₑ² − Rᵢ²)) in place of Rₑ, where
 *
 *   f(Θ) = 1 + e ((1 + cos(Θ − Θ₁)) / 2)²     with the mean 1 + 3e/8 over the angle
 *
 * so that its volume is that of the even wall times the mean.
 */
import { type Ml, type Mm, ml, mm } from '../units/units.ts'

export const presetNames = ['normal', 'dilated', 'infarct', 'hypertrophic', 'amyloid'] as const
export type PresetName = (typeof presetNames)[number]

export interface HeartPreset {
  /** aᵢ, Lᵢ */
  readonly endocardium: Semiaxes
  /** aₑ, Lₑ */
  readonly epicardium: Semiaxes
  /** h: the valve plane at end-diastole */
  readonly base: Mm
  /** absent for a wall of the same thickness all round */
  readonly asymmetry?: Asymmetry
  readonly contraction: Contraction
  readonly rightVentricle: RightVentricle
  /** a half ellipsoid on the valve plane */
  readonly leftAtrium: Semiaxes & { readonly relativeGain: number }
  readonly papillaries: Papillaries
  /** amplitude of the rigid in-plane motion of the whole heart */
  readonly drift: Mm
}

export interface Asymmetry {
  /** e: how much more wall there is where it is thickest, relative */
  readonly excess: number
  /** Θ₁, degrees */
  readonly angle: number
}

export interface Semiaxes {
  readonly radius: Mm
  readonly length: Mm
}

export interface Contraction {
  /** when the left ventricle is smallest, as a fraction of the RR interval */
  readonly endSystole: number
  /** λ at end-systole: stretch along the axis */
  readonly longitudinal: number
  /** s₀ at end-systole: endocardial radius relative to end-diastole, away from a hypokinetic region */
  readonly radial: number
  /** d at end-systole: 0 for uniform contraction */
  readonly hypokinesis: number
  /** Θ₀, degrees: where contraction is worst */
  readonly hypokinesisAngle: number
  /** rotation of the base against the apex, degrees */
  readonly twist: number
}

/** A crescent on the septal side; its stroke volume equals that of the left ventricle. */
export interface RightVentricle {
  readonly halfWidth: number
  readonly endDiastolicVolume: Ml
  readonly wall: Mm
}

/** Straight rods along the axis: the same volume in every phase. */
export interface Papillaries {
  readonly radius: Mm
  /** distance from the axis as a fraction of the widest endocardial radius */
  readonly distance: number
  readonly angles: readonly number[]
  readonly from: Mm
  readonly to: Mm
}

const normal: HeartPreset = {
  endocardium: { radius: mm(27), length: mm(66) },
  epicardium: { radius: mm(36), length: mm(71) },
  base: mm(18),
  contraction: {
    endSystole: 0.36,
    longitudinal: 0.84,
    radial: 0.69,
    hypokinesis: 0,
    hypokinesisAngle: 0,
    twist: 10,
  },
  rightVentricle: { halfWidth: 65, endDiastolicVolume: ml(150), wall: mm(3.5) },
  leftAtrium: { radius: mm(20), length: mm(38), relativeGain: 0.3 },
  papillaries: { radius: mm(3.5), distance: 0.62, angles: [125, 235], from: mm(-35), to: mm(2) },
  drift: mm(1.5),
}

/** EDV 280 mL, EF 25 %. */
const dilated: HeartPreset = {
  ...normal,
  endocardium: { radius: mm(36), length: mm(74) },
  epicardium: { radius: mm(43.5), length: mm(78.5) },
  base: mm(20),
  contraction: { ...normal.contraction, longitudinal: 0.925, radial: 0.9, twist: 4 },
  rightVentricle: { ...normal.rightVentricle, endDiastolicVolume: ml(170) },
  leftAtrium: { radius: mm(25), length: mm(44), relativeGain: 0.15 },
}

/** EDV 166 mL, EF 38 %: hypokinesis about the anteroseptal wall. */
const infarct: HeartPreset = {
  ...normal,
  endocardium: { radius: mm(29), length: mm(68) },
  epicardium: { radius: mm(37.5), length: mm(72.5) },
  contraction: {
    ...normal.contraction,
    longitudinal: 0.88,
    radial: 0.7,
    hypokinesis: 0.42,
    hypokinesisAngle: 60,
    twist: 6,
  },
}

/** EDV 120 mL, EF 69 %, mass 184 g: a septum of 18 mm opposite a lateral wall of 9 mm. */
const hypertrophic: HeartPreset = {
  ...normal,
  endocardium: { radius: mm(25), length: mm(65) },
  epicardium: { radius: mm(34), length: mm(71) },
  asymmetry: { excess: 1.35, angle: 10 },
  contraction: { ...normal.contraction, longitudinal: 0.87, radial: 0.6, twist: 13 },
  rightVentricle: { ...normal.rightVentricle, endDiastolicVolume: ml(135) },
  leftAtrium: { radius: mm(23), length: mm(42), relativeGain: 0.25 },
  papillaries: { ...normal.papillaries, radius: mm(4.2) },
}

/** EDV 116 mL, EF 47 %, mass 214 g: a thick wall all round that shortens little along the axis, a large atrium. */
const amyloid: HeartPreset = {
  ...normal,
  endocardium: { radius: mm(24.5), length: mm(66) },
  epicardium: { radius: mm(39), length: mm(74) },
  contraction: { ...normal.contraction, longitudinal: 0.93, radial: 0.755, twist: 7 },
  rightVentricle: { halfWidth: 65, endDiastolicVolume: ml(140), wall: mm(6) },
  leftAtrium: { radius: mm(25), length: mm(45), relativeGain: 0.12 },
  papillaries: { ...normal.papillaries, radius: mm(4.2) },
}

export const presets: Readonly<Record<PresetName, HeartPreset>> = {
  normal,
  dilated,
  infarct,
  hypertrophic,
  amyloid,
}

/** The same heart, larger or smaller: volumes and mass grow with the cube of `factor`, EF and strain stay. */
export function scaled(preset: HeartPreset, factor: number): HeartPreset {
  const lengths = ({ radius, length }: Semiaxes): Semiaxes => ({
    radius: mm(radius * factor),
    length: mm(length * factor),
  })
  const { rightVentricle, leftAtrium, papillaries } = preset
  return {
    ...preset,
    endocardium: lengths(preset.endocardium),
    epicardium: lengths(preset.epicardium),
    base: mm(preset.base * factor),
    rightVentricle: {
      ...rightVentricle,
      endDiastolicVolume: ml(rightVentricle.endDiastolicVolume * factor ** 3),
      wall: mm(rightVentricle.wall * factor),
    },
    leftAtrium: { ...lengths(leftAtrium), relativeGain: leftAtrium.relativeGain },
    papillaries: {
      ...papillaries,
      radius: mm(papillaries.radius * factor),
      from: mm(papillaries.from * factor),
      to: mm(papillaries.to * factor),
    },
  }
}
