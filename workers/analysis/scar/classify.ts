/**
 * Which pixels of the wall are above a threshold. A pixel that a border cuts holds blood, fat or lung beside wall and
 * would be judged by them; it takes the side of the pixels next to it that lie wholly within the wall, enhanced when
 * at least half of them are. Where there are none, as in a wall of one pixel, its own signal decides.
 */
import { eachNeighbour, type Wall } from './lge-slice.ts'

/** @returns 1 for enhanced, one entry a pixel of the wall */
export function above(wall: Wall, threshold: number): Uint8Array {
  const state = Uint8Array.from(wall.signal, (signal, i) =>
    wall.solid[i] === 1 && signal > threshold ? 1 : 0,
  )
  for (let i = 0; i < state.length; i++) {
    if (wall.solid[i] === 1) continue
    let enhanced = 0
    let asked = 0
    eachNeighbour(wall, i, (neighbour) => {
      if (wall.solid[neighbour] !== 1) return
      asked++
      enhanced += state[neighbour] ?? 0
    })
    const own = (wall.signal[i] ?? 0) > threshold
    state[i] = (asked === 0 ? own : 2 * enhanced >= asked) ? 1 : 0
  }
  return state
}
