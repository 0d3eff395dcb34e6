/**
 * The maximum of enhancement: not the brightest pixel, which is noise, but the mean of the brightest few that hang
 * together. From every pixel its brightest neighbours are gathered one by one; the brightest gathering counts.
 */
import { eachNeighbour, type Wall } from './lge-slice.ts'

/**
 * @param pixels  that are gathered
 * @returns undefined when nowhere so many pixels clear of the borders hang together
 */
export function connectedPeak(wall: Wall, pixels: number): number | undefined {
  let best: number | undefined
  for (let i = 0; i < wall.index.length; i++) {
    if (wall.solid[i] !== 1) continue
    // the mean cannot exceed its brightest pixel, and every gathering is also seen from that one
    if (best !== undefined && (wall.signal[i] ?? 0) <= best) continue
    const mean = gathered(wall, i, pixels)
    if (mean !== undefined && (best === undefined || mean > best)) best = mean
  }
  return best
}

function gathered(wall: Wall, start: number, pixels: number): number | undefined {
  const taken = [start]
  let sum = wall.signal[start] ?? 0
  const reach = new Set<number>()
  const widen = (i: number) =>
    eachNeighbour(wall, i, (neighbour) => {
      if (wall.solid[neighbour] === 1 && !taken.includes(neighbour)) reach.add(neighbour)
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
