/** An examination of which nothing is there yet. */
import type { Examination } from '#analysis/examination/examination.ts'

export const bareExamination: Examination = {
  stacks: [],
  contours: [],
  landmarks: [],
  empty: [],
  phases: {},
  papillaries: 'cavity',
  base: 'reader-slices',
  bodySizes: {},
}
