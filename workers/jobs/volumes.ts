/** Volumes of all chambers, from what was drawn: no image is read. */
import type { Examination } from '#analysis/examination/examination.ts'
import { volumesOf } from '#analysis/examination/volumes.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'

export const volumes = ({ examination }: { readonly examination: Examination }): Outcome<Volumes> =>
  volumesOf(examination)
