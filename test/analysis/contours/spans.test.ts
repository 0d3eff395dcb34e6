import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Spans } from '#analysis/contours/spans.ts'

const spansOf = (segments: readonly (readonly [number, number])[]): Spans =>
  new Spans(
    Float64Array.from(segments, ([a]) => a),
    Float64Array.from(segments, ([, b]) => b),
  )

const segment = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }))

describe('what may cross a line along an axis', () => {
  it('are all segments that reach its place, whichever end comes first, each once and in order', () => {
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (all, one, other) => {
          const ends = all.flat()
          const place = ((ends[one % ends.length] ?? 0) + (ends[other % ends.length] ?? 0)) / 2
          const near = Array.from(spansOf(all).near(place))
          const reached = all.flatMap(([a, b], k) =>
            Math.min(a, b) <= place && place <= Math.max(a, b) ? [k] : [],
          )
          expect(near).toEqual(expect.arrayContaining(reached))
          expect(near).toEqual([...new Set(near)].sort((a, b) => a - b))
        },
      ),
    )
  })

  it('are few of a border that goes round once', () => {
    const round = Array.from({ length: 400 }, (_, k) => {
      const height = (at: number): number => Math.round(1e6 * Math.cos((2 * Math.PI * at) / 400))
      return [height(k), height(k + 1)] as const
    })
    expect(spansOf(round).near(0).length).toBeLessThan(12)
  })

  it('are all that there are where all lie in one place', () => {
    expect(
      Array.from(
        spansOf([
          [3, 3],
          [3, 3],
        ]).near(3),
      ),
    ).toEqual([0, 1])
  })
})
