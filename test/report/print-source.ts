/** A read as a report is made from, by hand: each number known. */
import type { Measurement, QuantityName } from '#analysis/measurements/measurement.ts'
import { quantityUnits } from '#analysis/measurements/measurement.ts'
import { nothingShown, type PrintSource } from '#analysis/report/printed/source.ts'

export const measuredAs = (quantity: QuantityName, value: number, scope?: string): Measurement => ({
  quantity,
  ...(scope === undefined ? {} : { scope }),
  value,
  unit: quantityUnits[quantity],
  method: 'disc-summation/reader-slices/bsa-mosteller',
  version: '1',
  warnings: [],
})

export const analysed = (
  analysis: string,
  measurements: readonly Measurement[],
): PrintSource['analyses'][number] => ({
  analysis,
  method: `${analysis}-method`,
  version: '3',
  options: {},
  measurements,
  warnings: [],
})

export const signature = {
  at: '2026-03-04T05:06:07.000Z',
  meaning: 'I made these measurements and stand by them',
  version: 2,
  head: 'ab'.repeat(32),
} as const

/** EDV 150, ESV 60: EF 60 %, SV 90. */
export const printSource = (more: Partial<PrintSource> = {}): PrintSource => ({
  read: 'read-1',
  reader: 'R07',
  application: 'Midwall 0.1.0',
  study: '1.2.3',
  project: 'TRIAL',
  subject: 'S-0001',
  person: { sex: 'F', age: '061Y', heightCm: 165, weightKg: 60 },
  protocol: { name: 'core', version: '4', base: 'reader-slices', papillaries: 'cavity' },
  papillaries: 'cavity',
  seq: 12,
  at: '2026-03-04T05:00:00.000Z',
  measurements: [
    measuredAs('lv-edv', 150),
    measuredAs('lv-edv-index', 90.909),
    measuredAs('lv-esv', 60),
    measuredAs('lv-ef', 60),
    { quantity: 'lv-mass-ed', unmeasured: 'no-epicardial-contours', detail: 'slice 3 has none' },
  ],
  analyses: [],
  leftOut: [],
  comments: [],
  stacks: [],
  descriptions: new Map(),
  stack: undefined,
  phases: {},
  curve: [],
  ranges: [],
  contours: [],
  scores: [],
  shown: nothingShown,
  blockers: [],
  ...more,
})
