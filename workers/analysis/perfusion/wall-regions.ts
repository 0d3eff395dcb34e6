/**
 * Which pixels of the wall stand for which region of it: the segments and the whole slice, in halves of the thickness
 * and through all of it.
 *
 * Pixels near a border are left out: the point spread, and the interpolation that moves a frame, reach a pixel far,
 * and blood that is ten times as bright changes the foot of a curve, which decides on its flow. 2 % of the peak of
 * the blood, seen 2 s early, are 12 % of the flow at rest.
 */
import { borderLine, distanceToBorder } from '../contours/border-distance.ts'
import type { Polygon } from '../contours/polygon.ts'
import type { WallPixels } from '../contours/ring.ts'
import type { ImagePlane } from '../geometry/plane.ts'

export const layers = ['endocardial', 'epicardial', 'whole-wall'] as const
export type Layer = (typeof layers)[number]

export interface RegionPixels {
  /** AHA; absent for the wall of the whole slice */
  readonly segment?: number
  readonly layer: Layer
  readonly pixels: number
}

export interface WallRegion extends RegionPixels {
  /** row × columns + column */
  readonly index: readonly number[]
}

export interface WallRegionOptions {
  /** Share of the thickness left out at either border. */
  readonly erosion: number
  /** Pixels left out at either border, where that is more; never more than a third of the thickness. */
  readonly clearance: number
  /** least share of a pixel within the wall */
  readonly leastShare: number
}

/** of the thickness: of the thinnest wall the middle third is left */
const mostEroded = 1 / 3
const middle = 0.5

/**
 * @param clear     depth of the pixels that count
 * @param segments  AHA segment of each pixel, row by row; 0 is none
 * @returns the slice, then its segments by their number, each with all its layers, however few their pixels
 */
export function wallRegions(
  clear: ReadonlyMap<number, number>,
  segments: Uint8Array | undefined,
): WallRegion[] {
  const known = new Set<number>()
  for (const pixel of clear.keys()) {
    const segment = segments?.[pixel] ?? 0
    if (segment > 0) known.add(segment)
  }
  const parts = [undefined, ...[...known].sort((a, b) => a - b)]
  return parts.flatMap((segment) =>
    layers.map((layer): WallRegion => {
      const index = [...clear].flatMap(([pixel, depth]) =>
        isWithin(layer, depth) && (segment === undefined || segments?.[pixel] === segment) ? [pixel] : [],
      )
      return { ...(segment === undefined ? {} : { segment }), layer, pixels: index.length, index }
    }),
  )
}

const isWithin = (layer: Layer, depth: number): boolean =>
  layer === 'whole-wall' || (layer === 'endocardial' ? depth < middle : depth >= middle)

/** Depth of the pixels that are clear of both borders. */
export function clearPixels(
  { index, share, depth, columns }: WallPixels,
  epicardial: Polygon,
  plane: ImagePlane,
  { erosion, clearance, leastShare }: WallRegionOptions,
): ReadonlyMap<number, number> {
  const outer = borderLine(epicardial, plane)
  const margin = clearance * Math.max(plane.rowSpacing, plane.columnSpacing)
  const clear = new Map<number, number>()
  index.forEach((pixel, i) => {
    const d = depth[i] ?? 0
    if ((share[i] ?? 0) < leastShare || d >= 1) return
    const toOuter = distanceToBorder(outer, [pixel % columns, Math.floor(pixel / columns)], plane)
    const thickness = toOuter / (1 - d)
    const eroded = Math.min(Math.max(erosion, margin / thickness), mostEroded)
    if (d >= eroded && d <= 1 - eroded) clear.set(pixel, d)
  })
  return clear
}
