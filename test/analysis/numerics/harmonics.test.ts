import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitHarmonics, harmonicSlope, harmonicValue } from '#analysis/numerics/harmonics.ts'

const f = (x: number) =>
  3 + 2 * Math.cos(2 * Math.PI * x) - Math.sin(2 * Math.PI * x) + 0.5 * Math.sin(6 * Math.PI * x)
const slope = (x: number) =>
  2 * Math.PI * (-2 * Math.sin(2 * Math.PI * x) - Math.cos(2 * Math.PI * x) + 1.5 * Math.cos(6 * Math.PI * x))

describe('a periodic curve of few harmonics', () => {
  it('is found again from even samples, with its slope', () => {
    const places = Array.from({ length: 12 }, (_, i) => i / 12)
    const fit = fitHarmonics(places, places.map(f), 3)
    expect(fit?.mean).toBeCloseTo(3, 12)
    expect(fit?.cosines).toEqual([expect.closeTo(2, 12), expect.closeTo(0, 12), expect.closeTo(0, 12)])
    expect(fit?.sines).toEqual([expect.closeTo(-1, 12), expect.closeTo(0, 12), expect.closeTo(0.5, 12)])
    if (fit === undefined) return
    for (const x of [0, 0.13, 0.5, 0.77, 1.2, -0.4]) {
      expect(harmonicValue(fit, x)).toBeCloseTo(f(x), 10)
      expect(harmonicSlope(fit, x)).toBeCloseTo(slope(x), 9)
    }
  })

  it('is found again from uneven samples in any order', () => {
    const places = [0.9, 0.02, 0.31, 0.55, 0.11, 0.72, 0.44, 0.63, 0.2, 0.81]
    const fit = fitHarmonics(places, places.map(f), 3)
    expect(fit && harmonicValue(fit, 0.37)).toBeCloseTo(f(0.37), 9)
  })

  it('is not determined by fewer samples than unknowns, or by samples at few places', () => {
    const places = [0, 0.2, 0.4, 0.6]
    expect(fitHarmonics(places, places.map(f), 2)).toBeUndefined()
    expect(fitHarmonics([0, 0.2, 0.4, 0.6, 0.6], [1, 2, 3, 4, 4], 2)).toBeUndefined()
    expect(fitHarmonics([...places, 0.8], [1, 2, 3, 4, 5], 2)).toBeDefined()
  })

  it('of no harmonic is the mean', () => {
    expect(fitHarmonics([0, 0.3, 0.4], [1, 2, 6], 0)).toEqual({
      mean: expect.closeTo(3, 12),
      cosines: [],
      sines: [],
    })
  })

  it('wants one value a place', () => {
    expect(() => fitHarmonics([0, 0.5], [1], 0)).toThrow(RangeError)
  })

  it('turns with its samples and scales with their values', () => {
    const places = Array.from({ length: 16 }, (_, i) => i / 16)
    const value = fc.double({ min: -100, max: 100, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 16, maxLength: 16 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, by) => {
          const fit = fitHarmonics(places, values, 4)
          const turned = fitHarmonics(
            places.map((x) => x + by),
            values.map((v) => 2 * v),
            4,
          )
          if (fit === undefined || turned === undefined) throw new Error('no fit')
          expect(harmonicValue(turned, 0.3 + by)).toBeCloseTo(2 * harmonicValue(fit, 0.3), 6)
          expect(harmonicSlope(turned, 0.3 + by)).toBeCloseTo(2 * harmonicSlope(fit, 0.3), 5)
        },
      ),
      { seed: 5, numRuns: 50 },
    )
  })
})
