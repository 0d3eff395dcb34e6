/** A curve whose slope is cos 2πx, so that all steepest places are known. */
import { describe, expect, it } from 'vitest'
import type { Harmonics } from '#analysis/numerics/harmonics.ts'
import { earlyWave, steepest } from '#analysis/volumes/filling/diastasis.ts'

const wave: Harmonics = { mean: 80, cosines: [0], sines: [1 / (2 * Math.PI)] }

describe('the steepest place', () => {
  it('is found between the places that are searched, as is its rate', () => {
    const rising = steepest(wave, 0.7003, 1.2, 1)
    expect(rising.place).toBeCloseTo(1, 7)
    expect(rising.rate).toBeCloseTo(1, 9)
    const falling = steepest(wave, 0.3, 0.9004, -1)
    expect(falling.place).toBeCloseTo(0.5, 7)
    expect(falling.rate).toBeCloseTo(1, 9)
  })

  it('is an end of the stretch where the curve is steepest beyond it', () => {
    for (const [from, to, end] of [
      [0.02, 0.3, 0.02],
      [0.7, 0.95, 0.95],
    ] as const) {
      const { place, rate } = steepest(wave, from, to, 1)
      expect(place).toBeCloseTo(end, 12)
      expect(rate).toBeCloseTo(Math.cos(2 * Math.PI * end), 12)
    }
  })

  it('has a negative rate where the curve only goes the other way', () => {
    expect(steepest(wave, 0.35, 0.6, 1).rate).toBeCloseTo(Math.cos(2 * Math.PI * 0.35), 12)
  })

  it('of the early wave is looked for in the first 60 % of diastole', () => {
    const { place, rate } = earlyWave(wave, 0.3, 1.1, 1)
    expect(place).toBeCloseTo(0.78, 12)
    expect(rate).toBeCloseTo(Math.cos(2 * Math.PI * 0.78), 12)
  })
})
