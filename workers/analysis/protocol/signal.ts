/**
 * What one image's header says of how its signal came about, in terms that do not depend on the vendor. Tokens of
 * ImageType are the vendors' own from the third on; these are the ones that cardiac series carry.
 * @source DICOM PS3.3 C.7.6.1.1.2 and C.8.13.3.1.1 (Image Type, Frame Type); conformance statements of Siemens,
 *   GE and Philips for the rest (unverified where a token is theirs)
 */
import type { StackComponent, StackFrame } from './stack.ts'

/** Upper case, underscores as spaces, without the tokens that number images. */
export const imageTokens = ({ instance }: StackFrame): readonly string[] =>
  instance.imageType
    .map((token) => token.trim().toUpperCase().replaceAll('_', ' '))
    .filter((token) => token !== '' && !/^\d+$/.test(token))

const velocityTokens = new Set([
  'P',
  'PHASE',
  'PHASE MAP',
  'VELOCITY',
  'VELOCITY MAP',
  'PHASE CONTRAST M',
  'FLOW ENCODED',
])
const signedVelocityTokens = new Set(['VELOCITY', 'VELOCITY MAP', 'PHASE CONTRAST M', 'FLOW ENCODED'])
const inversionRealTokens = new Set(['PSIR', 'PHASE SENSITIVE', 'R IR'])
const realTokens = new Set(['R', 'REAL'])
const magnitudeTokens = new Set(['M', 'MAG', 'MAGNITUDE', 'FFE', 'M FFE', 'M IR'])

/** The vendor's tokens; the first two say original or derived, primary or secondary. */
const ownTokens = (frame: StackFrame): readonly string[] => imageTokens(frame).slice(2)

/**
 * Of a phase image a velocity, where it has a VENC or its vendor says so; else a phase as such. An image that
 * is called both phase and PSIR is the latter.
 */
export function componentOf(frame: StackFrame): StackComponent | undefined {
  const tokens = ownTokens(frame)
  const has = (set: ReadonlySet<string>) => tokens.some((token) => set.has(token))
  if (has(inversionRealTokens)) return 'psir'
  if (has(signedVelocityTokens)) return 'velocity'
  const stated = frame.facts.component
  if (stated === 'phase' || (stated === undefined && has(velocityTokens)))
    return isInverted(frame) && frame.facts.venc === undefined ? 'phase' : 'velocity'
  if (stated === 'real' || (stated === undefined && has(realTokens)))
    return isInverted(frame) ? 'psir' : 'real'
  return stated ?? (has(magnitudeTokens) ? 'magnitude' : undefined)
}

export type MapClass = 't1-map' | 't2-map' | 't2star-map' | 'ecv-map'

const mapTokens: Readonly<Record<string, MapClass>> = {
  'T1 MAP': 't1-map',
  T1MAP: 't1-map',
  'T2 MAP': 't2-map',
  T2MAP: 't2-map',
  'T2 STAR MAP': 't2star-map',
  'T2STAR MAP': 't2star-map',
  'T2* MAP': 't2star-map',
  'ECV MAP': 'ecv-map',
  ECV: 'ecv-map',
}

/** A map of values that the image type names. Philips and Siemens XA split the name: `T1\MAP`. */
export function mapInTokens(frame: StackFrame): MapClass | undefined {
  const tokens = ownTokens(frame)
  const named = tokens.flatMap((token) => mapTokens[token] ?? [])
  if (named[0] !== undefined) return named[0]
  return tokens.includes('MAP') ? tokens.flatMap((token) => mapTokens[`${token} MAP`] ?? [])[0] : undefined
}

/** The unit of the values, where the header gives one. */
export const unitOf = ({ facts }: StackFrame): string | undefined =>
  facts.realWorld?.unit ??
  (facts.rescaleType === undefined ? undefined : units[facts.rescaleType.toLowerCase()])
const units: Readonly<Record<string, string>> = { ms: 'ms', s: 's', '%': '%', pct: '%', 'cm/s': 'cm/s' }

const resampledTokens = [
  'MPR',
  'MIP',
  'MINIP',
  'SUBTRACTION',
  'SUB',
  'PROJECTION IMAGE',
  'RESAMPLED',
  'CSA MPR',
]
export const isResampled = (frame: StackFrame): boolean =>
  ownTokens(frame).some((token) => resampledTokens.includes(token))

export const isDerived = (frame: StackFrame): boolean => imageTokens(frame)[0] === 'DERIVED'
export const isSecondary = (frame: StackFrame): boolean => imageTokens(frame)[1] === 'SECONDARY'
export const isMotionCorrected = (frame: StackFrame): boolean =>
  ownTokens(frame).some((token) => token.startsWith('MOCO'))

/** 2D or 3D distortion correction; undefined where the scanner says nothing of it */
export function isUndistorted(frame: StackFrame): boolean | undefined {
  const tokens = ownTokens(frame)
  if (tokens.some((token) => token === 'DIS2D' || token === 'DIS3D')) return true
  return tokens.includes('ND') ? false : undefined
}

export const isColour = ({ instance }: StackFrame): boolean => instance.pixels.samplesPerPixel !== 1

const has = (words: readonly string[], word: string): boolean => words.includes(word)

export const isInverted = ({ facts, instance }: StackFrame): boolean =>
  facts.preparation === 'inversion' ||
  has(instance.scanningSequence, 'IR') ||
  (facts.preparation === undefined && (facts.inversionTime ?? 0) > 0)

export const isSaturated = ({ facts }: StackFrame): boolean => facts.preparation === 'saturation'

export const isSpinEcho = ({ instance }: StackFrame): boolean =>
  has(instance.scanningSequence, 'SE') && !has(instance.scanningSequence, 'GR')

export const isGradientEcho = ({ instance }: StackFrame): boolean => has(instance.scanningSequence, 'GR')

const balancedNames = /fiesta|b-?tfe|b-?ffe|truefisp|true ?ssfp|fastcard.*ssfp/i
const balancedSequence = /^\*?(tfi|tf)\d?d/i

/** ms; a balanced readout is quick, whichever way it is called */
const balancedEcho = 2
const balancedRepetition = 5

/**
 * Balanced steady state. A spoiled sequence never is; a technique by name always; short TE and TR are it where
 * nothing else is said. (Siemens gives the repetition time of a segment, so a long TR says nothing.)
 */
export function isSteadyState({ instance, facts }: StackFrame): boolean {
  if (balancedNames.test(instance.technique ?? '')) return true
  if (balancedSequence.test(instance.sequenceName ?? '')) return true
  if (has(instance.sequenceVariant, 'SP')) return false
  if (has(instance.sequenceVariant, 'SS')) return true
  return (
    (facts.echoTime ?? Number.POSITIVE_INFINITY) < balancedEcho &&
    (instance.repetitionTime ?? Number.POSITIVE_INFINITY) < balancedRepetition
  )
}

export const isVolume = ({ instance }: StackFrame): boolean => instance.acquisitionType === '3D'

/** What the scanner calls its sequence: no description, and left in by those who blank descriptions. */
export const sequenceText = ({ instance }: StackFrame): string =>
  [instance.sequenceName, instance.technique].filter((text) => text !== undefined).join(' / ')
