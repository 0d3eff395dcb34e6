import type { IndexPoint } from '#analysis/geometry/plane.ts'

/** Points on a circle, clockwise on the screen from three o'clock. */
export const circle = (centre: IndexPoint, radius: number, count: number): IndexPoint[] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)]
  })
