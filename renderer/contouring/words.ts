/** What the editor tells the reader, in one line. */
import type { Fit } from '#analysis/contours/fit.ts'
import { type PixelSize, polygonArea } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Percent } from '#analysis/units/units.ts'
import { fixedIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'

export interface Notice {
  readonly text: string
  readonly tone: 'info' | 'attention'
}

export const info = (text: string): Notice => ({ text, tone: 'info' })
export const attention = (text: string): Notice => ({ text, tone: 'attention' })

/** The change of area when a polygon becomes a curve: what had been measured and what will be. */
export function becameCurve(what: string, points: readonly IndexPoint[], fit: Fit, pixel: PixelSize): Notice {
  const { becameCurve } = textsNow().contouring
  const before = squareCentimetres(points, pixel)
  const after = squareCentimetres(fit.points, pixel)
  return info(becameCurve(what, fit.controls.length, before, after, signed(fit.areaChange)))
}

const squareCentimetres = (polygon: readonly IndexPoint[], pixel: PixelSize): string =>
  fixedIn(polygonArea(polygon, pixel) / 100, 1)

const signed = (change: Percent): string => `${change < 0 ? '−' : '+'}${fixedIn(Math.abs(change), 1)}`
