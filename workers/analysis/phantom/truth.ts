/**
 * What a perfect reader would measure: closed forms, no pixels.
 *
 *   V_LV(t) = λ (s₀² + d/2) V_LV(ED)      EF = 1 − λ_ES (s₀²_ES + d_ES/2)      wall volume constant
 *
 * Papillaries count as cavity unless a name says otherwise. These are the volumes below the valve plane; slices
 * of finite spacing measure something else, which `disc-sums.ts` states.
 */
import {
  type Gram,
  gram,
  type Ml,
  type Mm,
  ml,
  mlFromMm3,
  mm,
  mm3,
  type Percent,
  percent,
} from '../units/units.ts'
import {
  degrees,
  type HeartState,
  heartState,
  meanWallFactor,
  radialStretch2,
  radians,
  rotation,
  spatialLevel,
} from './motion.ts'
import { type LongAxisView, longAxisAngles } from './planes.ts'
import type { HeartPreset, Semiaxes } from './presets.ts'

/** g/mL, of myocardium. Written again here: the truth takes nothing from what it proves. */
export const myocardialDensity = 1.05

export interface HeartTruth {
  readonly edv: Ml
  readonly esv: Ml
  readonly ef: Percent
  readonly wallVolume: Ml
  readonly mass: Gram
  readonly papillaryVolume: Ml
  /** with the papillaries taken out of the cavity and added to the wall */
  readonly papillariesAsMass: {
    readonly edv: Ml
    readonly esv: Ml
    readonly ef: Percent
    readonly mass: Gram
  }
  /** descent of the valve plane at end-systole */
  readonly mapse: Mm
  /** rotation of the base against the apex at end-systole, degrees */
  readonly twist: number
  /** the same per length of the heart, degrees per centimetre */
  readonly torsion: number
  readonly rvEdv: Ml
  readonly rvEsv: Ml
  readonly rvEf: Percent
  readonly laMaximum: Ml
  readonly laMinimum: Ml
  /** endocardial longitudinal strain at end-systole by view */
  readonly gls: Readonly<Record<LongAxisView, Percent>>
}

/** All of it from the preset's formulas: nothing is rendered and no contour is drawn. */
export function heartTruth(preset: HeartPreset): HeartTruth {
  const ed = heartState(preset, 0)
  const es = heartState(preset, preset.contraction.endSystole)
  const edv = lvVolume(preset, ed)
  const esv = lvVolume(preset, es)
  const papillaryVolume = papillaries(preset)
  const wallVolume = lvWallVolume(preset)
  const rvEdv = rvVolume(preset, ed)
  const rvEsv = rvVolume(preset, es)
  const twist = degrees(rotation(preset, es, preset.base))
  return {
    edv,
    esv,
    ef: ejectionFraction(edv, esv),
    wallVolume,
    mass: gram(myocardialDensity * wallVolume),
    papillaryVolume,
    papillariesAsMass: {
      edv: ml(edv - papillaryVolume),
      esv: ml(esv - papillaryVolume),
      ef: ejectionFraction(ml(edv - papillaryVolume), ml(esv - papillaryVolume)),
      mass: gram(myocardialDensity * (wallVolume + papillaryVolume)),
    },
    mapse: basalDescent(preset, es),
    twist,
    torsion: (10 * twist) / (preset.base + preset.epicardium.length),
    rvEdv,
    rvEsv,
    rvEf: ejectionFraction(rvEdv, rvEsv),
    laMaximum: laVolume(preset, es),
    laMinimum: laVolume(preset, ed),
    gls: {
      '4ch': longitudinalStrain(preset, es, longAxisAngles['4ch']),
      '2ch': longitudinalStrain(preset, es, longAxisAngles['2ch']),
      '3ch': longitudinalStrain(preset, es, longAxisAngles['3ch']),
    },
  }
}

const ejectionFraction = (edv: Ml, esv: Ml): Percent => percent(100 * (1 - esv / edv))

