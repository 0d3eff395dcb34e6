/**
 * Images of relaxation whose truth is the signal model: a ring of wall about a cavity of blood, each with its own
 * relaxation times, at the times of a sequence.
 *
 *   MOLLI      S = A − B e^(−TI/T1*)    T1* = T1 / (B/A − 1)
 *   SASHA      S = A − B e^(−TS/T1)
 *   T2, T2*    S = A e^(−TE/T) + c
 */
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import { flatPlane } from './flat-plane.ts'
import { circle } from './scar-ring.ts'

/** 5(3)3 at 60 beats a minute, in the order in which the images are made */
export const molliTimes: readonly Ms[] = [120, 1120, 2120, 3120, 4120, 200, 1200, 2200].map(ms)
/** 4(1)3(1)2, for short T1 */
export const molliPostTimes: readonly Ms[] = [100, 1100, 2100, 3100, 180, 1180, 2180, 260, 1260].map(ms)

export const molliSignal = (t1: number, a: number, b: number, time: number): number =>
  a - b * Math.exp((-time * (b / a - 1)) / t1)
export const recoverySignal = (t1: number, a: number, b: number, time: number): number =>
  a - b * Math.exp(-time / t1)
export const decaySignal = (t: number, a: number, c: number, time: number): number =>
  a * Math.exp(-time / t) + c

export const planeOf = (size: number, pixel = 1.5, slice = 0): ImagePlane =>
  flatPlane({ size: [size, size], spacing: [pixel, pixel], position: [0, 0, -10 * slice] })

export interface RelaxationRing {
  readonly size?: number
  readonly times: readonly Ms[]
  /** signed; by place: 'wall', 'blood' or 'outside' */
  readonly signal: (tissue: 'wall' | 'blood' | 'outside', time: number) => number
  readonly sd?: number
  readonly noise?: 'rician' | 'normal' | 'none'
  /** take the magnitude */
  readonly magnitude?: boolean
  /** shift of each image, pixels */
  readonly shifts?: readonly IndexPoint[]
  readonly samples?: number
  readonly slice?: number
  readonly seed?: number
}

/** pixels */
export const ringRadii = { endocardial: 12, epicardial: 18 } as const
export const ringCentre = (size: number): IndexPoint => [size / 2 - 0.3, size / 2 + 0.2]

export const ringBorders = (size = 48) => ({
  endocardial: circle(ringCentre(size), ringRadii.endocardial),
  epicardial: circle(ringCentre(size), ringRadii.epicardial),
})

export function ringImages(ring: RelaxationRing): MeasuredImage[] {
  const { size = 48, times, signal, sd = 0, magnitude = false, samples = 1, slice = 0, seed = 1 } = ring
  const noise = ring.noise ?? (sd > 0 ? 'normal' : 'none')
  const [cx, cy] = ringCentre(size)
  return times.map((time, k) => {
    const [dx, dy] = ring.shifts?.[k] ?? [0, 0]
    const random = normalNumbers(randomBits(seed, 64 * slice + k), new Float32Array(2 * size * size))
    const values = {
      wall: signal('wall', time),
      blood: signal('blood', time),
      outside: signal('outside', time),
    }
    const pixels = Float32Array.from({ length: size * size }, (_, i) => {
      let sum = 0
      for (let v = 0; v < samples; v++)
        for (let u = 0; u < samples; u++) {
          const x = (i % size) + (u + 0.5) / samples - 0.5 - cx - dx
          const y = Math.floor(i / size) + (v + 0.5) / samples - 0.5 - cy - dy
          const r = Math.hypot(x, y)
          sum +=
            r < ringRadii.endocardial ? values.blood : r < ringRadii.epicardial ? values.wall : values.outside
        }
      const clean = sum / samples ** 2
      const [p, q] = [sd * (random[2 * i] ?? 0), sd * (random[2 * i + 1] ?? 0)]
      if (noise === 'rician') return Math.hypot(clean + p, q)
      const noisy = noise === 'normal' ? clean + p : clean
      return magnitude ? Math.abs(noisy) : noisy
    })
    return { sopInstanceUid: `1.${slice}.${k}`, frame: 0, plane: planeOf(size, 1.5, slice), pixels }
  })
}

/** A map as a scanner would send it. */
export function ringMap(
  value: (tissue: 'wall' | 'blood' | 'outside') => number,
  more: Partial<RelaxationRing> = {},
): MeasuredImage {
  const [image] = ringImages({ ...more, times: [ms(0)], signal: value })
  if (image === undefined) throw new Error('no image')
  return image
}

/** Six sectors of 60° numbered from `first`, from the direction of columns on. */
export function ringLabels(size: number, first: number): Uint8Array {
  const [cx, cy] = ringCentre(size)
  return Uint8Array.from({ length: size * size }, (_, i) => {
    const turn = Math.atan2(Math.floor(i / size) - cy, (i % size) - cx) / (2 * Math.PI)
    return first + Math.min(5, Math.floor((turn - Math.floor(turn)) * 6))
  })
}
