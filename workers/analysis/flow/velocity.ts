/**
 * Velocity from the pixel values of a phase image, by a stated rule of the vendor. Values are modality values, that
 * is after RescaleSlope and RescaleIntercept.
 *
 *   siemens-rescaled       v = VENC · p / 4096                 p from −4096 to 4094 (slope 2, intercept −4096)
 *   siemens-stored         v = VENC · (p − 2048) / 2048        p from 0 to 4095 (no rescale)
 *   velocity-cm            v = p                               Philips velocity images, and any that say cm/s
 *   phase-milliradian      v = VENC · p / (1000 π)             Philips phase images
 *   velocity-mm            v = p / 10                          GE without magnitude weighting
 *   ge-magnitude-weighted  v = VENC · p / (π · m · s)          m: magnitude, s: velocity encode scale (unverified)
 *
 * @source  Siemens range: 12 bits as exported, slope 2 and intercept −4096 give −4096 … 4094 (MRtrix3 issue 3009).
 *          GE and Philips rules are common knowledge of the field that was not read at its source: unverified.
 */
import type { MeasuredImage } from '../images/image.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { CmPerS } from '../units/units.ts'

export const velocityRules = [
  'siemens-rescaled',
  'siemens-stored',
  'velocity-cm',
  'phase-milliradian',
  'velocity-mm',
  'ge-magnitude-weighted',
] as const
export type VelocityRule = (typeof velocityRules)[number]

const unverified: readonly VelocityRule[] = ['velocity-mm', 'phase-milliradian', 'ge-magnitude-weighted']

export interface VelocityFacts {
  /** Manufacturer of the header, in any spelling */
  readonly manufacturer?: string
  /** UCUM code of the modality values, where the header says it */
  readonly valueUnit?: string
  readonly venc: CmPerS
  /** of GE: which images are weighted by magnitude */
  readonly velocityEncodeScale?: number
  readonly low: number
  readonly high: number
}

/** Rounding of stored values and of offset corrections on the scanner may exceed VENC by this much. */
export const vencGuard = 1.02

/**
 * The rule that a header and the range of the values speak for.
 * @returns unmeasured 'contradictory-input' when none fits, with the range: a person must say which
 */
export function velocityRule(facts: VelocityFacts): Outcome<VelocityRule> {
  const { venc, low, high, valueUnit, velocityEncodeScale } = facts
  const vendor = (facts.manufacturer ?? '').toLowerCase()
  const reach = Math.max(-low, high)
  const within = (limit: number): boolean => reach <= vencGuard * limit
  const rule = ((): VelocityRule | undefined => {
    if (valueUnit === 'cm/s' && within(venc)) return 'velocity-cm'
    if (valueUnit === 'mm/s' && within(10 * venc)) return 'velocity-mm'
    if (vendor.includes('siemens')) {
      if (low < 0) return within(4096) ? 'siemens-rescaled' : undefined
      return high <= 4095 ? 'siemens-stored' : undefined
    }
    if (vendor.includes('philips')) {
      if (within(venc)) return 'velocity-cm'
      return within(1000 * Math.PI) ? 'phase-milliradian' : undefined
    }
    if (vendor.startsWith('ge')) {
      if (velocityEncodeScale !== undefined && velocityEncodeScale > 0) return 'ge-magnitude-weighted'
      return within(10 * venc) ? 'velocity-mm' : undefined
    }
    return undefined
  })()
  if (rule === undefined)
    return unmeasured(
      'contradictory-input',
      say('flow/values-scanner-fit-no-scaling', {
        low,
        high,
        manufacturer: facts.manufacturer ?? 'unnamed',
        venc,
      }),
    )
  return measured(
    rule,
    unverified.includes(rule) ? [say('flow/velocity-scaled-rule-unverified', { rule })] : [],
  )
}

/** VENC of a great vessel outside these is a unit taken for another, or a wrong number. cm/s */
export const usualVenc = { from: 30, to: 700 } as const
/** Beyond these no flow is encoded at all: 10 m/s is more than any stenosis makes. cm/s */
export const possibleVenc = { above: 0, to: 1000 } as const

/**
 * @returns unmeasured 'no-venc' when it is absent or 0, 'out-of-range' when it is impossible; a warning when unusual
 */
