/**
 * Area and length of a chamber in one long-axis image.
 *
 * The length starts in the middle of the valve, between the two ends of its annulus: those of a border that was left
 * open there, else marked points. It ends
 *   'farthest'       at the farthest point of the border: the apex of a ventricle
 *   'perpendicular'  where the line square to the valve leaves the border: the roof of an atrium, whose farthest
 *                    corner may be a vein
 */
import type { Contour } from '../../contours/contour.ts'
import type { PixelSize } from '../../contours/polygon.ts'
import { type Vertices, verticesOf } from '../../contours/vertices.ts'
import type { IndexPoint } from '../../geometry/plane.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { mm } from '../../units/units.ts'
import { enclosedArea } from '../area.ts'
import type { Silhouette } from './area-length.ts'

export type LengthEnd = 'farthest' | 'perpendicular'

/**
 * @param valve  both ends of the annulus on this image, for a closed border
 * @returns unmeasured 'no-landmarks' for a closed border without valve points; 'degenerate-contour' and
 *          'self-intersecting-contour' as the short axis has them (an imported border that crosses itself warns);
 *          'contradictory-input' where the line square to the valve meets no wall
 */
export function silhouetteOf(
  contour: Contour,
  pixel: PixelSize,
  end: LengthEnd,
  valve?: readonly [IndexPoint, IndexPoint],
): Outcome<Silhouette> {
  const area = enclosedArea(contour, pixel)
  if (!area.measured) return area
  const { closed, border } = contour
  if (valve === undefined && closed)
    return unmeasured('no-landmarks', say('volumes/ends-valve-not-marked-beside', { border }))
  const vertices = verticesOf(contour)
  const [from, to] = closed && valve !== undefined ? valve : endsOf(vertices)
  const middle: IndexPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const length =
    end === 'farthest' ? farthestFrom(vertices, middle, pixel) : acrossFrom(vertices, middle, from, to, pixel)
  if (!(length > 0))
    return unmeasured('contradictory-input', say('volumes/line-square-valve-meets-no', { border }))
  return measured({ area: area.value, length: mm(length) }, area.warnings)
}

const endsOf = (vertices: Vertices): readonly [IndexPoint, IndexPoint] => [
  [vertices[0] ?? 0, vertices[1] ?? 0],
  [vertices[vertices.length - 2] ?? 0, vertices[vertices.length - 1] ?? 0],
]

/** mm to the farthest vertex. */
function farthestFrom(vertices: Vertices, [mx, my]: IndexPoint, pixel: PixelSize): number {
  let squared = 0
  for (let i = 0; i < vertices.length; i += 2) {
    const x = ((vertices[i] ?? 0) - mx) * pixel.columnSpacing
    const y = ((vertices[i + 1] ?? 0) - my) * pixel.rowSpacing
    squared = Math.max(squared, x * x + y * y)
  }
  return Math.sqrt(squared)
}

/** mm from the middle of the valve, square to it, to the farthest crossing of the border; 0 for none. */
function acrossFrom(
  vertices: Vertices,
  [mx, my]: IndexPoint,
  from: IndexPoint,
  to: IndexPoint,
  { columnSpacing, rowSpacing }: PixelSize,
): number {
  // along the valve and square to it, in millimetres
  const ax = (to[0] - from[0]) * columnSpacing
  const ay = (to[1] - from[1]) * rowSpacing
  const width = Math.sqrt(ax * ax + ay * ay)
  if (!(width > 0)) return 0
  const placed = (vertex: number): readonly [along: number, off: number] => {
    const x = ((vertices[vertex] ?? 0) - mx) * columnSpacing
    const y = ((vertices[vertex + 1] ?? 0) - my) * rowSpacing
    return [(x * ax + y * ay) / width, (y * ax - x * ay) / width]
  }
  let farthest = 0
  let [along, off] = placed(vertices.length - 2)
  for (let i = 0; i < vertices.length; i += 2) {
    const [nextAlong, nextOff] = placed(i)
    if (along > 0 !== nextAlong > 0)
      farthest = Math.max(farthest, Math.abs(off + (along / (along - nextAlong)) * (nextOff - off)))
    along = nextAlong
    off = nextOff
  }
  return farthest
}
