/**
 * A periodic curve through samples, as its mean and first harmonics by least squares.
 *
 *   f(x) = c₀ + Σₖ aₖ cos 2πkx + bₖ sin 2πkx      k = 1 … K, x in periods
 *
 * Its slope is known analytically, which is the point: differences of samples amplify their noise.
 */
import { at } from '../units/at.ts'
import { linearLeastSquares } from './linear-least-squares.ts'

export interface Harmonics {
  readonly mean: number
  /** aₖ, from k = 1 */
  readonly cosines: readonly number[]
  /** bₖ */
  readonly sines: readonly number[]
}

/**
 * @param places     of the samples in periods, in any order; whole periods count for nothing
 * @param values     one a place
 * @param harmonics  K, at least 0
 * @returns undefined when 2K + 1 unknowns are not determined: too few places, or places
 *          that coincide. Places that leave a hole determine them badly: the caller has to look
 * @throws  RangeError for lists of different lengths: the caller has a bug
 */
export function fitHarmonics(
  places: readonly number[],
  values: readonly number[],
  harmonics: number,
): Harmonics | undefined {
  if (places.length !== values.length)
    throw new RangeError(`${places.length} places for ${values.length} values`)
  const unknowns = 2 * harmonics + 1
  if (places.length < unknowns) return undefined
  const design = new Float64Array(places.length * unknowns)
  places.forEach((place, i) => {
    design[i * unknowns] = 1
    for (let k = 1; k <= harmonics; k++) {
      design[i * unknowns + 2 * k - 1] = Math.cos(2 * Math.PI * k * place)
      design[i * unknowns + 2 * k] = Math.sin(2 * Math.PI * k * place)
    }
  })
  const solved = linearLeastSquares(design, Float64Array.from(values))
  if (solved === undefined) return undefined
  const every = (from: number): number[] =>
    Array.from({ length: harmonics }, (_, k) => solved[2 * k + from] ?? 0)
  return { mean: solved[0] ?? 0, cosines: every(1), sines: every(2) }
}

/** f at a place in periods. */
export function harmonicValue({ mean, cosines, sines }: Harmonics, place: number): number {
  let sum = mean
  for (let k = 0; k < cosines.length; k++) {
    const angle = 2 * Math.PI * (k + 1) * place
    sum += at(cosines, k) * Math.cos(angle) + at(sines, k) * Math.sin(angle)
  }
  return sum
}

/** df/dx at a place, per period. */
export function harmonicSlope({ cosines, sines }: Harmonics, place: number): number {
  let sum = 0
  for (let k = 0; k < cosines.length; k++) {
    const turns = 2 * Math.PI * (k + 1)
    sum += turns * (at(sines, k) * Math.cos(turns * place) - at(cosines, k) * Math.sin(turns * place))
  }
  return sum
}
