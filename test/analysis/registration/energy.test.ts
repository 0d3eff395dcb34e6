import { describe, expect, it } from 'vitest'
import { energy, fixedSide, shownBy } from '#analysis/registration/energy.ts'
import type { Lattice } from '#analysis/registration/lattice.ts'
import { fineWindow, type Window } from '#analysis/registration/window.ts'
import { pictureOf, waves } from './pictures.ts'

const size = 40
const whole = { left: 0, top: 0, width: size, height: size }
const region = { left: 8, top: 6, width: 22, height: 26 }
const lattice: Lattice = { left: 8, top: 6, columnStep: 5, rowStep: 4, columns: 8, rows: 10 }
const controls = lattice.columns * lattice.rows
const reference: Window = { ...whole, pixels: pictureOf(size).pixels.map((value) => value / 100) }
const moved: Window = {
  ...whole,
  pixels: pictureOf(size, (x, y) => [x - 0.8, y + 0.5]).pixels.map((value) => value / 100),
}
const moving = () => fineWindow(moved)
const weights = Float32Array.from({ length: region.width * region.height }, (_, i) =>
  i % 7 === 3 ? 0 : 1 + (i % 3),
)
const square = { columnSpacing: 1.5, rowSpacing: 1.5 }
const scattered = (amount: number): Float64Array =>
  Float64Array.from({ length: 2 * controls }, (_, i) => amount * Math.sin(3.7 * i + 0.4 * i * i))

describe.each([
  ['every pixel', 1, { ...square, weight: 0.3 }],
  ['every second pixel, bending alone', 2, { ...square, weight: 1000 }],
  ['pixels that are not square', 1, { columnSpacing: 1, rowSpacing: 2, weight: 50 }],
] as const)('the energy of %s', (_, stride, bending) => {
  it('has the slope that its own differences show, for every control', () => {
    const f = energy(fixedSide(reference, weights, region, lattice, stride), moving(), bending)
    const x = scattered(0.3)
    const gradient = new Float64Array(x.length)
    const scratch = new Float64Array(x.length)
    f(x, gradient)
    const h = 1e-6
    for (let i = 0; i < x.length; i += 5) {
      const up = x.slice()
      const down = x.slice()
      up[i] = (up[i] ?? 0) + h
      down[i] = (down[i] ?? 0) - h
      const slope = (f(up, scratch) - f(down, scratch)) / (2 * h)
      expect(Math.abs((gradient[i] ?? 0) - slope)).toBeLessThan(1e-6 + 1e-5 * Math.abs(slope))
    }
  })
})

