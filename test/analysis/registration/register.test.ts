import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { displaced } from '#analysis/registration/lattice.ts'
import {
  type Picture,
  type Registration,
  register,
  registerTo,
  renewed,
  targetOf,
  usualRegistration,
} from '#analysis/registration/register.ts'
import { mm } from '#analysis/units/units.ts'
import { discWeights, pictureOf } from './pictures.ts'

const size = 48
const weights = discWeights(size, 16)
const reference = pictureOf(size)

function found(
  moving: Picture,
  of: Picture = reference,
  by = weights,
  options = usualRegistration,
): Registration {
  const outcome = registerTo(of, moving, by, options)
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

const inner: readonly IndexPoint[] = [16, 20, 24, 28, 32].flatMap((x) =>
  [16, 20, 24, 28, 32].map((y): IndexPoint => [x, y]),
)

/** Largest distance, in pixels, between where the points are found and where they went. */
const worst = ({ displacement }: Registration, truth: (x: number, y: number) => IndexPoint): number =>
  Math.max(
    ...inner.map(([x, y]) => {
      const [column, row] = displaced(displacement, [x, y])
      const [c, r] = truth(x, y)
      return Math.hypot(column - c, row - r)
    }),
  )

describe('registration', () => {
  it('finds a shift to a twentieth of a pixel', () => {
    const moved = found(pictureOf(size, (x, y) => [x - 1.7, y + 2.4]))
    expect(worst(moved, (x, y) => [x + 1.7, y - 2.4])).toBeLessThan(0.05)
    expect(moved.residual).toBeLessThan(0.05)
  })

  it('finds shortening about the centre by 15 % along rows and 8 % lengthening across', () => {
    const c = 23.5
    const moved = found(pictureOf(size, (x, y) => [c + (x - c) / 0.85, c + (y - c) / 1.08]))
    expect(worst(moved, (x, y) => [c + 0.85 * (x - c), c + 1.08 * (y - c)])).toBeLessThan(0.15)
  })

  it('finds a smooth motion that no affine map describes', () => {
    const bend = (x: number, y: number): IndexPoint => [x + 1.2 * Math.sin(y / 8), y + 0.9 * Math.cos(x / 9)]
    // the inverse by iteration, so that the moved picture is exact
    const back = (x: number, y: number): IndexPoint => {
      let [u, v] = [x, y]
      for (let i = 0; i < 40; i++) [u, v] = [x - 1.2 * Math.sin(v / 8), y - 0.9 * Math.cos(u / 9)]
      return [u, v]
    }
    expect(worst(found(pictureOf(size, back)), bend)).toBeLessThan(0.15)
  })

  it('finds no motion between a picture and itself', () => {
    const { displacement, residual } = found(reference)
    expect(worst({ displacement } as Registration, (x, y) => [x, y])).toBeLessThan(1e-6)
    expect(residual).toBeLessThan(1e-6)
  })

  it('depends by no hundredth of a pixel on the scale and offset of brightness', () => {
    const moving = pictureOf(size, (x, y) => [x - 1.1, y + 0.7])
    const scaled = (picture: Picture): Picture => ({
      ...picture,
      pixels: picture.pixels.map((value) => 512 + 4 * value),
    })
    const [a, b] = [found(moving), found(scaled(moving), scaled(reference))]
    expect(worst(b, (x, y) => displaced(a.displacement, [x, y]))).toBeLessThan(0.01)
  })

  it('mirrors with its pictures', () => {
    const mirrored = (picture: Picture): Picture => ({
      ...picture,
      pixels: Float32Array.from(picture.pixels, (_, i) => {
        const row = Math.floor(i / size)
        return picture.pixels[row * size + size - 1 - (i % size)] ?? 0
      }),
    })
    const moving = pictureOf(size, (x, y) => [x - 1.1, y + 0.7])
    const flipped = found(mirrored(moving), mirrored(reference))
    expect(worst(flipped, (x, y) => [x - 1.1, y - 0.7])).toBeLessThan(0.06)
  })

  it('takes pixels that are not square', () => {
    const spacing = [1, 2] as const
    const still = pictureOf(size, undefined, spacing)
    const moved = found(
      pictureOf(size, (x, y) => [x - 1.5, y + 0.8], spacing),
      still,
    )
    expect(worst(moved, (x, y) => [x + 1.5, y - 0.8])).toBeLessThan(0.1)
    expect(moved.displacement.lattice).toMatchObject({ columnStep: 6, rowStep: 3 })
  })

  it('finds any shift within two pixels', () => {
    const target = targetOf(reference, weights)
    if (!target.measured) throw new Error(target.reason)
    const shift = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(shift, shift, (u, v) => {
        const outcome = register(
          target.value,
          pictureOf(size, (x, y) => [x - u, y - v]),
        )
        return outcome.measured && worst(outcome.value, (x, y) => [x + u, y + v]) < 0.06
      }),
      { seed: 8, numRuns: 6 },
    )
  })

  it('goes on from where it is told to start', () => {
    const hasty = targetOf(reference, weights, { ...usualRegistration, iterations: 2 })
    if (!hasty.measured) throw new Error(hasty.reason)
    const moving = pictureOf(size, (x, y) => [x - 1.7, y + 2.4])
    const done = found(moving)
    for (const [start, near] of [
      [undefined, false],
      [done.displacement, true],
    ] as const) {
      const outcome = register(hasty.value, moving, start)
      if (!outcome.measured) throw new Error(outcome.reason)
      expect(worst(outcome.value, (x, y) => [x + 1.7, y - 2.4]) < 0.06).toBe(near)
    }
  })

  it('bends less the dearer bending is', () => {
    const bend = pictureOf(size, (x, y) => [x + 1.2 * Math.sin(y / 5), y])
    const loose = found(bend, reference, weights, { ...usualRegistration, bending: 0.1 })
    const stiff = found(bend, reference, weights, { ...usualRegistration, bending: 100 })
    expect(stiff.residual).toBeGreaterThan(2 * loose.residual)
  })

  it('says what difference is left where', () => {
    const spot = { ...reference, pixels: reference.pixels.slice() }
    spot.pixels[24 * size + 24] = 2000
    const target = targetOf(reference, weights)
    if (!target.measured) throw new Error(target.reason)
    const outcome = register(target.value, spot)
    if (!outcome.measured) throw new Error(outcome.reason)
    const { left, top, width } = target.value.region
    const { differences, residual } = outcome.value
    const largest = differences.reduce((best, value, i) => (value > (differences[best] ?? 0) ? i : best), 0)
    expect(Math.abs((largest % width) + left - 24)).toBeLessThanOrEqual(1)
    expect(Math.abs(Math.floor(largest / width) + top - 24)).toBeLessThanOrEqual(1)
    const squares = differences.reduce((sum, value) => sum + value * value, 0)
    expect(residual).toBeCloseTo(Math.sqrt(squares / weights.reduce((a, b) => a + b)), 6)
  })
})

