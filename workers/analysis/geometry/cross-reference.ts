/** Where one image cuts another: what links the views of a heart. */
import {
  cross,
  dot,
  type ImagePlane,
  type IndexPoint,
  indexToPatient,
  length,
  type PatientPoint,
  planeNormal,
  type Vector3,
} from './plane.ts'

/** sin 1°: planes nearer to parallel have no useful line */
const nearlyParallel = 0.01745

export interface ReferenceLine {
  readonly from: IndexPoint
  readonly to: IndexPoint
}

/**
 * The line in which plane `of` is seen in image `on`, clipped to both images.
 *
 *   n · (P(c, r) − O) = 0      n, O: normal and corner of `of`;  P(c, r): pixel of `on`
 *
 * @returns in index coordinates of `on`; undefined when the planes are parallel or the images do not meet
 */
export function referenceLine(of: ImagePlane, on: ImagePlane): ReferenceLine | undefined {
  const normal = planeNormal(of)
  if (length(cross(normal, planeNormal(on))) < nearlyParallel) return undefined
  const toCorner = subtract(on.position, of.position)
  // a·c + b·r + g = 0 in index coordinates of `on`
  const a = dot(normal, on.rowDirection) * on.columnSpacing
  const b = dot(normal, on.columnDirection) * on.rowSpacing
  const g = dot(normal, toCorner)
  const squared = a * a + b * b
  const start: IndexPoint = [(-a * g) / squared, (-b * g) / squared]
  const direction: IndexPoint = [-b, a]
  const ownStart = localOf(of, indexToPatient(on, start))
  const ownNext = localOf(of, indexToPatient(on, [start[0] + direction[0], start[1] + direction[1]]))
  const range = clip(
    [
      { at: start[0], step: direction[0], size: on.columns },
      { at: start[1], step: direction[1], size: on.rows },
      { at: ownStart[0], step: ownNext[0] - ownStart[0], size: of.columns },
      { at: ownStart[1], step: ownNext[1] - ownStart[1], size: of.rows },
    ],
    1e-9 * Math.sqrt(squared),
  )
  if (range === undefined) return undefined
  const point = (t: number): IndexPoint => [start[0] + t * direction[0], start[1] + t * direction[1]]
  return { from: point(range[0]), to: point(range[1]) }
}

interface Extent {
  readonly at: number
  readonly step: number
  /** pixels; an image reaches half a pixel beyond the centres of its outer ones */
  readonly size: number
}

/** The part of a line, as a range of its parameter, that lies within all extents. */
function clip(extents: readonly Extent[], still: number): readonly [number, number] | undefined {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  for (const { at, step, size } of extents) {
    if (Math.abs(step) <= still) {
      if (at < -0.5 || at > size - 0.5) return undefined
      continue
    }
    const one = (-0.5 - at) / step
    const two = (size - 0.5 - at) / step
    low = Math.max(low, Math.min(one, two))
    high = Math.min(high, Math.max(one, two))
  }
  return low < high ? [low, high] : undefined
}

function localOf(plane: ImagePlane, point: PatientPoint): readonly [number, number] {
  const d = subtract(point, plane.position)
  return [dot(d, plane.rowDirection) / plane.columnSpacing, dot(d, plane.columnDirection) / plane.rowSpacing]
}

const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
