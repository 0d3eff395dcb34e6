/** An examination on its way to a thread: every job that takes one takes it so. */
import { type PackedContours, packContours, unpackContours } from '../contours/packed.ts'
import type { Examination } from './examination.ts'

export interface PackedExamination extends Omit<Examination, 'contours'> {
  readonly contours: PackedContours
}

export const packed = (examination: Examination): PackedExamination => ({
  ...examination,
  contours: packContours(examination.contours),
})

export const unpacked = (examination: PackedExamination): Examination => ({
  ...examination,
  contours: unpackContours(examination.contours),
})
