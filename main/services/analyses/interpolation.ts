/**
 * Contours between those of a file, as a file again. Nothing is recorded: whoever opens that file in a read stands by
 * what is in it.
 */
import type { InterpolatedAlong } from '#analysis/contours/interpolation.ts'
import { unpackContours } from '#analysis/contours/packed.ts'
import {
  type InterpolatedBorder,
  interpolatedBorders,
  type StackInterpolation,
} from '#analysis/examination/interpolation.ts'
import { packed } from '#analysis/examination/packed.ts'
import type { InterpolationFound } from '#contract/analysis-documents/interpolation.ts'
import type { MadeContours } from '#contract/analysis-documents/made-contours.ts'
import type { PackedInterpolation } from '#contract/analysis-jobs.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import type { ReadStudy } from '../reads/study.ts'
import { openedFile, refusal } from './contour-files.ts'
import type { Carrying } from './propagation.ts'
import { ended } from './running.ts'

export interface Wanted {
  readonly borders?: readonly InterpolatedBorder[]
  readonly along?: readonly InterpolatedAlong[]
}

/**
 * @throws Failure 'contour-file-invalid' with every problem of the file; 'cancelled' within 200 ms of the signal
 */
export async function interpolate(
  file: ContourFile,
  study: string,
  { stacks }: ReadStudy,
  { borders = interpolatedBorders, along }: Wanted,
  { threads, signal, onProgress, onError }: Omit<Carrying, 'places'>,
): Promise<MadeContours<InterpolationFound>> {
  const { contours, empty, warnings, refilled } = openedFile(file, study, stacks)
  const input = {
    examination: packed({ stacks, contours, empty }),
    borders,
    ...(along === undefined ? {} : { options: { along } }),
  }
  const made = await ended<PackedInterpolation>(
    () =>
      threads.run('interpolation', input, {
        signal,
        onProgress: ({ done, total }) => onProgress(done, total),
      }),
    onError,
  )
  if (!made.measured) return refusal(made)
  return {
    kind: 'finished',
    found: { borders: made.value.parts.map(foundOn), warnings },
    file: refilled([...contours, ...unpackContours(made.value.contours)]),
  }
}

function foundOn({ name, border, outcome }: StackInterpolation): InterpolationFound['borders'][number] {
  if (!outcome.measured) {
    const { reason, detail } = outcome
    return { stack: name, border, unmeasured: reason, ...(detail === undefined ? {} : { detail }) }
  }
  const { method, version, options, made, leftOut, notFilled, warnings } = outcome.value
  return {
    stack: name,
    border,
    method,
    version,
    options,
    made,
    leftOut: leftOut.map(({ distances, ...one }) => ({
      ...one,
      meanDistance: distances.mean,
      farthest: distances.hausdorff,
    })),
    notFilled,
    warnings,
  }
}
