/** A turned and moved patient: every plane and point of a stack by one rigid motion. */
import { cross, normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { mm } from '#analysis/units/units.ts'

export function moved(stack: Stack, axis: Vector3, angle: number, by: Vector3) {
  const u = normalised(axis)
  const turn = (p: Vector3): Vector3 => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    const along = (u[0] * p[0] + u[1] * p[1] + u[2] * p[2]) * (1 - c)
    const across = cross(u, p)
    return [
      p[0] * c + across[0] * s + u[0] * along,
      p[1] * c + across[1] * s + u[1] * along,
      p[2] * c + across[2] * s + u[2] * along,
    ]
  }
  const place = (p: Vector3): Vector3 => {
    const t = turn(p)
    return [t[0] + by[0], t[1] + by[1], t[2] + by[2]]
  }
  const normal = turn(stack.normal)
  const frames = stack.frames.map((row) =>
    row.map((frame) => {
      const plane = frame?.facts.plane
      if (frame === null || plane === undefined) return frame
      return {
        ...frame,
        facts: {
          ...frame.facts,
          plane: {
            ...plane,
            position: place(plane.position),
            rowDirection: turn(plane.rowDirection),
            columnDirection: turn(plane.columnDirection),
          },
        },
      }
    }),
  )
  const shift = normal[0] * by[0] + normal[1] * by[1] + normal[2] * by[2]
  return {
    stack: { ...stack, normal, frames, positions: stack.positions.map((z) => mm(z + shift)) },
    place,
    turn,
  }
}
