/**
 * How much of a pixel is scar, from how far its signal lies from remote to core: a way to count partial volume.
 *
 *   w = (S − μ remote) / (μ core − μ remote)
 *
 * The core are the pixels of the region above half between remote and maximum. A weight may exceed 1: noise about the
 * level of the core would otherwise only ever take away.
 *
 * @source Heiberg 2008, doi:10.1148/radiol.2461062164 (weighted infarct size; from memory). Not the same as the EWA of
 *   PMC4855857, which finds its region by expectation maximisation.
 */
import { at } from '../units/at.ts'
import type { Wall } from './lge-slice.ts'
import { tissue } from './obstruction.ts'
import type { Remote } from './remote.ts'

/** @returns undefined when no pixel of the region is core */
export function scarWeights(
  walls: readonly Wall[],
  states: readonly Uint8Array[],
  remotes: readonly Pick<Remote, 'mean'>[],
  peaks: readonly (number | undefined)[],
): readonly Float64Array[] | undefined {
  let sum = 0
  let count = 0
  const isCore = (k: number, i: number): boolean => {
    const peak = peaks[k]
    return (
      peak !== undefined &&
      at(walls, k).solid[i] === 1 &&
      at(states, k)[i] === tissue.scar &&
      (at(walls, k).signal[i] ?? 0) > (peak + at(remotes, k).mean) / 2
    )
  }
  walls.forEach((wall, k) => {
    wall.signal.forEach((signal, i) => {
      if (!isCore(k, i)) return
      sum += signal - at(remotes, k).mean
      count++
    })
  })
  if (count === 0) return undefined
  const range = sum / count
  return walls.map((wall, k) =>
    Float64Array.from(wall.signal, (signal, i) =>
      // a pixel that a border cuts shows blood or fat: it counts as its neighbours decided
      wall.solid[i] === 1 ? Math.max(0, (signal - at(remotes, k).mean) / range) : 1,
    ),
  )
}
