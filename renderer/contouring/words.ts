/** What the editor tells the reader, in one line. */
import type { Border } from '#analysis/contours/contour.ts'
import type { Fit } from '#analysis/contours/fit.ts'
import { type PixelSize, polygonArea } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Percent } from '#analysis/units/units.ts'

export interface Notice {
  readonly text: string
  readonly tone: 'info' | 'attention'
}

export const borderNames: Readonly<Record<Border, string>> = {
  'lv-endocardial': 'LV endocardial',
  'lv-epicardial': 'LV epicardial',
  'lv-papillary': 'LV papillary',
  'rv-endocardial': 'RV endocardial',
  'rv-epicardial': 'RV epicardial',
  'la-endocardial': 'LA endocardial',
  'ra-endocardial': 'RA endocardial',
  'lge-remote': 'remote myocardium',
  'lge-exclusion': 'LGE exclusion',
  'lge-no-reflow': 'no-reflow',
  'lge-scar': 'scar',
  'blood-pool': 'blood pool',
  vessel: 'vessel',
  region: 'region',
}

export const info = (text: string): Notice => ({ text, tone: 'info' })
export const attention = (text: string): Notice => ({ text, tone: 'attention' })

/** The change of area when a polygon becomes a curve: what had been measured and what will be. */
export function becameCurve(what: string, points: readonly IndexPoint[], fit: Fit, pixel: PixelSize): Notice {
  const [before, after] = [points, fit.points].map((polygon) => squareCentimetres(polygon, pixel))
  return info(
    `${what} became a curve of ${fit.controls.length} points: ${before} to ${after} cm² (${signed(fit.areaChange)} %).`,
  )
}

const squareCentimetres = (polygon: readonly IndexPoint[], pixel: PixelSize): string =>
  (polygonArea(polygon, pixel) / 100).toFixed(1)

const signed = (change: Percent): string => `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(1)}`
