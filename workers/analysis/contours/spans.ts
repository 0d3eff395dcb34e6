/**
 * Which of many segments a line along an axis may cross. Their reach is cut into as many columns as there are segments:
 * of a border that goes round once each holds a few, instead of all.
 */

/** entries of all columns for each segment; of long segments there are fewer, wider columns */
const mostEntries = 16

export class Spans {
  private readonly least: number
  private readonly columnsPerUnit: number
  private readonly starts: Uint32Array
  private readonly members: Uint32Array

  /** Where each segment begins and ends along the axis, in either order. */
  constructor(near: Float64Array, far: Float64Array) {
    const count = near.length
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    let lengths = 0
    for (let k = 0; k < count; k++) {
      const [a, b] = [near[k] ?? 0, far[k] ?? 0]
      if (a < least) least = a
      if (b < least) least = b
      if (a > most) most = a
      if (b > most) most = b
      lengths += Math.abs(b - a)
    }
    this.least = least
    const reach = most - least
    const share = lengths > 0 ? Math.min(1, (mostEntries * reach) / lengths) : 1
    const columns = Math.max(1, Math.floor(count * share))
    this.columnsPerUnit = reach > 0 ? (columns - 1) / reach : 0
    const starts = new Uint32Array(columns + 1)
    const between = (k: number, visit: (column: number) => void): void => {
      const [a, b] = [this.columnOf(near[k] ?? 0), this.columnOf(far[k] ?? 0)]
      for (let column = Math.min(a, b); column <= Math.max(a, b); column++) visit(column)
    }
    for (let k = 0; k < count; k++)
      between(k, (column) => {
        starts[column + 1] = (starts[column + 1] ?? 0) + 1
      })
    for (let column = 1; column <= columns; column++)
      starts[column] = (starts[column] ?? 0) + (starts[column - 1] ?? 0)
    const members = new Uint32Array(starts[columns] ?? 0)
    const next = starts.slice(0, columns)
    for (let k = 0; k < count; k++)
      between(k, (column) => {
        const place = next[column] ?? 0
        members[place] = k
        next[column] = place + 1
      })
    this.starts = starts
    this.members = members
  }

  /** All segments that reach a place within the reach of all, and some that only come near it; each once, in order. */
  near(place: number): Uint32Array {
    const column = this.columnOf(place)
    return this.members.subarray(this.starts[column], this.starts[column + 1])
  }

  private columnOf(place: number): number {
    return Math.floor((place - this.least) * this.columnsPerUnit)
  }
}
