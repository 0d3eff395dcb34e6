/** What tracking and strain are tuned by. Every default is explained where it stands. */
import { type RegistrationOptions, usualRegistration } from '../registration/register.ts'
import type { Rim } from '../registration/weights.ts'
import { type Mm, mm } from '../units/units.ts'

export interface StrainOptions {
  readonly registration: RegistrationOptions
  /** material lines across the wall, at equal angles round a slice or equal lengths along a view */
  readonly chords: number
  /** share of the ED picture in what each phase is compared with; the rest is the phase before, 0 to 1 */
  readonly anchor: number
  /** a picture that differs by more, in units of the contrast, from the phase before shows something else */
  readonly oddMisfit: number
  /** what is listened to on both sides of the wall of a slice */
  readonly rim: Rim
  /** the same round a closed border of a slice alone */
  readonly borderRim: Rim
  /** the same on both sides of the endocardium of a long-axis view, which has no epicardial contour as a rule */
  readonly viewRim: Rim
  /** the same beyond the mitral ring, where the atrium is */
  readonly atrialRim: Rim
  /** the same round a point of a valve ring */
  readonly pointRim: Rim
  /** a point alone has no wall to hold on to: it goes with its surroundings as a whole */
  readonly pointRegistration: RegistrationOptions
  /** closing errors below this are spread over the beat; above they are left and flagged */
  readonly driftLimit: Mm
  /** terms of the periodic series that strain rates are the slope of */
  readonly harmonics: number
  /** of diastole, in which early filling is looked for; late filling is looked for in the rest */
  readonly earlyDiastole: number
  readonly quality: QualityLimits
}

/** Where tracking quality falls from 3 to 2, from 2 to 1 and from 1 to 0. */
export interface QualityLimits {
  /** root mean square over the phases of the brightness difference, in units of the reference's contrast */
  readonly residual: readonly [good: number, fair: number, poor: number]
  /** distance by which tissue misses its place after a beat, mm */
  readonly closing: readonly [good: number, fair: number, poor: number]
  /** change of area by the displacement: 0 is a fold */
  readonly jacobian: readonly [good: number, fair: number, poor: number]
  /** share of points with quality 0, each by itself, above which all are rejected together */
  readonly lostShare: number
}

/**
 * 100 chords as in the centreline method. Tissue passes through the plane of a slice: at ES the wall shows texture that
 * was a centimetre away at ED, and compared with ED alone it slides along the wall to whatever looks alike. A twentieth
 * of ED keeps the borders, whose contrast is ten times that of the texture, where they are. Neighbouring phases that are
 * followed differ by 0.04 to 0.16, on synthetic hearts as on real ones. Beyond a millimetre or two from the wall of a
 * slice blood streams and fat slides, which a comparison with the phase before would follow; about a border alone there
 * may be a wall of any thickness, on either side. A closing error of 2 mm is more than a pixel: no noise that may be
 * spread over the beat. Six harmonics follow 25 phases without following their noise. A residual of 0.1 to 0.25 is what
 * noise and the passing of tissue leave on clean synthetic hearts; slices whose base moves out of the plane leave twice
 * that.
 */
export const usualStrain: StrainOptions = {
  registration: usualRegistration,
  chords: 100,
  anchor: 0.05,
  oddMisfit: 0.4,
  rim: { margin: mm(1), fall: mm(2) },
  borderRim: { margin: mm(7.5), fall: mm(4.5) },
  viewRim: { margin: mm(12), fall: mm(4) },
  atrialRim: { margin: mm(1), fall: mm(2) },
  pointRim: { margin: mm(20), fall: mm(6) },
  pointRegistration: { ...usualRegistration, controlSpacing: mm(15), bending: 30 },
  driftLimit: mm(2),
  harmonics: 6,
  earlyDiastole: 0.5,
  quality: {
    residual: [0.25, 0.4, 0.6],
    closing: [1, 2, 3],
    jacobian: [0.2, 0.1, 0],
    lostShare: 1 / 3,
  },
}
