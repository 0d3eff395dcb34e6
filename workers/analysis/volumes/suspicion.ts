/**
 * What looks wrong about the contours of one phase: borders that cross, and a border that fits another slice better
 * than its own. They are measured as given; a person has to look.
 */
import type { Contour } from '../contours/contour.ts'
import { centroid, contains } from '../contours/polygon.ts'
import { type IndexPoint, indexToPatient, length } from '../geometry/plane.ts'
import type { Cell } from './grid.ts'
import { outlineOf } from './outline.ts'

/** a cavity this much smaller or larger than on both neighbours is none of a heart */
const outOfLine = 0.4

/** @param cells  of one phase, base first  @returns sentences; slices count from 1 */
export const suspicions = (cells: readonly Cell[]): readonly string[] => [
  ...cells.flatMap(({ endocardial, epicardial }, slice) => {
    if (endocardial === undefined || epicardial === undefined) return []
    const outside = shareOutside(endocardial, epicardial)
    if (outside === 0) return []
    return [
      outside === 1
        ? `slice ${slice + 1}: the endocardial contour lies outside the epicardial`
        : `slice ${slice + 1}: the endocardial contour crosses the epicardial`,
    ]
  }),
  ...strangers(cells),
]

const remembered = new WeakMap<Contour, { readonly epicardial: Contour; readonly share: number }>()

/** Of the endocardial points. Contours are values: a pair is looked at once. */
function shareOutside(endocardial: Contour, epicardial: Contour): number {
  const known = remembered.get(endocardial)
  if (known?.epicardial === epicardial) return known.share
  const centre = centroid(endocardial.points)
  const clear2 = contains(epicardial.points, centre) ? clearance2(epicardial.points, centre) : 0
  const outside = endocardial.points.filter(([x, y]) => {
    const [dx, dy] = [x - centre[0], y - centre[1]]
    return dx * dx + dy * dy >= clear2 && !contains(epicardial.points, [x, y])
  }).length
  const share = outside / endocardial.points.length
  remembered.set(endocardial, { epicardial, share })
  return share
}

/** Square of the distance from a point to the nearest edge: what lies nearer needs no further look. */
function clearance2(points: readonly IndexPoint[], [x, y]: IndexPoint): number {
  let least = Number.POSITIVE_INFINITY
  let from = points.at(-1)
  if (from === undefined) return 0
  for (const to of points) {
    const ux = to[0] - from[0]
    const uy = to[1] - from[1]
    const long2 = ux * ux + uy * uy
    const share = long2 > 0 ? Math.min(1, Math.max(0, ((x - from[0]) * ux + (y - from[1]) * uy) / long2)) : 0
    const dx = from[0] + share * ux - x
    const dy = from[1] + share * uy - y
    least = Math.min(least, dx * dx + dy * dy)
    from = to
  }
  return least
}

interface Placed {
  readonly slice: number
  /** mm² */
  readonly area: number
  /** LPS mm */
  readonly centre: readonly [number, number, number]
}

/** Cavities that do not lie or measure between their neighbours. */
function strangers(cells: readonly Cell[]): string[] {
  const placed = cells.flatMap(({ endocardial, frame }, slice): Placed[] => {
    const outline = endocardial && outlineOf(endocardial)
    const plane = frame?.facts.plane
    return outline === undefined || plane === undefined
      ? []
      : [
          {
            slice,
            area: outline.area * plane.rowSpacing * plane.columnSpacing,
            centre: indexToPatient(plane, outline.centre),
          },
        ]
  })
  return placed.flatMap((own, k) => {
    const [above, below] = [placed[k - 1], placed[k + 1]]
    if (above === undefined || below === undefined) return []
    if (below.slice - above.slice !== 2) return []
    const [least, most] = [Math.min(above.area, below.area), Math.max(above.area, below.area)]
    const between = (axis: 0 | 1 | 2): number =>
      own.centre[axis] - (above.centre[axis] + below.centre[axis]) / 2
    const away = length([between(0), between(1), between(2)])
    const isOutOfLine = own.area < (1 - outOfLine) * least || own.area > (1 + outOfLine) * most
    // a centre outside the circle of the same area
    const isAside = away * away * Math.PI > own.area
    return isOutOfLine || isAside
      ? [`slice ${own.slice + 1}: the cavity fits neither neighbour: a contour on the wrong slice?`]
      : []
  })
}