describe('a target for the next picture of a sequence', () => {
  const drifted = pictureOf(size, (x, y) => [x - 1.2, y + 0.6])
  const registered = () => {
    const target = targetOf(reference, weights)
    if (!target.measured) throw new Error(target.reason)
    const first = register(target.value, drifted)
    if (!first.measured) throw new Error(first.reason)
    return { target, first, shown: first.value.shown, displacement: first.value.displacement }
  }

  it('holds what the picture before showed, and the share of the reference that is asked for', () => {
    const { target, shown } = registered()
    const after = renewed(target.value, shown, 0.25)
    after.levels.forEach(({ fixed, reference: kept }, level) => {
      const before = target.value.levels[level]
      expect(kept).toBe(before?.reference)
      for (const i of [0, 150, 250])
        expect(fixed.values[i]).toBeCloseTo(
          0.25 * (before?.reference[i] ?? Number.NaN) + 0.75 * (shown[level]?.[i] ?? Number.NaN),
          12,
        )
    })
    // renewed twice, it holds nothing of the picture before the last
    const again = renewed(after, shown, 0.25)
    expect(again.levels.map(({ fixed }) => [...fixed.values])).toEqual(
      after.levels.map(({ fixed }) => [...fixed.values]),
    )
  })

  it('is the same with all of the reference', () => {
    const { target, shown } = registered()
    const { levels } = renewed(target.value, shown, 1)
    expect(levels.map(({ fixed }) => fixed.values)).toEqual(
      target.value.levels.map(({ fixed }) => fixed.values),
    )
  })

  it('finds the picture before where it was found', () => {
    const { target, shown, displacement } = registered()
    const outcome = register(renewed(target.value, shown, 0), drifted, displacement)
    if (!outcome.measured) throw new Error(outcome.reason)
    expect(worst(outcome.value, (x, y) => displaced(displacement, [x, y]))).toBeLessThan(0.02)
  })

  it('tells differences from the reference all the same', () => {
    const { target, first, displacement } = registered()
    const outcome = register(renewed(target.value, first.value.shown, 0), drifted, displacement)
    if (!outcome.measured) throw new Error(outcome.reason)
    const finest = target.value.levels.at(-1)
    const i = finest?.fixed.weights.findIndex((weight) => weight > 0) ?? -1
    expect(outcome.value.differences[i]).toBeCloseTo(
      (outcome.value.shown.at(-1)?.[i] ?? Number.NaN) - (finest?.reference[i] ?? Number.NaN),
      12,
    )
    expect(outcome.value.differences[0]).toBe(0)
    // what was compared with is what is shown
    expect(outcome.value.misfit).toBeLessThan(0.01)
    expect(outcome.value.residual).toBeCloseTo(first.value.residual, 2)
    expect(first.value.misfit).toBe(first.value.residual)
  })
})

