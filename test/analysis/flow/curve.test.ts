import { describe, expect, it } from 'vitest'
import { flowSample } from '#analysis/flow/curve.ts'
import { mm, ms } from '#analysis/units/units.ts'

const pixel = { rowSpacing: mm(2), columnSpacing: mm(1.5) }
const columns = 6
const picture = (of: (column: number, row: number) => number) =>
  Array.from({ length: 36 }, (_, i) => of(i % 6, Math.floor(i / 6)))
const sample = (velocity: readonly number[], share: readonly number[]) =>
  flowSample(4, ms(120), Float32Array.from(velocity), Float64Array.from(share), columns, pixel)
const block = picture((c, r) => (c >= 1 && c <= 4 && r >= 1 && r <= 4 ? 1 : 0))

describe('the flow at one phase', () => {
  it('of 10 cm/s through 16 pixels of 3 mm² is 4.8 mL/s', () => {
    expect(
      sample(
        picture(() => 10),
        block,
      ),
    ).toEqual({
      phase: 4,
      time: 120,
      area: 48,
      rate: 4.8,
      forward: 4.8,
      backward: 0,
      meanVelocity: 10,
      peakVelocity: 10,
    })
  })
  it('counts a pixel by its share', () => {
    const share = block.map((w, i) => (i % 6 === 1 ? 0.25 * w : w))
    const found = sample(
      picture((c) => (c === 1 ? -8 : 4)),
      share,
    )
    expect(found.area).toBe(3 * (12 + 1))
    expect(found.forward).toBeCloseTo(12 * 4 * 0.03, 9)
    expect(found.backward).toBeCloseTo(-8 * 0.03, 9)
    expect(found.rate).toBeCloseTo((48 - 8) * 0.03, 9)
    expect(found.meanVelocity).toBeCloseTo(40 / 13, 6)
  })
  it('has its peak as a mean of nine within the vessel, so that one pixel makes none', () => {
    const spike = picture((c, r) => (c === 2 && r === 2 ? 90 : 0))
    expect(sample(spike, block).peakVelocity).toBeCloseTo(15, 5)
    // at a corner 4 of nine are within, which are too few; on a side six of nine are
    expect(
      sample(
        picture((c, r) => (c === 1 && r === 1 ? 90 : 0)),
        block,
      ).peakVelocity,
    ).toBeCloseTo(15, 5)
    const negative = picture((c, r) => -20 - c - r)
    expect(sample(negative, block).peakVelocity).toBeLessThan(-22)
  })
  it('has no peak where no pixel has five of nine within', () => {
    const four = picture((c, r) => (c >= 1 && c <= 2 && r >= 1 && r <= 2 ? 1 : 0))
    expect(
      sample(
        picture(() => 5),
        four,
      ),
    ).not.toHaveProperty('peakVelocity')
    const five = four.map((w, i) => (i === 3 * 6 + 1 ? 0.5 : w))
    expect(
      sample(
        picture(() => 5),
        five,
      ).peakVelocity,
    ).toBe(5)
  })
  it('does not run over the side of the image', () => {
    const left = picture((c) => (c === 0 || c === 5 ? 1 : 0))
    const found = sample(
      picture((c) => (c === 5 ? 100 : 0)),
      left,
    )
    expect(found).not.toHaveProperty('peakVelocity')
  })
})
