/** Contour geometry beside the closed forms of plane figures. */
import { borderDistances, dice } from '#analysis/contours/agreement.ts'
import { betweenPhases } from '#analysis/contours/between-phases.ts'
import { betweenBySignedDistance, betweenPolar } from '#analysis/contours/between-slices.ts'
import { centreline } from '#analysis/contours/centreline.ts'
import { coverage } from '#analysis/contours/coverage.ts'
import { laplaceThickness } from '#analysis/contours/laplace-thickness.ts'
import { offset } from '#analysis/contours/offset.ts'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { difference, intersection, mended, regionArea, union } from '#analysis/contours/region.ts'
import { wallArea, wallPixels } from '#analysis/contours/ring.ts'
import { closedSpline, splineArea } from '#analysis/contours/spline.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm, ms } from '#analysis/units/units.ts'
import {
  discArea,
  eccentricThickness,
  inscribedArea,
  lensArea,
  movedCircleDistances,
  splineOfCosine,
  splineOnCircleArea,
  steinerArea,
} from '../contours/plane-figures.ts'
import type { TruthCases, TruthRow } from '../row.ts'

const pixel = { rowSpacing: mm(1.5), columnSpacing: mm(1.25) }
const source = 'test/truth/contours/plane-figures.ts'
/** A circle in millimetres, in pixels that are not square. */
const circle = (radius: number, x = 100, y = 100, count = 720): IndexPoint[] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count
    return [
      (x + radius * Math.cos(angle)) / pixel.columnSpacing,
      (y + radius * Math.sin(angle)) / pixel.rowSpacing,
    ]
  })

const said = <T>(outcome: Outcome<T>): T | undefined => (outcome.measured ? outcome.value : undefined)

const row = (
  quantity: string,
  of: string,
  unit: string,
  truth: number,
  measured: number | undefined,
  tolerance: TruthRow['tolerance'],
): TruthRow => ({ analysis: 'contours', quantity, case: of, unit, truth, measured, tolerance, source })

export const contours: TruthCases = () => [
  ...areas(),
  ...parts(),
  ...readers(),
  ...thicknesses(),
  ...between(),
]

function areas(): TruthRow[] {
  const shares = coverage(circle(23.7, 60.3, 58.1, 96), 100, 100).reduce((sum, share) => sum + share, 0)
  const eight: IndexPoint[] = [
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 10],
  ]
  return [
    // of the curve itself, which is not the circle
    row(
      'spline area',
      'the cubic spline through 8 controls on a circle of 30 mm',
      'mm2',
      splineOnCircleArea(30, 8),
      splineArea(circle(30, 100, 100, 8), pixel),
      { relative: 1e-12 },
    ),
    row(
      'spline area',
      'circle of 30 mm through 16 controls',
      'mm2',
      discArea(30),
      splineArea(circle(30, 100, 100, 16), pixel),
      { relative: 1e-4 },
    ),
    row(
      'polygon area',
      '96-gon of a curve through 16 controls on a circle',
      'mm2',
      discArea(30),
      polygonArea(closedSpline(circle(30, 100, 100, 16), pixel), pixel),
      { relative: 1e-3 },
    ),
    row('sum of coverage', '96-gon off the pixel grid', 'mm2', inscribedArea(23.7, 96), shares * 1.5 * 1.25, {
      absolute: 1e-8,
    }),
    row(
      'area of a mended line',
      'an eight of two triangles',
      'px2',
      25,
      polygonArea(mended(eight), { rowSpacing: mm(1), columnSpacing: mm(1) }),
      {
        absolute: 1e-5,
      },
    ),
    row(
      'area within an offset',
      'circle of 20 mm moved outwards by 5 mm',
      'mm2',
      steinerArea(inscribedArea(20, 60), 60 * 2 * 20 * Math.sin(Math.PI / 60), 5),
      regionArea(offset(circle(20, 100, 100, 60), mm(5), pixel, { deviation: mm(1e-4) }), pixel),
      { relative: 1e-4 },
    ),
  ]
}

function parts(): TruthRow[] {
  const [a, b] = [[circle(20)], [circle(15, 118)]]
  const lens = lensArea(20, 15, 18)
  return [
    row('area of an intersection', 'lens of two discs', 'mm2', lens, regionArea(intersection(a, b), pixel), {
      relative: 1e-4,
    }),
    row(
      'area of a union',
      'two discs',
      'mm2',
      discArea(20) + discArea(15) - lens,
      regionArea(union(a, b), pixel),
      {
        relative: 1e-4,
      },
    ),
    row(
      'area of a difference',
      'a disc less another',
      'mm2',
      discArea(20) - lens,
      regionArea(difference(a, b), pixel),
      {
        relative: 1e-4,
      },
    ),
    row(
      'area of the wall',
      'epicardium 30, endocardium 20, papillary muscles 4 and 3 mm within the wall',
      'mm2',
      discArea(30) - discArea(20) - discArea(4) - discArea(3),
      regionArea(difference([circle(30)], [circle(20)], [circle(4, 125)], [circle(3, 75)]), pixel),
      { relative: 1e-4 },
    ),
  ]
}