describe('the energy', () => {
  const free = { ...square, weight: 0 }

  it('is the weighted mean square of the difference, here by a plain double loop', () => {
    const f = energy(fixedSide(reference, weights, region, lattice, 1), moving(), free)
    let sum = 0
    let total = 0
    for (let row = 0; row < region.height; row++)
      for (let column = 0; column < region.width; column++) {
        const [x, y] = [column + region.left, row + region.top]
        const weight = weights[row * region.width + column] ?? 0
        sum += weight * ((waves(x - 0.8, y + 0.5) - waves(x, y)) / 100) ** 2
        total += weight
      }
    expect(f(new Float64Array(2 * controls), new Float64Array(2 * controls))).toBeCloseTo(sum / total, 6)
  })

  it('bends by what a parabola bends: 4 κ² for u = κ c², and 2 κ² for the twist u = κ c r', () => {
    const flat: Window = { ...whole, pixels: new Float32Array(size * size).fill(3) }
    const fixed = fixedSide(flat, weights, region, lattice, 1)
    const f = energy(fixed, fineWindow(flat), { columnSpacing: 1, rowSpacing: 1, weight: 1 })
    const scratch = new Float64Array(2 * controls)
    const controlsBy = (u: (x: number, y: number) => number, component: 0 | 1) => {
      const x = new Float64Array(2 * controls)
      for (let row = 0; row < lattice.rows; row++)
        for (let column = 0; column < lattice.columns; column++)
          x[component * controls + row * lattice.columns + column] = u(column * 5, row * 4)
      return x
    }
    const kappa = 0.01
    const innerColumns = (lattice.columns - 2) / lattice.columns
    const innerRows = (lattice.rows - 2) / lattice.rows
    const cells = ((lattice.columns - 1) * (lattice.rows - 1)) / controls
    for (const component of [0, 1] as const) {
      expect(
        f(
          controlsBy((x) => kappa * x * x, component),
          scratch,
        ),
      ).toBeCloseTo(4 * kappa ** 2 * innerColumns, 12)
      expect(
        f(
          controlsBy((_, y) => kappa * y * y, component),
          scratch,
        ),
      ).toBeCloseTo(4 * kappa ** 2 * innerRows, 12)
      expect(
        f(
          controlsBy((x, y) => kappa * x * y, component),
          scratch,
        ),
      ).toBeCloseTo(2 * kappa ** 2 * cells, 12)
      expect(
        f(
          controlsBy((x, y) => 3 + x - 2 * y, component),
          scratch,
        ),
      ).toBeCloseTo(0, 20)
    }
  })

  it('tells what is shown of each pixel, and nothing where nothing is weighted', () => {
    const fixed = fixedSide(reference, weights, region, lattice, 1)
    const shown = shownBy(fixed, moving(), new Float64Array(2 * controls))
    const [x, y] = [region.left + 5, region.top + 9]
    expect(shown[9 * region.width + 5]).toBeCloseTo(waves(x - 0.8, y + 0.5) / 100, 4)
    expect(shown).toHaveLength(region.width * region.height)
    const unweighted = Float32Array.from(weights, (weight, i) => (i < 3 * region.width ? 0 : weight))
    const fewer = shownBy(
      fixedSide(reference, unweighted, region, lattice, 1),
      moving(),
      new Float64Array(2 * controls),
    )
    expect([...fewer.slice(0, 3 * region.width)].every((value) => value === 0)).toBe(true)
    expect(fewer[4 * region.width]).not.toBe(0)
  })

  it('sees beyond the window what lies at its edge', () => {
    const ramp: Window = {
      ...whole,
      pixels: Float32Array.from({ length: size * size }, (_, i) => (i % size) + 100 * Math.floor(i / size)),
    }
    const fixed = fixedSide(
      reference,
      new Float32Array(region.width * region.height).fill(1),
      region,
      lattice,
      1,
    )
    const shownAt = (u: number, v: number): number => {
      const coefficients = new Float64Array(2 * controls).fill(u, 0, controls).fill(v, controls)
      return shownBy(fixed, fineWindow(ramp), coefficients)[4 * region.width + 3] ?? Number.NaN
    }
    const [x, y] = [region.left + 3, region.top + 4]
    expect(shownAt(0, 0)).toBeCloseTo(x + 100 * y, 3)
    expect(shownAt(2.5, -1)).toBeCloseTo(x + 2.5 + 100 * (y - 1), 3)
    expect(Math.abs(shownAt(90, 0) - (size - 1 + 100 * y))).toBeLessThan(0.01)
    expect(Math.abs(shownAt(-90, 0) - 100 * y)).toBeLessThan(0.01)
    expect(Math.abs(shownAt(0, 90) - (x + 100 * (size - 1)))).toBeLessThan(0.2)
    expect(Math.abs(shownAt(0, -90) - x)).toBeLessThan(0.01)
  })

  it('weighs samples by their share, also where rows begin and end without', () => {
    const few = new Float32Array(region.width * region.height)
    for (const [column, row, weight] of [
      [4, 2, 1],
      [9, 2, 2],
      [21, 25, 1],
    ] as const)
      few[row * region.width + column] = weight
    const fixed = fixedSide(reference, few, region, lattice, 1)
    expect([fixed.starts[2], fixed.ends[2]]).toEqual([4, 10])
    expect([fixed.starts[25], fixed.ends[25]]).toEqual([21, 22])
    expect(fixed.starts[3]).toBeGreaterThanOrEqual(fixed.ends[3] ?? Number.NaN)
    expect(fixed.weights[2 * region.width + 9]).toBe(0.5)
    expect(fixed.values[2 * region.width + 4]).toBe(
      reference.pixels[(region.top + 2) * size + region.left + 4],
    )
    const at = (column: number, row: number): number => {
      const [x, y] = [column + region.left, row + region.top]
      return ((waves(x - 0.8, y + 0.5) - waves(x, y)) / 100) ** 2
    }
    const f = energy(fixed, moving(), { ...square, weight: 0 })
    expect(f(new Float64Array(2 * controls), new Float64Array(2 * controls))).toBeCloseTo(
      (at(4, 2) + 2 * at(9, 2) + at(21, 25)) / 4,
      4,
    )
  })

  it('takes every second pixel where it is told to', () => {
    const every = new Float32Array(region.width * region.height).fill(1)
    const fixed = fixedSide(reference, every, region, lattice, 2)
    expect([fixed.columns, fixed.rows]).toEqual([11, 13])
    expect(fixed.values[3 * 11 + 5]).toBe(reference.pixels[(region.top + 6) * size + region.left + 10])
    expect(fixed.weights[0]).toBeCloseTo(1 / 143, 12)
  })
})