export function checkedVenc(venc: CmPerS | undefined): Outcome<CmPerS> {
  if (venc === undefined) return unmeasured('no-venc', say('flow/venc-not-given'))
  if (venc === 0) return unmeasured('no-venc', say('flow/venc-of', { venc }))
  if (!(venc > possibleVenc.above && venc <= possibleVenc.to))
    return unmeasured('out-of-range', say('flow/venc-cm-s-10-times', { venc }))
  return measured(
    venc,
    venc < usualVenc.from || venc > usualVenc.to ? [say('flow/venc-cm-s-unusual-great', { venc })] : [],
  )
}

export interface VelocityOptions {
  readonly rule: VelocityRule
  readonly venc: CmPerS
  readonly velocityEncodeScale?: number
}

/**
 * Velocity in cm/s of one image, positive where the pixel value is.
 *
 * @param magnitude  of the same pixels; read by 'ge-magnitude-weighted' only, which gives 0 where it is 0
 * @throws RangeError when that rule has no magnitude or no scale: the caller has a bug
 */
export function velocityOf(
  image: Float32Array,
  { rule, venc, velocityEncodeScale }: VelocityOptions,
  magnitude?: Float32Array,
): Float32Array {
  if (rule === 'ge-magnitude-weighted') {
    if (magnitude === undefined || !velocityEncodeScale)
      throw new RangeError('a magnitude-weighted image has no velocity without magnitude and scale')
    return image.map((p, i) => {
      const weight = Math.PI * (magnitude[i] ?? 0) * velocityEncodeScale
      return weight > 0 ? (venc * p) / weight : 0
    })
  }
  const { slope, zero } = velocityScale(rule, venc)
  return image.map((p) => slope * (p - zero))
}

/** v = slope · (p − zero), in cm/s, of the rules by which a pixel value alone says its velocity. */
export function velocityScale(
  rule: Exclude<VelocityRule, 'ge-magnitude-weighted'>,
  venc: CmPerS,
): { readonly slope: number; readonly zero: number } {
  switch (rule) {
    case 'siemens-rescaled':
      return { slope: venc / 4096, zero: 0 }
    case 'siemens-stored':
      return { slope: venc / 2048, zero: 2048 }
    case 'velocity-cm':
      return { slope: 1, zero: 0 }
    case 'phase-milliradian':
      return { slope: venc / (1000 * Math.PI), zero: 0 }
    case 'velocity-mm':
      return { slope: 0.1, zero: 0 }
  }
}

export interface SupportOptions {
  /** Air has a random phase and fills ±VENC: values that stay under this share of it speak for a wrong VENC. */
  readonly leastSupport?: number
  /** Under this share there is only a warning: a masked background or a large VENC may do it too. */
  readonly usualSupport?: number
}

export const supportDefaults = { leastSupport: 0.15, usualSupport: 0.6 } as const

/**
 * Whether velocities go with the VENC that they should have been encoded with.
 *
 * @param velocities  of all phases, cm/s
 * @returns the largest |v|; unmeasured 'contradictory-input' when it exceeds 1.02 · VENC or stays far below VENC
 */
export function checkedSupport(
  velocities: readonly Float32Array[],
  venc: CmPerS,
  options: SupportOptions = {},
): Outcome<number> {
  const { leastSupport, usualSupport } = { ...supportDefaults, ...options }
  let largest = 0
  for (const picture of velocities) for (const v of picture) largest = Math.max(largest, Math.abs(v))
  const share = largest / venc
  const said = say('flow/velocities-reach-cm-s-venc', { largest, venc })
  if (share > vencGuard || share < leastSupport)
    return unmeasured('contradictory-input', say('flow/venc-scaling-wrong', { said }))
  return measured(largest, share < usualSupport ? [say('flow/venc-right', { said })] : [])
}

/** Smallest and largest value over all images. @throws RangeError for no images */
export function rangeOf(images: readonly Pick<MeasuredImage, 'pixels'>[]): { low: number; high: number } {
  let low = at(images, 0).pixels[0] ?? 0
  let high = low
  for (const { pixels } of images)
    for (const value of pixels) {
      if (value < low) low = value
      if (value > high) high = value
    }
  return { low, high }
}
