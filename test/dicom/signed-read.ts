/** A signed read of a small stack that nobody scanned: three slices, two phases, circles for borders. */
import type { Contour } from '#analysis/contours/contour.ts'
import type { ReportedImage, SignedRead } from '#analysis/report/source.ts'
import { type Dataset, writePart10 } from '../../workers/dicom/write/part10.ts'

export const study = '2.25.1001'
export const series = '2.25.1002'
export const mrImage = '1.2.840.10008.5.1.4.1.1.4'
export const phases = { ed: 1, es: 0 } as const
const slices = 3

export const sopInstanceUid = (slice: number, phase: number): string => `2.25.2${slice}${phase}`

export const images: readonly ReportedImage[] = [0, 1].flatMap((phase) =>
  Array.from({ length: slices }, (_, slice) => ({
    sopClassUid: mrImage,
    sopInstanceUid: sopInstanceUid(slice, phase),
    frame: 0,
    frames: 1,
    seriesUid: series,
    sha256: `${slice}${phase}`.padStart(64, 'a'),
    slice,
    phase,
    empty: slice === 2 ? (['lv'] as const) : [],
    assumedEmpty: slice === 0 && phase === 0 ? (['rv'] as const) : [],
  })),
)

export function circle(slice: number, phase: number, border: Contour['border'], radius: number): Contour {
  const points = Array.from({ length: 60 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 60
    return [40.3 + radius * Math.cos(angle), 38.7 + radius * Math.sin(angle)] as const
  })
  const image = { sopInstanceUid: sopInstanceUid(slice, phase), frame: 0 }
  return { image, border, closed: true, points, origin: 'drawn' }
}

export const contours: readonly Contour[] = [0, 1].flatMap((slice) => [
  circle(slice, phases.ed, 'lv-endocardial', 12 - slice),
  circle(slice, phases.ed, 'lv-epicardial', 17 - slice),
  circle(slice, phases.es, 'lv-endocardial', 8 - slice),
])

const method = { method: 'disc-summation/reader-slices', version: '1', warnings: [] } as const

export const signedRead: SignedRead = {
  read: '7f1c9b1e-0000-4000-8000-000000000001',
  version: 1,
  head: 'c'.repeat(64),
  reader: 'R01',
  signedAt: '2026-03-04T05:06:07.890Z',
  meaning: 'Reading completed',
  application: 'midwall 0.1.0',
  study,
  protocol: { name: 'CMR-TRIAL-01', version: '1', base: 'reader-slices', papillaries: 'cavity' },
  papillaries: 'cavity',
  stack: { slices, phases: 2, ...phases },
  measurements: [
    { quantity: 'lv-edv', value: 151.23456789012346, unit: 'mL', ...method, warnings: ['one slice is thin'] },
    { quantity: 'lv-esv', value: 63.5, unit: 'mL', ...method },
    { quantity: 'lv-sv', value: 87.73456789012344, unit: 'mL', ...method },
    { quantity: 'lv-ef', value: 58.012, unit: '%', ...method },
    { quantity: 'lv-mass-ed', value: 101.25, unit: 'g', ...method },
    {
      quantity: 'lv-mass-es',
      unmeasured: 'no-epicardial-contours',
      detail: 'no slice has an epicardial contour at phase 1 of 2',
    },
    { quantity: 'lv-co', value: 5.7, unit: 'L/min', ...method },
    { quantity: 'lv-ci', value: 3.1, unit: 'L/min/m2', ...method },
    { quantity: 'lv-edv-index', value: 80.25, unit: 'mL/m2', ...method },
    { quantity: 'lv-esv-index', value: 33.5, unit: 'mL/m2', ...method },
    { quantity: 'lv-sv-index', value: 46.75, unit: 'mL/m2', ...method },
    { quantity: 'lv-mass-ed-index', value: 54, unit: 'g/m2', ...method },
    {
      quantity: 'heart-rate',
      value: 65,
      unit: '/min',
      method: 'median-of-slices',
      version: '1',
      warnings: [],
    },
    { quantity: 'rr', value: 923, unit: 'ms', method: 'median-of-slices', version: '1', warnings: [] },
    { quantity: 'bsa', value: 1.88, unit: 'm2', method: 'mosteller', version: '1', warnings: [] },
  ],
  analyses: [],
  leftOut: [],
  images,
  contours,
  quality: 'moderate',
  rhythm: 'ectopy',
  comments: ['apex is blurred; µ and 心 survive'],
}

export const evidence = images.map((image) => ({
  sopClassUid: image.sopClassUid,
  sopInstanceUid: image.sopInstanceUid,
  seriesInstanceUid: image.seriesUid,
}))

/** The header of an image of that stack, with a patient and a trial. */
export const sourceImage = (more: Dataset = {}): Uint8Array =>
  writePart10({
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: mrImage,
    SOPInstanceUID: sopInstanceUid(0, 0),
    StudyInstanceUID: study,
    SeriesInstanceUID: series,
    FrameOfReferenceUID: '2.25.1003',
    StudyDate: '20250102',
    StudyTime: '101112',
    StudyID: '1',
    PatientName: 'MW-0001',
    PatientID: 'MW-0001',
    PatientSex: 'F',
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'synthetic',
    ClinicalTrialSponsorName: 'Sponsor',
    ClinicalTrialProtocolID: 'CMR-TRIAL-01',
    ClinicalTrialSiteID: 'SITE-01',
    ClinicalTrialSubjectID: 'MW-0001',
    ClinicalTrialTimePointID: 'V1',
    ...more,
  })
