/**
 * How fast a ventricle empties and fills, from its volume at every phase of the beat.
 *
 *   PER = max −dV/dt during ejection      PFR = max dV/dt in early diastole
 *   atrial part = (V_ED − V_diastasis) / SV
 *
 * V(t) is a periodic curve of 8 harmonics by least squares (5 for fewer than 20 phases), whose slope is analytic.
 * Early diastole is the first 60 % of it; diastasis is where the curve is flattest between the early and the late
 * peak of filling. The last part of a beat is not there with prospective gating: what rests on it is unmeasured.
 *
 * @source Bacharach 1979 (Fourier curves of radionuclide ventriculography), unverified; the limits of 60 % and the
 *         numbers of harmonics are conventions of this method and part of its version
 */
import { type Harmonics, harmonicValue } from '../../numerics/harmonics.ts'
import type { Stack } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../../units/outcome.ts'
import { type Ml, type Ms, ms, type Percent, percent } from '../../units/units.ts'
import { fitCurve, type SampledBeat } from './curve.ts'
import { diastasis, earlyWave, type Steepest, steepest } from './diastasis.ts'

export interface FillingInput extends SampledBeat {
  readonly gating: Stack['gating']
  /** phases, from 0 */
  readonly ed: number
  readonly es: number
}

export interface Peak {
  /** mL/s, positive for both emptying and filling */
  readonly rate: number
  readonly fromR: Ms
  /** negative before ES */
  readonly fromEs: Ms
}

export interface Filling {
  readonly per: Outcome<Peak>
  readonly pfr: Outcome<Peak>
  readonly atrialPart: Outcome<Percent>
  /** when atrial contraction sets in, after R */
  readonly diastasis: Outcome<Ms>
  /** the fitted curve; absent where none could be fitted */
  readonly curve?: Harmonics
}

/**
 * @returns all unmeasured with the reason of the curve where none could be fitted; 'phases-not-chosen' when ED or ES
 *          has no volume; 'contradictory-input' when ES is not the smaller of the two; filling alone 'no-phases'
 *          unless gating is retrospective; the atrial part 'not-evaluable' without a rest before a late wave
 */
export function ventricularFilling(input: FillingInput): Filling {
  const { gating, ed, es, rr, times, volumes } = input
  const fitted = fitCurve(input)
  if (!fitted.measured) return noFilling(fitted)
  const curve = fitted.value
  const [tEd, tEs, vEd, vEs] = [times[ed], times[es], volumes[ed], volumes[es]]
  if (tEd === undefined || tEs === undefined || vEd === undefined || vEs === undefined)
    return noFilling(unmeasured('phases-not-chosen', say('volumes/end-diastole-end-systole-no')))
  if (!(vEd > vEs))
    return noFilling(unmeasured('contradictory-input', say('volumes/volume-es-not-smaller-ed')))
  // places in beats: ED lies before ES, and the next ED after it
  const start = tEd / rr - (tEd > tEs ? 1 : 0)
  const systole = tEs / rr
  const end = start + 1
  const stated = ({ place, rate }: Steepest): Outcome<Peak> =>
    measured({
      rate: (1000 * rate) / rr,
      fromR: ms(modulo(place) * rr),
      fromEs: ms((place - systole) * rr),
    })
  const per = stated(steepest(curve, start, systole, -1))
  if (gating !== 'retrospective')
    return {
      ...noFilling(unmeasured('no-phases', say('volumes/frames-do-not-cover-end'))),
      per,
      curve,
    }
  const early = earlyWave(curve, systole, end, 1)
  const pfr = stated(early)
  const onset = diastasis(curve, early, systole, end, 1)
  if (!onset.measured) return { per, pfr, atrialPart: onset, diastasis: onset, curve }
  return {
    per,
    pfr,
    atrialPart: measured(percent((100 * (vEd - harmonicValue(curve, onset.value))) / (vEd - vEs))),
    diastasis: measured(ms(modulo(onset.value) * rr)),
    curve,
  }
}

/** One reason for everything. */
export const noFilling = (why: Unmeasured): Filling => ({
  per: why,
  pfr: why,
  atrialPart: why,
  diastasis: why,
})

const modulo = (place: number): number => place - Math.floor(place)

/** PER or PFR by the end-diastolic volume, 1/s. @returns unmeasured 'no-cavity' for an empty ventricle */
export const normalisedRate = (peak: Outcome<Peak>, edv: Ml): Outcome<number> => {
  if (!peak.measured) return peak
  return edv > 0 ? measured(peak.value.rate / edv, peak.warnings) : unmeasured('no-cavity')
}
