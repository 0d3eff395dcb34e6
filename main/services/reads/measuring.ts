/** What main records, shows and signs: the numbers of a read as they follow from its events. */

import type { StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { measureRead, type ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { say } from '#analysis/sentences/say.ts'
import type { MeasurementSet } from '#contract/views.ts'
import type { ReadStudy } from './study.ts'

export function measure(state: ReadState, study: ReadStudy): ReadMeasurements {
  const results = measureRead(study.stack, state, study.sizes, [], study.stacks, study.person)
  const blockers = [...results.blockers, ...imagesGone(state, study)]
  return { ...results, blockers, provisional: blockers.length > 0 }
}

/** Images that were read and have been held back since: two files at one place, until a person decides. */
function imagesGone({ contours, empty, annotations }: ReadState, { images }: ReadStudy): Blocker[] {
  const read = [...contours.values()].map(({ contour }) => contour.image)
  const marked = [...empty.values()].map(({ image }) => image)
  const laid = [...annotations.values()].map(({ annotation }) => annotation.image)
  const gone = new Set([...read, ...marked, ...laid].map(imageKeyText).filter((key) => !images.has(key)))
  return [...gone].map((key) => ({
    what: 'missing-slice',
    detail: say('library/image-gone', { image: key }),
  }))
}

/**
 * The numbers of the protocol first, then what is computed beside them, labelled: the other papillary
 * convention, and the method that the protocol did not choose.
 */
export function allMeasurements({
  measurements,
  otherConvention,
  otherMethod,
}: ReadMeasurements): Measurement[] {
  const labelled = (scope: string) => (m: Measurement) => ({ ...m, scope })
  return [
    ...measurements,
    ...otherConvention.map(labelled('other papillary convention')),
    ...otherMethod.map(labelled('other method')),
  ]
}

export const measurementSet = (results: ReadMeasurements): MeasurementSet => ({
  phases: results.phases,
  provisional: results.provisional,
  blockers: results.blockers,
  measurements: allMeasurements(results),
})

/** Of a study without a short-axis cine, which can only be signed as not evaluable. */
export const noStack = 'none'

/** The event that a signature rests on: the numbers, and by content hash every image behind them. */
export function recording(
  results: ReadMeasurements,
  { stack, images, sizes }: ReadStudy,
  annotations: readonly StatedAnnotation[] = [],
): Extract<ReadEventBody, { kind: 'measurements-recorded' }> {
  const hashes = new Map<string, string>()
  const measuredOn = [
    ...results.basis.flatMap((basis) => basis.images),
    ...annotations.map(({ image }) => image),
  ]
  for (const key of measuredOn) {
    const image = images.get(imageKeyText(key))
    if (image) hashes.set(image.sopInstanceUid, image.instance.sha256)
  }
  return {
    kind: 'measurements-recorded',
    stack: stack?.id ?? noStack,
    phases: results.phases,
    measurements: allMeasurements(results),
    images: Object.fromEntries(hashes),
    sizes,
    ...(annotations.length === 0 ? {} : { annotations }),
  }
}
