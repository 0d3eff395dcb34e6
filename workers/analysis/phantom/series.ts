/** One series of an imagined examination: planes in millimetres LPS, and what the scanner knows of each picture. */
import type { ImagePlane } from '../geometry/plane.ts'
import type { SeriesRole } from '../protocol/stack.ts'
import type { Mm } from '../units/units.ts'
import type { ImageAttributes } from './attributes.ts'

export interface PhantomSeries {
  readonly role: SeriesRole
  /** its own among the series of the examination: the role, or more where two series share one */
  readonly name: string
  readonly description: string
  readonly planes: readonly ImagePlane[]
  readonly thickness: Mm
  /** between slice centres; absent where the planes are no stack */
  readonly spacing?: Mm
  /** pictures of each plane; 1 for a still picture */
  readonly phases: number
  /** series with one key see the same noise: reconstructions of one acquisition */
  readonly noise: number
  /** [slice][phase] */
  readonly attributes: readonly (readonly ImageAttributes[])[]
}

/** Before its place in the examination is known. */
export type PlannedSeries = Omit<PhantomSeries, 'noise'> & {
  /** name of the series whose noise it shares */
  readonly sharesNoiseOf?: string
}

const minute = 60_000

/** @param starts  minutes from the beginning of the examination */
export const minutes = (starts: number): number => starts * minute

/** [slice][phase] by a rule. */
export const attributesBy = (
  slices: number,
  phases: number,
  rule: (slice: number, phase: number) => ImageAttributes,
): readonly (readonly ImageAttributes[])[] =>
  Array.from({ length: slices }, (_, slice) =>
    Array.from({ length: phases }, (_, phase) => rule(slice, phase)),
  )

/** Magnitude as it is stored: the value itself. */
export const storedMagnitude = {
  component: 'magnitude',
  contrast: 'none',
  slope: 1,
  intercept: 0,
  signed: false,
} as const

/** The same for planes that show the same slab of the patient, whatever object holds them. */
export const planeKey = ({ position, rowDirection, columnDirection }: ImagePlane, thickness: Mm): string =>
  [...position, ...rowDirection, ...columnDirection, thickness].join(' ')
