/**
 * How far the rings of the valves move towards the apex.
 *
 *   s(t) = (p(t) − p(0)) · a      a: unit vector from the middle of the mitral ring to the apex at ED
 *
 * MAPSE and TAPSE are the largest s from ED to ES.
 */
import type { PixelSize } from '../contours/polygon.ts'
import { at } from '../units/at.ts'
import { type Mm, mm } from '../units/units.ts'
import type { Line } from './outline.ts'

export interface LongAxis {
  /** middle of the mitral ring, mm from the first pixel along rows and columns */
  readonly base: readonly [number, number]
  /** the point of the endocardium that lies farthest from it */
  readonly apex: readonly [number, number]
  /** unit vector from base to apex */
  readonly direction: readonly [number, number]
  readonly length: Mm
  /** place of the apex in the line */
  readonly apexPoint: number
}

/** @param endocardial  at ED, from one end of the mitral ring to the other; undefined when all points coincide */
export function longAxisOf(endocardial: Line, pixel: PixelSize): LongAxis | undefined {
  const count = endocardial.length / 2
  const [a, b] = [millimetres(endocardial, 0, pixel), millimetres(endocardial, count - 1, pixel)]
  const base = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const
  let apexPoint = 0
  let farthest = 0
  for (let i = 0; i < count; i++) {
    const [x, y] = millimetres(endocardial, i, pixel)
    const distance = Math.hypot(x - base[0], y - base[1])
    if (distance > farthest) [farthest, apexPoint] = [distance, i]
  }
  if (farthest === 0) return undefined
  const apex = millimetres(endocardial, apexPoint, pixel)
  return {
    base,
    apex,
    direction: [(apex[0] - base[0]) / farthest, (apex[1] - base[1]) / farthest],
    length: mm(farthest),
    apexPoint,
  }
}

export const millimetres = (line: Line, point: number, pixel: PixelSize): readonly [number, number] => [
  (line[2 * point] ?? 0) * pixel.columnSpacing,
  (line[2 * point + 1] ?? 0) * pixel.rowSpacing,
]

/**
 * Largest way of a point towards the apex; 0 when it only moves away.
 * @param systole  phases from ED to ES
 */
export function excursion(
  phases: readonly Line[],
  point: number,
  systole: readonly number[],
  { direction }: LongAxis,
  pixel: PixelSize,
): Mm {
  const place = (phase: number): number => {
    const [x, y] = millimetres(at(phases, phase), point, pixel)
    return x * direction[0] + y * direction[1]
  }
  const before = place(at(systole, 0))
  return mm(Math.max(...systole.map((phase) => place(phase) - before)))
}
