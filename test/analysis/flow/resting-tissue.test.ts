/** Small pictures, counted by hand: what rests, where it lies, and the surface through it. */
import { describe, expect, it } from 'vitest'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { type BackgroundOptions, background } from '#analysis/flow/background.ts'
import { notCorrected, overTime } from '#analysis/flow/offset.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { cmPerS } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

const [rows, columns] = [12, 14]
const count = rows * columns
const plane = flatPlane({ size: [rows, columns], spacing: [2, 1.5] })
const venc = cmPerS(100)
/** a square of 2 × 2 pixels round (6, 5) */
const vessel: readonly IndexPoint[] = [
  [5, 4],
  [7, 4],
  [7, 6],
  [5, 6],
]
const place = (i: number) => [i % columns, Math.floor(i / columns)] as const
const picture = (of: (column: number, row: number, i: number) => number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => of(...place(i), i))
/** Three phases about a mean, each pixel with a swing of its own. */
const beat = (mean: Float32Array, swing = picture((_c, _r, i) => 1e-3 * i)): Float32Array[] =>
  [-1, 0, 1].map((sign) => mean.map((v, i) => v + sign * (swing[i] ?? 0)))
const bright = picture(() => 200)

interface Given {
  readonly mean?: Float32Array
  readonly swing?: Float32Array
  readonly magnitude?: Float32Array
}
const everything: BackgroundOptions = { restingShare: 1, coverage: 0, quadrants: 0, margin: 0 }
const found = (
  { mean = picture(() => 0), swing, magnitude = bright }: Given,
  options: BackgroundOptions = {},
) =>
  background(
    {
      velocities: beat(mean, swing),
      magnitudes: [magnitude, magnitude, magnitude],
      vessel: [vessel],
      plane,
      venc,
    },
    { ...everything, ...options },
  )
const at = (resting: Uint8Array): string[] =>
  [...resting].flatMap((rests, i) => (rests === 1 ? [place(i).join(',')] : []))

describe('pixels over the beat', () => {
  it('have their mean, and a spread about it as of all phases there are', () => {
    const { mean, deviation } = overTime(
      [Float32Array.of(1, 4), Float32Array.of(3, 4), Float32Array.of(8, 4)],
      2,
    )
    expect([...mean]).toEqual([4, 4])
    expect(deviation[0]).toBeCloseTo(Math.sqrt((9 + 1 + 16) / 3), 6)
    expect(deviation[1]).toBe(0)
  })
  it('that are not corrected have no offset and no tissue at rest', () => {
    expect(notCorrected('so', 3)).toEqual({
      corrected: false,
      why: 'so',
      offset: new Float32Array(0),
      resting: new Uint8Array(3),
      quadrantAreas: [],
    })
  })
})

describe('tissue at rest', () => {
  it('lies outside the box round the vessel, to the pixel, and the margin is in mm', () => {
    // 4 mm are 2 rows and 2.67 columns: rows 2 to 8, columns 3 to 9
    const { resting } = found({}, { margin: 4 })
    for (let i = 0; i < count; i++) {
      const [column, row] = place(i)
      const near = column >= 3 && column <= 9 && row >= 2 && row <= 8
      expect(resting[i], `${column},${row}`).toBe(near ? 0 : 1)
    }
    const { resting: bare } = found({})
    expect(bare.reduce((sum, rests) => sum + rests, 0)).toBe(count - 9)
  })
  it('keeps clear of the vessel at every phase', () => {
    const later = vessel.map(([x, y]): IndexPoint => [x + 3, y])
    const pictures = { velocities: beat(picture(() => 0)), magnitudes: [bright], plane, venc }
    const { resting } = background({ ...pictures, vessel: [vessel, later] }, everything)
    expect(resting[5 * columns + 10]).toBe(0)
    expect(resting[5 * columns + 11]).toBe(1)
  })
  it('does not run over the side of the picture', () => {
    const { resting } = found({}, { margin: 14 })
    expect(at(resting)).toEqual([])
    expect(found({}, { margin: 14 }).why).toBe('the resting tissue lies on a line')
    // 9 mm: six columns, and four rows and a half
    const beside = at(found({}, { margin: 9 }).resting)
    expect(beside).toEqual(Array.from({ length: columns }, (_, column) => `${column},11`))
  })
  it('is left where it is on the other side of a vessel that lies at the side', () => {
    const aside = vessel.map(([x, y]): IndexPoint => [x + 6, y])
    const pictures = { velocities: beat(picture(() => 0)), magnitudes: [bright], plane, venc }
    const { resting } = background({ ...pictures, vessel: [aside] }, { ...everything, margin: 3 })
    const lost = [...resting].flatMap((rests, i) => (rests === 0 ? [place(i)] : []))
    expect(lost.every(([column, row]) => column >= 9 && row >= 3 && row <= 7)).toBe(true)
    expect(lost).toHaveLength(5 * 5)
  })
  it('has more signal than a share of the 99th percentile', () => {
    // 167 places of 168: the 99th percentile is 200, whatever one hot pixel says
    const magnitude = picture((column, row) =>
      column === 0 && row === 0 ? 9000 : column === 1 ? 30 : column === 2 ? 31 : 200,
    )
    const { resting } = found({ magnitude }, { leastMagnitude: 0.15 })
    for (let row = 0; row < rows; row++) {
      expect(resting[row * columns + 1]).toBe(0)
      expect(resting[row * columns + 2]).toBe(1)
    }
  })
  it('moves by less than half of VENC on average, either way: more has wrapped', () => {
    const mean = picture((column) => (column === 0 ? 51 : column === 1 ? -51 : column === 2 ? 49 : -49))
    const { resting } = found({ mean, swing: picture(() => 0) })
    expect([0, 1, 2, 3].map((column) => resting[column])).toEqual([0, 0, 1, 1])
  })
  it('is the share that varies least', () => {
    const swing = picture((_c, _r, i) => 5 + i / 10)
    const { resting } = found({ swing }, { restingShare: 0.25 })
    const candidates = Array.from({ length: count }, (_, i) => i).filter((i) => {
      const [column, row] = place(i)
      return !(column >= 5 && column <= 7 && row >= 4 && row <= 6)
    })
    // linear between order statistics: places 0 to 0.25 · 158 = 39.5
    const expected = candidates.slice(0, 40)
    expect([...resting].flatMap((rests, i) => (rests === 1 ? [i] : []))).toEqual(expected)
  })
  it('of equal pixels is all of them', () => {
    const { resting } = found({ swing: picture(() => 1) }, { restingShare: 0.1 })
    expect(resting.reduce((sum, rests) => sum + rests, 0)).toBe(count - 9)
  })
})

