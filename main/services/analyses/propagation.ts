/**
 * Contours of a file carried through the beat, as a file again. Nothing is recorded: whoever opens that file in a read
 * stands by what is in it.
 */
import { setMaxListeners } from 'node:events'
import {
  assembledPropagation,
  type PropagationTask,
  propagationImages,
  propagationTasks,
} from '#analysis/examination/propagation.ts'
import type { Propagation } from '#analysis/strain/propagate.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { MadeContours } from '#contract/analysis-documents/made-contours.ts'
import type { PropagationFound } from '#contract/analysis-documents/propagation.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import type { Threads } from '../jobs/threads.ts'
import type { ReadStudy } from '../reads/study.ts'
import { openedFile, refusal } from './contour-files.ts'
import type { ImagePlaces } from './examination.ts'
import { ended } from './running.ts'

export interface Carrying {
  readonly threads: Threads
  readonly places: ImagePlaces
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
  readonly onError: (error: unknown) => string
}

/**
 * @throws Failure 'contour-file-invalid' with every problem of the file; 'cancelled' within 200 ms of the signal
 */
export async function propagate(
  file: ContourFile,
  study: string,
  { stacks }: ReadStudy,
  carrying: Carrying,
): Promise<MadeContours<PropagationFound>> {
  const { contours, empty, warnings, refilled } = openedFile(file, study, stacks)
  const plan = propagationTasks({ stacks, contours })
  if (!plan.measured) return refusal(plan)
  const outcomes = await carriedBy(plan.value.tasks, carrying)
  const carried = assembledPropagation({ contours, empty }, plan.value, outcomes)
  const { method, version, quality, notCarried } = carried
  return {
    kind: 'finished',
    found: { method, version, quality, notCarried, warnings: [...warnings, ...carried.warnings] },
    file: refilled(carried.contours),
  }
}

/** Each slice as a job; @returns one outcome a task, in their order */
export function carriedBy(
  tasks: readonly PropagationTask[],
  { threads, places, signal, onProgress, onError }: Carrying,
): Promise<readonly Outcome<Propagation>[]> {
  // every job listens to it: that is no leak
  setMaxListeners(0, signal)
  const shares = tasks.map(() => 0)
  return Promise.all(
    tasks.map((task, k) =>
      ended<Propagation>(
        (): Promise<Outcome<Propagation>> =>
          threads.run(
            'propagate',
            { task, sources: places.sources(propagationImages(task)) },
            {
              signal,
              onProgress: ({ done, total }) => {
                shares[k] = done / total
                onProgress(Math.round(100 * shares.reduce((a, b) => a + b, 0)), 100 * tasks.length)
              },
            },
          ),
        onError,
      ),
    ),
  )
}
