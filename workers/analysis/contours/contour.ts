/**
 * A border that somebody or something drew on one frame. Points are pixel coordinates of that frame
 * (column, row; centres at integers) and are the polygon that is measured, as given. `controls` are kept
 * beside it when the border is a spline, so that it stays editable; the polygon stays the truth.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'

export const borders = [
  'lv-endocardial',
  'lv-epicardial',
  'lv-papillary',
  'rv-endocardial',
  'rv-epicardial',
  'la-endocardial',
  'ra-endocardial',
  // drawn on late enhancement: healthy wall to compare with, what is not to be judged, no-reflow, scar by hand
  'lge-remote',
  'lge-exclusion',
  'lge-no-reflow',
  'lge-scar',
  /** arterial input of perfusion, blood of a T1 map */
  'blood-pool',
  /** a great vessel where flow is measured */
  'vessel',
  /** any other place whose values are asked for */
  'region',
] as const
export type Border = (typeof borders)[number]

/** Borders of which one image may have several, told apart by `part`; every other comes once an image. */
const severalOnImage: ReadonlySet<Border> = new Set([
  'lv-papillary',
  'lge-remote',
  'lge-exclusion',
  'lge-no-reflow',
  'lge-scar',
  'vessel',
  'region',
])

export const mayRepeat = (border: Border): boolean => severalOnImage.has(border)

/**
 * By nobody's hand: 'propagated' carried from another phase by following the pictures, 'interpolated' made from the
 * borders of other slices or phases.
 */
export const computedOrigins = ['propagated', 'interpolated'] as const
export type ComputedOrigin = (typeof computedOrigins)[number]

export const isComputed = ({ origin }: { readonly origin: ContourOrigin }): boolean =>
  computedOrigins.some((computed) => computed === origin)

export const contourOrigins = [
  'drawn',
  'freehand',
  'edited',
  'copied',
  'imported',
  ...computedOrigins,
] as const
export type ContourOrigin = (typeof contourOrigins)[number]

export interface Contour {
  readonly image: ImageKey
  readonly border: Border
  /** tells several contours of one border on one image apart, as two papillary muscles; absent means 0 */
  readonly part?: number
  /** false for the long-axis borders of a ventricle, which end at the valve, and of a free wall */
  readonly closed: boolean
  readonly points: readonly IndexPoint[]
  readonly controls?: readonly IndexPoint[]
  readonly origin: ContourOrigin
}

export interface ContourKey {
  readonly image: ImageKey
  readonly border: Border
  readonly part?: number
}

/** One text for one key: for maps. */
export const contourKeyText = ({ image, border, part = 0 }: ContourKey): string =>
  `${imageKeyText(image)}/${border}/${part}`

export const isSameContour = (a: ContourKey, b: ContourKey): boolean =>
  contourKeyText(a) === contourKeyText(b)

export const contourKeyOf = ({ image, border, part }: Contour): ContourKey =>
  part === undefined ? { image, border } : { image, border, part }

export type Papillaries = 'cavity' | 'mass'
export const chambers = ['lv', 'rv'] as const
export type Chamber = (typeof chambers)[number]

/** The ventricle that a border bounds; atria, vessels and regions have none. */
export function chamberOf(border: Border): Chamber | undefined {
  if (border.startsWith('lv-')) return 'lv'
  return border.startsWith('rv-') ? 'rv' : undefined
}
