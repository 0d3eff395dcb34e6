import { describe, expect, it } from 'vitest'
import { crossesItself, jump, leaves } from '#analysis/contours/shaping/flaws.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { ring, square } from '../shapes.ts'

const bow: IndexPoint[] = [
  [0, 0],
  [10, 10],
  [10, 0],
  [0, 10],
]

describe('a border is warned of', () => {
  it('when it crosses itself, and not for what would close an open one', () => {
    expect(crossesItself(bow, true)).toBe(true)
    expect(crossesItself(ring(20, 96), true)).toBe(false)
    // a hook: only its closing edge would cross
    const hook: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [2, 10],
      [2, -5],
    ]
    expect(crossesItself(hook, false)).toBe(true)
    expect(crossesItself(hook.slice(0, 4), false)).toBe(false)
    expect(
      crossesItself(
        [
          [0, 0],
          [5, 5],
          [10, 0],
          [5, 4],
        ],
        false,
      ),
    ).toBe(false)
  })

  it('when the cavity leaves the wall, and not where both borders touch', () => {
    expect(leaves(ring(20, 96), ring(25, 96))).toBe(false)
    expect(leaves(ring(20, 96, [108, 100]), ring(25, 96))).toBe(true)
    expect(leaves(ring(26, 96), ring(25, 96))).toBe(true)
  })

  it('when it lies 10 mm beside its neighbours, or is 1.8 times as large', () => {
    const beside = [ring(20, 96), ring(18, 96)]
    expect(jump(ring(19, 96), beside, square)).toBeUndefined()
    expect(jump(ring(19, 96, [109, 100]), beside, square)).toBeUndefined()
    expect(jump(ring(19, 96, [111, 100]), beside, square)).toMatchObject({ by: 'place' })
    const large = jump(ring(20 * Math.sqrt(1.9), 96), beside, square)
    expect(large?.kind === 'jump' && large.by === 'size' && large.ratio).toBeCloseTo(1.9, 6)
    expect(jump(ring(18 / Math.sqrt(1.9), 96), beside, square)).toMatchObject({ by: 'size' })
    expect(jump(ring(50, 96), [], square)).toBeUndefined()
  })
})
