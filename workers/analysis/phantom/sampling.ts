/**
 * How much of each tissue lies in each pixel of a slab: the slab is sampled at three depths, and where tissues
 * meet at four points of the pixel for each depth.
 */
import { dot, type ImagePlane, patientToIndex, planeNormal, type Vector3 } from '../geometry/plane.ts'
import type { Mm } from '../units/units.ts'
import { heartBox } from './heart-tissue.ts'
import { heartFrame, heartToPatient, patientToHeart } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { code, type LabelAt } from './tissue.ts'

const depths = 3
const pointsPerSide = 2
export const samplesPerPixel = depths * pointsPerSide ** 2

/** A plane with thickness, and the part of it that the heart can reach. */
export interface Slab {
  readonly plane: ImagePlane
  readonly thickness: Mm
  /** in pixels: columns and rows from `left`, `top` */
  readonly region: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
}

export function slabOf(preset: HeartPreset, plane: ImagePlane, thickness: Mm): Slab {
  const box = heartBox(preset)
  const columns: number[] = []
  const rows: number[] = []
  for (const x of box.x)
    for (const y of box.y)
      for (const z of box.z) {
        const [column, row] = patientToIndex(plane, heartToPatient([x, y, z])).index
        columns.push(column)
        rows.push(row)
      }
  const left = Math.max(0, Math.floor(Math.min(...columns)))
  const top = Math.max(0, Math.floor(Math.min(...rows)))
  const right = Math.min(plane.columns - 1, Math.ceil(Math.max(...columns)))
  const bottom = Math.min(plane.rows - 1, Math.ceil(Math.max(...rows)))
  return {
    plane,
    thickness,
    region: { left, top, width: Math.max(0, right - left + 1), height: Math.max(0, bottom - top + 1) },
  }
}

/** First pixel and steps of a slab in the heart frame, mm: (column, row, depth). */
export interface Lattice {
  readonly first: Vector3
  readonly column: Vector3
  readonly row: Vector3
  readonly depth: Vector3
}

export function latticeOf({ plane, thickness }: Slab): Lattice {
  const along = (direction: Vector3, step: number): Vector3 => [
    step * dot(direction, heartFrame.x),
    step * dot(direction, heartFrame.y),
    step * dot(direction, heartFrame.z),
  ]
  return {
    first: patientToHeart(plane.position),
    column: along(plane.rowDirection, plane.columnSpacing),
    row: along(plane.columnDirection, plane.rowSpacing),
    depth: along(planeNormal(plane), thickness / depths),
  }
}

/**
 * @param kinds  what `labelAt` gives is below it
 * @returns samples of each tissue, [pixel of the region][label], adding up to `samplesPerPixel` in each pixel
 */
export function tissueShares(slab: Slab, labelAt: LabelAt, kinds: number): Uint8Array {
  const { left, top, width, height } = slab.region
  const { first, column, row, depth } = latticeOf(slab)
  const point = new Float64Array(3)
  const at = (c: number, r: number, d: number): number => {
    point[0] = first[0] + c * column[0] + r * row[0] + d * depth[0]
    point[1] = first[1] + c * column[1] + r * row[1] + d * depth[1]
    point[2] = first[2] + c * column[2] + r * row[2] + d * depth[2]
    return labelAt(point)
  }
  const shares = new Uint8Array(width * height * kinds)
  const centres = new Uint8Array(width * height)
  for (let level = 0; level < depths; level++) {
    const d = level - (depths - 1) / 2
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) centres[y * width + x] = at(left + x, top + y, d)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const base = (y * width + x) * kinds
        const centre = centres[y * width + x] ?? code.outside
        if (alike(centres, width, height, x, y)) {
          const i = base + centre
          shares[i] = (shares[i] ?? 0) + pointsPerSide ** 2
          continue
        }
        for (let sy = 0; sy < pointsPerSide; sy++)
          for (let sx = 0; sx < pointsPerSide; sx++) {
            const i = base + at(left + x + offset(sx), top + y + offset(sy), d)
            shares[i] = (shares[i] ?? 0) + 1
          }
      }
  }
  return shares
}

/** Of point 0, 1, ... along a side, from the middle of the pixel. */
const offset = (point: number): number => (point - (pointsPerSide - 1) / 2) / pointsPerSide

/** Whether a pixel and its neighbours hold one tissue: nothing as thin as a pixel is lost between them. */
function alike(centres: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  const at = y * width + x
  const centre = centres[at]
  // most pixels are no border, and most borders show in the row
  if (x > 0 && centres[at - 1] !== centre) return false
  if (x < width - 1 && centres[at + 1] !== centre) return false
  for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
    for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++)
      if (centres[ny * width + nx] !== centre) return false
  return true
}
