/** Numbers come in one after the other, and at any moment one asks how many of them lie below another. */

export interface RankedCounts {
  add(value: number): void
  /** so far */
  readonly size: number
  below(value: number): number
  equal(value: number): number
}

/**
 * A binary indexed tree over the distinct values: adding and asking take log n.
 * @param values  all that will ever be added or asked for
 * @source Fenwick 1994, doi:10.1002/spe.4380240306
 */
export function rankedCounts(values: readonly number[]): RankedCounts {
  const distinct = [...new Set(values)].sort((a, b) => a - b)
  const rankOf = new Map(distinct.map((value, i) => [value, i + 1]))
  const tree = new Uint32Array(distinct.length + 1)
  const single = new Uint32Array(distinct.length + 1)
  let size = 0
  const rank = (value: number): number => {
    const found = rankOf.get(value)
    if (found === undefined) throw new RangeError(`${value} is none of the values that were named`)
    return found
  }
  return {
    get size() {
      return size
    },
    add(value) {
      size++
      const own = rank(value)
      single[own] = (single[own] ?? 0) + 1
      // i & −i: the length of the stretch that ends at i
      for (let i = own; i < tree.length; i += i & -i) tree[i] = (tree[i] ?? 0) + 1
    },
    below(value) {
      let count = 0
      for (let i = rank(value) - 1; i > 0; i -= i & -i) count += tree[i] ?? 0
      return count
    },
    equal: (value) => single[rank(value)] ?? 0,
  }
}
