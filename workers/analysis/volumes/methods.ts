/**
 * The methods that make numbers, by the names and versions that are recorded with them. A version that a read
 * was signed with stays callable; a change of arithmetic is a new version, never an edit.
 */
import type { Papillaries } from '../contours/contour.ts'
import type { Method } from '../measurements/measurement.ts'

export const discSummationReaderSlices = { method: 'disc-summation/reader-slices', version: '1' } as const
export const medianOverSlices = { method: 'median-over-slices', version: '1' } as const
export const bodySurfaceVersion = '1'

export const readerSlices = (papillaries: Papillaries): Method => ({
  ...discSummationReaderSlices,
  papillaries,
})

/** An index keeps the name of the formula that its body surface was computed with. */
export const indexedBy = (method: Method, formula: string): Method => ({
  ...method,
  method: `${method.method}/bsa-${formula}`,
})
