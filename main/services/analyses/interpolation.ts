/**
 * Contours between those of a file, as a file again. Nothing is recorded: whoever opens that file in a read stands by
 * what is in it.
 */
import type { InterpolatedAlong } from '#analysis/contours/interpolation.ts'
import { unpackContours } from '#analysis/contours/packed.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import {
  type InterpolatedBorder,
  interpolatedBorders,
  type StackInterpolation,
} from '#analysis/examination/interpolation.ts'
import { packed } from '#analysis/examination/packed.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
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
  readonly along?: readonly InterpolatedAlong[] | undefined
}

/**
 * @throws Failure 'contour-file-invalid' with every problem of the file; 'cancelled' within 200 ms of the signal
 */
export async function interpolate(
  file: ContourFile,
  study: string,
  { stacks }: ReadStudy,
  { borders = interpolatedBorders, along }: Wanted,
  running: Omit<Carrying, 'places'>,
): Promise<MadeContours<InterpolationFound>> {
  const { contours, empty, warnings, refilled } = openedFile(file, study, stacks)
  const made = await laidBetween({ stacks, contours, empty }, { borders, along }, running)
  if (!made.measured) return refusal(made)
  return {
    kind: 'finished',
    found: { borders: made.value.parts.map(foundOn), warnings },
    file: refilled([...contours, ...unpackContours(made.value.contours)]),
  }
}

/** @throws Failure 'cancelled' within 200 ms of the signal */
export const laidBetween = (
  drawn: Pick<Examination, 'stacks' | 'contours' | 'empty'>,
  { borders, along }: { readonly borders: readonly InterpolatedBorder[]; readonly along: Wanted['along'] },
  { threads, signal, onProgress, onError }: Omit<Carrying, 'places'>,
): Promise<Outcome<PackedInterpolation>> => {
  const input = {
    examination: packed(drawn),
    borders,
    ...(along === undefined ? {} : { options: { along } }),
  }
  return ended(
    () =>
      threads.run('interpolation', input, {
        signal,
        onProgress: ({ done, total }) => onProgress(done, total),
      }),
    onError,
  )
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
