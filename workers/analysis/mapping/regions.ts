/**
 * Which pixels of a map a number is taken over. Pixels that touch blood, fat or lung would pull the mean, so the wall
 * is taken without its borders, and a region that a reader drew by the pixels that lie wholly inside.
 *
 * @source Messroghli 2017, doi:10.1186/s12968-017-0389-8: consensus on mapping; septal region for diffuse disease
 */
import { coverage } from '../contours/coverage.ts'
import { centroid, type Polygon } from '../contours/polygon.ts'
import { wallMask, wallPixels } from '../contours/ring.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

/** What is drawn on one slice of a map, in pixels of its images. */
export interface SliceRegions {
  readonly endocardial?: Polygon
  readonly epicardial?: Polygon
  /** AHA segment of each pixel, rows × columns; 0 for none */
  readonly segments?: Uint8Array
  /** in the cavity, clear of papillary muscles */
  readonly blood?: Polygon
  /** drawn by a reader: 'septum' stands in for the automatic one */
  readonly drawn?: readonly { readonly name: string; readonly points: Polygon }[]
  /** taken out of the wall: artefacts, or late enhancement where it is not wanted */
  readonly excluded?: readonly Polygon[]
}

/** Indices row × columns + column, ascending. */
export type PixelList = readonly number[]

/** a pixel that is cut by the border shares its signal with what lies beyond */
const whole = 1 - 1e-9

type Grid = Pick<ImagePlane, 'rows' | 'columns'>

/** Pixels that lie wholly inside. */
export function pixelsInside(points: Polygon, { rows, columns }: Grid): PixelList {
  const list: number[] = []
  coverage(points, rows, columns).forEach((share, i) => {
    if (share >= whole) list.push(i)
  })
  return list
}

/**
 * The wall without its borders and without what is excluded.
 *
 * @param erosion  share of the thickness that is left out at either border
 * @returns unmeasured 'no-contours'; 'no-epicardial-contours'; as `wallPixels`; 'contradictory-input' when the wall
 *   reaches out of the image
 */
export function wallRegion(drawn: SliceRegions, plane: ImagePlane, erosion: number): Outcome<PixelList> {
  const { endocardial, epicardial, excluded = [] } = drawn
  if (endocardial === undefined) return unmeasured('no-contours', say('mapping/slice-no-endocardial-contour'))
  if (epicardial === undefined) return unmeasured('no-epicardial-contours')
  if (epicardial.some((point) => !inside(point, plane)))
    return unmeasured('contradictory-input', say('mapping/epicardial-contour-reaches-out-image'))
  const wall = wallPixels(endocardial, epicardial, plane)
  if (!wall.measured) return wall
  const mask = wallMask(wall.value, { erosion, leastShare: whole })
  for (const points of excluded)
    coverage(points, plane.rows, plane.columns).forEach((share, i) => {
      if (share > 0) mask[i] = 0
    })
  return measured(listed(mask), wall.warnings)
}

const inside = ([column, row]: IndexPoint, { rows, columns }: Grid): boolean =>
  column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5

const listed = (mask: Uint8Array): number[] => {
  const list: number[] = []
  mask.forEach((on, i) => {
    if (on === 1) list.push(i)
  })
  return list
}

/** share of the way from the middle of the cavity to its border: papillary muscles and trabeculae lie farther out */
const innerCavity = 0.5

export interface BloodRegion {
  readonly pixels: PixelList
  /** a reader drew it */
  readonly drawn: boolean
}

/** What the reader drew, else the inner half of the cavity. @returns unmeasured 'no-cavity' without either */
export function bloodRegion({ blood, endocardial }: SliceRegions, plane: ImagePlane): Outcome<BloodRegion> {
  if (blood !== undefined) return measured({ pixels: pixelsInside(blood, plane), drawn: true })
  if (endocardial === undefined)
    return unmeasured('no-cavity', say('mapping/neither-blood-nor-endocardium-drawn'))
  const [cx, cy] = centroid(endocardial)
  const inner = endocardial.map(
    ([x, y]): IndexPoint => [cx + innerCavity * (x - cx), cy + innerCavity * (y - cy)],
  )
  return measured({ pixels: pixelsInside(inner, plane), drawn: false })
}

/** inferoseptal and anteroseptal segments of the middle level: the region that the consensus asks for */
export const septalSegments: readonly number[] = [8, 9]
