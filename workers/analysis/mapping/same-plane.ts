/** Whether two images show the same pixels of the patient. */
import type { ImagePlane, Vector3 } from '../geometry/plane.ts'

/** mm and components of unit vectors: below what a header is written with */
const tolerance = 1e-3

const near = (a: Vector3, b: Vector3): boolean =>
  Math.abs(a[0] - b[0]) < tolerance && Math.abs(a[1] - b[1]) < tolerance && Math.abs(a[2] - b[2]) < tolerance

export const samePlane = (a: ImagePlane, b: ImagePlane): boolean =>
  a.rows === b.rows &&
  a.columns === b.columns &&
  Math.abs(a.rowSpacing - b.rowSpacing) < tolerance &&
  Math.abs(a.columnSpacing - b.columnSpacing) < tolerance &&
  near(a.position, b.position) &&
  near(a.rowDirection, b.rowDirection) &&
  near(a.columnDirection, b.columnDirection)
