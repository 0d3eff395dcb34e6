/** What a synthetic study is of, and where in a registry it belongs. Plain data: it crosses to a thread. */
import { type BeatsPerMinute, type Cm, type Kg, ms } from '../units/units.ts'
import { type Acquisition, clinicalAcquisition, smallAcquisition } from './acquisition.ts'
import type { FlowOptions } from './aortic-flow.ts'
import type { PerfusionOptions } from './perfusion.ts'
import { type HeartPreset, type PresetName, presets, scaled } from './presets.ts'
import { noScar, presetScar, type Scar, scaledScar } from './scar.ts'

export const vendors = ['siemens', 'ge', 'philips'] as const
export type Vendor = (typeof vendors)[number]

/** 'cine': scouts and cines only. 'whole': late enhancement, first pass, maps and flow too. */
export type Examination = 'cine' | 'whole'

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
  /** 'cine' when absent */
  readonly examination?: Examination
  /** that of the preset when absent */
  readonly scar?: Scar
  readonly perfusion?: PerfusionOptions
  readonly flow?: FlowOptions
  /** whose headers and scaling are imitated; plain headers with the scaling of Siemens when absent */
  readonly vendor?: Vendor
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

/** None in an examination that does not look for it. */
export function scarOf({ preset, scale = 1, scar, examination = 'cine' }: PhantomOptions): Scar {
  if (scar !== undefined) return scar
  return examination === 'whole' ? scaledScar(presetScar[preset], scale) : noScar
}

export function acquisitionOf({ small, heartRate }: PhantomOptions): Acquisition {
  const acquisition = small ? smallAcquisition : clinicalAcquisition
  return heartRate === undefined ? acquisition : { ...acquisition, rr: ms(60000 / heartRate) }
}
