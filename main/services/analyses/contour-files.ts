/** Contour files of a study: held against its images when they are taken, and filled when they are given back. */
import type { Contour } from '#analysis/contours/contour.ts'
import { contoursFromFile, fileFromContours, type Provenance } from '#analysis/contours/file.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Unmeasured } from '#analysis/units/outcome.ts'
import type { MadeContours } from '#contract/analysis-documents/made-contours.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import { Failure } from '#contract/faults.ts'

export interface OpenedFile {
  readonly contours: readonly Contour[]
  readonly empty: Examination['empty']
  readonly warnings: readonly string[]
  /** the file as it was, with these contours for its own */
  refilled(contours: readonly Contour[]): ContourFile
}

/** @throws Failure 'contour-file-invalid' with every problem of the file */
export function openedFile(file: ContourFile, study: string, stacks: readonly Stack[]): OpenedFile {
  const { contours, provenance, landmarks, empty, problems, warnings } = contoursFromFile(file, study, stacks)
  if (problems.length > 0) throw new Failure('contour-file-invalid', { problems: [...problems] })
  const marks = empty.map((mark) => ({ ...mark, assumed: false }))
  return {
    contours,
    empty: marks,
    warnings,
    refilled: (all) =>
      refilled(file, study, all, marks, landmarks, (contour) => provenance.get(contour) ?? {}),
  }
}

function refilled(
  { papillaries, phases: { ed, es } = {} }: ContourFile,
  study: string,
  contours: readonly Contour[],
  marks: Examination['empty'],
  landmarks: readonly Landmark[],
  provenanceOf: (contour: Contour) => Provenance,
): ContourFile {
  const phases = { ...(ed === undefined ? {} : { ed }), ...(es === undefined ? {} : { es }) }
  // what is written is what is read: plain lists
  return contourFileSchema.parse(
    fileFromContours(study, papillaries, contours, marks, phases, landmarks, provenanceOf),
  )
}

/** Nothing was made, and why. */
export const refusal = ({ reason, detail }: Unmeasured): MadeContours<never> => ({
  kind: 'refused',
  refused: { unmeasured: reason, ...(detail === undefined ? {} : { detail }) },
})
