/** The volume of a chamber over the beat as a smooth periodic curve. */
import { fitHarmonics, type Harmonics } from '../../numerics/harmonics.ts'
import { say } from '../../sentences/say.ts'
import { at } from '../../units/at.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import type { Ms } from '../../units/units.ts'

export interface SampledBeat {
  /** mL by phase; undefined where a phase has none */
  readonly volumes: readonly (number | undefined)[]
  /** after R, by phase */
  readonly times: readonly Ms[]
  readonly rr: Ms
}

const harmonicsOfMany = 8
const harmonicsOfFew = 5
const manyPhases = 20
/** five harmonics are eleven unknowns */
const fewestPhases = 12
/** share of the beat that may lie between two samples: a harmonic more would swing there unseen */
const widestHole = 0.125

/**
 * @returns unmeasured 'contradictory-input' for times that are negative, do not ascend or pass the beat, or volumes
 *          that are no numbers; 'too-few-phases' for fewer than 12 phases with a volume or a hole of more than an
 *          eighth of the beat; 'fit-failed' where the samples do not determine the curve
 */
export function fitCurve({ volumes, times, rr }: SampledBeat): Outcome<Harmonics> {
  if (volumes.length !== times.length)
    return unmeasured(
      'contradictory-input',
      say('volumes/volumes-times', { volumes: volumes.length, times: times.length }),
    )
  if (!(rr > 0) || !Number.isFinite(rr))
    return unmeasured('contradictory-input', say('volumes/beat-ms', { rr }))
  const odd = times.findIndex((time, k) => !(time >= 0 && time < rr) || (k > 0 && !(time > at(times, k - 1))))
  if (odd >= 0)
    return unmeasured(
      'contradictory-input',
      say('volumes/phase-ms-times-must-ascend', { odd: odd + 1, times: at(times, odd), rr }),
    )
  const known = volumes.flatMap((volume, k) =>
    volume === undefined ? [] : [{ volume, place: at(times, k) / rr }],
  )
  if (known.some(({ volume }) => !Number.isFinite(volume)))
    return unmeasured('contradictory-input', say('volumes/volume-no-finite-number'))
  if (known.length < fewestPhases)
    return unmeasured(
      'too-few-phases',
      say('volumes/phases-volume-curve-needs', { known: known.length, fewestPhases }),
    )
  const hole = Math.max(
    ...known.map(({ place }, k) => (at(known, (k + 1) % known.length).place - place + 1) % 1 || 1),
  )
  if (hole > widestHole)
    return unmeasured('too-few-phases', say('volumes/ms-beat-lie-between-two', { hole: hole * rr }))
  const fit = fitHarmonics(
    known.map(({ place }) => place),
    known.map(({ volume }) => volume),
    known.length < manyPhases ? harmonicsOfFew : harmonicsOfMany,
  )
  return fit === undefined
    ? unmeasured('fit-failed', say('volumes/phases-do-not-determine-curve'))
    : measured(fit)
}
