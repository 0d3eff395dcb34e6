/** Readers against each other, from what they measured, scored and drew. */
import { readFileSync } from 'node:fs'
import { type ImagePlaces, placesOf } from '#analysis/agreement/image-places.ts'
import { type Comparison, compareReaders } from '#analysis/agreement/readers.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { AgreementInput, AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { JobContext, WalkedEntry } from '#contract/jobs.ts'
import { inspect } from '#dicom/inspect.ts'
import { walk } from './walk.ts'

export const agreement = (
  { readers, options, images }: AgreementInput,
  { report }: JobContext<AnalysisProgress>,
): Comparison =>
  compareReaders(readers, options, images === undefined ? undefined : placesBelow(images), (done, total) =>
    report({ done, total }),
  )

/** More than a registry's studies that two readers draw; their headers fit a thread's memory. */
const mostFiles = 100_000

/** Headers only are kept. Whatever is no image that may be read is not one that a reader drew on. */
function placesBelow(folder: string): ImagePlaces {
  const files: string[] = []
  const found = (entries: readonly WalkedEntry[]): void => {
    for (const { kind, file } of entries) if (kind === 'file') files.push(file)
  }
  walk({ root: folder, maxFiles: mostFiles }, { report: found, transfer: () => undefined })
  const facts = files.flatMap((file): InstanceFacts[] => {
    const inspected = inspect(readFileSync(file), { project: { protocolId: '' } })
    return inspected.kind === 'image' ? [inspected.facts] : []
  })
  return placesOf(sortIntoStacks(facts).stacks)
}
