/**
 * A speckle for tissue: a random field in three dimensions with a typical grain of about 5 mm, mean 0 and
 * standard deviation 1, repeating every 128 mm.
 *
 * White noise on a 64³ lattice minus nothing coarser than 6 mm: the difference of two Gaussian blurs.
 */
import { normalNumbers, randomBits } from '../numerics/random.ts'

const size = 64
const mask = size - 1
/** mm between lattice points */
const pitch = 2
const fine = 1.75 / pitch
const coarse = 6.4 / pitch

export type Texture = Float32Array

/** Apart from the streams of noise, which pictures number from 1. */
const textureStream = 0

let lastMade: { readonly seed: number; readonly texture: Texture } | undefined

/** The last one is kept: the parts of one study are often made one after the other. */
export function makeTexture(seed: number): Texture {
  if (lastMade?.seed !== seed) lastMade = { seed, texture: newTexture(seed) }
  return lastMade.texture
}

function newTexture(seed: number): Texture {
  const field = normalNumbers(randomBits(seed, textureStream), new Float32Array(size ** 3))
  blur(field, fine)
  const slow = blur(field.slice(), coarse)
  let square = 0
  for (let i = 0; i < field.length; i++) {
    const value = (field[i] ?? 0) - (slow[i] ?? 0)
    field[i] = value
    square += value * value
  }
  const scale = 1 / Math.sqrt(square / field.length)
  for (let i = 0; i < field.length; i++) field[i] = (field[i] ?? 0) * scale
  return field
}

/** Stride along each axis, then along the other two. */
const axes = [
  [1, size, size * size],
  [size, 1, size * size],
  [size * size, 1, size],
] as const

/** Periodic Gaussian blur along the three axes, in place. */
function blur(field: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma)
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sigma) ** 2),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (let k = 0; k < weights.length; k++) weights[k] = (weights[k] ?? 0) / total
  const line = new Float32Array(size + 2 * reach)
  for (const [stride, across, beyond] of axes)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        const start = a * across + b * beyond
        for (let i = 0; i < line.length; i++) line[i] = field[start + ((i - reach) & mask) * stride] ?? 0
        for (let i = 0; i < size; i++) {
          let sum = 0
          for (let k = 0; k <= 2 * reach; k++) sum += (weights[k] ?? 0) * (line[i + k] ?? 0)
          field[start + i * stride] = sum
        }
      }
  return field
}

/** The field at a point in millimetres, trilinear. */
export function textureAt(field: Texture, x: number, y: number, z: number): number {
  const fx = x / pitch
  const fy = y / pitch
  const fz = z / pitch
  const i = Math.floor(fx)
  const j = Math.floor(fy)
  const k = Math.floor(fz)
  const u = fx - i
  const v = fy - j
  const w = fz - k
  const i0 = i & mask
  const i1 = (i + 1) & mask
  const j0 = (j & mask) * size
  const j1 = ((j + 1) & mask) * size
  const k0 = (k & mask) * size * size
  const k1 = ((k + 1) & mask) * size * size
  const along = (row: number): number => {
    const a = field[row + i0] ?? 0
    return a + ((field[row + i1] ?? 0) - a) * u
  }
  const near = along(j0 + k0) * (1 - v) + along(j1 + k0) * v
  const far = along(j0 + k1) * (1 - v) + along(j1 + k1) * v
  return near * (1 - w) + far * w
}
