/**
 * Volumes from areas on parallel slices.
 *
 *   V = Σ Aₖ wₖ / 1000      A: area in mm², w: the thickness that slice k stands for, gap included
 *
 * Of an even stack every w is the slice spacing. Of an uneven one wₖ = (zₖ₊₁ − zₖ₋₁)/2, and the two end slices
 * reach half the gap to their neighbour inwards and half the usual spacing outwards.
 * @source Schulz-Menger 2020, doi:10.1186/s12968-020-00610-6 (abstract read; which slices count is unverified)
 */
import { isIrregular } from '../protocol/slices.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ml, type Mm, type Mm2, ml, mlFromMm3, mm, mm3 } from '../units/units.ts'

/** What one slice adds. @throws RangeError when the thickness is not positive: the caller has a bug */
export function discVolume(area: Mm2, thickness: Mm): Ml {
  if (!(thickness > 0)) throw new RangeError(`a disc ${thickness} mm thick`)
  return mlFromMm3(mm3(area * thickness))
}

/**
 * @param discs  one per slice, base to apex; a slice that has none is left out
 * @returns unmeasured 'no-contours' when there are none
 */
export function discSummation(discs: readonly Ml[]): Outcome<Ml> {
  return discs.length === 0
    ? unmeasured('no-contours')
    : measured(ml(discs.reduce((sum, disc) => sum + disc, 0)))
}

/**
 * Thickness that each slice of a contoured range stands for.
 *
 * @param first, last  slices of the range, both included
 * @returns unmeasured 'single-slice' when the stack has no spacing
 */
export function discThickness(
  stack: Pick<Stack, 'positions' | 'spacing'>,
  first: number,
  last: number,
): Outcome<readonly Mm[]> {
  const { spacing, positions } = stack
  if (!spacing.measured) return spacing
  if (!isIrregular(positions.slice(first, last + 1), spacing.value))
    return measured(new Array<Mm>(last - first + 1).fill(spacing.value))
  const half = (slice: number, neighbour: number): number =>
    neighbour < first || neighbour > last
      ? spacing.value / 2
      : Math.abs(at(positions, neighbour) - at(positions, slice)) / 2
  const thickness = Array.from({ length: last - first + 1 }, (_, k) =>
    mm(half(first + k, first + k - 1) + half(first + k, first + k + 1)),
  )
  return measured(thickness, [say('volumes/slices-unevenly-spaced-each-counts')])
}

export interface SlabHalves {
  readonly above: Mm
  readonly below: Mm
}

/**
 * How far the slab of each slice reaches towards the base and towards the apex from its centre; the two add up
 * to `discThickness`. Parameters and refusals as there.
 */
export function slabHalves(
  stack: Pick<Stack, 'positions' | 'spacing'>,
  first: number,
  last: number,
): Outcome<readonly SlabHalves[]> {
  const { spacing, positions } = stack
  if (!spacing.measured) return spacing
  const even = !isIrregular(positions.slice(first, last + 1), spacing.value)
  const half = (slice: number, neighbour: number): Mm =>
    even || neighbour < first || neighbour > last
      ? mm(spacing.value / 2)
      : mm(Math.abs(at(positions, neighbour) - at(positions, slice)) / 2)
  return measured(
    Array.from({ length: last - first + 1 }, (_, k) => ({
      above: half(first + k, first + k - 1),
      below: half(first + k, first + k + 1),
    })),
  )
}