describe('quadrants round the vessel', () => {
  it('hold the area of what rests in each: the middle column and row count left and above', () => {
    const { quadrantAreas } = found({})
    // centre (6, 5): 7 columns and 6 rows left and above, less the box of 3 × 3 pixels
    expect(quadrantAreas).toEqual([(7 * 6 - 4) * 3, (7 * 6 - 2) * 3, (7 * 6 - 2) * 3, (7 * 6 - 1) * 3])
  })
  it('must hold a quarter of what is needed each, and all of them together the whole', () => {
    const area = polygonArea(vessel, plane)
    expect(area).toBe(12)
    // only the left upper quadrant and a strip of the right upper one have signal
    const magnitude = picture((column, row) => (row <= 3 && column <= 9 ? 200 : 1))
    const total = (7 + 3) * 4 * 3
    expect(found({ magnitude }).quadrantAreas).toEqual([84, 36, 0, 0])
    const asked = (coverage: number, quadrants: number) =>
      found({ magnitude }, { coverage, quadrants }).corrected
    expect(asked(total / area, 1)).toBe(true)
    expect(asked(total / area + 0.01, 1)).toBe(false)
    // a quarter of ten vessels is 30 mm²
    expect(asked(10, 2)).toBe(true)
    expect(asked(10, 3)).toBe(false)
    const { why, resting, quadrantAreas } = found({ magnitude }, { coverage: 11, quadrants: 2 })
    expect(why).toBe('resting tissue covers 1.2 cm² in 2 quadrants, where 1.3 cm² in 2 are needed')
    expect(at(resting)).toHaveLength(40)
    expect(quadrantAreas).toEqual([84, 36, 0, 0])
  })
  it('do not count with less than their quarter, whatever the others hold', () => {
    // 84 mm² on the left and 12 on the right, where each must have 24
    const magnitude = picture((column, row) => (row <= 3 && column <= 7 ? 200 : 1))
    const options = { coverage: 8, quadrants: 2 }
    expect(found({ magnitude }).quadrantAreas).toEqual([84, 12, 0, 0])
    expect(found({ magnitude }, options).corrected).toBe(false)
    expect(found({ magnitude }, { ...options, quadrants: 1 }).corrected).toBe(true)
  })
  it('are enough with exactly a quarter each', () => {
    const corners = picture((column, row) =>
      (column <= 3 || column >= 10) && (row <= 2 || row >= 9) ? 200 : 1,
    )
    const options = { coverage: 12, quadrants: 4 }
    expect(found({ magnitude: corners }, options)).toMatchObject({
      corrected: true,
      quadrantAreas: [36, 36, 36, 36],
    })
    expect(found({ magnitude: corners }, { ...options, coverage: 12.1 }).corrected).toBe(false)
  })
  it('are asked for by the largest border of the beat', () => {
    const wide = vessel.map(([x, y]): IndexPoint => [6 + 2 * (x - 6), 5 + 2 * (y - 5)])
    const pictures = { velocities: beat(picture(() => 0)), magnitudes: [bright], plane, venc }
    const { why } = background(
      { ...pictures, vessel: [vessel, wide, vessel] },
      { ...everything, coverage: 50 },
    )
    expect(why).toMatch(/where 24\.0 cm² in 0 are needed$/)
  })
})

