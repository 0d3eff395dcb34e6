/**
 * How the ventricle wrings itself: rotation of each slice, and of the apical against the basal ones.
 *
 *   twist(t) = mean apical rotation − mean basal rotation      torsion = twist / distance between their middles
 */
import { dot, planeNormal, type Vector3 } from '../geometry/plane.ts'
import { type Measurement, measurement, scoped } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { systoleOf } from './cine.ts'
import { type Beat, largestOf } from './curve.ts'
import { meanCurve } from './lengths.ts'
import { registrationTracking } from './methods.ts'
import { type RotationCurve, rotationOf } from './rotation.ts'
import type { BelievedSlice } from './short-axis.ts'

export interface SliceRotation {
  readonly slice: number
  /** degrees by phase, positive counter-clockwise seen from the apex */
  readonly values: RotationCurve
}

export interface Torsion {
  readonly rotations: readonly SliceRotation[]
  readonly measurements: readonly Measurement[]
}

/** @param slices  parallel, from base to apex; one alone does not tell from which side it is seen */
export function torsionOf(slices: readonly BelievedSlice[]): Torsion {
  const first = slices[0]
  const last = slices.at(-1)
  if (first === undefined || last === undefined || first === last) {
    const why = unmeasured(
      'too-few-slices',
      say('strain/tracked-slices-tell-no-direction', { slices: slices.length }),
    )
    return {
      rotations: [],
      measurements: [...slices.map((slice) => rotation(slice, why)), ...wringing(why, why)],
    }
  }
  const baseToApex = apexward(first, last)
  if (baseToApex === undefined) {
    const why = unmeasured('contradictory-input', say('strain/first-last-slice-lie-one'))
    return {
      rotations: [],
      measurements: [...slices.map((slice) => rotation(slice, why)), ...wringing(why, why)],
    }
  }
  const rotations = slices.map((slice): SliceRotation => {
    const { layers, plane, edPhase } = slice.tracked
    const line = layers['mid-wall'] ?? layers.endocardial
    return {
      slice: slice.slice,
      values: line === undefined ? [] : rotationOf(line.phases, plane, edPhase, baseToApex),
    }
  })
  const twist = twistOf(slices, rotations, baseToApex)
  return {
    rotations,
    measurements: [
      ...slices.map((slice, i) =>
        rotation(slice, measured(systolicPeak(at(rotations, i).values, slice.beat))),
      ),
      ...wringing(
        twist.measured ? measured(twist.value.degrees) : twist,
        twist.measured ? measured((10 * twist.value.degrees) / twist.value.distance) : twist,
      ),
    ],
  }
}

const rotation = ({ slice }: BelievedSlice, value: Outcome<number>): Measurement =>
  scoped({ slice }, measurement('rotation', value, registrationTracking))

const wringing = (twist: Outcome<number>, torsion: Outcome<number>): Measurement[] => [
  measurement('twist', twist, registrationTracking),
  measurement('torsion', torsion, registrationTracking),
]

/** The normal of the slices that points from the first to the last. */
function apexward(first: BelievedSlice, last: BelievedSlice): Vector3 | undefined {
  const normal = planeNormal(first.tracked.plane)
  const along = dot(last.tracked.plane.position, normal) - dot(first.tracked.plane.position, normal)
  if (along === 0) return undefined
  return along > 0 ? normal : [-normal[0], -normal[1], -normal[2]]
}

function twistOf(
  slices: readonly BelievedSlice[],
  rotations: readonly SliceRotation[],
  baseToApex: Vector3,
): Outcome<{ readonly degrees: number; readonly distance: number }> {
  const of = (level: 'basal' | 'apical') => {
    const there = slices.flatMap((slice, i) =>
      slice.level === level ? [{ slice, turn: at(rotations, i) }] : [],
    )
    const [first] = there
    return (
      first && {
        beat: first.slice.beat,
        curve: meanCurve(there.map(({ turn }) => turn.values)),
        place:
          there.reduce((sum, { slice }) => sum + dot(slice.tracked.plane.position, baseToApex), 0) /
          there.length,
      }
    )
  }
  const [basal, apical] = [of('basal'), of('apical')]
  if (basal === undefined || apical === undefined)
    return unmeasured(
      'too-few-slices',
      say('strain/no-slice-tracked', { which: basal === undefined ? 'basal' : 'apical' }),
    )
  const phases = slices.map(({ beat }) => beat.times.length)
  if (phases.some((count) => count !== at(phases, 0)))
    return unmeasured('contradictory-input', say('strain/slices-different-numbers-phases'))
  const values = apical.curve.map((degrees, phase) => degrees - at(basal.curve, phase))
  return measured({ degrees: systolicPeak(values, basal.beat), distance: apical.place - basal.place })
}

/** Of largest magnitude from ED to ES. */
const systolicPeak = (values: readonly number[], { edPhase, esPhase, times }: Beat): number =>
  largestOf(values, systoleOf(edPhase, esPhase, times.length))
