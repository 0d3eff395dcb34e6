/** What a synthetic study is of, and where in a registry it belongs. Plain data: it crosses to a thread. */
import { type BeatsPerMinute, type Cm, type Kg, ms } from '../units/units.ts'
import { type Acquisition, clinicalAcquisition, smallAcquisition } from './acquisition.ts'
import { type HeartPreset, type PresetName, presets, scaled } from './presets.ts'

export interface PhantomOptions {
  readonly preset: PresetName
  /** lengths of the heart relative to the preset's; 1 when absent */
  readonly scale?: number
  /** of texture and noise; two seeds give two studies of one heart */
  readonly seed: number
  /** that of the acquisition, 67 /min, when absent */
  readonly heartRate?: BeatsPerMinute
  /** few coarse pixels in a fraction of a second, for tests */
  readonly small?: boolean
}

export interface PhantomStudyOptions extends PhantomOptions {
  /** ClinicalTrialProtocolID */
  readonly project: string
  readonly site: string
  readonly subject: string
  readonly timePoint?: string
  /** YYYYMMDD */
  readonly studyDate: string
  readonly patient?: PhantomPatient
  /** one enhanced multi-frame object a series instead of one object an image */
  readonly enhanced?: boolean
}

/** What is absent here is absent from the files. */
export interface PhantomPatient {
  readonly sex?: 'M' | 'F' | 'O'
  /** years */
  readonly age?: number
  readonly height?: Cm
  readonly weight?: Kg
}

export const heartOf = ({ preset, scale }: PhantomOptions): HeartPreset =>
  scale === undefined ? presets[preset] : scaled(presets[preset], scale)

export function acquisitionOf({ small, heartRate }: PhantomOptions): Acquisition {
  const acquisition = small ? smallAcquisition : clinicalAcquisition
  return heartRate === undefined ? acquisition : { ...acquisition, rr: ms(60000 / heartRate) }
}
