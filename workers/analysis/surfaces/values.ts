/**
 * Numbers on a surface: first at the points of its rings, then at the vertices of all rows. A row between two rings has
 * the mean of both by its place; one beyond the outermost ring has that ring's, as the slice stands for its slab. Where
 * either ring has no number, the nearer one decides.
 */
import { at } from '../units/at.ts'
import type { Loft } from './loft.ts'

export interface Values {
  readonly value: Float32Array
  /** 1 where there is a number */
  readonly known: Uint8Array
}

export const noValues = (count: number): Values => ({
  value: new Float32Array(count),
  known: new Uint8Array(count),
})

/** @param rings  of each ring its points' numbers, or undefined where none was measured on it */
export function onVertices(
  { rows, around, positions }: Loft,
  rings: readonly (Values | undefined)[],
): Values {
  const values = noValues(positions.length / 3)
  const set = (vertex: number, k: number, place: number): void => {
    const found = between(rings, place, k)
    if (found === undefined) return
    values.value[vertex] = found
    values.known[vertex] = 1
  }
  rows.forEach((place, row) => {
    for (let k = 0; k < around; k++) set(row * around + k, k, place)
  })
  const last = rings.at(-1)
  const tip = rows.length * around
  if (last !== undefined) {
    const known = Array.from(last.value).filter((_, k) => last.known[k] === 1)
    if (known.length > 0) {
      values.value[tip] = known.reduce((sum, value) => sum + value, 0) / known.length
      values.known[tip] = 1
    }
  }
  return values
}

function between(rings: readonly (Values | undefined)[], place: number, k: number): number | undefined {
  const r = Math.floor(place)
  const share = place - r
  const own = numberAt(rings[r], k)
  if (share === 0) return own
  const next = numberAt(rings[r + 1], k)
  if (own === undefined || next === undefined) return share < 0.5 ? own : next
  return own + share * (next - own)
}

const numberAt = (values: Values | undefined, k: number): number | undefined =>
  values?.known[k] === 1 ? values.value[k] : undefined

/** Names, such as segments, that have no mean: of the nearer ring. 0 for none. */
export function namesOnVertices(
  { rows, around, positions }: Loft,
  rings: readonly (Uint8Array | undefined)[],
): Uint8Array {
  const names = new Uint8Array(positions.length / 3)
  rows.forEach((place, row) => {
    const ring = rings[Math.min(rings.length - 1, Math.round(place))]
    if (ring) names.set(ring.subarray(0, around), row * around)
  })
  const tip = rows.length * around
  names[tip] = names[tip - around] ?? 0
  return names
}

/** 1 for vertices that lie between two rings whose slices are not neighbours: nobody drew what is there. */
export function bridgedVertices(
  { rows, around, positions }: Loft,
  slices: readonly number[],
  gaps: readonly number[],
): Uint8Array {
  const bridged = new Uint8Array(positions.length / 3)
  rows.forEach((place, row) => {
    const r = Math.floor(place)
    if (place === r) return
    const [above, below] = [at(slices, r), at(slices, r + 1)]
    if (below - above > 1 || gaps.includes(above)) bridged.fill(1, row * around, (row + 1) * around)
  })
  return bridged
}