describe('what cannot be registered is said so', () => {
  const reasonOf = (of: Picture, moving: Picture, by: Float32Array = weights) => {
    const outcome = registerTo(of, moving, by)
    return outcome.measured ? 'measured' : outcome.reason
  }
  const zeros = { ...reference, pixels: new Float32Array(size * size) }
  const holed = { ...reference, pixels: reference.pixels.map((value, i) => (i === 99 ? Number.NaN : value)) }

  it.each([
    ['an all-zero reference', zeros, reference, weights, 'unusable-images'],
    ['an all-zero moving picture', reference, zeros, weights, 'unusable-images'],
    ['a NaN in the reference', holed, reference, weights, 'unusable-images'],
    ['a NaN in the moving picture', reference, holed, weights, 'unusable-images'],
    ['a moving picture of another size', reference, pictureOf(40), weights, 'contradictory-input'],
    ['weights of another size', reference, reference, new Float32Array(9), 'contradictory-input'],
    ['no weight at all', reference, reference, new Float32Array(size * size), 'too-few-pixels'],
    [
      'fifteen pixels',
      reference,
      reference,
      new Float32Array(size * size).fill(1, 600, 615),
      'too-few-pixels',
    ],
    ['a negative weight', reference, reference, weights.map((w) => -w), 'too-few-pixels'],
  ])('%s', (_, of, moving, by, expected) => {
    expect(reasonOf(of, moving, by)).toBe(expected)
  })

  it('a region of one brightness in a picture that has others elsewhere', () => {
    const patch = { ...reference, pixels: reference.pixels.map((v, i) => ((weights[i] ?? 0) > 0 ? 5 : v)) }
    expect(reasonOf(patch, reference)).toBe('unusable-images')
  })

  it('takes sixteen pixels', () => {
    expect(reasonOf(reference, reference, new Float32Array(size * size).fill(1, 600, 616))).toBe('measured')
  })

  it('looks no further than it is told to', () => {
    const options = { ...usualRegistration, reach: mm(3) }
    const target = targetOf(reference, weights, options)
    expect(target.measured && target.value.window).toEqual({ left: 6, top: 6, width: 36, height: 36 })
  })
})
