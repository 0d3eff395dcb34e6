/** The volumes of an examination beside those of healthy people, and the imaging criterion of the registry. */
import {
  isMeasured,
  type MeasuredQuantity,
  type Measurement,
  measurement,
} from '../measurements/measurement.ts'
import type { Person } from '../ranges/comparison.ts'
import { type DcmInclusion, dcmInclusion } from '../ranges/dcm-inclusion.ts'
import { healthyHearts } from '../ranges/healthy-hearts.ts'
import { personOf } from '../ranges/person.ts'
import { compareWithRanges, conventionOf, type RangeReport } from '../ranges/ranges.ts'
import type { RangeTable } from '../ranges/table.ts'
import { say } from '../sentences/say.ts'
import { combined, measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Volumes } from '../volumes/volumes.ts'
import type { Examination, Findings } from './examination.ts'

/** @returns unmeasured as the volumes are; 'contradictory-input' where sources differ in who the patient is */
export const runRanges = (
  { person = {} }: Examination,
  volumes: Outcome<Volumes>,
  table: RangeTable = healthyHearts,
): Outcome<RangeReport> =>
  combined(personOf(person), volumes, (known, { measurements }) =>
    measured(compareWithRanges(measurements, known, table)),
  )

export interface InclusionFindings extends Findings {
  readonly options: {
    readonly rule: string
    readonly trial: string
    readonly table: string
    readonly tableVersion: string
    readonly person: Person
  }
  readonly inclusion: DcmInclusion
}

/**
 * @returns unmeasured as `runRanges`; an examination that the rule cannot decide on is an answer, with its reason
 */
export const runInclusion = (
  { person = {} }: Examination,
  volumes: Outcome<Volumes>,
  table: RangeTable = healthyHearts,
): Outcome<InclusionFindings> =>
  combined(personOf(person), volumes, (known, { measurements }) =>
    measured(inclusionBy(measurements, known, table)),
  )

function inclusionBy(
  measurements: readonly Measurement[],
  person: Person,
  table: RangeTable,
): InclusionFindings {
  const whole = (quantity: MeasuredQuantity['quantity']): MeasuredQuantity | undefined =>
    measurements.filter(isMeasured).find((m) => m.quantity === quantity && m.scope === undefined)
  const [edvIndex, ef] = [whole('lv-edv-index'), whole('lv-ef')]
  const inclusion = dcmInclusion(
    {
      ...(edvIndex === undefined ? {} : { edvIndex: edvIndex.value }),
      ...(ef === undefined ? {} : { ef: ef.value, ofEf: conventionOf(ef) }),
      person,
      convention: edvIndex === undefined ? {} : conventionOf(edvIndex),
    },
    table,
  )
  const { rule, trial, version, decision, reason, computed } = inclusion
  const method = { method: `inclusion/${rule}`, version }
  const warnings =
    computed === undefined || reason === undefined
      ? []
      : [say('study/by-its-limits', { computed: said[computed] })]
  const decided =
    decision === 'not-evaluable'
      ? unmeasured('not-evaluable', [reason, ...warnings].join('; '))
      : measured(decision === 'included' ? 1 : 0)
  return {
    ...method,
    options: { rule, trial, table: table.id, tableVersion: table.version, person },
    measurements: [measurement('dcm-imaging', decided, method)],
    inclusion,
    warnings,
  }
}

const said = {
  meets: say('study/meets-criterion'),
  'does-not-meet': say('study/does-not-meet-criterion'),
} as const