describe('the surface through it', () => {
  const plain = (column: number, row: number): number =>
    1.5 + 0.03 * (column - 6) * 1.5 - 0.05 * (row - 5) * 2
  it('is a plane exactly, and has its value at the centre of the first border', () => {
    const result = found({ mean: picture(plain), swing: picture(() => 0) })
    result.offset.forEach((value, i) => {
      expect(value).toBeCloseTo(plain(...place(i)), 4)
    })
    expect(result.atVessel).toBeCloseTo(1.5, 5)
  })
  it('is a paraboloid exactly, with all six terms', () => {
    const curved = (column: number, row: number): number => {
      const [x, y] = [(column - 6) * 1.5, (row - 5) * 2]
      return 2 - 0.1 * x + 0.2 * y + 0.02 * x * x - 0.03 * x * y + 0.04 * y * y
    }
    const result = found({ mean: picture(curved), swing: picture(() => 0) }, { surface: 'quadratic' })
    result.offset.forEach((value, i) => {
      expect(value).toBeCloseTo(curved(...place(i)), 3)
    })
  })
  it('goes by what a separate reckoning of Huber’s weights gives, with the magnitude squared', () => {
    const mean = picture(
      (column, row, i) => plain(column, row) + (i % 7 === 0 ? 8 : 0) + 0.4 * Math.sin(3 * i) - (i % 11) / 30,
    )
    const magnitude = picture((column, row) => 80 + 9 * column + 5 * row)
    const result = found({ mean, magnitude, swing: picture(() => 0) })
    const reckoned = huberPlane(
      [...result.resting].flatMap((rests, i) => {
        const [column, row] = place(i)
        return rests === 1 ? [[column - 6, row - 5, mean[i] ?? 0, magnitude[i] ?? 0] as const] : []
      }),
    )
    const [c0, cx, cy] = reckoned
    result.offset.forEach((value, i) => {
      const [column, row] = place(i)
      expect(value).toBeCloseTo(c0 + cx * (column - 6) + cy * (row - 5), 4)
    })
    // the outliers of one pixel in seven would have drawn it up by 1.1
    expect(Math.abs(c0 - 1.5)).toBeLessThan(0.4)
  })
  it('is not known from tissue on a line', () => {
    const magnitude = picture((_column, row) => (row === 2 ? 200 : 1))
    const { corrected, why, resting, quadrantAreas } = found({ magnitude })
    expect({ corrected, why }).toEqual({ corrected: false, why: 'the resting tissue lies on a line' })
    expect(at(resting)).toHaveLength(columns)
    expect(quadrantAreas).toEqual([21, 21, 0, 0])
  })
})

/** Ten rounds of weights by Huber about least squares, by Cramer's rule: c₀, and the slopes per pixel. */
function huberPlane(
  points: readonly (readonly [number, number, number, number])[],
): readonly [number, number, number] {
  let weights = points.map(([, , , m]) => m * m)
  let solution: readonly [number, number, number] = [0, 0, 0]
  for (let round = 0; round <= 10; round++) {
    solution = weighted(points, weights)
    const [c0, cx, cy] = solution
    const residuals = points.map(([x, y, v, m]) => (v - c0 - cx * x - cy * y) * m)
    const sizes = residuals.map(Math.abs).sort((a, b) => a - b)
    const half = sizes.length / 2
    const middle =
      sizes.length % 2 === 1
        ? (sizes[Math.floor(half)] ?? 0)
        : ((sizes[half - 1] ?? 0) + (sizes[half] ?? 0)) / 2
    const spread = middle / 0.6745
    weights = points.map(([, , , m], i) => {
      const size = Math.abs(residuals[i] ?? 0) / spread
      return m * m * Math.min(1, 1.345 / size)
    })
  }
  return solution
}

function weighted(
  points: readonly (readonly [number, number, number, number])[],
  weights: readonly number[],
): readonly [number, number, number] {
  const sum = (of: (x: number, y: number, v: number) => number): number =>
    points.reduce((total, [x, y, v], i) => total + (weights[i] ?? 0) * of(x, y, v), 0)
  const a = [
    [sum(() => 1), sum((x) => x), sum((_, y) => y)],
    [sum((x) => x), sum((x) => x * x), sum((x, y) => x * y)],
    [sum((_, y) => y), sum((x, y) => x * y), sum((_, y) => y * y)],
  ]
  const b = [sum((_x, _y, v) => v), sum((x, _y, v) => x * v), sum((_x, y, v) => y * v)]
  const determinant = (m: readonly (readonly number[])[]): number => {
    const [[p = 0, q = 0, r = 0] = [], [s = 0, t = 0, u = 0] = [], [v = 0, w = 0, x = 0] = []] = m
    return p * (t * x - u * w) - q * (s * x - u * v) + r * (s * w - t * v)
  }
  const whole = determinant(a)
  const column = (k: number): number =>
    determinant(a.map((row, i) => row.map((value, j) => (j === k ? (b[i] ?? 0) : value)))) / whole
  return [column(0), column(1), column(2)]
}
