/**
 * Noise of magnitude pictures, from how much pixels differ between pictures of the same.
 *
 * A magnitude scatters less than either of the two parts that it is made of, where it is of little more than their
 * noise:
 *
 *   var M = σ² (1 − σ² / 2A²)      E M² = A² + 2 σ²
 *
 * to the next order of σ/A. At a signal of three times the noise that is 5 % of σ², and of a curve's baseline 0.5 %.
 *
 * @source  Gudbjartsson 1995, doi:10.1002/mrm.1910340618, for the Rician distribution, whose moments these are
 */
import { median } from '../protocol/median.ts'

/** of the median of |differences| of normal noise, in standard deviations: 0.6745 √2 */
const medianOfDifferences = 0.9539
/** each brings σ² nearer by a factor of ten at a signal of three times the noise */
const rounds = 6
/** A² of at least so many σ²: nearer to the noise the next orders count */
const leastSignal = 4

/**
 * σ² of either part.
 *
 * @param frames  of the same: at least two
 * @param of      pixels
 */
export function noiseVariance(frames: readonly Float32Array[], of: readonly number[]): number {
  const differences: number[] = []
  let squares = 0
  frames.forEach((frame, t) => {
    const before = frames[t - 1]
    for (const pixel of of) {
      const value = frame[pixel] ?? 0
      squares += value * value
      if (before !== undefined) differences.push(Math.abs(value - (before[pixel] ?? 0)))
    }
  })
  const seen = (median(differences) / medianOfDifferences) ** 2
  const power = squares / (frames.length * of.length)
  let variance = seen
  for (let round = 0; round < rounds; round++) {
    const signal = Math.max(power - 2 * variance, leastSignal * variance)
    variance = seen > 0 ? seen / (1 - variance / (2 * signal)) : 0
  }
  return variance
}
