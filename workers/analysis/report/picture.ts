/**
 * Contours of the left ventricle as masks. A picture of what was measured, not the measurement: volumes come
 * from the polygons, and a mask is off by up to half a pixel along every border.
 */
import type { Border, Contour, Papillaries } from '../contours/contour.ts'
import { binaryMask } from '../contours/coverage.ts'

/** rows × columns of 0 and 1; the two share no pixel and leave none out between them */
export interface LeftVentricleMasks {
  readonly cavity: Uint8Array
  readonly myocardium: Uint8Array
}

/**
 * A pixel belongs to what covers at least half of it.
 *
 * @param contours     of one image; an epicardial one without an endocardial one is wall as a whole
 * @param papillaries  'mass' takes contoured papillary muscles out of the cavity and counts them as wall
 */
export function leftVentricleMasks(
  contours: readonly Contour[],
  papillaries: Papillaries,
  rows: number,
  columns: number,
): LeftVentricleMasks {
  const maskOf = (border: Border): Uint8Array => {
    const union = new Uint8Array(rows * columns)
    for (const contour of contours) {
      if (contour.border !== border || !contour.closed) continue
      binaryMask(contour.points, rows, columns).forEach((inside, i) => {
        if (inside) union[i] = 1
      })
    }
    return union
  }
  const endocardium = maskOf('lv-endocardial')
  const epicardium = maskOf('lv-epicardial')
  const muscle = papillaries === 'mass' ? maskOf('lv-papillary') : new Uint8Array(rows * columns)
  const cavity = endocardium.map((inside, i) => (inside && !muscle[i] ? 1 : 0))
  const myocardium = epicardium.map((inside, i) => {
    const papillary = endocardium[i] === 1 && muscle[i] === 1
    return (inside === 1 || papillary) && cavity[i] === 0 ? 1 : 0
  })
  return { cavity, myocardium }
}
