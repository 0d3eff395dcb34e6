/** Signal of the heart's tissues, with the texture that moves with them. */
import { type CylinderPoint, endocardialRadius2, type HeartState, toMaterial } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { type Texture, textureAt } from './texture.ts'
import { code, type TissueCode } from './tissue.ts'

/** As of a balanced steady-state cine at full coil sensitivity; `receiver.ts` has the noise in the same units. */
const blood = 330
const myocardium = 110
const fat = 185
const wall = 80

/** x, y, z: mm in the heart frame. */
export type HeartSignal = (tissue: TissueCode, x: number, y: number, z: number) => number

export function heartSignal(preset: HeartPreset, state: HeartState, texture: Texture): HeartSignal {
  const material = (x: number, y: number, z: number): CylinderPoint => {
    const dx = x - state.shiftX
    const dy = y - state.shiftY
    return toMaterial(preset, state, [Math.sqrt(dx * dx + dy * dy), Math.atan2(dy, dx), z])
  }
  const speckle = ([R, angle, Z]: CylinderPoint): number =>
    textureAt(texture, R * Math.cos(angle), R * Math.sin(angle), Z)
  /** Blood has a faint texture of its own that flows. */
  const flow = (x: number, y: number, z: number): number =>
    textureAt(texture, 0.6 * x + 10 * state.activation, 0.6 * y + 33 * state.time, 0.6 * z + 60)
  /** Darkening by trabeculae next to the wall, whose border stays where it is; drawn out along the axis. */
  const trabeculae = ([R, angle, Z]: CylinderPoint): number => {
    const fromWall = Math.abs(Math.sqrt(endocardialRadius2(preset, Z)) - R)
    const grain = textureAt(texture, R * Math.cos(angle) + 50, R * Math.sin(angle) + 50, 0.4 * Z)
    return Math.min(0.4, Math.max(0, 0.12 + 0.2 * grain) * Math.exp(-fromWall / 4.5))
  }
  return (tissue, x, y, z) => {
    switch (tissue) {
      case code.lvWall:
      case code.papillary:
        return myocardium + 11 * speckle(material(x, y, z))
      case code.rvWall:
        return myocardium + 8 * speckle(material(x, y, z))
      case code.thinWall:
        return wall
      case code.fat:
        return fat + 16 * speckle(material(x, y, z))
      case code.outside:
        return 0
      case code.lvBlood:
        return (blood + 11 * flow(x, y, z)) * (1 - trabeculae(material(x, y, z)))
      case code.rvBlood:
        return (blood + 11 * flow(x, y, z)) * (1 - 0.12 * Math.max(0, speckle(material(x, y, z)) - 0.4))
      default:
        return blood + 11 * flow(x, y, z)
    }
  }
}
