/**
 * Signal of the heart in pictures other than the cine: each tissue has one value in a picture, with a texture that
 * moves with it, and trabeculae mix wall into the blood next to it.
 */
import { endocardialRadius2, type HeartState } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { materialPoint } from './scarred-tissue.ts'
import type { HeartSignal } from './signal.ts'
import { type Texture, textureAt } from './texture.ts'
import { code, type TissueCode } from './tissue.ts'

/** Of wall, by where it lay at end-diastole; x, y, z in the heart frame for all else. */
export type ValueOf = (tissue: TissueCode, x: number, y: number, z: number) => number

/** Relative standard deviation of the texture. */
const grain = { wall: 0.035, fat: 0.08, blood: 0.015 }

export function stillSignal(
  preset: HeartPreset,
  state: HeartState,
  texture: Texture,
  value: ValueOf,
): HeartSignal {
  const speckle = (R: number, angle: number, Z: number): number =>
    textureAt(texture, R * Math.cos(angle), R * Math.sin(angle), Z)
  const blood = (x: number, y: number, z: number): number =>
    1 + grain.blood * textureAt(texture, 0.6 * x, 0.6 * y, 0.6 * z + 60)
  return (tissue, x, y, z) => {
    switch (tissue) {
      case code.outside:
        return 0
      case code.thinWall:
        return value(tissue, x, y, z)
      case code.lvBlood: {
        const [R, angle, Z] = materialPoint(preset, state, x, y, z)
        const fromWall = Math.abs(Math.sqrt(endocardialRadius2(preset, Z)) - R)
        const meshes = textureAt(texture, R * Math.cos(angle) + 50, R * Math.sin(angle) + 50, 0.4 * Z)
        const muscle = Math.min(0.4, Math.max(0, 0.1 + 0.2 * meshes) * Math.exp(-fromWall / 3.5))
        return (
          (1 - muscle) * value(tissue, x, y, z) * blood(x, y, z) + muscle * value(code.papillary, x, y, z)
        )
      }
      case code.rvBlood:
      case code.laBlood:
      case code.vesselBlood:
      case code.aorticBlood:
      case code.pulmonaryBlood:
        return value(tissue, x, y, z) * blood(x, y, z)
      default: {
        const [R, angle, Z] = materialPoint(preset, state, x, y, z)
        const amount = tissue === code.fat ? grain.fat : grain.wall
        return value(tissue, x, y, z) * (1 + amount * speckle(R, angle, Z))
      }
    }
  }
}
