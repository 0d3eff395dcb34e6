/**
 * Strain of the wall at one moment, by AHA segment of 60°, from the deformation gradient in closed form.
 *
 * In the cylindrical bases of the material and the moved point, with the rows and columns r, θ, z:
 *
 *       ⎡ R/(λr)   C_Θ/(2rR)   C_Z/(2r) ⎤
 *   F = ⎢   0         r/R         rτ    ⎥       E = ½ (FᵀF − 1)
 *       ⎣   0          0          λ     ⎦
 *
 * Segment 17 thins here, unlike a real apex, since λ is the same everywhere: leave it out of comparisons.
 */
import {
  endocardialRadius2,
  epicardialRadius2,
  type HeartState,
  radialStretch2,
  radians,
  wallFactor,
} from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { segmentAt } from './segments.ts'

export interface WallStrain {
  /** diagonal of E: circumferential, radial, longitudinal */
  readonly green: StrainTriple
  /** relative change of length along the same directions */
  readonly engineering: StrainTriple
}
export interface StrainTriple {
  readonly circumferential: number
  readonly radial: number
  readonly longitudinal: number
}

const samples = { around: 360, along: 180, across: 12 }

/** Means over the wall, weighted by volume; 'global' and the AHA segments '1' to '17'. */
export function wallStrain(preset: HeartPreset, state: HeartState): ReadonlyMap<string, WallStrain> {
  const sums = new Map<string, Float64Array>()
  const low = -preset.epicardium.length
  for (let j = 0; j < samples.along; j++) {
    const level = low + ((j + 0.5) / samples.along) * (preset.base - low)
    const inner2 = endocardialRadius2(preset, level)
    const even = epicardialRadius2(preset, level) - inner2
    for (let i = 0; i < samples.around; i++) {
      const angle = ((i + 0.5) / samples.around) * 2 * Math.PI
      const weight = even * wallFactor(preset, angle)
      const segment = sumOf(sums, String(segmentAt(preset, angle, level, 'even')))
      const global = sumOf(sums, 'global')
      for (let k = 0; k < samples.across; k++) {
        // layers of equal area, so that each carries the same volume
        const R = Math.sqrt(inner2 + ((k + 0.5) / samples.across) * weight)
        const green = greenDiagonal(preset, state, R, angle, level)
        add(segment, green, weight)
        add(global, green, weight)
      }
    }
  }
  return new Map([...sums].map(([name, sum]) => [name, mean(sum)]))
}

function greenDiagonal(
  preset: HeartPreset,
  state: HeartState,
  R: number,
  angle: number,
  level: number,
): StrainTriple {
  const { endocardium, contraction } = preset
  const { longitudinal, hypokinesis, twist } = state
  const inner2 = endocardialRadius2(preset, level)
  const offset = radialStretch2(preset, state, angle) - 1 / longitudinal
  const r = Math.sqrt((R * R) / longitudinal + inner2 * offset)
  const offsetByAngle = inner2 * -0.5 * hypokinesis * Math.sin(angle - radians(contraction.hypokinesisAngle))
  const offsetByLevel =
    inner2 > 0 ? ((-2 * endocardium.radius ** 2 * level) / endocardium.length ** 2) * offset : 0
  const rr = R / (longitudinal * r)
  const rt = offsetByAngle / (2 * r * R)
  const rz = offsetByLevel / (2 * r)
  const tt = r / R
  const tz = r * twist
  return {
    radial: 0.5 * (rr * rr - 1),
    circumferential: 0.5 * (rt * rt + tt * tt - 1),
    longitudinal: 0.5 * (rz * rz + tz * tz + longitudinal * longitudinal - 1),
  }
}

const engineering = (green: number): number => Math.sqrt(1 + 2 * green) - 1

function sumOf(sums: Map<string, Float64Array>, name: string): Float64Array {
  const known = sums.get(name)
  if (known) return known
  const fresh = new Float64Array(7)
  sums.set(name, fresh)
  return fresh
}

function add(
  sum: Float64Array,
  { circumferential, radial, longitudinal }: StrainTriple,
  weight: number,
): void {
  const values = [
    1,
    circumferential,
    radial,
    longitudinal,
    engineering(circumferential),
    engineering(radial),
    engineering(longitudinal),
  ]
  for (const [i, value] of values.entries()) sum[i] = (sum[i] ?? 0) + weight * value
}

function mean([weight = 0, ...sums]: Float64Array): WallStrain {
  const [circumferential = 0, radial = 0, longitudinal = 0, ecc = 0, err = 0, ezz = 0] = sums.map(
    (sum) => sum / weight,
  )
  return {
    green: { circumferential, radial, longitudinal },
    engineering: { circumferential: ecc, radial: err, longitudinal: ezz },
  }
}
