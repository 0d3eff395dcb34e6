/** Hearts of known shape, drawn on a stack of millimetre pixels whose slice 0 lies highest: the apex is down. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint, Vector3 } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { type Surface, type SurfacePart, surfaceOf } from '#analysis/surfaces/surface.ts'
import type { LongAxisPoints } from '#analysis/volumes/clipped.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { drawnOn } from '../volumes/prism.ts'

export const middle = 100

export const circle = (radius: number, [x, y] = [middle, middle], points = 96): IndexPoint[] =>
  Array.from({ length: points }, (_, i): IndexPoint => {
    const angle = (2 * Math.PI * i) / points
    return [(x ?? 0) + radius * Math.cos(angle), (y ?? 0) + radius * Math.sin(angle)]
  })

/** The same line, begun elsewhere and perhaps drawn the other way round. */
export const redrawn = (points: readonly IndexPoint[], from: number, turned: boolean): IndexPoint[] => {
  const other = [...points.slice(from), ...points.slice(0, from)]
  return turned ? other.reverse() : other
}

/** Of every slice whose shape is given. */
export const drawAll = (
  stack: Stack,
  border: Border,
  shape: (slice: number) => readonly IndexPoint[] | undefined,
  phase = 0,
): Contour[] =>
  stack.frames.flatMap((_, slice) => {
    const points = shape(slice)
    return points ? [drawnOn(stack, slice, phase, border, points)] : []
  })

export const towardsColumns: Vector3 = [1, 0, 0]

export interface Made {
  readonly part?: SurfacePart
  readonly phase?: number
  readonly start?: Vector3
  readonly like?: Surface
  readonly longAxis?: LongAxisPoints
}

export function outcomeOf(stack: Stack, contours: readonly Contour[], wish: Made = {}) {
  const { part = 'lv-endocardial', phase = 0, start = towardsColumns, like, longAxis } = wish
  const grid = arrange(stack, contours, new Map(), part.startsWith('rv') ? 'rv' : 'lv')
  return surfaceOf(stack, grid[phase] ?? [], { part, phase, start, like, longAxis })
}

export function surfaceIn(stack: Stack, contours: readonly Contour[], wish: Made = {}): Surface {
  const found = outcomeOf(stack, contours, wish)
  if (!found.measured) throw new Error(`${found.reason}: ${found.detail}`)
  return found.value
}
