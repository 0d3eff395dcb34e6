/**
 * How well a picture is a mixture of others: the share of its variance that a set of pictures explains by linear
 * regression, R². A frame of a first pass at the right place is such a mixture of its neighbours in time, whatever
 * its contrast; at a wrong place it is not.
 */
import { symmetricEigen } from '../numerics/symmetric-eigen.ts'

/** A part of the picture, and how far beyond it a frame may be moved. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Frames {
  readonly frames: readonly Float32Array[]
  readonly rows: number
  readonly columns: number
}

/** Orthonormal pictures of the region, one after the other; the first is even. */
export interface Mixture {
  readonly pictures: Float32Array
  readonly count: number
  readonly size: number
}

/**
 * Values of a frame at the pixels of the region moved by a shift; bilinear, at the sides the nearest pixel.
 *
 * @param shiftX, shiftY  pixels along a row and down a column
 */
export function sampleRegion(
  frame: Float32Array,
  { rows, columns }: Pick<Frames, 'rows' | 'columns'>,
  { left, top, width, height }: Region,
  shiftX: number,
  shiftY: number,
  into: Float32Array,
): void {
  const wholeX = Math.floor(shiftX)
  const wholeY = Math.floor(shiftY)
  const u = shiftX - wholeX
  const v = shiftY - wholeY
  const [firstX, firstY] = [left + wholeX, top + wholeY]
  const inside = firstX >= 0 && firstY >= 0 && firstX + width < columns && firstY + height < rows
  if (u === 0 && v === 0 && inside) {
    for (let row = 0; row < height; row++) {
      const start = (firstY + row) * columns + firstX
      into.set(frame.subarray(start, start + width), row * width)
    }
    return
  }
  for (let row = 0; row < height; row++) {
    const upper = Math.min(Math.max(firstY + row, 0), rows - 1) * columns
    const lower = Math.min(Math.max(firstY + row + 1, 0), rows - 1) * columns
    for (let column = 0; column < width; column++) {
      const before = Math.min(Math.max(firstX + column, 0), columns - 1)
      const after = Math.min(Math.max(firstX + column + 1, 0), columns - 1)
      into[row * width + column] =
        (1 - v) * ((1 - u) * (frame[upper + before] ?? 0) + u * (frame[upper + after] ?? 0)) +
        v * ((1 - u) * (frame[lower + before] ?? 0) + u * (frame[lower + after] ?? 0))
    }
  }
}

/** a picture that is left with less than this share of itself adds nothing to the mixture */
const addition = 1e-4

/** The even picture and those given, made orthonormal in turn; what adds nothing is left out. */
export function mixtureOf(given: readonly Float32Array[], size: number): Mixture {
  const pictures = new Float32Array((given.length + 1) * size)
  pictures.fill(1 / Math.sqrt(size), 0, size)
  let count = 1
  for (const picture of given) {
    const next = pictures.subarray(count * size, (count + 1) * size)
    next.set(picture)
    const whole = product(next, next)
    for (let k = 0; k < count; k++) {
      const other = pictures.subarray(k * size, (k + 1) * size)
      const share = product(next, other)
      for (let p = 0; p < size; p++) next[p] = (next[p] ?? 0) - share * (other[p] ?? 0)
    }
    const left = product(next, next)
    if (!(left > addition * whole)) continue
    const scale = 1 / Math.sqrt(left)
    for (let p = 0; p < size; p++) next[p] = (next[p] ?? 0) * scale
    count++
  }
  return { pictures, count, size }
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let p = 0; p < a.length; p++) sum += (a[p] ?? 0) * (b[p] ?? 0)
  return sum
}

/** R² of a picture, from 0 to 1; 0 for an even one. */
export function likeness(values: Float32Array, { pictures, count, size }: Mixture): number {
  let squares = 0
  for (let p = 0; p < size; p++) squares += (values[p] ?? 0) * (values[p] ?? 0)
  let even = 0
  let explained = 0
  for (let k = 0; k < count; k++) {
    let sum = 0
    const start = k * size
    for (let p = 0; p < size; p++) sum += (values[p] ?? 0) * (pictures[start + p] ?? 0)
    if (k === 0) even = sum * sum
    else explained += sum * sum
  }
  const spread = squares - even
  // what rounding leaves of an even picture is no spread
  return spread > 1e-9 * squares ? explained / spread : 0
}

/** The largest principal components of pictures that lie one after the other. */
export function components(
  placed: Float32Array,
  count: number,
  size: number,
  wanted: number,
): Float32Array[] {
  const gram = new Float64Array(count * count)
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      const sum = product(
        placed.subarray(i * size, (i + 1) * size),
        placed.subarray(j * size, (j + 1) * size),
      )
      gram[i * count + j] = sum
      gram[j * count + i] = sum
    }
  const { vectors } = symmetricEigen(gram, count)
  return Array.from({ length: Math.min(wanted, count) }, (_, k) => {
    const component = new Float32Array(size)
    for (let t = 0; t < count; t++) {
      const weight = vectors[k * count + t] ?? 0
      for (let p = 0; p < size; p++) component[p] = (component[p] ?? 0) + weight * (placed[t * size + p] ?? 0)
    }
    return component
  })
}

export interface Place {
  readonly x: number
  readonly y: number
  readonly likeness: number
}

/**
 * Where a frame is most alike: every second offset within reach, then the neighbours of the best, then the top of the
 * parabolas through it. Only whole offsets are compared, since between pixels a frame is smoother.
 *
 * @param alike  of the frame's values in the region; larger is better
 */
export function mostAlike(
  frame: Float32Array,
  matrix: Pick<Frames, 'rows' | 'columns'>,
  region: Region,
  alike: (values: Float32Array) => number,
  centre: readonly [number, number],
  reach: number,
): Place {
  const scratch = new Float32Array(region.width * region.height)
  const known = new Map<string, number>()
  const at = (x: number, y: number): number => {
    const key = `${x} ${y}`
    const found = known.get(key)
    if (found !== undefined) return found
    sampleRegion(frame, matrix, region, x, y, scratch)
    const value = alike(scratch)
    known.set(key, value)
    return value
  }
  let [x, y] = [Math.round(centre[0]), Math.round(centre[1])]
  const [x0, y0] = [x, y]
  for (let dy = -reach; dy <= reach; dy += 2)
    for (let dx = -reach; dx <= reach; dx += 2)
      if (at(x0 + dx, y0 + dy) > at(x, y)) [x, y] = [x0 + dx, y0 + dy]
  // uphill to the highest of the neighbours, until none is higher
  for (let moved = true; moved; ) {
    moved = false
    const [bx, by] = [x, y]
    for (const [dx, dy] of neighbours)
      if (
        at(bx + dx, by + dy) > at(x, y) &&
        Math.abs(bx + dx - x0) <= reach &&
        Math.abs(by + dy - y0) <= reach
      ) {
        ;[x, y] = [bx + dx, by + dy]
        moved = true
      }
  }
  return {
    x: x + top(at(x - 1, y), at(x, y), at(x + 1, y)),
    y: y + top(at(x, y - 1), at(x, y), at(x, y + 1)),
    likeness: at(x, y),
  }
}

const neighbours = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const

/** Where a parabola through values at −1, 0 and 1 is highest, within ±½. */
function top(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after
  return bend < 0 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0
}
