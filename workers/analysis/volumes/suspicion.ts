/**
 * What looks wrong about the contours of one phase: borders that cross, and a border that fits another slice better
 * than its own. They are measured as given; a person has to look.
 */
import { borderLine, insideLine, squaredDistance } from '../contours/border-distance.ts'
import type { Contour } from '../contours/contour.ts'
import { centroid } from '../contours/polygon.ts'
import { indexToPatient, length } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { mm } from '../units/units.ts'
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
        ? say('volumes/slice-endocardial-contour-lies-outside', { slice: slice + 1 })
        : say('volumes/slice-endocardial-contour-crosses-epicardial', { slice: slice + 1 }),
    ]
  }),
  ...strangers(cells),
]

/** Contours are values: of two that both stay, as on all slices but that in the hand, it is found once. */
const known = new WeakMap<Contour, WeakMap<Contour, number>>()

/** Of the endocardial points. */
function shareOutside(endocardial: Contour, epicardial: Contour): number {
  const ofInner = known.get(endocardial) ?? new WeakMap<Contour, number>()
  known.set(endocardial, ofInner)
  const share = ofInner.get(epicardial) ?? foundOutside(endocardial, epicardial)
  ofInner.set(epicardial, share)
  return share
}

function foundOutside(endocardial: Contour, epicardial: Contour): number {
  const line = borderLine(epicardial.points, inPixels)
  const [x0, y0] = centroid(endocardial.points)
  // what lies nearer to the centre than every edge needs no further look
  const clear2 = insideLine(line, x0, y0) ? squaredDistance(line, x0, y0) : 0
  const outside = endocardial.points.filter(
    ([x, y]) => (x - x0) ** 2 + (y - y0) ** 2 >= clear2 && !insideLine(line, x, y),
  ).length
  return outside / endocardial.points.length
}

const inPixels = { rowSpacing: mm(1), columnSpacing: mm(1) }

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
      ? [say('volumes/slice-cavity-fits-neither-neighbour', { slice: own.slice + 1 })]
      : []
  })
}
