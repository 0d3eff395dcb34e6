/** Short-axis and long-axis cines by formula: a ring and an arch that contract by what was asked for. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { type Ms, mm, ms } from '#analysis/units/units.ts'

export const size = 48
export const pixel = 2
const middle = (size - 1) / 2
export const inner = 20
export const outer = 29
export const rr = ms(800)

export const planeAt = (z: number, mirrored = false): MeasuredImage['plane'] => ({
  position: [0, 0, z],
  rowDirection: mirrored ? [-1, 0, 0] : [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacing: mm(pixel),
  columnSpacing: mm(pixel),
  rows: size,
  columns: size,
})

/** Smooth step from 1 inside of `at` to 0 outside, about a pixel wide. */
const within = (r: number, at: number): number => 1 / (1 + Math.exp((r - at) / 0.7))

/** Blood 400, wall 120, fat 250, and a pattern that the tissue carries along. */
const brightness = (R: number, angle: number): number =>
  250 +
  150 * within(R, inner) -
  130 * (within(R, outer) - within(R, inner)) +
  25 * Math.sin(6 * angle + R / 4) * within(R, outer + 8)

export interface RingMotion {
  /** radius of the cavity relative to ED, by phase */
  readonly cavity: readonly number[]
  /** radians by phase, from columns towards rows */
  readonly turn?: readonly number[]
}

/** Tissue at R goes to √(R² + c), so that the area of the wall stays: c = (s² − 1) inner². */
const shift = (s: number): number => (s * s - 1) * inner * inner

export const borderAt = (s: number, R: number): number => Math.sqrt(R * R + shift(s))

export const timesOf = (count: number): Ms[] => Array.from({ length: count }, (_, k) => ms((k * rr) / count))

export function ringCine({ cavity, turn }: RingMotion, z = 0): MeasuredImage[] {
  return cavity.map((s, phase) => {
    const pixels = new Float32Array(size * size)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const [x, y] = [(column - middle) * pixel, (row - middle) * pixel]
        const R = Math.sqrt(Math.max(x * x + y * y - shift(s), 0))
        pixels[row * size + column] = brightness(R, Math.atan2(y, x) - (turn?.[phase] ?? 0))
      }
    return { sopInstanceUid: `1.2.${z}.${phase}`, frame: 0, plane: planeAt(z), pixels }
  })
}

export const circle = (radius: number, points = 60, centre: IndexPoint = [middle, middle]): IndexPoint[] =>
  Array.from({ length: points }, (_, i): IndexPoint => {
    const angle = (2 * Math.PI * i) / points
    return [centre[0] + (radius / pixel) * Math.cos(angle), centre[1] + (radius / pixel) * Math.sin(angle)]
  })

/** Contraction to 80 % of the cavity's radius at phase 2 of 5 and back. */
export const contraction: RingMotion = { cavity: [1, 0.9, 0.8, 0.87, 0.95] }

export function mirrored(images: readonly MeasuredImage[]): MeasuredImage[] {
  return images.map((image) => ({
    ...image,
    pixels: Float32Array.from(image.pixels, (_, i) => {
      const row = Math.floor(i / size)
      return image.pixels[row * size + size - 1 - (i % size)] ?? 0
    }),
  }))
}
