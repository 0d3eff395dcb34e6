/** What was found as events of a read: what is worth one, and what the log says already. */
import type { Examination, Findings } from '#analysis/examination/examination.ts'
import { givenFor } from '#analysis/reading/dependence.ts'
import type { AnalysisGiven, AnalysisRecord, Json } from '#analysis/reading/events.ts'
import { examinationOf } from '#analysis/reading/examined.ts'
import { recordName } from '#analysis/reading/record-name.ts'
import type { ReadState, RecordedAnalysis } from '#analysis/reading/state.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { Failure } from '#contract/faults.ts'
import { measure } from '../reads/measuring.ts'
import type { OpenRead } from '../reads/opened-reads.ts'
import type { ReadStudy } from '../reads/study.ts'
import { volumesOfChambers } from './analyses.ts'
import { basisDigest, type ImagePlaces } from './examination.ts'
import type { Finished } from './running.ts'

export function recordsOf(
  name: AnalysisName,
  { part, outcome, images }: Finished,
  examination: Examination,
  given: AnalysisGiven,
  places: ImagePlaces,
): AnalysisRecord[] {
  const analysis = recordName(name, part)
  return foundIn(outcome).map((said) => ({
    analysis,
    ...said,
    images: places.hashes(images),
    drawn: basisDigest(analysis, examination),
    given: givenFor(analysis, given),
  }))
}

/** What of a record the analysis itself says. */
type Found = Pick<AnalysisRecord, 'method' | 'version' | 'options' | 'measurements' | 'warnings'>

/** None where nothing was measured. */
export function foundIn(outcome: Outcome<Findings>): Found[] {
  if (!outcome.measured) return []
  const { method, version, options, measurements, warnings } = outcome.value
  const all = [...warnings, ...outcome.warnings]
  return [{ method, version, options: asJson(options), measurements, warnings: all }]
}

/**
 * What is worth an event: neither what is recorded already as it is, nor what was made of a read that was changed
 * meanwhile in something that it rests on.
 *
 * @throws Failure 'read-changed-elsewhere' when nothing of it is of the read as it is now
 */
export function recordable(
  records: readonly AnalysisRecord[],
  given: AnalysisGiven,
  then: OpenRead,
  now: OpenRead,
  study: ReadStudy,
): readonly AnalysisRecord[] {
  const { state, row } = now
  const fresh = records.filter((record) => !isSameRecord(state.analyses.get(record.analysis), record))
  if (fresh.length === 0 || state.changed === then.state.changed) return fresh
  const examination = { ...examinationOf(state, study, given), phases: measure(state, study).phases }
  const standing = fresh.filter(({ analysis, drawn }) => drawn === basisDigest(analysis, examination))
  if (standing.length === 0)
    throw new Failure('read-changed-elsewhere', {
      read: row.read,
      expected: then.row.seq,
      actual: row.seq,
    })
  return standing
}

/** The same method on the same images, contours and options has the same numbers: they need not be told twice. */
function isSameRecord(before: RecordedAnalysis | undefined, now: AnalysisRecord): boolean {
  if (before === undefined) return false
  const { revision: _, ...known } = before
  return isSame(known, now)
}

const isSame = (left: object, right: object): boolean =>
  JSON.stringify(sorted(asJson(left))) === JSON.stringify(sorted(asJson(right)))

/**
 * Whether the log has the numbers of what is remembered under a name, one by one: curves and maps of numbers that
 * nobody recorded belong to no read.
 */
export const isRecordedIn =
  ({ analyses }: Pick<ReadState, 'analyses'>) =>
  (name: string, value: unknown): boolean => {
    const parts: readonly (readonly [record: string, outcome: Outcome<Findings>])[] =
      name === volumesOfChambers
        ? // a name says what is remembered under it
          [['volumes', value as Outcome<Volumes>]]
        : (value as readonly Finished[]).map(({ part, outcome }) => [recordName(name, part), outcome])
    const said = parts.flatMap(([record, outcome]) => foundIn(outcome).map((one) => [record, one] as const))
    return said.length > 0 && said.every(([record, one]) => isSaidBy(analyses.get(record), one))
  }

/** Whether a record says the same, whatever it rests on. */
export const isSaidBy = (record: RecordedAnalysis | undefined, one: Found): boolean => {
  if (record === undefined) return false
  const { method, version, options, measurements, warnings } = record
  return isSame({ method, version, options, measurements, warnings }, one)
}

/** A mistake of ours is no result: it is tried again. */
export function isResult(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isResult)
  if (typeof value !== 'object' || value === null) return true
  if ('outcome' in value) return isResult(value.outcome)
  return !('reason' in value && value.reason === 'analysis-failed')
}

/** Keys come back from the log in any order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** As it is stored: what JSON does not hold is not an option. */
export const asJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json
