/**
 * Where a frame lies, or why nobody can say. Nothing is guessed: a plane needs a position, two directions at a
 * right angle and two positive spacings. What lacks one of them can be looked at, not measured.
 * @source DICOM PS3.3, C.7.6.2
 */
import { dot, type ImagePlane, length, normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { tag } from '../parse/dictionary.ts'
import type { Level } from '../parse/elements.ts'
import { numbers } from '../parse/values.ts'

export type GeometryProblem = 'no-geometry' | 'not-orthogonal' | 'impossible-spacing'

export interface PlaneSource {
  readonly position: Level | undefined
  readonly orientation: Level | undefined
  readonly measures: Level | undefined
}

/** Directions are written with as few as three decimals: half a degree is rounding, not skew. */
const tolerance = 0.01

const imagePosition = tag('ImagePositionPatient')
const imageOrientation = tag('ImageOrientationPatient')
const pixelSpacing = tag('PixelSpacing')

export function framePlane(source: PlaneSource, rows: number, columns: number): ImagePlane | GeometryProblem {
  const [x, y, z] = valuesOf(source.position, imagePosition, 3)
  const [rx, ry, rz, cx, cy, cz] = valuesOf(source.orientation, imageOrientation, 6)
  const [rowSpacing, columnSpacing] = valuesOf(source.measures, pixelSpacing, 2)
  if (x === undefined || y === undefined || z === undefined) return 'no-geometry'
  if (rx === undefined || ry === undefined || rz === undefined) return 'no-geometry'
  if (cx === undefined || cy === undefined || cz === undefined) return 'no-geometry'
  if (rowSpacing === undefined || columnSpacing === undefined) return 'no-geometry'
  if (!(rowSpacing > 0 && columnSpacing > 0)) return 'impossible-spacing'
  const row: Vector3 = [rx, ry, rz]
  const column: Vector3 = [cx, cy, cz]
  const isUnit = (direction: Vector3): boolean => Math.abs(length(direction) - 1) <= tolerance
  if (!isUnit(row) || !isUnit(column) || Math.abs(dot(row, column)) > tolerance) return 'not-orthogonal'
  return {
    position: [x, y, z],
    rowDirection: normalised(row),
    columnDirection: normalised(column),
    rowSpacing: mm(rowSpacing),
    columnSpacing: mm(columnSpacing),
    rows,
    columns,
  }
}

function valuesOf(level: Level | undefined, of: number, count: number): readonly number[] {
  const values = level ? numbers(level, of) : []
  return values.length === count ? values : []
}
