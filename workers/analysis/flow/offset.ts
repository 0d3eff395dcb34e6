/** What is subtracted from velocities, and why nothing is. */
import type { CmPerS } from '../units/units.ts'

export interface Background {
  /** false: nothing was subtracted, and `why` says the reason */
  readonly corrected: boolean
  readonly why?: string
  /** cm/s to be subtracted from every phase; empty when not corrected */
  readonly offset: Float32Array
  /** 1 for tissue taken to be at rest */
  readonly resting: Uint8Array
  /** mean of the offset over the vessel */
  readonly atVessel?: CmPerS
  /** resting tissue in each quadrant round the vessel, mm² */
  readonly quadrantAreas: readonly number[]
}

/** @param count  pixels of a picture */
export const notCorrected = (why: string, count: number): Background => ({
  corrected: false,
  why,
  offset: new Float32Array(0),
  resting: new Uint8Array(count),
  quadrantAreas: [],
})

/** Mean and standard deviation of each pixel over the phases. */
export function overTime(pictures: readonly Float32Array[], count: number) {
  const mean = new Float32Array(count)
  const deviation = new Float32Array(count)
  const n = pictures.length
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (const picture of pictures) sum += picture[i] ?? 0
    const average = sum / n
    let squares = 0
    for (const picture of pictures) squares += ((picture[i] ?? 0) - average) ** 2
    mean[i] = average
    deviation[i] = Math.sqrt(squares / n)
  }
  return { mean, deviation }
}
