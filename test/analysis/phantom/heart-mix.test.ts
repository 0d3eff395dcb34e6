/** What pixels of the heart are mixed from, and how breathing moves them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallAcquisition } from '#analysis/phantom/acquisition.ts'
import { heartMix, paintMix } from '#analysis/phantom/heart-mix.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import { movingHeart, paintMoved } from '#analysis/phantom/moving-heart.ts'
import { perfusedHeart } from '#analysis/phantom/perfused-heart.ts'
import { shortAxisPlane } from '#analysis/phantom/planes.ts'
import { presets } from '#analysis/phantom/presets.ts'
import { slabOf } from '#analysis/phantom/sampling.ts'
import { noScar, presetScar } from '#analysis/phantom/scar.ts'
import { scarredTissueAt } from '#analysis/phantom/scarred-tissue.ts'
import { makeTexture } from '#analysis/phantom/texture.ts'
import { code, tissueCodes } from '#analysis/phantom/tissue.ts'
import { mm } from '#analysis/units/units.ts'

const preset = presets.infarct
const state = heartState(preset, 0.75)
const plane = shortAxisPlane(mm(-20), smallAcquisition)
const slab = slabOf(preset, plane, mm(8))
const texture = makeTexture(2)
const labels = tissueCodes.length
const heart = (scar = noScar) => ({ preset, state, labelAt: scarredTissueAt(preset, state, scar), labels })
const ones = new Float64Array(64).fill(1)
const size = plane.rows * plane.columns

describe('a mix of tissues', () => {
  it('fills every pixel: the shares of heart and chest are the whole of it', () => {
    const mix = heartMix(slab, heart(presetScar.infarct))
    const image = new Float32Array(size).fill(1)
    paintMix(image, mix, ones)
    for (const value of image) expect(value).toBeCloseTo(1, 6)
  })

  it('is as large as the wall and the cavity by their closed form, to within a pixel of their border', () => {
    const only = new Float64Array(labels)
    only[code.lvBlood] = 1
    only[code.papillary] = 1
    const image = new Float32Array(size)
    paintMix(image, heartMix(slab, heart()), only)
    const area = image.reduce((a, b) => a + b) * plane.rowSpacing * plane.columnSpacing
    // π Rᵢ² (s₀² + d/2) at the material level of the slice
    const level = (-20 + 72.5) / state.longitudinal - 72.5
    const truth = Math.PI * 29 ** 2 * (1 - (level / 68) ** 2) * (state.radial2 + state.hypokinesis / 2)
    expect(area / truth).toBeCloseTo(1, 1.5)
  })

  it('has scar in place of wall, and nothing else of another size', () => {
    const shareOf = (mix: ReturnType<typeof heartMix>, of: readonly number[]): number =>
      mix.weights.reduce((sum, weight, i) => sum + (of.includes(mix.labels[i] ?? 0) ? weight : 0), 0)
    const [plain, scarred] = [heartMix(slab, heart()), heartMix(slab, heart(presetScar.infarct))]
    const scar = [code.scarBorder, code.scarCore, code.obstruction]
    expect(shareOf(scarred, scar)).toBeGreaterThan(20)
    expect(shareOf(scarred, [code.lvWall, ...scar])).toBeCloseTo(shareOf(plain, [code.lvWall]), 3)
    expect(shareOf(scarred, [code.lvBlood])).toBeCloseTo(shareOf(plain, [code.lvBlood]), 3)
  })

  it('keeps its mean under a texture, which mixes trabeculae into the blood at the wall', () => {
    const [plain, grained] = [heartMix(slab, heart()), heartMix(slab, heart(), texture)]
    const of = (mix: typeof plain, label: number): number =>
      mix.weights.reduce((sum, weight, i) => sum + (mix.labels[i] === label ? weight : 0), 0)
    expect(of(grained, code.lvWall) / of(plain, code.lvWall)).toBeCloseTo(1, 1.5)
    expect(of(grained, code.lvBlood)).toBeLessThan(of(plain, code.lvBlood))
    expect(of(grained, code.papillary)).toBeGreaterThan(of(plain, code.papillary))
  })
})

describe('a heart that breathing moves', () => {
  const labelled = perfusedHeart(preset, state)
  const moving = movingHeart(slab, labelled, texture)
  const values = Float64Array.from({ length: labelled.labels }, (_, label) =>
    label === 0 ? 0 : 40 + 3 * label,
  )
  const shifted = (shift: readonly [number, number], of = values, chest = 0): Float32Array => {
    const image = new Float32Array(size).fill(chest)
    paintMoved(image, plane, moving, of, shift)
    return image
  }
  const centroid = (image: Float32Array): readonly [number, number] => {
    let [sum, x, y] = [0, 0, 0]
    for (const [i, value] of image.entries()) {
      sum += value
      x += value * (i % plane.columns)
      y += value * Math.floor(i / plane.columns)
    }
    return [x / sum, y / sum]
  }

  it('is the heart that was sampled pixel by pixel, where nothing moved it', () => {
    const direct = new Float32Array(size)
    paintMix(direct, heartMix(slab, labelled, texture), values)
    const image = shifted([0, 0])
    const total = (of: Float32Array): number => of.reduce((a, b) => a + b)
    expect(total(image) / total(direct)).toBeCloseTo(1, 2)
    const apart = image.reduce((sum, value, i) => sum + Math.abs(value - (direct[i] ?? 0)), 0)
    expect(apart / total(direct)).toBeLessThan(0.05)
  })

  it('is the same picture one pixel on, where a pixel moved it', () => {
    const [still, moved] = [shifted([0, 0]), shifted([1, -2])]
    for (let row = 5; row < plane.rows - 5; row++)
      for (let column = 5; column < plane.columns - 5; column++)
        expect(moved[(row - 2) * plane.columns + column + 1]).toBeCloseTo(
          still[row * plane.columns + column] ?? 0,
          3,
        )
  })

  it('moves by what it is moved, keeps its signal and fills its pixels, by any part of a pixel', () => {
    const [x0, y0] = centroid(shifted([0, 0]))
    const total = shifted([0, 0]).reduce((a, b) => a + b)
    const part = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(part, part, (dx, dy) => {
        const image = shifted([dx, dy])
        const [x, y] = centroid(image)
        expect(x - x0).toBeCloseTo(dx, 3)
        expect(y - y0).toBeCloseTo(dy, 3)
        expect(image.reduce((a, b) => a + b) / total).toBeCloseTo(1, 5)
      }),
      { seed: 4, numRuns: 25 },
    )
  })

  it('covers the chest by its share of each pixel', () => {
    const even = new Float64Array(labelled.labels).fill(7)
    const plain = movingHeart(slab, labelled, new Float32Array(64 ** 3))
    const image = new Float32Array(size).fill(7)
    paintMoved(image, plane, plain, even, [0.3, -1.7])
    for (const value of image) expect(value).toBeCloseTo(7, 4)
  })

  it('tells the inner and the outer half of sixteen segments apart', () => {
    const seen = new Set<number>()
    for (const level of [10, -20, -50]) {
      const mix = heartMix(slabOf(preset, shortAxisPlane(mm(level), smallAcquisition), mm(8)), labelled)
      for (const label of mix.labels) if (label >= labels) seen.add(label - labels)
    }
    expect(seen.size).toBe(32)
    expect(Math.max(...seen)).toBe(31)
  })
})
