/**
 * Which pixels of the wall are above a threshold. A pixel that a border cuts holds blood, fat or lung beside wall and
 * would be judged by them; it takes the side of the neighbour wholly within the wall that lies most nearly on the same
 * ray from the centre, so that no noise is counted twice. Where there is none, as in a wall of one pixel, its own
 * signal decides.
 */
import { eachNeighbour, type Wall } from './lge-slice.ts'

/** @returns 1 for enhanced, one entry a pixel of the wall */
export function above(wall: Wall, threshold: number): Uint8Array {
  const state = Uint8Array.from(wall.signal, (signal) => (signal > threshold ? 1 : 0))
  for (let i = 0; i < state.length; i++) {
    if (wall.solid[i] === 1) continue
    const inside = solidNeighbour(wall, i)
    if (inside !== undefined) state[i] = state[inside] ?? 0
  }
  return state
}

function solidNeighbour(wall: Wall, i: number): number | undefined {
  let nearest: number | undefined
  let least = Number.POSITIVE_INFINITY
  eachNeighbour(wall, i, (neighbour) => {
    if (wall.solid[neighbour] !== 1) return
    const turn = Math.abs((wall.angle[neighbour] ?? 0) - (wall.angle[i] ?? 0))
    const between = Math.min(turn, 2 * Math.PI - turn)
    if (between < least) {
      least = between
      nearest = neighbour
    }
  })
  return nearest
}