function readers(): TruthRow[] {
  const [one, other] = [circle(20), circle(20, 103)]
  const distances = said(borderDistances(one, other, pixel))
  const truth = movedCircleDistances(20, 3)
  return [
    row(
      'Dice',
      'discs of 20 and 15 mm, 18 mm apart',
      '1',
      (2 * lensArea(20, 15, 18)) / (discArea(20) + discArea(15)),
      said(dice(circle(20), circle(15, 118))),
      { absolute: 1e-4 },
    ),
    row('Hausdorff distance', 'circles of 20 mm, 3 mm apart', 'mm', truth.largest, distances?.hausdorff, {
      absolute: 0.01,
    }),
    row('mean surface distance', 'circles of 20 mm, 3 mm apart', 'mm', truth.mean, distances?.mean, {
      absolute: 0.01,
    }),
  ]
}

function thicknesses(): TruthRow[] {
  const thick = said(centreline(circle(20), circle(29), pixel))
  const truth = eccentricThickness(20, 32, 5)
  const uneven = said(centreline(circle(20, 105), circle(32), pixel))?.chords ?? []
  const laplace = said(laplaceThickness(circle(20, 100, 100, 240), circle(29, 100, 100, 240), pixel))
  const mean = (chords: readonly { readonly thickness: number }[] = []): number =>
    chords.reduce((sum, { thickness }) => sum + thickness, 0) / chords.length
  const values = uneven.map(({ thickness }) => thickness)
  const beside = uneven.toSorted(
    (p, q) => Math.abs(p.middle[0] * 1.25 - 102.5) - Math.abs(q.middle[0] * 1.25 - 102.5),
  )[0]?.thickness
  const wall = said(wallPixels(circle(20), circle(29), { ...pixel, rows: 110, columns: 130 }))
  return [
    row('wall thickness, chords', 'concentric circles of 20 and 29 mm', 'mm', 9, mean(thick?.chords), {
      absolute: 0.005,
    }),
    row(
      'largest thickness',
      'circles of 20 and 32 mm, 5 mm off centre',
      'mm',
      truth.thickest,
      Math.max(...values),
      {
        absolute: 0.02,
      },
    ),
    row(
      'smallest thickness',
      'circles of 20 and 32 mm, 5 mm off centre',
      'mm',
      truth.thinnest,
      Math.min(...values),
      {
        absolute: 0.02,
      },
    ),
    row('thickness beside', 'circles of 20 and 32 mm, 5 mm off centre', 'mm', truth.beside, beside, {
      absolute: 0.05,
    }),
    row('wall thickness, field lines', 'concentric circles of 20 and 29 mm', 'mm', 9, mean(laplace?.chords), {
      absolute: 0.02,
    }),
    row(
      'sum of wall shares',
      'circles of 20 and 29 mm',
      'mm2',
      discArea(29) - discArea(20),
      wall && wallArea(wall, pixel),
      { relative: 1e-4 },
    ),
  ]
}

function between(): TruthRow[] {
  const [base, apex] = [circle(30), circle(20, 104, 97)]
  const area = (found: Outcome<readonly IndexPoint[]>): number | undefined =>
    found.measured ? polygonArea(found.value, pixel) : undefined
  const radius = (time: number): number => 25 + 5 * Math.cos((2 * Math.PI * time) / 900)
  const known = [0, 225, 450, 675].map((time) => ({ time: ms(time), points: circle(radius(time)) }))
  const phase = betweenPhases(known, ms(900), [ms(112.5)], pixel)
  return [
    row(
      'area between slices, polar',
      'circles of 30 and 20 mm',
      'mm2',
      inscribedArea(25, 96),
      area(betweenPolar(base, apex, 0.5, pixel)),
      { relative: 1e-4 },
    ),
    row(
      'area between slices, signed distance',
      'circles of 30 and 20 mm',
      'mm2',
      discArea(27.5),
      area(betweenBySignedDistance(base, apex, 0.25, pixel)),
      { relative: 2e-3 },
    ),
    row(
      'area between phases',
      'radius 25 + 5 cos, four phases known: the spline of the cosine',
      'mm2',
      inscribedArea(25 + 5 * splineOfCosine(4), 96),
      phase.measured ? polygonArea(phase.value[0] ?? [], pixel) : undefined,
      { relative: 1e-4 },
    ),
  ]
}
