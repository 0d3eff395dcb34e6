import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgesOf, lengthOver, meanCurve, strainAcross, strainAlong } from '#analysis/strain/lengths.ts'
import { lineOf } from '#analysis/strain/outline.ts'
import { circle, pixel, planeAt } from './ring.ts'

const plane = planeAt(0)
const radii = (...values: number[]) => values.map((r) => lineOf(circle(r, 40)))
const all = edgesOf(40, true)

describe('strain of lines', () => {
  it('is the relative change of a circle, in percent, and 0 at ED', () => {
    const curve = strainAlong(radii(20, 16, 25), all, plane, 0)
    expect(curve[0]).toBe(0)
    expect(curve[1]).toBeCloseTo(-20, 9)
    expect(curve[2]).toBeCloseTo(25, 9)
    expect(strainAlong(radii(20, 16, 25), all, plane, 1)[0]).toBeCloseTo(25, 9)
  })

  it('of a part is that of its arc alone', () => {
    const before = lineOf(circle(20, 40))
    // only the point between edges 0 and 1 moves out
    const after = before.map((value, i) => (i === 2 || i === 3 ? 23.5 + (value - 23.5) * 1.2 : value))
    const [, part = 0] = strainAlong([before, after], [0, 1], plane, 0)
    const [, rest = 1] = strainAlong([before, after], all.slice(2), plane, 0)
    const [, whole = 0] = strainAlong([before, after], all, plane, 0)
    expect(part).toBeGreaterThan(10)
    expect(rest).toBeCloseTo(0, 9)
    expect(whole).toBeCloseTo((part * 2) / 40, 6)
  })

  it('closes a ring and leaves a line open', () => {
    expect(edgesOf(4, true)).toEqual([0, 1, 2, 3])
    expect(edgesOf(4, false)).toEqual([0, 1, 2])
    const square = lineOf([
      [0, 0],
      [3, 0],
      [3, 4],
      [0, 4],
    ])
    expect(lengthOver(square, edgesOf(4, true), plane)).toBe(14 * pixel)
    expect(lengthOver(square, edgesOf(4, false), plane)).toBe(10 * pixel)
  })

  it('measures in millimetres along each direction', () => {
    const line = lineOf([
      [0, 0],
      [3, 0],
      [3, 4],
    ])
    const oblong = { columnSpacing: 2, rowSpacing: 5 } as Parameters<typeof lengthOver>[2]
    expect(lengthOver(line, [0, 1], oblong)).toBe(6 + 20)
  })

  it('across the wall is the mean change of the chords, not the change of their mean', () => {
    const inner = [
      lineOf([
        [0, 0],
        [0, 10],
      ]),
      lineOf([
        [0, 0],
        [0, 10],
      ]),
    ]
    const outer = [
      lineOf([
        [1, 0],
        [4, 10],
      ]),
      lineOf([
        [2, 0],
        [4, 10],
      ]),
    ]
    // one chord doubles, the other stays: mean 50 %, while their total grows by 20 %
    expect(strainAcross(inner, outer, [0, 1], plane, 0)).toEqual([0, 50])
    expect(strainAcross(inner, outer, [1], plane, 0)).toEqual([0, 0])
    expect(strainAcross(inner, outer, [0], plane, 1)).toEqual([-50, 0])
  })

  it('does not change when the heart is moved, turned and enlarged as a whole', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true })
    fc.assert(
      fc.property(
        number,
        number,
        fc.double({ min: 0, max: 6.3, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        (x, y, turn, scale) => {
          const moved = (line: Float64Array) =>
            line.map((_, i) => {
              const k = i - (i % 2)
              const [px, py] = [scale * (line[k] ?? 0), scale * (line[k + 1] ?? 0)]
              return i % 2 === 0
                ? x + px * Math.cos(turn) - py * Math.sin(turn)
                : y + px * Math.sin(turn) + py * Math.cos(turn)
            })
          const phases = [lineOf(circle(20, 40)), lineOf(circle(17, 40, [24, 22]))]
          const [, plain = 0] = strainAlong(phases, all, plane, 0)
          const [, other = 1] = strainAlong(phases.map(moved), all, plane, 0)
          expect(other).toBeCloseTo(plain, 8)
        },
      ),
      { seed: 21 },
    )
  })

  it('is averaged phase by phase', () => {
    expect(
      meanCurve([
        [0, -10, -4],
        [0, -20, 2],
      ]),
    ).toEqual([0, -15, -1])
  })
})
