/** Pixels that hang together, within a slice by sides and corners, and from slice to slice where pixels face. */
import type { ImagePlane } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { eachNeighbour, type Wall } from './lge-slice.ts'

/** Places in the lists of the walls: of slice k, `pixels[k]`. */
export interface Component {
  readonly pixels: readonly (readonly number[])[]
}

/** How far the pixels of two slices may be apart in plane and still face each other, in pixels. */
const facing = 0.5

/** Whether the pixels of two slices lie over each other, so that their indices can be compared. */
export function face(a: ImagePlane, b: ImagePlane): boolean {
  if (a.rows !== b.rows || a.columns !== b.columns) return false
  if (
    Math.abs(a.rowSpacing / b.rowSpacing - 1) > 1e-3 ||
    Math.abs(a.columnSpacing / b.columnSpacing - 1) > 1e-3
  )
    return false
  const along = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0)
  if (along(a.rowDirection, b.rowDirection) < 0.999 || along(a.columnDirection, b.columnDirection) < 0.999)
    return false
  const d = a.position.map((value, i) => (b.position[i] ?? 0) - value)
  return (
    Math.abs(along(d, a.rowDirection)) <= facing * a.columnSpacing &&
    Math.abs(along(d, a.columnDirection)) <= facing * a.rowSpacing
  )
}

/**
 * @param states  one a wall: not 0 for the pixels that are to hang together
 * @param linked  whether slice k and k + 1 face each other
 */
export function componentsOf(
  walls: readonly Wall[],
  states: readonly Uint8Array[],
  linked: readonly boolean[],
): Component[] {
  const seen = states.map((state) => new Uint8Array(state.length))
  const found: Component[] = []
  for (let k = 0; k < walls.length; k++) {
    const state = at(states, k)
    for (let i = 0; i < state.length; i++) {
      if (state[i] === 0 || at(seen, k)[i] === 1) continue
      found.push({ pixels: flood(walls, states, linked, seen, k, i) })
    }
  }
  return found
}

function flood(
  walls: readonly Wall[],
  states: readonly Uint8Array[],
  linked: readonly boolean[],
  seen: readonly Uint8Array[],
  slice: number,
  start: number,
): number[][] {
  const pixels: number[][] = walls.map(() => [])
  const open: [slice: number, place: number][] = []
  const take = (k: number, i: number): void => {
    if (at(states, k)[i] === 0 || at(seen, k)[i] === 1) return
    at(seen, k)[i] = 1
    at(pixels, k).push(i)
    open.push([k, i])
  }
  take(slice, start)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [k, i] = next
    const wall = at(walls, k)
    eachNeighbour(wall, i, (neighbour) => take(k, neighbour))
    for (const other of [k - 1, k + 1]) {
      if (linked[Math.min(k, other)] !== true) continue
      eachFacing(wall, i, at(walls, other), (place) => take(other, place))
    }
  }
  return pixels
}

/** The nine pixels of another slice that face a pixel and its neighbours. */
function eachFacing(wall: Wall, i: number, other: Wall, visit: (place: number) => void): void {
  const pixel = wall.index[i] ?? 0
  const column = pixel % wall.columns
  const row = (pixel - column) / wall.columns
  for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, wall.rows - 1); r++)
    for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, wall.columns - 1); c++) {
      const place = other.place[r * wall.columns + c] ?? -1
      if (place >= 0) visit(place)
    }
}

/** Degrees of the ring that pixels of one slice span: all but the widest gap between them. */
export function arcOf(wall: Wall, pixels: readonly number[]): number {
  if (pixels.length === 0) return 0
  const angles = pixels.map((i) => wall.angle[i] ?? 0).sort((a, b) => a - b)
  let gap = at(angles, 0) + 2 * Math.PI - at(angles, angles.length - 1)
  for (let i = 1; i < angles.length; i++) gap = Math.max(gap, at(angles, i) - at(angles, i - 1))
  return 360 - (gap * 180) / Math.PI
}
