/** How much of the wall is enhanced. The wall is that of the late enhancement contours, never that of the cine. */
import { at } from '../units/at.ts'
import { type Gram, gram, type Ml, ml, type Percent, percent } from '../units/units.ts'
import type { Wall } from './lge-slice.ts'
import { tissue } from './obstruction.ts'

/** g/mL of myocardium */
export const density = 1.05

export interface Amount {
  /** obstruction included */
  readonly volume: Ml
  readonly mass: Gram
  /** of the wall */
  readonly extent: Percent
}

export interface Amounts {
  readonly scar: Amount
  readonly obstruction: Amount
}

const amount = (volume: number, wall: number): Amount => ({
  volume: ml(volume),
  mass: gram(density * volume),
  extent: percent((100 * volume) / wall),
})

/** mL of some pixels of a wall, each by its exact share. @param counts  how much of a pixel counts, from 0 to 1 */
export function volumeIn(wall: Wall, counts: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < wall.share.length; i++) sum += (wall.share[i] ?? 0) * counts(i)
  return (sum * wall.pixelVolume) / 1000
}

export const wallVolume = (walls: readonly Wall[]): Ml =>
  ml(walls.reduce((sum, wall) => sum + volumeIn(wall, () => 1), 0))

/** @param counts  how much of each pixel is scar, beside obstruction, which counts whole; one list a wall */
export function amountsOf(
  walls: readonly Wall[],
  states: readonly Uint8Array[],
  counts?: readonly Float64Array[],
): Amounts {
  let scar = 0
  let obstruction = 0
  walls.forEach((wall, k) => {
    const state = at(states, k)
    const weights = counts?.[k]
    obstruction += volumeIn(wall, (i) => (state[i] === tissue.obstructed ? 1 : 0))
    scar += volumeIn(wall, (i) =>
      state[i] === tissue.scar ? (weights?.[i] ?? 1) : state[i] === tissue.obstructed ? 1 : 0,
    )
  })
  const wall = wallVolume(walls)
  return { scar: amount(scar, wall), obstruction: amount(obstruction, wall) }
}
