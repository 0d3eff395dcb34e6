/**
 * How the heart moves: material point (R, Θ, Z) at end-diastole to spatial point (r, θ, z), cylindrical about
 * the long axis, with one stretch, one twist and one free function C.
 *
 *   z  = −Lₑ + λ (Z + Lₑ)                    the epicardial apex stays at rest
 *   θ  = Θ + τ (Z + Lₑ)
 *   r² = R²/λ + C(Θ,Z)                       C = Rᵢ² (s² − 1/λ)
 *   s² = s₀² + d (1 + cos(Θ − Θ₀)) / 2       so that the endocardium lies at r = s Rᵢ
 *
 * det F = (∂r/∂R)(r/R)(∂z/∂Z) = 1 for any C: the wall is exactly incompressible, with regional motion and
 * twist. The map has a closed inverse, so tissue carries its texture along.
 */
import type { HeartPreset } from './presets.ts'

export const radians = (degrees: number): number => (degrees * Math.PI) / 180
export const degrees = (angle: number): number => (angle * 180) / Math.PI

export interface HeartState {
  /** fraction of the RR interval since the R wave, in [0, 1) */
  readonly time: number
  /** 0 at end-diastole, 1 at end-systole */
  readonly activation: number
  /** λ */
  readonly longitudinal: number
  /** s₀² */
  readonly radial2: number
  /** d */
  readonly hypokinesis: number
  /** τ, radians per millimetre of material length */
  readonly twist: number
  /** rigid motion of the whole heart, mm */
  readonly shiftX: number
  readonly shiftY: number
}

/** @param time  in beats after the R wave; whole beats count for nothing */
export function heartState(preset: HeartPreset, time: number): HeartState {
  const { contraction, base, epicardium, drift } = preset
  const wrapped = time - Math.floor(time)
  const a = activation(wrapped, contraction.endSystole)
  const s0 = 1 - (1 - contraction.radial) * a
  return {
    time: wrapped,
    activation: a,
    longitudinal: 1 - (1 - contraction.longitudinal) * a,
    radial2: s0 * s0,
    hypokinesis: contraction.hypokinesis * a,
    twist: (radians(contraction.twist) * a) / (base + epicardium.length),
    shiftX: drift * Math.sin(2 * Math.PI * wrapped),
    shiftY: 0.6 * drift * (1 - Math.cos(2 * Math.PI * wrapped)),
  }
}

/** Early filling brings back 72 % of the contraction, the atrial kick 28 %, with a diastasis between them. */
const early = { share: 0.72, from: 0.06, lasts: 0.4 }
const atrial = { share: 0.28, from: 0.72, lasts: 0.28 }

function activation(time: number, endSystole: number): number {
  if (time <= endSystole) return halfCosine(time / endSystole)
  const diastole = (time - endSystole) / (1 - endSystole)
  return (
    1 -
    early.share * halfCosine((diastole - early.from) / early.lasts) -
    atrial.share * halfCosine((diastole - atrial.from) / atrial.lasts)
  )
}

/** A smooth step from 0 at x = 0 to 1 at x = 1, flat outside. */
const halfCosine = (x: number): number => 0.5 * (1 - Math.cos(Math.PI * Math.min(Math.max(x, 0), 1)))

/** Rᵢ², mm²; 0 below the endocardial apex. */
export const endocardialRadius2 = (
  { endocardium: { radius, length } }: HeartPreset,
  level: number,
): number => (Math.abs(level) < length ? radius * radius * (1 - (level / length) ** 2) : 0)

/** Rₑ² of the even wall, mm²; 0 below the epicardial apex. */
export const epicardialRadius2 = ({ epicardium: { radius, length } }: HeartPreset, level: number): number =>
  Math.abs(level) < length ? radius * radius * (1 - (level / length) ** 2) : 0

/** f(Θ) of `presets.ts`; 1 for an even wall. @param angle  material, radians */
export function wallFactor({ asymmetry }: HeartPreset, angle: number): number {
  if (asymmetry === undefined) return 1
  const half = (1 + Math.cos(angle - radians(asymmetry.angle))) / 2
  return 1 + asymmetry.excess * half * half
}

/** Mean of f over the angle. */
export const meanWallFactor = ({ asymmetry }: HeartPreset): number => 1 + 0.375 * (asymmetry?.excess ?? 0)

/** Largest f. */
export const largestWallFactor = ({ asymmetry }: HeartPreset): number => 1 + (asymmetry?.excess ?? 0)

/** Outer radius squared at a material angle and level, mm²; 0 below the epicardial apex. */
export function outerRadius2(preset: HeartPreset, angle: number, level: number): number {
  const inner2 = endocardialRadius2(preset, level)
  return inner2 + wallFactor(preset, angle) * (epicardialRadius2(preset, level) - inner2)
}

/** s² at the material angle Θ, radians. */
export const radialStretch2 = ({ contraction }: HeartPreset, state: HeartState, angle: number): number =>
  state.radial2 + 0.5 * state.hypokinesis * (1 + Math.cos(angle - radians(contraction.hypokinesisAngle)))

/** C(Θ,Z), mm²: how far r² departs from a plain stretch. */
export const radialOffset = (preset: HeartPreset, state: HeartState, angle: number, level: number): number =>
  endocardialRadius2(preset, level) * (radialStretch2(preset, state, angle) - 1 / state.longitudinal)

/** Z of the tissue that now lies at z. */
export const materialLevel = ({ epicardium }: HeartPreset, state: HeartState, z: number): number =>
  (z + epicardium.length) / state.longitudinal - epicardium.length

/** z of the tissue that lay at Z. */
export const spatialLevel = ({ epicardium }: HeartPreset, state: HeartState, level: number): number =>
  -epicardium.length + state.longitudinal * (level + epicardium.length)

/** θ − Θ of the tissue at Z, radians. */
export const rotation = ({ epicardium }: HeartPreset, state: HeartState, level: number): number =>
  state.twist * (level + epicardium.length)

/** A point about the long axis: distance (mm), angle (radians), level along the axis (mm). */
export type CylinderPoint = readonly [radius: number, angle: number, level: number]

/** Where the tissue lies now that lay there at end-diastole. */
export function toSpace(preset: HeartPreset, state: HeartState, [R, angle, Z]: CylinderPoint): CylinderPoint {
  const r2 = (R * R) / state.longitudinal + radialOffset(preset, state, angle, Z)
  return [Math.sqrt(Math.max(r2, 0)), angle + rotation(preset, state, Z), spatialLevel(preset, state, Z)]
}

/** Where the tissue lay at end-diastole that lies there now: the inverse of `toSpace`. */
export function toMaterial(
  preset: HeartPreset,
  state: HeartState,
  [r, angle, z]: CylinderPoint,
): CylinderPoint {
  const Z = materialLevel(preset, state, z)
  const material = angle - rotation(preset, state, Z)
  const R2 = state.longitudinal * (r * r - radialOffset(preset, state, material, Z))
  return [Math.sqrt(Math.max(R2, 0)), material, Z]
}
