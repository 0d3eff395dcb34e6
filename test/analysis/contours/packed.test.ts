import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borders, type Contour, contourOrigins } from '#analysis/contours/contour.ts'
import { packContours, unpackContours } from '#analysis/contours/packed.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'

const point: fc.Arbitrary<IndexPoint> = fc.tuple(fc.double(), fc.double())
const line = fc.array(point, { maxLength: 6 })
const contour: fc.Arbitrary<Contour> = fc.record(
  {
    image: fc.record({ sopInstanceUid: fc.string(), frame: fc.nat(3) }),
    border: fc.constantFrom(...borders),
    part: fc.nat(2),
    closed: fc.boolean(),
    points: line,
    controls: line,
    origin: fc.constantFrom(...contourOrigins),
  },
  { requiredKeys: ['image', 'border', 'closed', 'points', 'origin'] },
)

describe('contours on their way to a thread', () => {
  it('arrive bit for bit, with controls and without, in their order', () => {
    fc.assert(
      fc.property(fc.array(contour, { maxLength: 5 }), (contours) => {
        expect(unpackContours(structuredClone(packContours(contours)))).toEqual(contours)
      }),
      { seed: 3 },
    )
  })

  it('lie in shared memory, sixteen bytes a point, so that no point is copied', () => {
    const { rows, xy } = packContours([
      {
        image: { sopInstanceUid: '1', frame: 0 },
        border: 'lv-endocardial',
        closed: true,
        points: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        controls: [[7, 8]],
        origin: 'drawn',
      },
    ])
    expect(xy.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(xy.buffer.byteLength).toBe(64)
    expect([...xy]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(rows.map(({ points, controls }) => [points, controls])).toEqual([[3, 1]])
  })
})
