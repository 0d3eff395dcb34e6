/** The demo registry's studies, by the project's own generator. Nobody was ever scanned for them. */
import { acquisitionOf, type PhantomStudyOptions, vendors } from '#analysis/phantom/options.ts'
import { presetNames } from '#analysis/phantom/presets.ts'
import { at } from '#analysis/units/at.ts'
import { beatsPerMinute, cm, cmPerS, kg } from '#analysis/units/units.ts'
import { sizeOf } from '#dicom/write/mr/layout.ts'
import { type PhantomPart, partsOf } from '#dicom/write/mr/parts.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import type { StudyRecord } from '../projects/records.ts'
import { openProject, restrictedProject, wholeProject } from '../projects/seed.ts'
import type { StudySource } from './source.ts'

/** Makes files of a part of the study, or their headers alone, in threads. */
export interface PhantomMaker {
  make(
    options: PhantomStudyOptions,
    part: PhantomPart & { readonly withoutPixels: boolean },
  ): Promise<readonly { readonly bytes: Uint8Array }[]>
  /** threads */
  readonly seats: number
}

export interface DemoStudy {
  readonly options: PhantomStudyOptions
  readonly fields: StudyRecord['fields']
}

const taken = { studyDate: '20240102', timePoint: 'baseline' }

/** `outcome` is recorded and withheld: the protocol does not open it. */
export const demoStudies: readonly DemoStudy[] = [
  {
    options: {
      ...taken,
      preset: 'normal',
      seed: 11,
      project: openProject,
      site: 'SITE-A',
      subject: 'MW-001',
      patient: { sex: 'F', age: 41, height: cm(168), weight: kg(62) },
    },
    fields: { indication: 'screening', outcome: 'no event' },
  },
  {
    options: {
      ...taken,
      preset: 'dilated',
      seed: 12,
      heartRate: beatsPerMinute(75),
      project: openProject,
      site: 'SITE-A',
      subject: 'MW-002',
      patient: { sex: 'M', age: 57, height: cm(181), weight: kg(88) },
    },
    fields: { indication: 'dyspnoea', outcome: 'heart failure admission' },
  },
  {
    options: {
      ...taken,
      preset: 'infarct',
      seed: 13,
      heartRate: beatsPerMinute(62),
      project: openProject,
      site: 'SITE-B',
      subject: 'MW-003',
      patient: { sex: 'M', age: 66, height: cm(175), weight: kg(79) },
    },
    fields: { indication: 'chest pain', outcome: 'no event' },
  },
  {
    options: {
      ...taken,
      preset: 'normal',
      scale: 1.06,
      seed: 21,
      heartRate: beatsPerMinute(58),
      project: restrictedProject,
      site: 'SITE-C',
      subject: 'MW-101',
      patient: { sex: 'M', age: 34, height: cm(186), weight: kg(81) },
    },
    fields: { indication: 'athlete', outcome: 'no event' },
  },
]

const wholeCount = 15

/**
 * Whole examinations: every preset with every maker, one that aliases, one with a tilted plane across the aorta and one
 * in the enhanced form.
 */
export const wholeStudies: readonly DemoStudy[] = Array.from({ length: wholeCount }, (_, i) => {
  const preset = at(presetNames, i % presetNames.length)
  const vendor = at(vendors, i % vendors.length)
  const female = i % 2 === 0
  return {
    options: {
      ...taken,
      examination: 'whole',
      preset,
      vendor,
      scale: 0.96 + 0.02 * (i % 5),
      seed: 101 + i,
      heartRate: beatsPerMinute(58 + ((7 * i) % 23)),
      ...(i === 5 ? { flow: { venc: cmPerS(80) } } : {}),
      ...(i === 10 ? { flow: { tilt: 25 } } : {}),
      ...(i === 7 ? { enhanced: true } : {}),
      project: wholeProject,
      site: `SITE-${'ABC'.charAt(i % 3)}`,
      subject: `MW-${201 + i}`,
      patient: {
        sex: female ? 'F' : 'M',
        age: 34 + ((11 * i) % 45),
        height: cm((female ? 164 : 178) + (i % 5)),
        weight: kg((female ? 62 : 80) + (i % 7)),
      },
    },
    fields: { indication: 'whole examination', outcome: 'no event' },
  }
})

/** UID of the first of them. */
export const firstWhole = phantomUid(at(wholeStudies, 0).options)

const minute = 60_000

function recordOf({ options, fields }: DemoStudy): StudyRecord {
  const { project, subject, site, timePoint, studyDate, patient } = options
  return {
    study: phantomUid(options),
    project,
    subject,
    site,
    ...(timePoint === undefined ? {} : { timePoint }),
    date: studyDate,
    clinical: {
      ...(patient?.sex === undefined ? {} : { sex: patient.sex }),
      ...(patient?.age === undefined ? {} : { age: `${String(patient.age).padStart(3, '0')}Y` }),
      ...(patient?.height === undefined ? {} : { heightCm: patient.height }),
      ...(patient?.weight === undefined ? {} : { weightKg: patient.weight }),
      heartRate: Math.round(minute / acquisitionOf(options).rr),
    },
    fields,
    ...sizeOf(options),
  }
}

export function phantomSource(
  maker: PhantomMaker,
  studies: readonly DemoStudy[] = [...demoStudies, ...wholeStudies],
): StudySource {
  const byUid = new Map(studies.map((study) => [phantomUid(study.options), study]))
  return {
    studies: [...byUid.keys()],
    outlines: () => studies.map(recordOf),
    parts(study) {
      const known = byUid.get(study)
      if (!known) throw new RangeError(`${study} is no study of this source`)
      return partsOf(known.options).map((part) => {
        const made = async (withoutPixels: boolean): Promise<readonly Uint8Array[]> =>
          (await maker.make(known.options, { ...part, withoutPixels })).map(({ bytes }) => bytes)
        return { headers: () => made(true), files: () => made(false) }
      })
    },
    // one more waits, so that no thread does
    together: maker.seats + 1,
  }
}
