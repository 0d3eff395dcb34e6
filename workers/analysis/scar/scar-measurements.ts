/** What one method found, as it is recorded. Every measurement names the method in its scope. */
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Amounts } from './amounts.ts'
import type { Wall } from './lge-slice.ts'
import type { MethodScar } from './method-scar.ts'
import { scarVersion } from './methods.ts'
import type { PatternOptions } from './pattern.ts'

export function scarMeasurements(
  { name, amounts, slices, segments }: MethodScar,
  walls: readonly Wall[],
  { leastExtent }: PatternOptions,
): Measurement[] {
  const by = { method: `lge/${name}`, version: scarVersion }
  const stated = (scope: Scope, quantity: QuantityName, value: Outcome<number>): Measurement =>
    scoped({ ...scope, method: name }, measurement(quantity, value, by))
  const of = (read: (amounts: Amounts) => number): Outcome<number> =>
    amounts.measured ? measured(read(amounts.value), amounts.warnings) : amounts
  const whole = [
    stated(
      {},
      'scar-volume',
      of(({ scar }) => scar.volume),
    ),
    stated(
      {},
      'scar-mass',
      of(({ scar }) => scar.mass),
    ),
    stated(
      {},
      'scar-extent',
      of(({ scar }) => scar.extent),
    ),
    stated(
      {},
      'mvo-volume',
      of(({ obstruction }) => obstruction.volume),
    ),
    stated(
      {},
      'mvo-mass',
      of(({ obstruction }) => obstruction.mass),
    ),
    stated(
      {},
      'mvo-extent',
      of(({ obstruction }) => obstruction.extent),
    ),
  ]
  if (!amounts.measured) return whole
  const divided = walls.some(({ segment }) => segment.some((label) => label > 0))
  const count = (which: (segment: (typeof segments)[number]) => boolean): Outcome<number> =>
    divided
      ? measured(segments.filter(which).length)
      : unmeasured('no-landmarks', say('scar/wall-not-divided-into-segments'))
  return [
    ...whole,
    stated(
      {},
      'scar-segments',
      count(({ extent }) => extent >= leastExtent),
    ),
    stated(
      {},
      'scar-mid-wall-n',
      count(({ pattern }) => pattern === 'mid-wall'),
    ),
    ...slices.flatMap(({ slice, threshold, amounts: own }) => [
      stated({ slice }, 'scar-threshold', threshold),
      stated({ slice }, 'scar-mass', measured(own.scar.mass)),
      stated({ slice }, 'scar-extent', measured(own.scar.extent)),
    ]),
    ...segments.flatMap(({ segment, extent, transmurality, transmuralityEnhanced, depth }) => [
      stated({ segment }, 'scar-extent', measured(extent)),
      ...(transmurality === undefined
        ? []
        : [stated({ segment }, 'scar-transmural', measured(transmurality))]),
      ...(transmuralityEnhanced === undefined
        ? []
        : [stated({ segment }, 'scar-transm-in', measured(transmuralityEnhanced))]),
      ...(depth === undefined ? [] : [stated({ segment }, 'scar-depth', measured(depth))]),
    ]),
  ]
}
