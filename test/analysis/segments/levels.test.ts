import { describe, expect, it } from 'vitest'
import { ahaSegments, segmentsOf, segmentsOfLevel } from '#analysis/segments/aha.ts'
import { levelAt, levelsOfLongAxis, levelsOfRings } from '#analysis/segments/levels.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { planeAt } from './stack.ts'

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const refusal = (outcome: Outcome<unknown>): string => (outcome.measured ? 'measured' : outcome.reason)

describe('the seventeen segments', () => {
  it('are six basal, six mid, four apical and the apex, with the names that are printed', () => {
    expect(ahaSegments.map(({ segment }) => segment)).toEqual(Array.from({ length: 17 }, (_, i) => i + 1))
    const name = (segment: number) => ahaSegments[segment - 1]?.name
    expect([1, 2, 3, 4, 5, 6].map(name)).toEqual([
      'basal anterior',
      'basal anteroseptal',
      'basal inferoseptal',
      'basal inferior',
      'basal inferolateral',
      'basal anterolateral',
    ])
    expect([7, 9, 12].map(name)).toEqual(['mid anterior', 'mid inferoseptal', 'mid anterolateral'])
    expect([13, 14, 15, 16, 17].map(name)).toEqual([
      'apical anterior',
      'apical septal',
      'apical inferior',
      'apical lateral',
      'apex',
    ])
    expect(segmentsOfLevel('basal')).toEqual([1, 2, 3, 4, 5, 6])
    expect(segmentsOfLevel('mid')).toEqual([7, 8, 9, 10, 11, 12])
    expect(segmentsOfLevel('apical')).toEqual([13, 14, 15, 16])
    expect([segmentsOf(16).length, segmentsOf(17).length]).toEqual([16, 17])
  })
})

describe('levels by the long axis', () => {
  const thirds = () => value(levelsOfLongAxis([0, 0, 10], [0, 0, -80]))
  const at = (depth: number, model?: 16 | 17) => levelAt(thirds(), [13, -7, 10 - depth], model)

  it('are its thirds, half open, with the cap below the apex', () => {
    expect(thirds().rule).toBe('long-axis-thirds')
    expect([-3, 0, 29.9, 30.1, 59.9, 60.1, 89.9, 90.1].map((depth) => at(depth))).toEqual([
      'basal',
      'basal',
      'basal',
      'mid',
      'mid',
      'apical',
      'apical',
      'apex',
    ])
    expect([30, 60, 90].map((depth) => at(depth))).toEqual(['mid', 'apical', 'apex'])
  })

  it('have no cap in the model of sixteen', () => {
    expect(at(95, 16)).toBe('apical')
  })

  it('are refused where the apex is marked at the base', () => {
    expect(refusal(levelsOfLongAxis([0, 0, 0], [0, 0, 19.9]))).toBe('contradictory-input')
    expect(refusal(levelsOfLongAxis([0, 0, 0], [0, 0, 20]))).toBe('measured')
    expect(refusal(levelsOfLongAxis([1, 2, 3], [1, 2, 3]))).toBe('contradictory-input')
  })
})

describe('levels by slices with a full ring', () => {
  const counts = (n: number, flip: boolean): string => {
    const planes = Array.from({ length: n }, (_, i) => planeAt(flip ? -10 * i : 10 * i))
    const levels = value(levelsOfRings(planes))
    expect(levels.rule).toBe('full-ring-thirds')
    const found = planes.map(({ position }) => levelAt(levels, position))
    return (['basal', 'mid', 'apical'] as const)
      .map((level) => found.filter((one) => one === level).length)
      .join(' ')
  }

  it('are ⌈n/3⌉ basal, up to ⌈2n/3⌉ mid and the rest apical, whichever way the normal points', () => {
    for (const flip of [false, true])
      expect([3, 4, 5, 6, 7, 8, 9, 10].map((n) => counts(n, flip))).toEqual([
        '1 1 1',
        '2 1 1',
        '2 2 1',
        '2 2 2',
        '3 2 2',
        '3 3 2',
        '3 3 3',
        '4 3 3',
      ])
  })

  it('change half way between neighbours and never end', () => {
    const levels = value(levelsOfRings([planeAt(0), planeAt(10), planeAt(20)]))
    expect([4.9, 5, 14.9, 15, 500].map((depth) => levelAt(levels, [0, 0, -depth]))).toEqual([
      'basal',
      'mid',
      'mid',
      'apical',
      'apical',
    ])
    expect(levels.baseToApex).toEqual([-0, -0, -1])
  })

  it('run along slices that lie slanted and away from the origin, whichever way their normal points', () => {
    // directions (0, 0.8, 0.6) and (0.6, −0.48, 0.64), whose normal is (0.8, 0.36, −0.48)
    const normal = [0.8, 0.36, -0.48] as const
    const slanted = (way: 1 | -1) =>
      [0, 10, 20, 30].map((depth) => ({
        ...planeAt(0),
        position: normal.map((n, i) => ([40, -70, 90][i] ?? 0) + way * depth * n) as [number, number, number],
        rowDirection: [0, 0.8, 0.6] as const,
        columnDirection: [0.6, -0.48, 0.64] as const,
      }))
    for (const way of [1, -1] as const) {
      const planes = slanted(way)
      const levels = value(levelsOfRings(planes))
      levels.baseToApex.forEach((x, i) => {
        expect(x).toBeCloseTo(way * (normal[i] ?? 0), 9)
      })
      expect(planes.map(({ position }) => levelAt(levels, position))).toEqual([
        'basal',
        'basal',
        'mid',
        'apical',
      ])
      // 40 · 0.8 − 70 · 0.36 − 90 · 0.48 = −36.4
      expect(levels.midFrom).toBeCloseTo(way * -36.4 + 15, 9)
      expect(levels.apicalFrom).toBeCloseTo(way * -36.4 + 25, 9)
    }
  })

  it('are refused for fewer than three slices and for slices out of order', () => {
    expect(refusal(levelsOfRings([planeAt(0), planeAt(10)]))).toBe('too-few-slices')
    expect(refusal(levelsOfRings([]))).toBe('too-few-slices')
    expect(refusal(levelsOfRings([planeAt(0), planeAt(20), planeAt(10)]))).toBe('contradictory-input')
    expect(refusal(levelsOfRings([planeAt(0), planeAt(10), planeAt(10)]))).toBe('contradictory-input')
  })
})
