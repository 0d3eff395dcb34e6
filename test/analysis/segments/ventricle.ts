/** A ventricle of circles: wall and cavity are told by formulas of the slice and the phase alone. */
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { RegionalSlice } from '#analysis/segments/slice-wall.ts'
import { circle, on, planeAt } from './stack.ts'

export interface CircleSlice {
  readonly ed: readonly [inner: number, outer: number]
  readonly es: readonly [inner: number, outer: number]
}

/** Slices of 10 mm from base to apex, all with a septum from 120° to 240° on the screen. */
export const circles = (slices: readonly CircleSlice[], marked = true): RegionalSlice[] =>
  slices.map(({ ed, es }, slice) => ({
    plane: planeAt(10 * slice),
    endDiastole: { endocardial: circle(ed[0]), epicardial: circle(ed[1]) },
    endSystole: { endocardial: circle(es[0]), epicardial: circle(es[1]) },
    ...(marked ? { insertions: { anterior: on(120, ed[1]), inferior: on(240, ed[1]) } } : {}),
  }))

export const sixSlices: readonly CircleSlice[] = [
  { ed: [26, 35], es: [18, 32] },
  { ed: [26, 35], es: [18, 32] },
  { ed: [24, 32], es: [15, 29] },
  { ed: [24, 32], es: [15, 29] },
  { ed: [16, 23], es: [9, 20] },
  { ed: [12, 19], es: [6, 17] },
]

/** The value of a quantity of a part; its reason where it is unmeasured, undefined where it is not said. */
export function said(
  measurements: readonly Measurement[],
  quantity: QuantityName,
  scope?: string,
): number | string | undefined {
  const found = measurements.filter((m) => m.quantity === quantity && m.scope === scope)
  const [only] = found
  if (found.length > 1) throw new Error(`${quantity} of ${scope} is said ${found.length} times`)
  if (only === undefined) return undefined
  return isMeasured(only) ? only.value : only.unmeasured
}
