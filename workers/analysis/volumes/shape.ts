/**
 * What volume, mass and length say together about a left ventricle.
 *
 *   LVGFI = 100 · SV / ((EDV + ESV)/2 + mass/1.05)     sphericity = EDV / (π/6 · L³)     ratio = mass / EDV
 *
 * Sphericity is the cavity beside the sphere about its long axis: 1 for a sphere, some 0.3 for a healthy heart.
 * @source LVGFI: Mewton 2013, doi:10.1161/CIRCHEARTFAILURE.112.000270 (read at second hand, Diaz-Navarro 2021,
 *         doi:10.3389/fcvm.2021.695883); the three-dimensional sphericity index is unverified
 */
import { length } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { combined, measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm, type Percent, percent } from '../units/units.ts'
import type { Amounts } from './amounts.ts'
import type { VentricleByBoth } from './both-bases.ts'
import type { LongAxisPoints } from './clipped.ts'
import { myocardialDensity, type PhaseVolume } from './phase.ts'

/** With the mass at ED. @returns the reason of the first that is unmeasured; 'no-cavity' for nothing to divide by */
export const globalFunctionIndex = ({ edv, esv, sv, massEd }: Amounts): Outcome<Percent> =>
  combined(
    sv,
    combined(
      combined(edv, esv, (d, s) => measured(d + s)),
      massEd,
      globalVolume,
    ),
    (stroke, volume) => (volume > 0 ? measured(percent((100 * stroke) / volume)) : unmeasured('no-cavity')),
  )

/** mL of mean cavity and wall. */
const globalVolume = (cavities: number, mass: number): Outcome<number> =>
  measured(cavities / 2 + mass / myocardialDensity)

/** g/mL at ED. */
export const massToVolume = ({ edv, massEd }: Amounts): Outcome<number> =>
  combined(massEd, edv, (mass, volume) => (volume > 0 ? measured(mass / volume) : unmeasured('no-cavity')))

/** From the middle of the mitral points to the apex. @returns unmeasured 'no-landmarks' where either is missing */
export function longAxisLength(points: LongAxisPoints | undefined): Outcome<Mm> {
  const apex = points?.apex
  if (points === undefined || apex === undefined || points.valve.length < 2)
    return unmeasured('no-landmarks', say('volumes/mitral-valve-apex-not-both'))
  const { valve } = points
  const middle = (k: 0 | 1 | 2): number => valve.reduce((sum, point) => sum + point[k], 0) / valve.length
  const long = length([middle(0) - apex[0], middle(1) - apex[1], middle(2) - apex[2]])
  return long > 0 ? measured(mm(long)) : unmeasured('contradictory-input', say('volumes/apex-lies-valve'))
}

export const sphericity = ({ edv }: Amounts, lengthAtEd: Outcome<Mm>): Outcome<number> =>
  combined(edv, lengthAtEd, (volume, long) => measured((1000 * volume) / ((Math.PI / 6) * long ** 3)))

export interface MassConstancy {
  /** of the basal slice at ES: so much of it to take away (negative) or to carry on (positive) */
  readonly share: number
  /** mL and % that this would make */
  readonly esv: number
  readonly ef: number
}

/** What is summed at each phase, and which phases are ED and ES. */
export interface SummedBeat extends Pick<VentricleByBoth, 'ed' | 'es'> {
  readonly readerSlices: readonly Pick<PhaseVolume, 'cavity' | 'wall' | 'slices'>[]
}

/**
 * A hint for summed slices: myocardium keeps its volume, so the part of the basal slice at ES that makes the mass
 * what it is at ED is likely the part that is ventricle. Shown beside the numbers, never put in their place.
 *
 * @returns undefined where a mass is missing, or where more than a slice would have to come or go: that is no
 *          matter of the base
 */
export function massConstancy({ readerSlices: curve, ed, es }: SummedBeat): MassConstancy | undefined {
  if (!ed.measured || !es.measured) return undefined
  const [atEd, atEs] = [at(curve, ed.value), at(curve, es.value)]
  const basal = atEs.slices.find(({ cavity }) => cavity !== undefined)
  if (!atEd.wall.measured || !atEs.wall.measured || basal?.wall === undefined) return undefined
  if (!atEd.cavity.measured || !atEs.cavity.measured || basal.cavity === undefined) return undefined
  const share = (atEd.wall.value - atEs.wall.value) / basal.wall
  if (!(Math.abs(share) <= 1) || !(atEd.cavity.value > 0)) return undefined
  const esv = atEs.cavity.value + share * basal.cavity
  return { share, esv, ef: (100 * (atEd.cavity.value - esv)) / atEd.cavity.value }
}
