import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlationRatio, tissueClasses } from '#analysis/perfusion/tissue-classes.ts'

/** Pictures of eight pixels in order of time: lung stays dark, wall rises late, blood rises early, one is a ship. */
const lung = [1, 1, 1, 2]
const wall = [10, 10, 14, 30]
const blood = [9, 60, 80, 40]
const curves = [lung, blood, wall, wall, blood, lung, wall, blood]
const picturesOf = (of: readonly (readonly number[])[], noise = 0): Float32Array =>
  Float32Array.from({ length: 4 * of.length }, (_, i) => {
    const [t, p] = [Math.floor(i / of.length), i % of.length]
    return (of[p]?.[t] ?? 0) + noise * ((p % 3) - 1)
  })

const groups = (labels: Uint8Array): string => {
  const seen: number[] = []
  return [...labels]
    .map((label) => {
      if (!seen.includes(label)) seen.push(label)
      return seen.indexOf(label)
    })
    .join('')
}

describe('classes of tissue', () => {
  it('hold pixels whose curves are alike', () => {
    const { labels, count } = tissueClasses(picturesOf(curves), 4, 8, 3)
    expect(count).toBe(3)
    expect(groups(labels)).toBe('01221021')
    expect(groups(tissueClasses(picturesOf(curves, 0.8), 4, 8, 3).labels)).toBe('01221021')
  })

  it('are as many as are asked for, and fewer where fewer curves differ', () => {
    expect(tissueClasses(picturesOf(curves), 4, 8, 10).count).toBe(3)
    const two = tissueClasses(picturesOf(curves), 4, 8, 2)
    expect(two.count).toBe(2)
    // blood is far from both of the others
    expect(groups(two.labels)).toBe('01001001')
    expect(tissueClasses(picturesOf(curves), 4, 8, 1)).toEqual({ labels: new Uint8Array(8), count: 1 })
  })

  it('begin with the brightest curve', () => {
    expect(tissueClasses(picturesOf(curves), 4, 8, 2).labels[1]).toBe(0)
  })

  it('move to the middle of what belongs to them', () => {
    // from the seeds 100 and 0 the first middle lies at 50; the middles of 0 and 40, and of 60 and 100, keep it there
    const line = Float32Array.of(100, 0, 40, 60, 49, 30)
    expect([...tissueClasses(line, 1, 6, 2).labels]).toEqual([0, 1, 1, 0, 1, 1])
    // 51 is nearer to 100 than to 0, but not to the middle of 51 and 100 than to that of 0, 40, 45 and 48
    const pulled = Float32Array.of(100, 0, 51, 40, 45, 48)
    expect([...tissueClasses(pulled, 1, 6, 2).labels]).toEqual([0, 1, 1, 1, 1, 1])
  })

  it('do not depend on gain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (gain) => {
        const louder = picturesOf(curves, 0.5).map((value) => gain * value)
        expect(tissueClasses(louder, 4, 8, 3)).toEqual(tissueClasses(picturesOf(curves, 0.5), 4, 8, 3))
      }),
      { seed: 1, numRuns: 10 },
    )
  })
})

describe('the correlation ratio', () => {
  const classes = { labels: Uint8Array.of(0, 0, 1, 1, 1, 3), count: 4 }

  it('is the share of variance between classes', () => {
    // means 2, 5 and 9 of 2, 3 and 1 pixels about 28/6
    const values = Float32Array.of(1, 3, 4, 5, 6, 9)
    const mean = 28 / 6
    const between = 2 * (2 - mean) ** 2 + 3 * (5 - mean) ** 2 + (9 - mean) ** 2
    const all = [1, 3, 4, 5, 6, 9].reduce((sum, v) => sum + (v - mean) ** 2, 0)
    expect(correlationRatio(values, classes)).toBeCloseTo(between / all, 9)
  })

  it('is 1 where classes are even, 0 where their means are, and 0 for an even picture', () => {
    expect(correlationRatio(Float32Array.of(2, 2, 7, 7, 7, 1), classes)).toBeCloseTo(1, 9)
    expect(correlationRatio(Float32Array.of(4, 6, 3, 5, 7, 5), classes)).toBeCloseTo(0, 9)
    expect(correlationRatio(Float32Array.of(5, 5, 5, 5, 5, 5), classes)).toBe(0)
    expect(correlationRatio(new Float32Array(6), classes)).toBe(0)
  })

  it('stays where contrast scales, shifts or turns a picture upside down', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }).filter((gain) => Math.abs(gain) > 0.1),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (gain, offset) => {
          const values = [1, 3, 4, 5, 6, 9]
          const changed = Float32Array.from(values, (v) => gain * v + offset)
          expect(correlationRatio(changed, classes)).toBeCloseTo(
            correlationRatio(Float32Array.from(values), classes),
            3,
          )
        },
      ),
      { seed: 2, numRuns: 30 },
    )
  })
})
