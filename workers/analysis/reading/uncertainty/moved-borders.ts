/** Borders moved along their normals by half a pixel. */
import type { Contour } from '../../contours/contour.ts'
import { offset } from '../../contours/offset.ts'
import { type PixelSize, type Polygon, polygonArea, signedArea } from '../../contours/polygon.ts'
import { isSimple } from '../../contours/simple.ts'
import type { IndexPoint } from '../../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../../protocol/facts.ts'
import type { Stack } from '../../protocol/stack.ts'
import { at } from '../../units/at.ts'
import { type Mm, mm } from '../../units/units.ts'

/** half a pixel: what two careful hands differ by on a sharp border */
const share = 0.5

/** mm: of pixels that are not square the shorter side counts */
export const halfPixel = ({ rowSpacing, columnSpacing }: PixelSize): Mm =>
  mm(share * Math.min(rowSpacing, columnSpacing))

export type PixelsOf = (image: ImageKey) => PixelSize | undefined

/** The pixels of every image of some stacks that says where it lies. */
export function pixelsOf(stacks: readonly Stack[]): PixelsOf {
  const known = new Map(
    stacks
      .flatMap(({ frames }) => frames.flat())
      .flatMap((frame) =>
        frame?.facts.plane === undefined ? [] : [[imageKeyText(frame), frame.facts.plane]],
      ),
  )
  return (image) => known.get(imageKeyText(image))
}

/**
 * @param which  those that are moved; a border on an image of unknown pixels stays
 * @param sign   1 outwards, −1 inwards; of an open border away from or towards the line between its ends
 * @returns undefined where none was moved
 */
export function withOffset(
  contours: readonly Contour[],
  which: (contour: Contour) => boolean,
  sign: 1 | -1,
  pixels: PixelsOf,
): readonly Contour[] | undefined {
  let moved = 0
  const changed = contours.map((contour) => {
    const pixel = which(contour) ? pixels(contour.image) : undefined
    if (pixel === undefined) return contour
    moved++
    const by = mm(sign * halfPixel(pixel))
    const points = contour.closed ? movedBy(contour.points, by, pixel) : movedLine(contour.points, by, pixel)
    return { ...contour, points }
  })
  return moved === 0 ? undefined : changed
}

/** of the movement: a corner sharper than this is cut */
const sharpest = 4

/**
 * Every edge along its normal and the corners where the moved edges meet: that is all there is to it as long as the
 * movement is small beside the bends of a border. Where it is not, the slower way that leaves no loops.
 */
function movedBy(points: Polygon, by: Mm, pixel: PixelSize): Polygon {
  const ring = inMillimetres(points, pixel)
  const clear = ring.filter((point, k) => !isSame(point, at(ring, (k + ring.length - 1) % ring.length)))
  const n = clear.length
  // out of a ring that runs clockwise on the screen, where signed areas are positive
  const outward = signedArea(clear) < 0 ? -by : by
  const normals = clear.map((point, k) => normalOf(point, at(clear, (k + 1) % n)))
  const moved = clear.map((point, k) =>
    inPixels(cornerAt(point, at(normals, (k + n - 1) % n), at(normals, k), outward), pixel),
  )
  if (n >= 3 && isSimple(moved)) return moved
  const [largest] = offset(points, by, pixel).toSorted(
    (a, b) => polygonArea(b, pixel) - polygonArea(a, pixel),
  )
  return largest ?? points
}

/** The same of a line that is left open at a valve: its ends move square to their edges, and so along the valve. */
function movedLine(points: Polygon, by: Mm, pixel: PixelSize): Polygon {
  const line = inMillimetres(points, pixel)
  const clear = line.filter((point, k) => k === 0 || !isSame(point, at(line, k - 1)))
  if (clear.length < 3) return points
  const outward = signedArea(clear) < 0 ? -by : by
  const normals = clear.slice(1).map((next, k) => normalOf(at(clear, k), next))
  return clear.map((point, k) => {
    const before = at(normals, Math.max(k - 1, 0))
    const after = at(normals, Math.min(k, normals.length - 1))
    return inPixels(cornerAt(point, before, after, outward), pixel)
  })
}

const inMillimetres = (points: Polygon, { columnSpacing, rowSpacing }: PixelSize): IndexPoint[] =>
  points.map(([x, y]): IndexPoint => [x * columnSpacing, y * rowSpacing])

const inPixels = ([x, y]: IndexPoint, { columnSpacing, rowSpacing }: PixelSize): IndexPoint => [
  x / columnSpacing,
  y / rowSpacing,
]

function normalOf([x, y]: IndexPoint, next: IndexPoint): IndexPoint {
  const [dx, dy] = [next[0] - x, next[1] - y]
  const length = Math.sqrt(dx * dx + dy * dy)
  return [dy / length, -dx / length]
}

/** Where two edges meet that were both moved. */
function cornerAt([x, y]: IndexPoint, before: IndexPoint, after: IndexPoint, by: number): IndexPoint {
  const [sx, sy] = [before[0] + after[0], before[1] + after[1]]
  const far = by * Math.min(sharpest, 2 / (sx * sx + sy * sy))
  return [x + far * sx, y + far * sy]
}

const isSame = ([ax, ay]: IndexPoint, [bx, by]: IndexPoint): boolean => ax === bx && ay === by
