/**
 * Arrives at the numbers of a signed read again, without a window: from the verified log, with the methods and
 * on the images that it names, and held against what was recorded and what the signed report says.
 */

import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { ReadEvent } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState, RecordedMeasurements, Signature } from '#analysis/reading/state.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { Failure } from '#contract/faults.ts'
import type { Recomputed } from '#contract/views.ts'
import { readReport } from '#dicom/read-results/report.ts'
import type { Library } from '../../store/library.ts'
import type { ReadLog } from './log.ts'
import { type Maker, makerOf, makers } from './makers.ts'
import { allMeasurements, noStack } from './measuring.ts'
import type { ResultObject, ResultObjects } from './result-objects.ts'
import type { ReadStudy } from './study.ts'

export interface RecomputeParts {
  readonly library: Library
  readonly log: ReadLog
  readonly objects: ResultObjects
}

type Comparison = Recomputed['comparisons'][number]

/**
 * @returns without comparisons where the chain does not hold: what was recorded cannot be told any more
 * @throws Failure 'read-not-signed' before the first signature, 'library-damaged' when an image or a file that
 *         the signature rests on is gone or another
 */
export async function recompute(
  { library, log, objects }: RecomputeParts,
  read: string,
  study: ReadStudy,
  known: readonly Maker[] = makers,
): Promise<Recomputed> {
  const row = log.row(read)
  if (row.version === 0) throw new Failure('read-not-signed', { read })
  const chain = log.verify(read)
  const signed = 'brokenAt' in chain ? undefined : lastSigned(chain.events)
  if ('brokenAt' in chain || !signed)
    return { read, head: row.head, chainIntact: false, comparisons: [], agrees: false }

  const { signature, recorded, before } = signed
  const head = chain.hashes[signature.revision.seq - 1] ?? ''
  refuseOtherImages(library, recorded, study)
  const chainIntact = await isAnchored(library, objects.of(read, signature.version), head)
  const stack = stackOf(recorded, study)
  const again = new Map<Maker, ReadMeasurements>()
  const comparisons = recorded.measurements.map((m) => {
    const maker = makerOf(m, known)
    if (!maker) return retired(m)
    const results = again.get(maker) ?? maker.measure(stack, before, recorded.sizes ?? study.sizes)
    again.set(maker, results)
    return compared(m, allMeasurements(results).find(sameQuantity(m)))
  })
  const agrees = comparisons.every(({ agreement }) => agreement !== 'differs' && agreement !== 'retired')
  return { read, head, chainIntact, comparisons, agrees: chainIntact && agrees }
}

interface LastSigned {
  readonly signature: Signature
  readonly recorded: RecordedMeasurements
  /** the state that was measured: before the numbers were recorded */
  readonly before: ReadState
}

function lastSigned(events: readonly ReadEvent[]): LastSigned | undefined {
  const signature = foldRead(events).signatures.at(-1)
  if (!signature) return undefined
  const { recorded } = foldRead(events.slice(0, signature.measurements))
  const before = foldRead(events.slice(0, signature.measurements - 1))
  return recorded && { signature, recorded, before }
}

/** The stack that was measured: a taller one may have come since. */
const stackOf = ({ stack }: RecordedMeasurements, study: ReadStudy): ReadStudy['stack'] =>
  stack === noStack ? undefined : (study.stacks.find(({ id }) => id === stack) ?? study.stack)

function refuseOtherImages(library: Library, { images }: RecordedMeasurements, study: ReadStudy): void {
  const here = new Map(
    [...study.images.values()].map(({ instance }) => [instance.sopInstanceUid, instance.sha256]),
  )
  for (const [sopInstanceUid, sha256] of Object.entries(images)) {
    if (here.get(sopInstanceUid) === sha256) continue
    const detail = `image ${sopInstanceUid} is not here as it was when it was measured`
    throw new Failure('library-damaged', { library: library.folder, detail })
  }
}

/** Whether the signed report and the row beside it name this head: a chain proves nothing without an anchor. */
async function isAnchored(library: Library, signed: readonly ResultObject[], head: string): Promise<boolean> {
  const report = signed.find(({ kind }) => kind === 'sr')
  if (!report || signed.some((object) => object.head !== head)) return false
  const { content } = readReport(await library.blobs.read(report.sha256))
  return understandReport(content).head === head
}

const sameQuantity =
  (m: Measurement) =>
  ({ quantity, scope }: Measurement): boolean =>
    m.quantity === quantity && m.scope === scope

function retired(recorded: Measurement): Comparison {
  const { quantity } = recorded
  return isMeasured(recorded)
    ? { quantity, recorded: recorded.value, unit: recorded.unit, agreement: 'retired' }
    : { quantity, agreement: 'retired' }
}

/** Other engines differ in the last bit of some functions; no number that matters differs by more than this. */
const relativeTolerance = 1e-9

export function compared(recorded: Measurement, again: Measurement | undefined): Comparison {
  const { quantity } = recorded
  const before = isMeasured(recorded) ? { recorded: recorded.value, unit: recorded.unit } : {}
  const now = again && isMeasured(again) ? { recomputed: again.value } : {}
  return { quantity, ...before, ...now, agreement: agreementOf(recorded, again) }
}

function agreementOf(recorded: Measurement, again: Measurement | undefined): Comparison['agreement'] {
  if (!again) return 'differs'
  if (!isMeasured(recorded) || !isMeasured(again))
    return !isMeasured(recorded) && !isMeasured(again) && recorded.unmeasured === again.unmeasured
      ? 'both-unmeasured'
      : 'differs'
  if (Object.is(recorded.value, again.value)) return 'bit-for-bit'
  const most = relativeTolerance * Math.max(Math.abs(recorded.value), Math.abs(again.value))
  return Math.abs(recorded.value - again.value) <= most ? 'within-1e-9' : 'differs'
}
