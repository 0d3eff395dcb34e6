/**
 * Which of many segments could meet: those whose boxes overlap. A sweep along x holds each segment against those
 * that begin before it ends: of a border its neighbours and the few on the far side, not all the others.
 */

/** Left, right, top and bottom of one segment after the other. */
export class Boxes {
  readonly count: number
  private readonly sides: Float64Array

  constructor(count: number) {
    this.count = count
    this.sides = new Float64Array(4 * count)
  }

  set(segment: number, x0: number, y0: number, x1: number, y1: number): void {
    const { sides } = this
    sides[4 * segment] = x0 < x1 ? x0 : x1
    sides[4 * segment + 1] = x0 < x1 ? x1 : x0
    sides[4 * segment + 2] = y0 < y1 ? y0 : y1
    sides[4 * segment + 3] = y0 < y1 ? y1 : y0
  }

  /** @param visit  told each pair whose boxes overlap or touch, once */
  overlapping(visit: (a: number, b: number) => void): void {
    const { count, sides } = this
    const order = this.fromLeft()
    for (let place = 0; place < count; place++) {
      const a = order[place] ?? 0
      const right = sides[4 * a + 1] ?? 0
      const top = sides[4 * a + 2] ?? 0
      const bottom = sides[4 * a + 3] ?? 0
      for (let next = place + 1; next < count; next++) {
        const b = order[next] ?? 0
        if ((sides[4 * b] ?? 0) > right) break
        if ((sides[4 * b + 2] ?? 0) <= bottom && (sides[4 * b + 3] ?? 0) >= top) visit(a, b)
      }
    }
  }

  /**
   * Segments by their left sides, equals in their own order. Borders spread over their width: as many columns as there
   * are segments hold one or two each, and what is left to do is to order these.
   */
  private fromLeft(): Uint32Array {
    const { count, sides } = this
    const left = (segment: number): number => sides[4 * segment] ?? 0
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let segment = 0; segment < count; segment++) {
      least = Math.min(least, left(segment))
      most = Math.max(most, left(segment))
    }
    const columnsPerPixel = most > least ? (count - 1) / (most - least) : 0
    const column = (segment: number): number => Math.floor((left(segment) - least) * columnsPerPixel)
    const starts = new Uint32Array(count + 1)
    for (let segment = 0; segment < count; segment++) {
      const after = column(segment) + 1
      starts[after] = (starts[after] ?? 0) + 1
    }
    for (let k = 1; k <= count; k++) starts[k] = (starts[k] ?? 0) + (starts[k - 1] ?? 0)
    const order = new Uint32Array(count)
    for (let segment = 0; segment < count; segment++) {
      const own = column(segment)
      const place = starts[own] ?? 0
      order[place] = segment
      starts[own] = place + 1
    }
    for (let k = 1; k < count; k++) {
      const segment = order[k] ?? 0
      let place = k
      while (place > 0 && left(order[place - 1] ?? 0) > left(segment)) {
        order[place] = order[place - 1] ?? 0
        place--
      }
      order[place] = segment
    }
    return order
  }
}
