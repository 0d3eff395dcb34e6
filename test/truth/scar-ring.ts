/**
 * Late enhancement whose truth is geometry: a ring of wall between two circles, with scars that are sectors of rings.
 *
 *   area of a scar = ½ Δφ (r₂² − r₁²)       r = inner radius + depth · thickness
 *
 * A pixel has the signal of what its centre lies in, or, sampled finely, the mean of what it covers. Noise is normal
 * (phase-sensitive) or Rician (magnitude).
 */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import type { LgeSlice } from '#analysis/scar/lge-slice.ts'
import { mm } from '#analysis/units/units.ts'
import { flatPlane } from './flat-plane.ts'

export interface RingScar {
  /** degrees from the direction of columns towards that of rows */
  readonly from: number
  readonly to: number
  /** depth, 0 at the endocardium */
  readonly inner: number
  readonly outer: number
  readonly signal: number
}

export interface RingOptions {
  readonly slice?: number
  readonly size?: number
  /** mm */
  readonly pixel?: number
  readonly endocardial?: number
  readonly epicardial?: number
  readonly thickness?: number
  readonly remote?: number
  readonly blood?: number
  readonly outside?: number
  readonly sd?: number
  readonly noise?: 'normal' | 'rician' | 'none'
  /** samples along each side of a pixel */
  readonly samples?: number
  /** later ones lie over earlier ones */
  readonly scars?: readonly RingScar[]
  readonly centre?: IndexPoint
  readonly seed?: number
}

const filled = (options: RingOptions) => ({
  slice: 0,
  size: 64,
  pixel: 1.5,
  endocardial: 24,
  epicardial: 36,
  thickness: 10,
  remote: 40,
  blood: 120,
  outside: 15,
  sd: 4,
  noise: 'normal' as const,
  samples: 1,
  scars: [],
  centre: [31.3, 32.1] as IndexPoint,
  seed: 1,
  ...options,
})

/** mL of the wall, and of a scar, of one slice. */
export function ringTruth(options: RingOptions): {
  readonly wall: number
  readonly scars: readonly number[]
} {
  const { endocardial: a, epicardial: b, thickness, scars } = filled(options)
  return {
    wall: (Math.PI * (b * b - a * a) * thickness) / 1000,
    scars: scars.map(({ from, to, inner, outer }) => {
      const [r, s] = [a + inner * (b - a), a + outer * (b - a)]
      return ((((to - from) * Math.PI) / 360) * (s * s - r * r) * thickness) / 1000
    }),
  }
}

export const circle = (centre: IndexPoint, radius: number, count = 180): IndexPoint[] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)]
  })

export function ringSlice(options: RingOptions = {}): LgeSlice {
  const o = filled(options)
  const pixels = new Float32Array(o.size * o.size)
  const noise = normalNumbers(randomBits(o.seed, o.slice), new Float32Array(2 * pixels.length))
  for (let row = 0; row < o.size; row++)
    for (let column = 0; column < o.size; column++) {
      const i = row * o.size + column
      let sum = 0
      for (let v = 0; v < o.samples; v++)
        for (let u = 0; u < o.samples; u++)
          sum += signalAt(o, column + (u + 0.5) / o.samples - 0.5, row + (v + 0.5) / o.samples - 0.5)
      const clean = sum / o.samples ** 2
      const [x, y] = [o.sd * (noise[2 * i] ?? 0), o.sd * (noise[2 * i + 1] ?? 0)]
      pixels[i] = o.noise === 'none' ? clean : o.noise === 'normal' ? clean + x : Math.hypot(clean + x, y)
    }
  const image: MeasuredImage = {
    sopInstanceUid: `1.2.${o.slice}`,
    frame: 0,
    plane: flatPlane({
      size: [o.size, o.size],
      spacing: [o.pixel, o.pixel],
      position: [0, 0, -o.thickness * o.slice],
    }),
    pixels,
  }
  return {
    slice: o.slice,
    image,
    endocardial: circle(o.centre, o.endocardial / o.pixel),
    epicardial: circle(o.centre, o.epicardial / o.pixel),
    thickness: mm(o.thickness),
  }
}

function signalAt(o: ReturnType<typeof filled>, column: number, row: number): number {
  const [x, y] = [(column - o.centre[0]) * o.pixel, (row - o.centre[1]) * o.pixel]
  const r = Math.hypot(x, y)
  if (r < o.endocardial) return o.blood
  if (r > o.epicardial) return o.outside
  const depth = (r - o.endocardial) / (o.epicardial - o.endocardial)
  const angle = (Math.atan2(y, x) * 180) / Math.PI
  let signal = o.remote
  for (const scar of o.scars) {
    const turned = angle - scar.from - 360 * Math.floor((angle - scar.from) / 360)
    if (turned < scar.to - scar.from && depth >= scar.inner && depth < scar.outer) signal = scar.signal
  }
  return signal
}

/** Labels of equal sectors, numbered from `first` on, that begin at 0° as scars do. */
export function sectorLabels(slice: LgeSlice, count: number, first: number): Uint8Array {
  const { rows, columns, rowSpacing, columnSpacing } = slice.image.plane
  const [sx, sy] = slice.epicardial.reduce(([x, y], [u, v]) => [x + u, y + v], [0, 0])
  const [cx, cy] = [sx / slice.epicardial.length, sy / slice.epicardial.length]
  return Uint8Array.from({ length: rows * columns }, (_, i) => {
    const x = ((i % columns) - cx) * columnSpacing
    const y = (Math.floor(i / columns) - cy) * rowSpacing
    const turn = Math.atan2(y, x) / (2 * Math.PI)
    return first + Math.min(count - 1, Math.floor((turn - Math.floor(turn)) * count))
  })
}
