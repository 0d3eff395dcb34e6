/** A long-axis view by formula: an arch of wall whose ring comes down to a resting apex while it narrows. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { pixel, planeAt, size } from './ring.ts'

/** mm: half width and length of the cavity at ED */
const half = 18
export const long = 64
const apexRow = 41
const middle = (size - 1) / 2

export interface ArchMotion {
  /** along the axis, relative to ED, by phase */
  readonly axial: readonly number[]
  /** across it */
  readonly transverse: readonly number[]
}

export const shortening: ArchMotion = {
  axial: [1, 0.93, 0.86, 0.94],
  transverse: [1, 0.9, 0.8, 0.91],
}

/** The endocardium from the left end of the ring round the apex to the right end, in pixels. */
export const archAt = (axial: number, transverse: number, points = 81): IndexPoint[] =>
  Array.from({ length: points }, (_, i): IndexPoint => {
    const u = (Math.PI * i) / (points - 1)
    const across = -half * Math.cos(u)
    const above = long * (1 - Math.sin(u))
    return [middle + (transverse * across) / pixel, apexRow - (axial * above) / pixel]
  })

/** mm */
export const archLength = (axial: number, transverse: number, from = 0, to = 2000): number => {
  const line = archAt(axial, transverse, 2001).slice(from, to + 1)
  return line.slice(1).reduce((sum, [x, y], i) => {
    const [px, py] = line[i] ?? [x, y]
    return sum + pixel * Math.hypot(x - px, y - py)
  }, 0)
}

const step = (x: number): number => 1 / (1 + Math.exp(x))

/** Cavity 400, wall 120, fat 250, atrium 330; a pattern that the wall carries along. */
function brightness(across: number, above: number): number {
  const q = Math.hypot(across / half, (long - Math.min(above, long)) / long)
  const inside = step((q - 1) * 22)
  const inWall = step((q - 1.5) * 22) - inside
  const pattern = 25 * Math.sin(above / 4) * Math.cos(across / 5)
  const ventricle = 250 + 150 * inside - 130 * inWall + pattern * inWall
  const atrium = 330 - 80 * step(-(Math.abs(across) - half) / 1.5)
  const up = step(-(above - long) / 1.2)
  return ventricle * (1 - up) + atrium * up
}

export function archCine({ axial, transverse }: ArchMotion, z = 0): MeasuredImage[] {
  return axial.map((a, phase) => {
    const t = transverse[phase] ?? 1
    const pixels = new Float32Array(size * size)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        pixels[row * size + column] = brightness(
          ((column - middle) * pixel) / t,
          ((apexRow - row) * pixel) / a,
        )
    return { sopInstanceUid: `1.3.${z}.${phase}`, frame: 0, plane: planeAt(z), pixels }
  })
}
