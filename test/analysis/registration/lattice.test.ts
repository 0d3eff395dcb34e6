import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atRest,
  type Displacement,
  displaced,
  jacobian,
  type Lattice,
  latticeOver,
  pixelWeights,
  splineWeights,
} from '#analysis/registration/lattice.ts'

const lattice: Lattice = { left: 10, top: 20, columnStep: 4, rowStep: 5, columns: 14, rows: 10 }

/** Controls that displace by u = a + b c + d r, v = e + f c + g r; (c, r) in pixels of the picture. */
function affine(a: number, b: number, d: number, e: number, f: number, g: number): Displacement {
  const displacement = atRest(lattice)
  const all = lattice.columns * lattice.rows
  for (let row = 0; row < lattice.rows; row++)
    for (let column = 0; column < lattice.columns; column++) {
      const x = lattice.left + (column - 1) * lattice.columnStep
      const y = lattice.top + (row - 1) * lattice.rowStep
      displacement.coefficients[row * lattice.columns + column] = a + b * x + d * y
      displacement.coefficients[all + row * lattice.columns + column] = e + f * x + g * y
    }
  return displacement
}

const inRegion = fc.tuple(
  fc.double({ min: 10, max: 50, noNaN: true }),
  fc.double({ min: 20, max: 50, noNaN: true }),
)
const small = fc.double({ min: -0.3, max: 0.3, noNaN: true })

describe('a lattice', () => {
  it('has three controls more than cells, and cells to beyond the last pixel', () => {
    expect(latticeOver({ left: 10, top: 20, width: 41, height: 31 }, 4, 5)).toEqual(lattice)
    expect(latticeOver({ left: 0, top: 0, width: 4, height: 5 }, 4, 4)).toMatchObject({ columns: 4, rows: 5 })
  })

  it('has weights that sum to one and are the spline at its knots', () => {
    expect(splineWeights(0)).toEqual([1 / 6, 4 / 6, 1 / 6, 0])
    expect(splineWeights(1).map((w) => Number(w.toFixed(12)))).toEqual(
      [0, 1 / 6, 4 / 6, 1 / 6].map((w) => Number(w.toFixed(12))),
    )
    expect(splineWeights(0.5).map((w) => w * 48)).toEqual([1, 23, 23, 1])
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (s) => {
        expect(splineWeights(s).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
      }),
      { seed: 5 },
    )
  })

  it('reproduces every affine motion exactly, and its change of area', () => {
    fc.assert(
      fc.property(
        inRegion,
        fc.tuple(small, small, small, small, small, small),
        ([x, y], [a, b, d, e, f, g]) => {
          const motion = affine(a, b, d, e, f, g)
          const [column, row] = displaced(motion, [x, y])
          expect(column).toBeCloseTo(x + a + b * x + d * y, 9)
          expect(row).toBeCloseTo(y + e + f * x + g * y, 9)
          expect(jacobian(motion, [x, y])).toBeCloseTo((1 + b) * (1 + g) - d * f, 9)
        },
      ),
      { seed: 6 },
    )
  })

  it('gives the change of area that small squares undergo, for any controls', () => {
    const displacement = atRest(lattice)
    displacement.coefficients.forEach((_, i) => {
      displacement.coefficients[i] = Math.sin(7.3 * i) * 1.5
    })
    const h = 1e-4
    for (const [x, y] of [
      [15.2, 27.7],
      [31.9, 44.1],
      [48, 22],
    ] as const) {
      const at = (dx: number, dy: number) => displaced(displacement, [x + dx * h, y + dy * h])
      const [right, left, down, up] = [at(1, 0), at(-1, 0), at(0, 1), at(0, -1)]
      const area =
        ((right[0] - left[0]) * (down[1] - up[1]) - (down[0] - up[0]) * (right[1] - left[1])) / (4 * h * h)
      expect(jacobian(displacement, [x, y])).toBeCloseTo(area, 5)
    }
  })

  it('displaces a point outside as the nearest one of its edge', () => {
    const motion = affine(1, 0.1, 0, 2, 0, 0.2)
    // cells end at 10 + 11 · 4 = 54 and 20 + 7 · 5 = 55
    const [outside] = displaced(motion, [70, 30])
    const [edge] = displaced(motion, [54, 30])
    expect(outside - 70).toBeCloseTo(edge - 54, 9)
    const [, above] = displaced(motion, [30, 3])
    const [, top] = displaced(motion, [30, 20])
    expect(above - 3).toBeCloseTo(top - 20, 9)
  })

  it('lists for each pixel the cell and the weights that its points use', () => {
    const { cells, weights } = pixelWeights(11, 2, 4, 8)
    expect([...cells]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4])
    expect([...weights.slice(4, 8)]).toEqual([...splineWeights(0.5)])
    expect(weights[4 * 10 + 3]).toBeCloseTo(1 / 6, 12)
  })

  it('at rest moves nothing and keeps areas', () => {
    expect(displaced(atRest(lattice), [33.3, 44.4])).toEqual([33.3, 44.4])
    expect(jacobian(atRest(lattice), [33.3, 44.4])).toBe(1)
  })
})
