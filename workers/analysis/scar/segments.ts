/** What of each AHA segment is enhanced: extent, transmurality, depth and pattern. */
import { mean } from '../numerics/moments.ts'
import { at } from '../units/at.ts'
import { type Percent, percent } from '../units/units.ts'
import { volumeIn } from './amounts.ts'
import { arcOf } from './components.ts'
import type { Wall } from './lge-slice.ts'
import { tissue } from './obstruction.ts'
import { type PatternOptions, patternOf, type ScarPattern } from './pattern.ts'
import { profileOf, type SegmentedChord, type TransmuralityOptions } from './transmurality.ts'

export interface SegmentScar {
  readonly segment: number
  /** of the segment's wall */
  readonly extent: Percent
  /** of the thickness: mean over all chords, and over those that are enhanced; absent without a chord */
  readonly transmurality?: Percent
  readonly transmuralityEnhanced?: Percent
  /** of the scar, from 0 at the endocardium to 100; absent without scar */
  readonly depth?: Percent
  readonly pattern: ScarPattern
}

/** @param chords  of each wall; none where it has no cavity */
export function segmentScars(
  walls: readonly Wall[],
  states: readonly Uint8Array[],
  chords: readonly (readonly SegmentedChord[])[],
  transmurality: TransmuralityOptions,
  pattern: PatternOptions,
): SegmentScar[] {
  const profiles = walls.flatMap((wall, k) =>
    (chords[k] ?? []).map((chord) => profileOf(wall, at(states, k), chord, transmurality)),
  )
  const labels = [...new Set(walls.flatMap((wall) => [...new Set(wall.segment)]))]
    .filter((label) => label > 0)
    .sort((a, b) => a - b)
  return labels.map((segment) => {
    const own = profiles.filter((profile) => profile.segment === segment)
    const enhanced = own.filter((profile) => profile.enhanced >= transmurality.leastEnhanced)
    let [whole, scar, deep, near, arc] = [0, 0, 0, 0, 0]
    walls.forEach((wall, k) => {
      const state = at(states, k)
      const counts = (i: number): number =>
        wall.segment[i] === segment && state[i] !== tissue.remote ? 1 : 0
      whole += volumeIn(wall, (i) => (wall.segment[i] === segment ? 1 : 0))
      scar += volumeIn(wall, counts)
      deep += volumeIn(wall, (i) => counts(i) * (wall.depth[i] ?? 0))
      near += volumeIn(wall, (i) =>
        counts(i) === 1 && nearInsertion(wall, i, pattern.insertionReach) ? 1 : 0,
      )
      const scarred: number[] = []
      for (let i = 0; i < state.length; i++) if (counts(i) === 1) scarred.push(i)
      arc = Math.max(arc, arcOf(wall, scarred))
    })
    const extent = percent((100 * scar) / whole)
    const share = (of: typeof own): Percent => percent(100 * mean(of.map((profile) => profile.enhanced)))
    return {
      segment,
      extent,
      ...(own.length > 0 ? { transmurality: share(own) } : {}),
      ...(enhanced.length > 0 ? { transmuralityEnhanced: share(enhanced) } : {}),
      ...(scar > 0 ? { depth: percent((100 * deep) / scar) } : {}),
      pattern: patternOf(
        {
          extent,
          chords: own,
          nearInsertion: scar > 0 ? near / scar : 0,
          arc,
          leastEnhanced: transmurality.leastEnhanced,
        },
        pattern,
      ),
    }
  })
}

function nearInsertion(wall: Wall, i: number, reach: number): boolean {
  const { rvInsertions = [], image } = wall.given
  const pixel = wall.index[i] ?? 0
  const column = pixel % wall.columns
  const row = (pixel - column) / wall.columns
  return rvInsertions.some(
    ([c, r]) =>
      ((column - c) * image.plane.columnSpacing) ** 2 + ((row - r) * image.plane.rowSpacing) ** 2 <=
      reach ** 2,
  )
}
