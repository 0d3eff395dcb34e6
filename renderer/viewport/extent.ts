/**
 * How much of a viewport a drawing takes, and which part of it a canvas has to cover for that. What a canvas costs when
 * it changes (to clear, to hand to the compositor, to lay over the image) goes by its size, not by what is on it: with
 * software GL 20 ms of the GPU's process for each move of a hand, in a large viewport.
 */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { wholeLength } from './surface-size.ts'
import { type CanvasPoint, type ImageTransform, indexToCanvas, type Surface } from './transform.ts'

/** CSS pixels from the top left corner of the viewport. */
export interface Extent {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** CSS pixels from the top left corner of the viewport, all whole there and on the screen. */
export interface Cover {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const united = (extents: readonly Extent[]): Extent | undefined =>
  extents.length === 0
    ? undefined
    : {
        left: Math.min(...extents.map(({ left }) => left)),
        top: Math.min(...extents.map(({ top }) => top)),
        right: Math.max(...extents.map(({ right }) => right)),
        bottom: Math.max(...extents.map(({ bottom }) => bottom)),
      }

/** @param reach  CSS pixels to the sides, and above and below */
export const around = ({ x, y }: CanvasPoint, reach: { readonly x: number; readonly y: number }): Extent => ({
  left: x - reach.x,
  right: x + reach.x,
  top: y - reach.y,
  bottom: y + reach.y,
})

/**
 * Of points of the image, as they lie on the screen; undefined without any. Images lie turned by quarters only, so that
 * two corners tell the whole.
 * @param margin  CSS pixels, for the width of lines and for what stands on their points
 */
export function extentOf(
  transform: ImageTransform,
  points: Iterable<IndexPoint>,
  margin: number,
): Extent | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [column, row] of points) {
    if (column < left) left = column
    if (column > right) right = column
    if (row < top) top = row
    if (row > bottom) bottom = row
  }
  if (left > right) return undefined
  const reach = { x: margin, y: margin }
  return united([
    around(indexToCanvas(transform, [left, top]), reach),
    around(indexToCanvas(transform, [right, bottom]), reach),
  ])
}

/** Of the whole image, pixel borders included. */
export function extentOfImage(transform: ImageTransform): Extent {
  const { columns, rows } = transform.grid
  const [a, b] = [
    indexToCanvas(transform, [-0.5, -0.5]),
    indexToCanvas(transform, [columns - 0.5, rows - 0.5]),
  ]
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  }
}

/** CSS pixels: covers begin and end on about such steps, so that a hand that moves seldom needs another */
const aboutStep = 64
/** a cover that is that many times too large is given up for a smaller one */
const tooLarge = 4

/**
 * What a canvas has to cover.
 * @param before  what it covers now: it stays where it will do, for another one is another canvas for the compositor
 * @returns undefined where nothing of it lies within the surface
 */
export function coverOf(extent: Extent, surface: Surface, before?: Cover): Cover | undefined {
  const step = wholeLength(aboutStep, surface.ratio)
  const across = ends(extent.left, extent.right, surface.width, step)
  const down = ends(extent.top, extent.bottom, surface.height, step)
  if (!across || !down) return undefined
  const cover = {
    left: across.from,
    top: down.from,
    width: across.to - across.from,
    height: down.to - down.from,
  }
  return before && holds(before, cover) && areaOf(before) <= tooLarge * areaOf(cover) ? before : cover
}

/** The whole of a surface. */
export const wholeCover = ({ width, height }: Surface): Cover => ({ left: 0, top: 0, width, height })

export const isSameCover = (a: Cover | undefined, b: Cover | undefined): boolean =>
  a === b || (a?.left === b?.left && a?.top === b?.top && a?.width === b?.width && a?.height === b?.height)

const areaOf = ({ width, height }: Cover): number => width * height

const holds = (outer: Cover, inner: Cover): boolean =>
  outer.left <= inner.left &&
  outer.top <= inner.top &&
  outer.left + outer.width >= inner.left + inner.width &&
  outer.top + outer.height >= inner.top + inner.height

/** Along one side, widened to whole steps, within the surface. */
function ends(
  from: number,
  to: number,
  most: number,
  step: number,
): { readonly from: number; readonly to: number } | undefined {
  if (to <= 0 || from >= most) return undefined
  return {
    from: Math.max(0, Math.floor(from / step) * step),
    to: Math.min(most, Math.ceil(to / step) * step),
  }
}
