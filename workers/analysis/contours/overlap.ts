/**
 * Which of many segments could meet: those whose boxes overlap. A sweep along x holds each segment against those
 * that begin before it ends: of a border its neighbours and the few on the far side, not all the others.
 */

/** The boxes of segments, by number. */
export class Boxes {
  readonly count: number
  private readonly left: Float64Array
  private readonly right: Float64Array
  private readonly top: Float64Array
  private readonly bottom: Float64Array

  constructor(count: number) {
    this.count = count
    this.left = new Float64Array(count)
    this.right = new Float64Array(count)
    this.top = new Float64Array(count)
    this.bottom = new Float64Array(count)
  }

  set(segment: number, x0: number, y0: number, x1: number, y1: number): void {
    this.left[segment] = x0 < x1 ? x0 : x1
    this.right[segment] = x0 < x1 ? x1 : x0
    this.top[segment] = y0 < y1 ? y0 : y1
    this.bottom[segment] = y0 < y1 ? y1 : y0
  }

  /** @param visit  told each pair whose boxes overlap or touch, once */
  overlapping(visit: (a: number, b: number) => void): void {
    const { count, left, right, top, bottom } = this
    const order = ascending(left)
    for (let place = 0; place < count; place++) {
      const a = order[place] ?? 0
      const end = right[a] ?? 0
      const high = top[a] ?? 0
      const low = bottom[a] ?? 0
      for (let next = place + 1; next < count; next++) {
        const b = order[next] ?? 0
        if ((left[b] ?? 0) > end) break
        if ((top[b] ?? 0) <= low && (bottom[b] ?? 0) >= high) visit(a, b)
      }
    }
  }
}

/**
 * The numbers of values from the least to the largest, equals in their own order.
 *
 * Segments of a border spread over its width: of as many columns as there are segments, each holds one or two. Laid out
 * by columns they are all but in order, and each is moved over the few before it that are larger.
 */
function ascending(values: Float64Array): Uint32Array {
  const count = values.length
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < count; k++) {
    const value = values[k] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  const columnsPerUnit = most > least ? (count - 1) / (most - least) : 0
  const columns = new Uint32Array(count)
  const starts = new Uint32Array(count + 1)
  for (let k = 0; k < count; k++) {
    const column = Math.floor(((values[k] ?? 0) - least) * columnsPerUnit)
    columns[k] = column
    starts[column + 1] = (starts[column + 1] ?? 0) + 1
  }
  for (let column = 1; column < count; column++)
    starts[column] = (starts[column] ?? 0) + (starts[column - 1] ?? 0)
  const order = new Uint32Array(count)
  for (let k = 0; k < count; k++) {
    const column = columns[k] ?? 0
    const place = starts[column] ?? 0
    order[place] = k
    starts[column] = place + 1
  }
  for (let k = 1; k < count; k++) {
    const own = order[k] ?? 0
    const value = values[own] ?? 0
    let place = k
    while (place > 0 && (values[order[place - 1] ?? 0] ?? 0) > value) {
      order[place] = order[place - 1] ?? 0
      place--
    }
    order[place] = own
  }
  return order
}