/**
 * Volume of an ellipsoid of revolution between its apex at −L and a cut at h.
 *
 *   V = π a² ((h + L) − (h³ + L³) / (3 L²))
 */
const cutEllipsoidVolume = ({ radius: a, length: l }: Semiaxes, h: Mm): Ml =>
  mlFromMm3(mm3(Math.PI * a * a * (h + l - (h ** 3 + l ** 3) / (3 * l * l))))

export const lvVolume = (preset: HeartPreset, state: HeartState): Ml =>
  ml(
    state.longitudinal *
      (state.radial2 + state.hypokinesis / 2) *
      cutEllipsoidVolume(preset.endocardium, preset.base),
  )

/**
 * Where the wall reaches below the cavity the factor holds for all of it, and within the cavity's length for what
 * lies between the two ellipsoids: in both for Rₑ² − Rᵢ², so that it comes out of the integral.
 */
const lvWallVolume = (preset: HeartPreset): Ml =>
  ml(
    meanWallFactor(preset) *
      (cutEllipsoidVolume(preset.epicardium, preset.base) -
        cutEllipsoidVolume(preset.endocardium, preset.base)),
  )

const papillaries = ({ papillaries: { angles, radius, from, to } }: HeartPreset): Ml =>
  mlFromMm3(mm3(angles.length * Math.PI * radius ** 2 * (to - from)))

/** The right ventricle ejects what the left one does. */
export const rvVolume = (preset: HeartPreset, state: HeartState): Ml =>
  ml(
    preset.rightVentricle.endDiastolicVolume -
      (cutEllipsoidVolume(preset.endocardium, preset.base) - lvVolume(preset, state)),
  )

/** The left atrium fills as the ventricle empties; both half-axes grow alike, so area-length is exact for it. */
export function leftAtrium(
  { leftAtrium: { radius, length, relativeGain } }: HeartPreset,
  state: HeartState,
): Semiaxes {
  const growth = Math.sqrt(1 + relativeGain * state.activation)
  return { radius: mm(radius * growth), length: mm(length * growth) }
}

/** Half a spheroid: V = 2/3 π r² l. */
export function laVolume(preset: HeartPreset, state: HeartState): Ml {
  const { radius, length } = leftAtrium(preset, state)
  return mlFromMm3(mm3((2 / 3) * Math.PI * radius * radius * length))
}

/** How far the valve plane has come towards the apex since end-diastole. */
export const basalDescent = (preset: HeartPreset, state: HeartState): Mm =>
  mm(preset.base - spatialLevel(preset, state, preset.base))

/** Chords on an endocardial meridian; their sum is within 1e-7 of the elliptic arc. */
const meridianChords = 4000

/** Length of the endocardial meridian of the material angle Θ from apex to base, in its (r, z) half plane. */
function meridianLength(preset: HeartPreset, state: HeartState, angle: number): Mm {
  const { endocardium, base } = preset
  const width = Math.sqrt(radialStretch2(preset, state, angle)) * endocardium.radius
  const height = state.longitudinal * endocardium.length
  const end = Math.asin(base / endocardium.length)
  let sum = 0
  let r = 0
  let z = -height
  for (let i = 1; i <= meridianChords; i++) {
    const u = -Math.PI / 2 + (i / meridianChords) * (end + Math.PI / 2)
    const nextR = width * Math.cos(u)
    const nextZ = height * Math.sin(u)
    sum += Math.hypot(nextR - r, nextZ - z)
    r = nextR
    z = nextZ
  }
  return mm(sum)
}

/** Change in length of the whole endocardial contour in a plane through the axis: two meridians. */
function longitudinalStrain(preset: HeartPreset, state: HeartState, planeAngle: number): Percent {
  const angle = radians(planeAngle)
  const length = (at: HeartState): number =>
    meridianLength(preset, at, angle) + meridianLength(preset, at, angle + Math.PI)
  return percent(100 * (length(state) / length(heartState(preset, 0)) - 1))
}
