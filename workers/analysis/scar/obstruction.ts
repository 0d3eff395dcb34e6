/**
 * Microvascular obstruction: the dark core of an infarct that contrast has not reached. It is wall that is not
 * enhanced and from which no way leads to the epicardium but through scar: a hole, or a core that lies open to the
 * cavity and is closed in on its sides. It counts as scar and is told apart. A hole of a pixel or two is noise and
 * is filled. What spans more of the ring than an infarct's core can is healthy wall inside a ring of mid-wall scar,
 * and stays.
 *
 * @source Schulz-Menger 2020, doi:10.1186/s12968-020-00610-6: obstruction counts as infarct (abstract read; this
 *         statement is unverified)
 */
import { coverage } from '../contours/coverage.ts'
import { arcOf } from './components.ts'
import type { Wall } from './lge-slice.ts'

/** States of a pixel of the wall. */
export const tissue = { remote: 0, scar: 1, obstructed: 2 } as const

export interface ObstructionOptions {
  readonly fewestPixels: number
  /** degrees */
  readonly largestArc: number
}

/** Marks obstruction in the state of one slice, in place: what a reader drew, else what is enclosed. */
export function markObstruction(wall: Wall, state: Uint8Array, options: ObstructionOptions): void {
  const drawn = wall.given.obstructed
  if (drawn === undefined) markEnclosed(wall, state, options)
  else
    for (const polygon of drawn) {
      const inside = coverage(polygon, wall.rows, wall.columns)
      wall.index.forEach((pixel, i) => {
        if ((inside[pixel] ?? 0) >= 0.5) state[i] = tissue.obstructed
      })
    }
}

function markEnclosed(wall: Wall, state: Uint8Array, { fewestPixels, largestArc }: ObstructionOptions): void {
  const seen = new Uint8Array(state.length)
  for (let start = 0; start < state.length; start++) {
    if (state[start] !== tissue.remote || seen[start] === 1) continue
    const hole = flood(wall, state, seen, start)
    if (hole.open || arcOf(wall, hole.pixels) > largestArc) continue
    const kind = hole.pixels.length < fewestPixels ? tissue.scar : tissue.obstructed
    for (const i of hole.pixels) state[i] = kind
  }
}

/** Pixels that hang together by their sides, and whether they reach the epicardium. */
function flood(
  wall: Wall,
  state: Uint8Array,
  seen: Uint8Array,
  start: number,
): { readonly pixels: readonly number[]; readonly open: boolean } {
  const pixels: number[] = []
  const next = [start]
  seen[start] = 1
  let open = false
  for (let i = next.pop(); i !== undefined; i = next.pop()) {
    pixels.push(i)
    // a pixel that a border cuts in the outer half of the wall is cut by the epicardium
    if (wall.solid[i] === 0 && (wall.depth[i] ?? 0) > 0.5) open = true
    const pixel = wall.index[i] ?? 0
    const column = pixel % wall.columns
    const sides = [
      column > 0 ? pixel - 1 : -1,
      column < wall.columns - 1 ? pixel + 1 : -1,
      pixel - wall.columns,
      pixel + wall.columns,
    ]
    for (const side of sides) {
      const place = wall.place[side] ?? -1
      if (place < 0 || seen[place] === 1 || state[place] !== tissue.remote) continue
      seen[place] = 1
      next.push(place)
    }
  }
  return { pixels, open }
}
