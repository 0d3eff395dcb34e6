/** What a synthetic study is of, and where in a registry it belongs. */
import { type Acquisition, clinicalAcquisition, smallAcquisition } from '#analysis/phantom/planes.ts'
import { type HeartPreset, type PresetName, presets, scaled } from '#analysis/phantom/presets.ts'
import { type BeatsPerMinute, type Cm, type Kg, ms } from '#analysis/units/units.ts'
import { uidOf } from './uids.ts'

export interface PhantomStudyOptions {
  readonly preset: PresetName
  /** lengths of the heart relative to the preset's; 1 when absent */
  readonly scale?: number
  /** of texture and noise; two seeds give two studies of one heart */
  readonly seed: number
  readonly heartRate?: BeatsPerMinute
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
  /** few coarse pixels, in a fraction of a second: for tests */
  readonly small?: boolean
}

/** What is absent here is absent from the files. */
export interface PhantomPatient {
  readonly sex?: 'M' | 'F' | 'O'
  /** years */
  readonly age?: number
  readonly height?: Cm
  readonly weight?: Kg
}

export function heartOf({ preset, scale }: PhantomStudyOptions): HeartPreset {
  return scale === undefined ? presets[preset] : scaled(presets[preset], scale)
}

export function acquisitionOf({ small, heartRate }: PhantomStudyOptions): Acquisition {
  const acquisition = small ? smallAcquisition : clinicalAcquisition
  return heartRate === undefined ? acquisition : { ...acquisition, rr: ms(60000 / heartRate) }
}

/** Changes whenever the same options give other pixels, so that one UID never names two pictures. */
const generation = 1

/** @param path  of the object within the study; empty for the study itself */
export function phantomUid(options: PhantomStudyOptions, ...path: readonly (string | number)[]): string {
  const { preset, scale, seed, heartRate, project, site, subject, timePoint, studyDate, enhanced, small } =
    options
  return uidOf(
    'midwall-phantom',
    generation,
    JSON.stringify({
      preset,
      scale,
      seed,
      heartRate,
      project,
      site,
      subject,
      timePoint,
      studyDate,
      enhanced,
      small,
    }),
    ...path,
  )
}
