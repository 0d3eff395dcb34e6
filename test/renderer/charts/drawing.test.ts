import { describe, expect, it } from 'vitest'
import { decadeTicks, niceTicks, tickText } from '../../../renderer/charts/axis.ts'
import { colourAt, inkOn, luminance, rgbOf, roundRange, shareOf } from '../../../renderer/charts/colours.ts'
import { tableText } from '../../../renderer/charts/table-text.ts'
import { type ColourScaleName, colourScales } from '../../../renderer/theme/data-colours.ts'

describe('an axis', () => {
  it('has round numbers that hold the range between them', () => {
    for (const [low, high] of [
      [-21.3, 4],
      [0, 0.8],
      [101, 203],
      [-0.5, -0.1],
    ] as const) {
      const ticks = niceTicks(low, high, 1e-3)
      expect(ticks[0]).toBeLessThanOrEqual(low)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high)
      expect(ticks.length).toBeLessThanOrEqual(7)
    }
  })

  it('writes them with a real minus sign and no dust of binary fractions', () => {
    const ticks = niceTicks(-0.3, 0.3, 1e-3)
    expect(ticks.map((tick) => tickText(tick, ticks)).join(' ')).toMatch(/^−\d(\.\d)?( −?\d(\.\d)?)+$/)
  })
})

describe('an axis that runs by the logarithm', () => {
  it('has 1, 2 and 5 of a decade, and over many decades their beginnings alone', () => {
    expect(decadeTicks(30, 700)).toEqual([20, 50, 100, 200, 500, 1000])
    expect(decadeTicks(0.02, 4000)).toEqual([0.01, 0.1, 1, 10, 100, 1000, 10_000])
  })

  it('holds a range that ends at a tick', () => {
    expect(decadeTicks(10, 100)).toEqual([10, 20, 50, 100])
  })
})

describe('a scale of colours', () => {
  it.each(Object.keys(colourScales) as ColourScaleName[])('of %s grows lighter from end to end', (scale) => {
    const lights = Array.from({ length: 21 }, (_, i) => luminance(colourAt(scale, i / 20)))
    for (let i = 1; i < lights.length; i++) expect(lights[i]).toBeGreaterThan(lights[i - 1] ?? 1)
  })

  it('may run from the larger to the smaller, as of strain', () => {
    const range = { scale: 'viridis', from: 0, to: -25 } as const
    expect(shareOf(range, 0)).toBeCloseTo(0, 9)
    expect(shareOf(range, -25)).toBe(1)
    expect(shareOf(range, -5)).toBeCloseTo(0.2, 9)
  })

  it('is written on so that 4.5:1 is reached on every colour', () => {
    for (const scale of Object.keys(colourScales) as ColourScaleName[])
      for (let i = 0; i <= 20; i++) {
        const ground = luminance(colourAt(scale, i / 20))
        const ink = luminance(rgbOf(inkOn(colourAt(scale, i / 20))))
        const contrast = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05)
        expect(contrast, `${scale} at ${i / 20}`).toBeGreaterThanOrEqual(4.4)
      }
  })

  it('ends at multiples of a step, also of nothing', () => {
    expect(roundRange([12, 38], 5)).toEqual([10, 40])
    expect(roundRange([10], 5)).toEqual([10, 15])
    expect(roundRange([], 5)).toEqual([0, 5])
  })
})

describe('a table as text', () => {
  it('has units in its head, numbers in full and reasons in place of what is missing', () => {
    const text = tableText(
      'Method',
      [{ title: 'Extent', unit: '%' }, { title: 'Segments' }],
      [
        { name: '5-sd', cells: [19.41234567, 6] },
        { name: 'otsu', cells: ['no enhancement\nfound', '–'] },
      ],
    )
    expect(text).toBe('Method\tExtent [%]\tSegments\n5-sd\t19.41234567\t6\notsu\tno enhancement found\t–')
  })
})
