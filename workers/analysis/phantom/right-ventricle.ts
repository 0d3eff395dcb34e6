/**
 * The right ventricle: a crescent on the epicardium of the septal side, in material coordinates, whose
 * thickness is w q(Θ,Z) with
 *
 *   q = cos(½π Θ/Θ_half) √((Z + 0.72 Lₑ) / (h + 0.72 Lₑ))     |Θ| < Θ_half, Z ≤ h
 *
 * and w such that its stroke volume equals that of the left ventricle.
 */
import { type HeartState, outerRadius2, radialOffset, radians } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { rvVolume } from './truth.ts'

/** The crescent ends this far towards the apex, as a fraction of Lₑ. */
const reach = 0.72

export interface Crescent {
  /** half width, radians */
  readonly halfWidth: number
  /** the lowest level, mm */
  readonly tip: number
  /** from the tip to the valve plane, mm */
  readonly height: number
  /** w, mm */
  readonly thickness: number
}

export function crescent(preset: HeartPreset, state: HeartState): Crescent {
  const tip = -reach * preset.epicardium.length
  const halfWidth = radians(preset.rightVentricle.halfWidth)
  const height = preset.base - tip
  return { halfWidth, tip, height, thickness: thickness(preset, state, { halfWidth, tip, height }) }
}

/**
 * w from V = λ ∬ (rₑ w q + ½ w² q²) dΘ dZ, by the midpoint rule in Θ and in u = √((Z − tip)/height), which
 * takes the root out of q. The pictures depend on it, the stated volumes do not.
 */
function thickness(preset: HeartPreset, state: HeartState, shape: Omit<Crescent, 'thickness'>): number {
  const { halfWidth, tip, height } = shape
  const steps = 64
  let linear = 0
  let square = 0
  for (let i = 0; i < steps; i++) {
    const u = (i + 0.5) / steps
    const level = tip + height * u * u
    for (let j = 0; j < steps; j++) {
      const angle = halfWidth * ((2 * (j + 0.5)) / steps - 1)
      const q = Math.cos((0.5 * Math.PI * angle) / halfWidth) * u
      const outer2 =
        outerRadius2(preset, angle, level) / state.longitudinal + radialOffset(preset, state, angle, level)
      linear += Math.sqrt(outer2) * q * u
      square += 0.5 * q * q * u
    }
  }
  const cell = state.longitudinal * ((2 * halfWidth) / steps) * ((2 * height) / steps)
  const a = linear * cell
  const b = square * cell
  const volume = 1000 * rvVolume(preset, state)
  return (-a + Math.sqrt(a * a + 4 * b * volume)) / (2 * b)
}

/** q(Θ,Z). @param angle  material, radians */
export function crescentWidth({ halfWidth, tip, height }: Crescent, angle: number, level: number): number {
  if (Math.abs(angle) >= halfWidth || level <= tip) return 0
  return Math.cos((0.5 * Math.PI * angle) / halfWidth) * Math.sqrt((level - tip) / height)
}
