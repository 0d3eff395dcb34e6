/**
 * Arrives at the numbers of a signed read again, those of its analyses and those that a hand measured on images included,
 * without a window: from the verified log, with the methods and on the images that it names, and held against what was recorded. Which analyses those
 * are, the signed report says.
 */

import type { ReadEvent } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState, RecordedMeasurements, Signature } from '#analysis/reading/state.ts'
import { type StatedRead, understandReport } from '#analysis/report/stated/report.ts'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Recomputed } from '#contract/views.ts'
import { readReport } from '#dicom/read-results/report.ts'
import type { Library } from '../../store/library.ts'
import type { StateAnnotations } from './annotated.ts'
import { compared, retired, sameQuantity } from './comparing.ts'
import type { ReadLog } from './log.ts'
import { type Maker, makerOf, makers } from './makers.ts'
import { allMeasurements, noStack } from './measuring.ts'
import { type MakeAgain, recomputeAnalyses } from './recompute-analyses.ts'
import { comparedOnImages } from './recompute-on-images.ts'
import type { ResultObject, ResultObjects } from './result-objects.ts'
import type { ReadStudy } from './study.ts'

export interface RecomputeParts {
  readonly library: Library
  readonly log: ReadLog
  readonly objects: ResultObjects
  readonly makeAgain: MakeAgain
  readonly stateAnnotations: StateAnnotations
}

/**
 * @returns without comparisons where the chain does not hold: what was recorded cannot be told any more
 * @throws Failure 'read-not-signed' before the first signature, 'library-damaged' when an image or a file that
 *         the signature rests on is gone or another
 */
export async function recompute(
  { library, log, objects, makeAgain, stateAnnotations }: RecomputeParts,
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
  const sizes = recorded.sizes ?? study.sizes
  const signedObjects = objects.of(read, signature.version)
  const report = await reportOf(library, signedObjects)
  const analyses = (report?.analyses ?? []).flatMap(({ analysis }) => before.analyses.get(analysis) ?? [])
  for (const { images } of [recorded, ...analyses]) refuseOtherImages(library, images, study)
  const chainIntact = report?.head === head && signedObjects.every((object) => object.head === head)
  const stack = stackOf(recorded, study)
  const again = new Map<Maker, ReadMeasurements>()
  const ofRead = recorded.measurements.map((m) => {
    const maker = makerOf(m, known)
    if (!maker) return retired(m)
    const results = again.get(maker) ?? maker.measure(stack, before, sizes, study.stacks)
    again.set(maker, results)
    return compared(m, allMeasurements(results).find(sameQuantity(m)))
  })
  const ofAnalyses = await recomputeAnalyses(analyses, before, { ...study, sizes }, makeAgain)
  // a read that was signed before they were recorded has none
  const onImages = recorded.annotations
    ? comparedOnImages(recorded.annotations, await stateAnnotations(before, study))
    : []
  const comparisons = [...ofRead, ...ofAnalyses, ...onImages]
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

function refuseOtherImages(
  library: Library,
  images: Readonly<Record<string, string>>,
  study: ReadStudy,
): void {
  const here = new Map(
    [...study.images.values()].map(({ instance }) => [instance.sopInstanceUid, instance.sha256]),
  )
  for (const [sopInstanceUid, sha256] of Object.entries(images)) {
    if (here.get(sopInstanceUid) === sha256) continue
    const detail = say('library/image-changed', { image: sopInstanceUid })
    throw new Failure('library-damaged', { library: library.folder, detail })
  }
}

/** What was said to others. Its head anchors the log: a chain proves nothing without one. */
async function reportOf(library: Library, signed: readonly ResultObject[]): Promise<StatedRead | undefined> {
  const report = signed.find(({ kind }) => kind === 'sr')
  if (report === undefined) return undefined
  return understandReport(readReport(await library.blobs.read(report.sha256)).content)
}
