/**
 * The methods that make numbers, by the names and versions that are recorded with them. A version that a read
 * was signed with stays callable; a change of arithmetic is a new version, never an edit.
 */
import type { Papillaries } from '../contours/contour.ts'
import type { Method } from '../measurements/measurement.ts'

export const discSummationReaderSlices = { method: 'disc-summation/reader-slices', version: '1' } as const
export const discSummationPlaneClipped = { method: 'disc-summation/plane-clipped', version: '1' } as const
export const areaLength = { method: 'area-length', version: '1' } as const
export const periodicHarmonics = { name: 'periodic-harmonics', version: '1' } as const
export const longAxisLength = { method: 'mitral-middle-to-apex', version: '1' } as const
export const medianOverSlices = { method: 'median-over-slices', version: '1' } as const
export const bodySurfaceVersion = '1'

export const readerSlices = (papillaries: Papillaries): Method => ({
  ...discSummationReaderSlices,
  papillaries,
})

/** The base rules that the protocol chooses from; the other is computed beside it. */
export const baseRules = ['reader-slices', 'plane-clipped'] as const
export type BaseRule = (typeof baseRules)[number]

/**
 * A clipped volume says what became of the outflow tract and how the apex was closed.
 * @param assumed  more that its plane rests on: 'valve-square-to-view'
 */
export const planeClipped = (
  papillaries: Papillaries,
  outflow: string,
  apex: string,
  ...assumed: readonly string[]
): Method => ({
  ...discSummationPlaneClipped,
  method: [discSummationPlaneClipped.method, `outflow-${outflow}`, `apex-${apex}`, ...assumed].join('/'),
  papillaries,
})

/** @param variant  'biplane/shorter-length', '4ch' */
export const byAreaLength = (variant: string): Method => ({
  ...areaLength,
  method: `${areaLength.method}/${variant}`,
})

/** Of a curve whose volumes were made by `method`. */
export const curveOf = (method: Method): Method => ({
  ...method,
  method: `${method.method}/${periodicHarmonics.name}`,
  version: `${method.version}.${periodicHarmonics.version}`,
})

/** An index keeps the name of the formula that its body surface was computed with. */
export const indexedBy = (method: Method, formula: string): Method => ({
  ...method,
  method: `${method.method}/bsa-${formula}`,
})
