/**
 * Volume of a chamber from its area in one or two long-axis views.
 *
 *   biplane  V = 8 A₂ A₄ / (3π L)      monoplane  V = 8 A² / (3π L)
 *
 * Exact for every ellipsoid, and for half of one, cut across its axis: 8/(3π) is 0.849, the 0.85 or 0.848 of other
 * programs. Where two views show two lengths, L is the shorter (echocardiographic guidelines for the atrium) or the
 * mean of both (the UK Biobank's code): a variant, and part of the method's name.
 * @source Lang 2015, doi:10.1016/j.echo.2014.10.003 (left atrium, area-length) and Dodge 1960 for the
 *   ventricle, unverified; that it is exact for ellipsoids is elementary
 */

import { say } from '../../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { type Ml, type Mm, type Mm2, mlFromMm3, mm, mm3 } from '../../units/units.ts'

export const lengthRules = ['shorter-length', 'mean-length'] as const
export type LengthRule = (typeof lengthRules)[number]

/** What one view shows of a chamber at one phase. */
export interface Silhouette {
  readonly area: Mm2
  /** from the middle of the valve to the far wall */
  readonly length: Mm
}

const factor = 8 / (3 * Math.PI)
/** mm; lengths that differ more come from a view that misses the axis. @source Lang 2015, left atrium, unverified */
const foreshortened = 5

/** @returns unmeasured 'degenerate-contour' for an area or a length that is not positive */
export function biplaneVolume(one: Silhouette, other: Silhouette, rule: LengthRule): Outcome<Ml> {
  if (!isPositive(one) || !isPositive(other)) return flat
  const length = rule === 'mean-length' ? (one.length + other.length) / 2 : Math.min(one.length, other.length)
  const apart = Math.abs(one.length - other.length)
  return measured(
    areaLength(one.area, other.area, mm(length)),
    apart > foreshortened ? [say('volumes/two-views-show-lengths-differ', { apart })] : [],
  )
}

export const monoplaneVolume = (one: Silhouette): Outcome<Ml> =>
  isPositive(one) ? measured(areaLength(one.area, one.area, one.length)) : flat

const isPositive = ({ area, length }: Silhouette): boolean => area > 0 && length > 0

const flat = unmeasured('degenerate-contour', say('volumes/long-axis-border-no-area'))

const areaLength = (one: Mm2, other: Mm2, length: Mm): Ml => mlFromMm3(mm3((factor * one * other) / length))
