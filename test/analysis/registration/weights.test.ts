import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { weightsAlong, weightsBetween, weightsInside } from '#analysis/registration/weights.ts'
import { mm } from '#analysis/units/units.ts'
import { pictureOf } from './pictures.ts'

const { plane } = pictureOf(60, undefined, [2, 1])
const rim = { margin: mm(4), fall: mm(3) }
const square: readonly IndexPoint[] = [
  [20, 20],
  [30, 20],
  [30, 40],
  [20, 40],
]
const at = (weights: Float32Array, column: number, row: number) => weights[row * 60 + column] ?? Number.NaN
const gauss = (d: number) => Math.exp((-d * d) / 18)

describe('the pixels that are listened to', () => {
  it('count in full inside a border and in its rim, and less and less beyond', () => {
    const weights = weightsInside(square, plane, rim)
    expect(at(weights, 25, 30)).toBe(1)
    // columns are 2 mm apart: 4 mm from the side is the end of the rim
    expect(at(weights, 32, 30)).toBe(1)
    expect(at(weights, 33, 30)).toBeCloseTo(gauss(2), 6)
    expect(at(weights, 35, 30)).toBeCloseTo(gauss(6), 6)
    expect(at(weights, 25, 48)).toBeCloseTo(gauss(4), 6)
    // beyond a corner the distance is to the corner: 6 and 8 mm
    expect(at(weights, 33, 48)).toBeCloseTo(gauss(6), 6)
    expect(at(weights, 40, 30)).toBe(0)
    expect(at(weights, 0, 0)).toBe(0)
  })

  it('lie on both sides of an open line, which has no inside', () => {
    const bow: readonly IndexPoint[] = [
      [20, 10],
      [20, 50],
      [40, 50],
      [40, 10],
    ]
    const along = weightsAlong(bow, plane, rim)
    expect(at(along, 30, 30)).toBe(0)
    expect(at(along, 22, 30)).toBe(1)
    expect(at(along, 18, 30)).toBe(1)
    expect(at(along, 23, 30)).toBeCloseTo(gauss(2), 6)
    expect(at(along, 30, 10)).toBe(0)
  })

  it('stop at the edge of the picture', () => {
    const corner: readonly IndexPoint[] = [
      [-5, -5],
      [3, -5],
      [3, 3],
      [-5, 3],
    ]
    const weights = weightsInside(corner, plane, rim)
    expect(at(weights, 0, 0)).toBe(1)
    expect(at(weights, 6, 0)).toBeCloseTo(gauss(2), 6)
    expect(weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true)
  })

  it('surround a single point', () => {
    const weights = weightsAlong([[30, 30]], plane, rim)
    expect(at(weights, 30, 30)).toBe(1)
    expect(at(weights, 33, 30)).toBeCloseTo(gauss(2), 6)
  })

  it('count in full between two borders, and fall off into the cavity as well as outwards', () => {
    const cavity: readonly IndexPoint[] = [
      [15, 15],
      [45, 15],
      [45, 45],
      [15, 45],
    ]
    const whole: readonly IndexPoint[] = [
      [11, 10],
      [50, 10],
      [50, 50],
      [11, 50],
    ]
    const weights = weightsBetween(cavity, whole, plane, { margin: mm(2), fall: mm(3) })
    // columns are 2 mm apart, rows 1 mm
    expect(at(weights, 13, 30)).toBe(1)
    expect(at(weights, 47, 30)).toBe(1)
    expect(at(weights, 30, 12)).toBe(1)
    expect(at(weights, 30, 48)).toBe(1)
    expect(at(weights, 10, 30)).toBe(1)
    expect(at(weights, 9, 30)).toBeCloseTo(gauss(2), 6)
    expect(at(weights, 30, 53)).toBeCloseTo(gauss(1), 6)
    expect(at(weights, 16, 30)).toBe(1)
    expect(at(weights, 18, 30)).toBeCloseTo(gauss(4), 6)
    expect(at(weights, 30, 20)).toBeCloseTo(gauss(3), 6)
    expect(at(weights, 30, 30)).toBe(0)
    expect(at(weights, 0, 0)).toBe(0)
  })

  it('count no farther than 3.7 widths beyond the rim', () => {
    const line: readonly IndexPoint[] = [
      [5, 30],
      [55, 30],
    ]
    const weights = weightsAlong(line, plane, { margin: mm(2), fall: mm(2) })
    expect(at(weights, 30, 39)).toBeCloseTo(Math.exp(-49 / 8), 6)
    expect(at(weights, 30, 40)).toBe(0)
    expect(at(weights, 30, 21)).toBeCloseTo(Math.exp(-49 / 8), 6)
    expect(at(weights, 30, 20)).toBe(0)
    // beyond an end the distance is to the end: 2 columns are 4 mm
    expect(at(weights, 57, 30)).toBeCloseTo(Math.exp(-4 / 8), 6)
    expect(at(weights, 3, 30)).toBeCloseTo(Math.exp(-4 / 8), 6)
  })
})
