/** What a threshold would find: above remote by so many standard deviations, pixel by pixel, without any cleaning. */
import type { ScarDetails } from '#contract/analysis-documents/details.ts'

type Slice = ScarDetails['slices'][number]

export const thresholdOf = ({ remote }: Pick<Slice, 'remote'>, sd: number): number =>
  remote.mean + sd * remote.sd

/** % of the wall of all slices, each pixel by its share within the wall. */
export function extentAbove(slices: readonly Slice[], sd: number): number {
  let wall = 0
  let above = 0
  for (const slice of slices) {
    const threshold = thresholdOf(slice, sd)
    slice.signal.forEach((value, i) => {
      const share = slice.share[i] ?? 0
      wall += share
      if (value > threshold) above += share
    })
  }
  return wall === 0 ? 0 : (100 * above) / wall
}
