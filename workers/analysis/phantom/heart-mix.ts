/**
 * What each pixel of the heart is mixed from at one moment: tissues with weights, their shares of the pixel times
 * the texture that moves with them. Values of the tissues make a picture of it in any contrast, so that all the
 * pictures that a slice has of one moment need it once.
 */
import { endocardialRadius2, type HeartState } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { latticeOf, type Slab, samplesPerPixel, tissueShares } from './sampling.ts'
import { materialPoint } from './scarred-tissue.ts'
import { type Texture, textureAt } from './texture.ts'
import { code, type LabelAt } from './tissue.ts'

export interface HeartMix {
  /** places in the picture, row by row, that hold any heart */
  readonly pixels: Int32Array
  /** share of each that is chest, 0 to 1 */
  readonly around: Float32Array
  /** parts of pixel i lie from starts[i] up to starts[i + 1] */
  readonly starts: Int32Array
  readonly labels: Uint8Array
  readonly weights: Float32Array
}

/** Relative standard deviation of the texture. */
const grain = { wall: 0.035, fat: 0.08, blood: 0.015 }

/** The heart of one preset at one time, with labels for what is told apart in it. */
export interface LabelledHeart {
  readonly preset: HeartPreset
  readonly state: HeartState
  readonly labelAt: LabelAt
  /** labels are below it */
  readonly labels: number
}

/** @param texture  absent for a picture of what tissue is, and not of its signal: a map */
export function heartMix(slab: Slab, heart: LabelledHeart, texture?: Texture): HeartMix {
  const { labels } = heart
  const { left, top, width, height } = slab.region
  const shares = tissueShares(slab, heart.labelAt, labels)
  let pixels = 0
  let parts = 0
  for (let base = 0; base < shares.length; base += labels) {
    if (shares[base + code.outside] === samplesPerPixel) continue
    pixels += 1
    // trabeculae make a second part of the blood
    if ((shares[base + code.lvBlood] ?? 0) > 0) parts += 1
    for (let label = 1; label < labels; label++) if ((shares[base + label] ?? 0) > 0) parts += 1
  }
  const mix = {
    pixels: new Int32Array(pixels),
    around: new Float32Array(pixels),
    starts: new Int32Array(pixels + 1),
    labels: new Uint8Array(parts),
    weights: new Float32Array(parts),
  }
  const { first, column, row } = latticeOf(slab)
  const grained = texture === undefined ? undefined : grainOf(heart, texture)
  let i = 0
  let next = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const base = (y * width + x) * labels
      if (shares[base + code.outside] === samplesPerPixel) continue
      const c = left + x
      const r = top + y
      const px = first[0] + c * column[0] + r * row[0]
      const py = first[1] + c * column[1] + r * row[1]
      const pz = first[2] + c * column[2] + r * row[2]
      mix.pixels[i] = r * slab.plane.columns + c
      mix.around[i] = (shares[base + code.outside] ?? 0) / samplesPerPixel
      mix.starts[i] = next
      for (let label = 1; label < labels; label++) {
        const share = (shares[base + label] ?? 0) / samplesPerPixel
        if (share === 0) continue
        const muscle = grained && label === code.lvBlood ? grained.trabeculae(px, py, pz) : 0
        mix.labels[next] = label
        mix.weights[next++] = share * (1 - muscle) * (grained?.speckle(label, px, py, pz) ?? 1)
        if (muscle === 0) continue
        mix.labels[next] = code.papillary
        mix.weights[next++] = share * muscle
      }
      i += 1
    }
  mix.starts[i] = next
  return mix
}

function grainOf({ preset, state }: LabelledHeart, texture: Texture) {
  return {
    /** Texture of a tissue relative to its mean. */
    speckle(label: number, x: number, y: number, z: number): number {
      switch (label) {
        case code.thinWall:
          return 1
        case code.lvBlood:
        case code.rvBlood:
        case code.laBlood:
        case code.vesselBlood:
        case code.aorticBlood:
        case code.pulmonaryBlood:
          return 1 + grain.blood * textureAt(texture, 0.6 * x, 0.6 * y, 0.6 * z + 60)
        default: {
          const [R, angle, Z] = materialPoint(preset, state, x, y, z)
          const amount = label === code.fat ? grain.fat : grain.wall
          return 1 + amount * textureAt(texture, R * Math.cos(angle), R * Math.sin(angle), Z)
        }
      }
    },
    /** Share of wall in the blood next to it, drawn out along the axis. */
    trabeculae(x: number, y: number, z: number): number {
      const [R, angle, Z] = materialPoint(preset, state, x, y, z)
      const fromWall = Math.abs(Math.sqrt(endocardialRadius2(preset, Z)) - R)
      const meshes = textureAt(texture, R * Math.cos(angle) + 50, R * Math.sin(angle) + 50, 0.4 * Z)
      return Math.min(0.4, Math.max(0, 0.1 + 0.2 * meshes) * Math.exp(-fromWall / 3.5))
    },
  }
}

/** Puts the heart into a picture of the chest. @param values  by label */
export function paintMix(image: Float32Array, mix: HeartMix, values: Float64Array): void {
  const { pixels, around, starts, labels, weights } = mix
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i] ?? 0
    let sum = (around[i] ?? 0) * (image[pixel] ?? 0)
    const end = starts[i + 1] ?? 0
    for (let part = starts[i] ?? 0; part < end; part++)
      sum += (weights[part] ?? 0) * (values[labels[part] ?? 0] ?? 0)
    image[pixel] = sum
  }
}
