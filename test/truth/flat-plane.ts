/** A plane across the patient, for pictures that are computed and need not be oblique. */
import type { ImagePlane, PatientPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'

export interface FlatPlane {
  /** rows, columns */
  readonly size: readonly [rows: number, columns: number]
  /** mm between rows, and between columns */
  readonly spacing: readonly [rows: number, columns: number]
  /** of the first pixel, the origin when absent */
  readonly position?: PatientPoint
}

/** Columns count along x, rows along y. */
export const flatPlane = ({ size, spacing, position = [0, 0, 0] }: FlatPlane): ImagePlane => ({
  position,
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacing: mm(spacing[0]),
  columnSpacing: mm(spacing[1]),
  rows: size[0],
  columns: size[1],
})
