/**
 * A border without its small waves. Points are spread evenly along it and moved to and fro as a low-pass filter does
 * it, which keeps the size:
 *
 *   x ← x + λ L x,  x ← x + μ L x       L xᵢ = (xᵢ₋₁ + xᵢ₊₁) / 2 − xᵢ
 *
 * On a closed border of N points a wave with k periods keeps ((1 − λ s)(1 − μ s))ⁿ of its height, s = 1 − cos(2π k / N).
 * @source Taubin 1995, doi:10.1109/ICCV.1995.466848, unverified
 */
import type { IndexPoint } from '../../geometry/plane.ts'
import { at } from '../../units/at.ts'
import type { PixelSize, Polygon } from '../polygon.ts'
import { resampleClosed, resampleOpen } from '../resample.ts'

/** λ and μ keep the first waves round a ventricle to half a percent and halve those of twelve periods. */
export const smoothing = { to: 0.5, fro: -0.51, rounds: 40, points: 96 } as const

/** @returns points spread evenly; the ends of an open line stay */
export function smoothed(points: Polygon, closed: boolean, pixel: PixelSize): IndexPoint[] {
  const { to, fro, rounds, points: count } = smoothing
  let line = closed ? resampleClosed(points, count, pixel) : resampleOpen(points, count, pixel)
  for (let round = 0; round < rounds; round++) line = relaxed(relaxed(line, to, closed), fro, closed)
  return line
}

function relaxed(line: Polygon, by: number, closed: boolean): IndexPoint[] {
  const n = line.length
  return line.map((point, i) => {
    if (!closed && (i === 0 || i === n - 1)) return point
    const [ax, ay] = at(line, (i + n - 1) % n)
    const [bx, by_] = at(line, (i + 1) % n)
    return [point[0] + by * ((ax + bx) / 2 - point[0]), point[1] + by * ((ay + by_) / 2 - point[1])]
  })
}
