/**
 * Slices from positions: which frames lie at one place, and how far the places are apart.
 *
 *   sᵢ = n · IPPᵢ      n: the common normal, IPP: ImagePositionPatient
 *
 * SliceLocation is not read at all (in the Sunnybrook stacks its steps are 28 to 34 % too small), and the
 * excited thickness is no substitute for the distance between centres.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { median } from './median.ts'

/** Cine slices lie further apart than this; breath-holds jitter by less. */
const leastSliceGap = 1
/** Share of the usual gap within which two positions are one slice. */
const sameSlice = 0.2
const irregularFrom = 0.1
/** A gap of about two spacings or more is a slice that was not acquired or not sent. */
const missingFrom = 1.9
const jitterWorthSaying = 1

/**
 * Groups positions along the normal into slices.
 *
 * @param positions  mm, one per frame, in any order
 * @returns          indices into `positions`, slices ascending, indices ascending within a slice
 */
export function clusterPositions(positions: readonly number[]): number[][] {
  const order = positions.map((_, i) => i).sort((a, b) => at(positions, a) - at(positions, b) || a - b)
  const gaps = order.slice(1).map((index, k) => at(positions, index) - at(positions, at(order, k)))
  const wide = gaps.filter((gap) => gap > leastSliceGap)
  const usual = wide.length > 0 ? wide : gaps.filter((gap) => gap > 0.2)
  const threshold = usual.length > 0 ? Math.max(0.2, sameSlice * median(usual)) : 0.2
  const clusters: number[][] = []
  let current: number[] = []
  order.forEach((index, k) => {
    const gap = k === 0 ? 0 : at(gaps, k - 1)
    if (k === 0 || gap > threshold) {
      current = []
      clusters.push(current)
    }
    current.push(index)
  })
  for (const cluster of clusters) cluster.sort((a, b) => a - b)
  return clusters
}

export interface Spacing {
  readonly spacing: Outcome<Mm>
  /** the largest departure of a gap from the spacing, relative */
  readonly irregularity: number
  readonly warnings: readonly string[]
}

/**
 * Distance between slice centres: the median of the gaps, so that one missing slice does not stretch it.
 *
 * @param positions  mm along the normal, one per slice, ascending or descending
 * @returns unmeasured 'single-slice' when there is no neighbour; a spacing is never guessed
 */
export function sliceSpacing(positions: readonly Mm[]): Spacing {
  const gaps = gapsBetween(positions)
  if (gaps.length === 0) return { spacing: unmeasured('single-slice'), irregularity: 0, warnings: [] }
  const spacing = median(gaps)
  const irregularity = Math.max(...gaps.map((gap) => Math.abs(gap - spacing) / spacing))
  const warnings = gaps.flatMap((gap, k) => {
    const between = say('stacks/two-neighbours', { k: k + 1, next: k + 2, positions: positions.length })
    if (gap >= missingFrom * spacing)
      return [say('stacks/slice-missing-between-apart', { between, millimetres: millimetres(gap) })]
    if (Math.abs(gap - spacing) > irregularFrom * spacing)
      return [
        say('stacks/apart-others', {
          between,
          millimetres: millimetres(gap),
          usual: millimetres(spacing),
        }),
      ]
    return []
  })
  return { spacing: measured(mm(spacing), warnings), irregularity, warnings }
}

/** Whether slices lie so far from even that each disc gets a thickness of its own. */
export const isIrregular = (positions: readonly Mm[], spacing: Mm): boolean =>
  gapsBetween(positions).some((gap) => Math.abs(gap - spacing) > irregularFrom * spacing)

/** Indices k such that a slice is missing between slices k and k + 1. */
export function missingAfter(positions: readonly Mm[]): number[] {
  const gaps = gapsBetween(positions)
  if (gaps.length === 0) return []
  const spacing = median(gaps)
  return gaps.flatMap((gap, k) => (gap >= missingFrom * spacing ? [k] : []))
}

/** Warning when the frames of one slice do not lie where they should: a breath or a move in between. */
export function jitterWarning(positions: readonly number[], slice: number): string[] {
  const spread = Math.max(...positions) - Math.min(...positions)
  return spread > jitterWorthSaying
    ? [say('stacks/frames-slice-lie-up-apart', { slice: slice + 1, millimetres: millimetres(spread) })]
    : []
}

const gapsBetween = (positions: readonly number[]): number[] =>
  positions.slice(1).map((position, k) => Math.abs(position - at(positions, k)))

const millimetres = (value: number): string => say('stacks/millimetres', { value })
