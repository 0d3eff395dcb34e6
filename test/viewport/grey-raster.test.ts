import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GreyImage, rasterise, type Sampling } from '../../renderer/viewport/grey-raster.ts'
import type { GreyScale } from '../../renderer/viewport/picture.ts'

const greysOf = (
  image: GreyImage,
  across: Sampling,
  down: Sampling,
  scale: GreyScale,
  { swapped = false, smooth = true } = {},
): number[] => {
  const into = new Uint32Array(across.count * down.count)
  rasterise(image, { across, down, swapped, smooth }, scale, into)
  return Array.from(into, (rgba) => {
    const [red, green, blue, alpha] = new Uint8Array(Uint32Array.of(rgba).buffer)
    expect([green, blue, alpha]).toEqual([red, red, 255])
    return red ?? Number.NaN
  })
}

/** The formula of the shader, pixel by pixel; undefined outside of the image. */
function greyAt(
  { values, columns, rows }: GreyImage,
  column: number,
  row: number,
  scale: GreyScale,
  smooth: boolean,
) {
  if (column < -0.5 || row < -0.5 || column > columns - 0.5 || row > rows - 0.5) return undefined
  const value = (c: number, r: number): number =>
    values[Math.min(Math.max(r, 0), rows - 1) * columns + Math.min(Math.max(c, 0), columns - 1)] ?? Number.NaN
  const base = (at: number): number => Math.floor(smooth ? at : at + 0.5)
  const [c, r] = [base(column), base(row)]
  const [u, v] = smooth ? [column - c, row - r] : [0, 0]
  const mixed =
    (value(c, r) * (1 - u) + value(c + 1, r) * u) * (1 - v) +
    (value(c, r + 1) * (1 - u) + value(c + 1, r + 1) * u) * v
  const grey = Math.min(1, Math.max(0, (mixed - scale.low) * scale.gain))
  return 255 * (scale.inverted ? 1 - grey : grey)
}

const ramp: GreyImage = { values: Int16Array.of(0, 100, 200, 300, 400, 500), columns: 3, rows: 2 }
const window: GreyScale = { low: 0, gain: 1 / 500, inverted: false }

describe('an image drawn by the processor', () => {
  it('shows each pixel as it is where a device pixel lies on it', () => {
    const greys = greysOf(ramp, { start: 0, step: 1, count: 3 }, { start: 0, step: 1, count: 2 }, window)
    expect(greys).toEqual([0, 51, 102, 153, 204, 255])
  })

  it('is black outside of its pixels, and never wraps round', () => {
    const greys = greysOf(
      { values: [500], columns: 1, rows: 1 },
      { start: -1, step: 0.5, count: 5 },
      { start: -1, step: 1, count: 3 },
      window,
    )
    expect(greys).toEqual([0, 0, 0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0])
  })

  it('shows in every window, turned, mirrored and not interpolated too, what the formula of the shader says, to half a grey level', () => {
    const sampling = fc.record({
      start: fc.double({ min: -3, max: 6, noNaN: true }),
      step: fc.oneof(
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.double({ min: -2, max: -0.05, noNaN: true }),
      ),
      count: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(
        fc.record({ columns: fc.integer({ min: 1, max: 5 }), rows: fc.integer({ min: 1, max: 5 }) }),
        fc.array(fc.integer({ min: -2000, max: 4000 }), { minLength: 25, maxLength: 25 }),
        sampling,
        sampling,
        fc.record({
          low: fc.integer({ min: -500, max: 500 }),
          gain: fc.double({ min: 1e-4, max: 1, noNaN: true }),
          inverted: fc.boolean(),
        }),
        fc.record({ swapped: fc.boolean(), smooth: fc.boolean() }),
        (size, values, across, down, scale, how) => {
          const image = { ...size, values: Float32Array.from(values) }
          const greys = greysOf(image, across, down, scale, how)
          greys.forEach((grey, k) => {
            const x = across.start + across.step * (k % across.count)
            const y = down.start + down.step * Math.floor(k / across.count)
            const [column, row] = how.swapped ? [y, x] : [x, y]
            const wanted = greyAt(image, column, row, scale, how.smooth) ?? 0
            expect(Math.abs(grey - wanted)).toBeLessThan(0.5 + 1e-6)
          })
        },
      ),
      { seed: 7, numRuns: 500 },
    )
  })
})
