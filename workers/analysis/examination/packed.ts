/** An examination, or what of it a job rests on, on its way to a thread: every job that takes one takes it so. */
import { type PackedContours, packContours, unpackContours } from '../contours/packed.ts'
import type { Examination } from './examination.ts'

type Contoured = Pick<Examination, 'contours'>
export type Packed<Part extends Contoured> = Omit<Part, 'contours'> & { readonly contours: PackedContours }
export type PackedExamination = Packed<Examination>

export const packed = <Part extends Contoured>(part: Part): Packed<Part> => ({
  ...part,
  contours: packContours(part.contours),
})

export const unpacked = <Rest extends object>({
  contours,
  ...rest
}: Rest & { readonly contours: PackedContours }): Omit<Rest, 'contours'> & Contoured => ({
  ...rest,
  contours: unpackContours(contours),
})
