/**
 * The maximum of enhancement: not the brightest pixel, which is noise, but the mean of the brightest few that hang
 * together. From every pixel its brightest neighbours are gathered one by one; the brightest gathering counts.
 */
import { eachNeighbour, type Wall } from './lge-slice.ts'

/**
 * The brightest of many noisy pixels are bright by chance. How much, remote myocardium shows, which is noise alone:
 * what the same gathering finds there above its mean is taken off the maximum. At most `mostChance` standard
 * deviations are: more is no noise of pixels but shading.
 *
 * @param remote  places in the lists of the wall
 */
export function chanceOf(
  wall: Wall,
  remote: { readonly mean: number; readonly sd: number; readonly pixels: readonly number[] },
  pixels: number,
): number {
  const among = new Uint8Array(wall.index.length)
  for (const i of remote.pixels) among[i] = 1
  const peak = connectedPeak(wall, pixels, among)
  return peak === undefined ? 0 : Math.min(peak - remote.mean, mostChance * remote.sd)
}

/** five pixels that hang together, gathered by brightness out of a thousand of normal noise, lie 2 SD above it */
const mostChance = 2.5

/**
 * @param pixels  that are gathered
 * @param among   1 for the pixels that may be; those wholly within the wall without it
 * @returns undefined when nowhere so many pixels clear of the borders hang together
 */
export function connectedPeak(
  wall: Wall,
  pixels: number,
  among: Uint8Array = wall.solid,
): number | undefined {
  let best = Number.NEGATIVE_INFINITY
  for (let i = 0; i < wall.index.length; i++) {
    // the mean cannot exceed its brightest pixel, and every gathering is also seen from that one
    if (among[i] !== 1 || (wall.signal[i] ?? 0) <= best) continue
    best = Math.max(best, gathered(wall, i, pixels, among) ?? best)
  }
  return best === Number.NEGATIVE_INFINITY ? undefined : best
}

function gathered(wall: Wall, start: number, pixels: number, among: Uint8Array): number | undefined {
  const taken = [start]
  let sum = wall.signal[start] ?? 0
  const reach = new Set<number>()
  const widen = (i: number) =>
    eachNeighbour(wall, i, (neighbour) => {
      if (among[neighbour] === 1 && !taken.includes(neighbour)) reach.add(neighbour)
    })
  widen(start)
  while (taken.length < pixels) {
    let next: number | undefined
    for (const candidate of reach)
      if (next === undefined || (wall.signal[candidate] ?? 0) > (wall.signal[next] ?? 0)) next = candidate
    if (next === undefined) return undefined
    reach.delete(next)
    taken.push(next)
    sum += wall.signal[next] ?? 0
    widen(next)
  }
  return sum / pixels
}
