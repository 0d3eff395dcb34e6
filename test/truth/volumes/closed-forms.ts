/**
 * Closed forms for chamber volumes, written from formulas and from nothing that measures.
 */
import { heartState } from '#analysis/phantom/motion.ts'
import type { HeartPreset } from '#analysis/phantom/presets.ts'
import { laVolume, lvVolume } from '#analysis/phantom/truth.ts'

/**
 * Area-length volume, in mL, of an ellipsoid of revolution cut at h: what a perfect border gives, which is not the
 * volume itself.
 *
 *   A = 2a ∫₋ₗʰ √(1 − z²/l²) dz = a l (asin u + u √(1 − u²) + π/2), u = h/l;      V = 8A²/(3π (h + l))
 */
export function areaLengthOfCutEllipsoid(radius: number, length: number, cut: number): number {
  const u = cut / length
  const area = radius * length * (Math.asin(u) + u * Math.sqrt(1 - u * u) + Math.PI / 2)
  return (8 * area * area) / (3 * Math.PI * (cut + length)) / 1000
}

/** Of a cylinder of radius r the part below a plane through a diameter of its floor, rising to h: 2/3 r² h, mm³. */
export const cylindricalHoof = (radius: number, height: number): number => (2 / 3) * radius * radius * height

export interface Rates {
  /** mL/s */
  readonly per: number
  readonly pfr: number
  /** ms after R */
  readonly perTime: number
  readonly pfrTime: number
  /** % of the stroke volume that atrial contraction adds */
  readonly atrialPart: number
}

const steps = 20_000

/** Extremes of dV/dt of the phantom's left ventricle, by differences of its closed form over a ten-thousandth beat. */
export function ventricularRates(heart: HeartPreset, rr: number): Rates {
  const { endSystole } = heart.contraction
  const volume = (time: number): number => lvVolume(heart, heartState(heart, time))
  const slope = (time: number): number => ((volume(time + 5e-5) - volume(time - 5e-5)) / 1e-4) * (1000 / rr)
  let per = { rate: 0, time: 0 }
  let pfr = { rate: 0, time: 0 }
  for (let i = 1; i < steps; i++) {
    const time = i / steps
    const rate = slope(time)
    if (time < endSystole && -rate > per.rate) per = { rate: -rate, time }
    if (time > endSystole && time < endSystole + 0.6 * (1 - endSystole) && rate > pfr.rate)
      pfr = { rate, time }
  }
  // the phantom's curve is flat from 46 to 72 % of diastole
  const rest = volume(endSystole + 0.6 * (1 - endSystole))
  return {
    per: per.rate,
    pfr: pfr.rate,
    perTime: per.time * rr,
    pfrTime: pfr.time * rr,
    atrialPart: (100 * (volume(0) - rest)) / (volume(0) - volume(endSystole)),
  }
}

/** Left atrial volume while it rests before its contraction, mL. */
export function restingAtrium(heart: HeartPreset): number {
  const { endSystole } = heart.contraction
  return laVolume(heart, heartState(heart, endSystole + 0.6 * (1 - endSystole)))
}
