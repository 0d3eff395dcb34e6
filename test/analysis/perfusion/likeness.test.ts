import { describe, expect, it } from 'vitest'
import {
  components,
  likeness,
  type Mixture,
  mixtureOf,
  mostAlike,
  sampleRegion,
} from '#analysis/perfusion/likeness.ts'

/** 4 columns, 3 rows: 10 × row + column */
const frame = Float32Array.from({ length: 12 }, (_, i) => 10 * Math.floor(i / 4) + (i % 4))
const matrix = { rows: 3, columns: 4 }
const sampled = (
  left: number,
  top: number,
  width: number,
  height: number,
  x: number,
  y: number,
): number[] => {
  const into = new Float32Array(width * height)
  sampleRegion(frame, matrix, { left, top, width, height }, x, y, into)
  return [...into]
}

describe('a region of a frame', () => {
  it('moved by whole pixels is a part of it', () => {
    expect(sampled(1, 0, 2, 2, 0, 0)).toEqual([1, 2, 11, 12])
    expect(sampled(0, 0, 2, 2, 1, 1)).toEqual([11, 12, 21, 22])
    expect(sampled(2, 1, 2, 1, -1, -1)).toEqual([1, 2])
  })

  it('moved by parts of a pixel lies between them', () => {
    expect(sampled(0, 0, 2, 1, 0.25, 0)).toEqual([0.25, 1.25])
    expect(sampled(0, 0, 2, 1, 0, 0.5)).toEqual([5, 6])
    expect(sampled(1, 1, 1, 1, -0.25, -0.5)).toEqual([expect.closeTo(11 - 0.25 - 5, 5)])
  })

  it('beyond the sides is the nearest pixel', () => {
    expect(sampled(0, 0, 2, 2, -3, 0)).toEqual([0, 0, 10, 10])
    expect(sampled(2, 1, 2, 2, 1, 1)).toEqual([23, 23, 23, 23])
    expect(sampled(2, 0, 2, 1, 0, -5)).toEqual([2, 3])
    expect(sampled(0, 1, 1, 2, 0, 0.5)).toEqual([15, 20])
    expect(sampled(0, 0, 4, 3, 0, 0)).toEqual([...frame])
    expect(sampled(0, 0, 4, 3, 0.5, 0)).toEqual([
      0.5, 1.5, 2.5, 3, 10.5, 11.5, 12.5, 13, 20.5, 21.5, 22.5, 23,
    ])
  })
})

const pictures = [
  Float32Array.of(1, 2, 3, 4),
  Float32Array.of(2, 4, 6, 8.00001),
  Float32Array.of(0, 1, 0, -1),
  Float32Array.of(5, 5, 5, 5),
]

describe('a mixture', () => {
  const part = ({ pictures: own }: Mixture, k: number): Float32Array => own.subarray(4 * k, 4 * k + 4)
  const product = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)

  it('is of pictures at right angles, of length 1, the even one first', () => {
    const mixture = mixtureOf(pictures, 4)
    expect(mixture).toMatchObject({ count: 3, size: 4 })
    expect([...part(mixture, 0)]).toEqual([0.5, 0.5, 0.5, 0.5])
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        expect(product(part(mixture, i), part(mixture, j))).toBeCloseTo(i === j ? 1 : 0, 5)
  })

  it('leaves out what is a mixture of those before it', () => {
    expect(mixtureOf([Float32Array.of(7, 7, 7, 7)], 4).count).toBe(1)
    expect(mixtureOf([Float32Array.of(0, 0, 0, 0)], 4).count).toBe(1)
    expect(mixtureOf([], 4).count).toBe(1)
  })

  it('explains all of its own, nothing of what is at right angles to it, and R² of the rest', () => {
    const mixture = mixtureOf(pictures, 4)
    // (0, 1, −2, 1) is at right angles to all; 1 2 3 4 has a spread of 5, and this one of 6
    expect(likeness(Float32Array.of(0, 1, -2, 1), mixture)).toBeCloseTo(0, 6)
    expect(likeness(Float32Array.of(1, 3, 1, 5), mixture)).toBeCloseTo(5 / 11, 5)
    expect(likeness(Float32Array.of(1, 2, 3, 4), mixture)).toBeCloseTo(1, 6)
    expect(likeness(Float32Array.of(101, 102, 103, 104), mixture)).toBeCloseTo(1, 4)
  })

  it('explains nothing of an even picture', () => {
    const mixture = mixtureOf(pictures, 4)
    expect(likeness(Float32Array.of(3, 3, 3, 3), mixture)).toBe(0)
    expect(likeness(Float32Array.of(0, 0, 0, 0), mixture)).toBe(0)
  })
})

