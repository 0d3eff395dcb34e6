/** What a scanner knows of one picture: the numbers that its header states and its signal follows from. */
import type { CmPerS, Ms } from '../units/units.ts'

export const pictureKinds = [
  'scout',
  'cine',
  'late-enhancement',
  'perfusion',
  'molli',
  't2-preparation',
  'multi-echo',
  'flow',
  'map',
] as const
export type PictureKind = (typeof pictureKinds)[number]

export type MapKind = 't1' | 't2' | 't2star'

export interface ImageAttributes {
  readonly kind: PictureKind
  readonly component: 'magnitude' | 'phase' | 'real'
  /** since the examination began */
  readonly acquired: Ms
  /** between two R waves while this picture was taken */
  readonly rr: Ms
  /** after the R wave */
  readonly triggerTime: Ms
  readonly repetitionTime: Ms
  readonly echoTime: Ms
  /** degrees */
  readonly flipAngle: number
  /** from the inversion pulse */
  readonly inversionTime?: Ms
  /** from the saturation pulse */
  readonly saturationTime?: Ms
  /** length of a T2 preparation; 0 for a picture of the series without one */
  readonly preparationTime?: Ms
  readonly venc?: CmPerS
  /** of velocity pictures: modality value = velocity in cm/s × this */
  readonly velocityScale?: number
  readonly map?: MapKind
  readonly contrast: 'none' | 'first-pass' | 'late'
  /** how far breathing has moved the heart in the picture, mm along (a row, a column) */
  readonly shift?: readonly [alongRow: number, alongColumn: number]
  /** modality value = stored value × slope + intercept */
  readonly slope: number
  readonly intercept: number
  /** two's complement */
  readonly signed: boolean
}
