/**
 * From tissue to the picture of a scanner: tissue signal with its texture, receiver coils, point spread, noise.
 */
import type { Vector3 } from '../geometry/plane.ts'
import { code, type TissueCode } from './heart-tissue.ts'
import { endocardialRadius2, type HeartState, toMaterial } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { normalNumbers, type RandomBits, randomBits } from './random.ts'
import { type Texture, textureAt } from './texture.ts'

/** Signal of a balanced steady-state cine at full coil sensitivity, in the units of `noise`. */
const blood = 330
const myocardium = 110
const fat = 185
const wall = 80
const noise = 8

/** x, y, z: mm in the heart frame. */
export type HeartSignal = (tissue: TissueCode, x: number, y: number, z: number) => number

/** The wall's speckle moves with the tissue; blood has a faint one of its own that flows. */
export function heartSignal(preset: HeartPreset, state: HeartState, texture: Texture): HeartSignal {
  const material = (x: number, y: number, z: number): number => {
    const dx = x - state.shiftX
    const dy = y - state.shiftY
    const [R, angle, Z] = toMaterial(preset, state, [Math.sqrt(dx * dx + dy * dy), Math.atan2(dy, dx), z])
    return textureAt(texture, R * Math.cos(angle), R * Math.sin(angle), Z)
  }
  /** The cavity is a little darker and uneven next to the wall; its border stays where it is. */
  const trabeculation = (x: number, y: number, z: number): number => {
    const dx = x - state.shiftX
    const dy = y - state.shiftY
    const [R, angle, Z] = toMaterial(preset, state, [Math.sqrt(dx * dx + dy * dy), Math.atan2(dy, dx), z])
    const fromWall = Math.sqrt(endocardialRadius2(preset, Z)) - R
    if (fromWall > 12) return 0
    const grain = textureAt(texture, R * Math.cos(angle) + 50, R * Math.sin(angle) + 50, 0.4 * Z)
    return Math.min(0.4, Math.max(0, 0.1 + 0.16 * grain) * Math.exp(-fromWall / 4))
  }
  const flowing = (x: number, y: number, z: number): number =>
    textureAt(texture, 0.6 * x + 10 * state.activation, 0.6 * y + 33 * state.time, 0.6 * z + 60)
  return (tissue, x, y, z) => {
    switch (tissue) {
      case code.lvWall:
      case code.papillary:
        return myocardium + 11 * material(x, y, z)
      case code.rvWall:
        return myocardium + 8 * material(x, y, z)
      case code.thinWall:
        return wall
      case code.fat:
        return fat + 16 * material(x, y, z)
      case code.outside:
        return 0
      case code.lvBlood:
        return (blood + 11 * flowing(x, y, z)) * (1 - trabeculation(x, y, z))
      default:
        return blood + 11 * flowing(x, y, z)
    }
  }
}

/**
 * Sensitivity of the receiver coils at a point of the patient: one array on the chest, a weaker one under the
 * spine, so that the picture is bright in front and fades inwards.
 */
export function coilSensitivity([x, y]: Vector3): number {
  const front = Math.max(0, y + 100 - 0.0022 * x * x)
  const back = Math.max(0, 116 - y)
  return 0.5 + 0.85 * Math.exp(-front / 62) + 0.4 * Math.exp(-back / 55)
}

/** Share of a pixel's signal that leaks to each neighbour along a row or a column. */
const leak = 0.11

/** The point spread of a real acquisition, which is a little wider than a pixel; the outermost pixels stay. */
export function spreadPoints(
  image: Float32Array,
  columns: number,
  rows: number,
  scratch: Float32Array,
): void {
  const keep = 1 - 2 * leak
  scratch.set(image)
  for (let row = 0; row < rows; row++)
    for (let i = row * columns + 1; i < (row + 1) * columns - 1; i++)
      scratch[i] = keep * (image[i] ?? 0) + leak * ((image[i - 1] ?? 0) + (image[i + 1] ?? 0))
  image.set(scratch)
  for (let i = columns; i < (rows - 1) * columns; i++)
    image[i] = keep * (scratch[i] ?? 0) + leak * ((scratch[i - columns] ?? 0) + (scratch[i + columns] ?? 0))
}

/** Stored value for a signal of 1; the brightest tissue stays below 12 bits. */
const storedScale = 4
const brightestStored = 4095

const tableSize = 1 << 14
let normalTable: Float32Array | undefined

/** Drawn once: picking from a table costs a tenth of making a normal number. */
const normals = (): Float32Array => {
  normalTable ??= normalNumbers(randomBits(1, 0), new Float32Array(tableSize))
  return normalTable
}

/** Magnitude of a complex signal with equal normal noise in both parts (Rician), as stored integers. */
export function acquire(
  image: Float32Array,
  sensitivity: Float32Array,
  bits: RandomBits,
): Uint16Array<ArrayBuffer> {
  const table = normals()
  const stored = new Uint16Array(image.length)
  for (let i = 0; i < image.length; i++) {
    const drawn = bits()
    const real = (image[i] ?? 0) * (sensitivity[i] ?? 0) + noise * (table[drawn & (tableSize - 1)] ?? 0)
    const imaginary = noise * (table[drawn >>> 18] ?? 0)
    stored[i] = Math.min(
      brightestStored,
      Math.round(storedScale * Math.sqrt(real * real + imaginary * imaginary)),
    )
  }
  return stored
}
