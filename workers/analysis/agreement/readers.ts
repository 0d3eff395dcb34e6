/** Everything that readers handed in, held against each other: any two of them, and where they are more all at once. */
import { at } from '../units/at.ts'
import type { Outcome } from '../units/outcome.ts'
import { type GivenAgreementOptions, type ReaderAgreement, readerAgreement } from './agreement.ts'
import type { BorderGrid } from './borders.ts'
import { contoursByStudy, type KnownContourFile, type StudyContours } from './contour-files.ts'
import type { Reading } from './pairing.ts'
import { type SeveralReaders, severalReaders } from './several.ts'

/** What one reader handed in; either list may be empty. */
export interface ReaderFiles {
  readonly readings: readonly Reading[]
  readonly contours: readonly KnownContourFile[]
}

export interface ReaderPair {
  /** places of the two among the readers, from 0; differences are of the first less the second */
  readonly first: number
  readonly second: number
  /** where both have measurements */
  readonly measurements?: Outcome<ReaderAgreement>
  /** where both have contours */
  readonly contours?: readonly StudyContours[]
}

export interface Comparison {
  readonly pairs: readonly ReaderPair[]
  /** where three or more have measurements */
  readonly together?: Outcome<SeveralReaders>
}

/** @param progress  in thousandths of each comparison that there is to make */
export function compareReaders(
  readers: readonly ReaderFiles[],
  options: GivenAgreementOptions = {},
  grid: BorderGrid = {},
  progress?: (done: number, total: number) => void,
): Comparison {
  const measuring = readers.filter(({ readings }) => readings.length > 0)
  const twos = readers.flatMap((_, second) =>
    readers.slice(0, second).map((__, first) => ({ first, second })),
  )
  const isTogether = measuring.length > 2
  const steps = 2 * twos.length + (isTogether ? 1 : 0)
  let step = 0
  const next = (): ((done: number, total: number) => void) => {
    const before = step++
    return (done, total) => progress?.(1000 * before + Math.round((1000 * done) / total), 1000 * steps)
  }
  const pairs = twos.map(({ first, second }): ReaderPair => {
    const [a, b] = [at(readers, first), at(readers, second)]
    const [ofMeasurements, ofContours] = [next(), next()]
    return {
      first,
      second,
      ...(a.readings.length > 0 && b.readings.length > 0
        ? { measurements: readerAgreement(a.readings, b.readings, options, ofMeasurements) }
        : {}),
      ...(a.contours.length > 0 && b.contours.length > 0
        ? { contours: contoursByStudy(a.contours, b.contours, grid, ofContours) }
        : {}),
    }
  })
  if (!isTogether) return { pairs }
  const together = severalReaders(
    measuring.map(({ readings }) => readings),
    options,
    next(),
  )
  return { pairs, together }
}
