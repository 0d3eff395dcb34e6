/** Volumes of all chambers, from what was drawn: no image is read. */
import { type PackedExamination, unpacked } from '#analysis/examination/packed.ts'
import { volumesOf } from '#analysis/examination/volumes.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'

export const volumes = ({ examination }: { readonly examination: PackedExamination }): Outcome<Volumes> =>
  volumesOf(unpacked(examination))