describe('principal components', () => {
  it('are the axes of pictures at right angles, the strongest first', () => {
    const placed = Float32Array.of(0, 3, 0, 0, /**/ 5, 0, 0, 0, /**/ 0, 0, 1, 0)
    const found = components(placed, 3, 4, 2)
    expect(found).toHaveLength(2)
    expect([...(found[0] ?? [])].map(Math.abs)).toEqual([5, 0, 0, 0].map((v) => expect.closeTo(v, 5)))
    expect([...(found[1] ?? [])].map(Math.abs)).toEqual([0, 3, 0, 0].map((v) => expect.closeTo(v, 5)))
  })

  it('are no more than there are pictures, and one of copies holds them all', () => {
    const copies = Float32Array.of(1, 2, 2, 4)
    expect(components(copies, 2, 2, 4)).toHaveLength(2)
    const [first] = components(copies, 2, 2, 1)
    expect((first?.[1] ?? 0) / (first?.[0] ?? 1)).toBeCloseTo(2, 5)
  })
})

describe('the place where a frame is most alike', () => {
  const size = 32
  /** a smooth hill about a place */
  const hill = (cx: number, cy: number): Float32Array =>
    Float32Array.from({ length: size * size }, (_, i) =>
      Math.exp(-(((i % size) - cx) ** 2 + (Math.floor(i / size) - cy) ** 2) / 18),
    )
  const region = { left: 8, top: 8, width: 16, height: 16 }
  const place = (x: number, y: number, centre: readonly [number, number] = [0, 0], reach = 6) => {
    const still = new Float32Array(256)
    sampleRegion(hill(16, 15), { rows: size, columns: size }, region, 0, 0, still)
    const mixture = mixtureOf([still], 256)
    return mostAlike(
      hill(16 + x, 15 + y),
      { rows: size, columns: size },
      region,
      (values) => likeness(values, mixture),
      centre,
      reach,
    )
  }

  it('is where it has been moved to', () => {
    for (const [x, y] of [
      [0, 0],
      [3, -2],
      [-5, 5],
      [1, 4],
    ] as const) {
      const found = place(x, y)
      expect(found.x).toBeCloseTo(x, 2)
      expect(found.y).toBeCloseTo(y, 2)
      expect(found.likeness).toBeCloseTo(1, 5)
    }
  })

  it('may lie on the rim of its reach', () => {
    for (const [x, y] of [
      [4, 3],
      [-3, 4],
      [-4, -4],
      [3, -4],
    ] as const) {
      const found = place(x, y, [0, 0], 4)
      expect(Math.round(found.x)).toBe(x)
      expect(Math.round(found.y)).toBe(y)
    }
  })

  it('is found between pixels', () => {
    const found = place(2.3, -1.4)
    expect(found.x).toBeCloseTo(2.3, 1)
    expect(found.y).toBeCloseTo(-1.4, 1)
    expect(found.likeness).toBeLessThan(1)
  })

  it('is sought no farther than its reach from where the search begins', () => {
    expect(Math.abs(place(6, 0, [0, 0], 3).x)).toBeLessThanOrEqual(3.5)
    expect(Math.abs(place(0, -6, [0, 0], 3).y)).toBeLessThanOrEqual(3.5)
    expect(place(6, 0, [4.4, 0.3], 3).x).toBeCloseTo(6, 2)
    expect(place(-6, -5, [-4, -4], 2).y).toBeCloseTo(-5, 2)
  })
})
