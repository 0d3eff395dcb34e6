/** What all methods share, and the sentences that are said of it, word by word. */
import { describe, expect, it } from 'vitest'
import type { Polygon } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type Basis, basisOf } from '#analysis/scar/basis.ts'
import type { LgeSlice } from '#analysis/scar/lge-slice.ts'
import { type ScarOptions, usualScar } from '#analysis/scar/options.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { circle, type RingOptions, ringSlice } from '../../truth/scar-ring.ts'

const psir = usualScar('phase-sensitive')
const magnitude = usualScar('magnitude')
const centre: IndexPoint = [31.3, 32.1]

const big = (slice: number, more: RingOptions = {}): LgeSlice => ringSlice({ slice, ...more })
/** an apex of some pixels, none of which is clear of the borders at its middle */
const tiny = (slice: number): LgeSlice => ringSlice({ slice, endocardial: 3, epicardial: 6 })
function made(slices: readonly LgeSlice[], options: ScarOptions = psir): Basis {
  const basis = basisOf(slices, options)
  if (!basis.measured) throw new Error(basis.detail)
  return basis.value
}
const told = (basis: Outcome<Basis>): readonly string[] => {
  if (!basis.measured) throw new Error(basis.detail)
  return basis.warnings
}

describe('the slices of late enhancement', () => {
  it('come base to apex, in whatever order they are given, without a word', () => {
    const basis = basisOf([big(2), big(0), big(1)], psir)
    expect(told(basis)).toEqual([])
    expect(basis.measured && basis.value.walls.map(({ given }) => given.slice)).toEqual([0, 1, 2])
    expect(basis.measured && basis.value.linked).toEqual([true, true])
  })
  it('may begin below the first and are counted from 1 in sentences', () => {
    expect(made([big(4), big(5)]).walls).toHaveLength(2)
    expect(basisOf([big(4), big(5), big(7)], psir)).toMatchObject({
      reason: 'missing-slice',
      detail: 'slice 7 is not contoured',
    })
    expect(basisOf([big(4), big(5), big(5)], psir)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'slice 6 is given twice',
    })
  })
  it('are refused for what is wrong with one of them, with its number', () => {
    const flat = { ...big(1), image: { ...big(1).image, pixels: new Float32Array(64 * 64) } }
    expect(basisOf([big(0), flat], psir)).toMatchObject({
      reason: 'unusable-images',
      detail: 'slice 2: all pixels are 0',
    })
  })
  it('are one slice when there is one', () => {
    expect(told(basisOf([big(3)], psir))).toEqual(['one slice only: volumes are of that slice'])
  })
  it('are linked where they lie over each other', () => {
    const aside = big(1)
    const moved = {
      ...aside,
      image: { ...aside.image, plane: { ...aside.image.plane, position: [9, 0, -10] as const } },
    }
    const basis = basisOf([moved, big(0), big(2), big(3)], psir)
    expect(basis.measured && basis.value.linked).toEqual([false, false, true])
    expect(told(basis)).toEqual([
      'slices do not lie over each other: regions are followed within slices only',
    ])
  })
})

describe('what is said of an image', () => {
  /** from the middle outwards: what it covers of a ring is its share of the turn */
  const wedge = (degrees: number): Polygon => [
    centre,
    ...Array.from({ length: 41 }, (_, k): IndexPoint => {
      const angle = ((30 + (degrees * k) / 40) * Math.PI) / 180
      return [centre[0] + 27 * Math.cos(angle), centre[1] + 27 * Math.sin(angle)]
    }),
  ]
  it('is how much of the wall was left out, above a tenth', () => {
    const without = (degrees: number) =>
      told(basisOf([big(0), { ...big(1), excluded: [wedge(degrees)] }], psir))
    expect(without(41)).toEqual(['slice 2: 11 % of the wall are excluded'])
    expect(without(65)).toEqual(['slice 2: 18 % of the wall are excluded'])
    expect(without(35)).toEqual([])
  })
  it('is that it is cut off at its top, and that its border crosses, before what is said of remote', () => {
    const slice = big(1, { noise: 'none' })
    const cut = {
      ...slice,
      image: { ...slice.image, pixels: slice.image.pixels.map((v) => Math.min(v, 90)) },
    }
    const share = cut.image.pixels.filter((v) => v === 90).length / 64 ** 2
    // a part of the cavity is drawn out over the epicardium: five pixels of a wall of a thousand
    const crossing = {
      ...cut,
      endocardial: circle(centre, 16).map(([x, y], k): IndexPoint => {
        const by = k < 5 ? 25.5 / 16 : 1
        return [centre[0] + by * (x - centre[0]), centre[1] + by * (y - centre[1])]
      }),
    }
    const said = (one: LgeSlice) => told(basisOf([big(0), one], psir))
    const top = `slice 2: ${(100 * share).toFixed(1)} % of the pixels have the largest value 90: the image may be saturated`
    const silent = 'slice 2: remote myocardium has no noise'
    expect(said(cut)).toEqual([top, silent])
    expect(said(crossing)).toEqual([
      'slice 2: the endocardial border crosses the epicardial one',
      top,
      silent,
    ])
  })
})

describe('remote myocardium of a slice that has none', () => {
  const why = 'no sector has 20 pixels clear of the borders'
  it('is that of the nearest slice that has, the one nearer to the base of two', () => {
    const slices = [big(0), tiny(1), tiny(2), big(3, { remote: 60 }), tiny(4), big(5)]
    const basis = basisOf(slices, psir)
    expect(told(basis)).toEqual([
      `slice 2 takes remote myocardium from slice 1: ${why}`,
      `slice 3 takes remote myocardium from slice 4: ${why}`,
      `slice 5 takes remote myocardium from slice 4: ${why}`,
    ])
    const { remotes } = made(slices)
    expect(remotes.map(({ mean }) => Math.round(mean / 10))).toEqual([4, 4, 6, 6, 6, 4])
    expect(remotes.map(({ pixels }) => pixels.length > 0)).toEqual([true, false, false, true, false, true])
    expect(remotes[1]?.sd).toBe(remotes[0]?.sd)
    expect(remotes[4]?.mean).toBe(remotes[3]?.mean)
  })
  it('is none when no slice has any', () => {
    for (const pooling of ['slice', 'stack'] as const)
      expect(basisOf([tiny(0), tiny(1)], { ...psir, pooling })).toMatchObject({
        reason: 'no-remote',
        detail: why,
      })
  })
  it('is told when a reader drew it on some slices only', () => {
    const drawn = { ...big(1), remote: circle([centre[0] - 20, centre[1]], 3.5) }
    const said = 'remote myocardium is drawn on some slices and found by itself on others'
    expect(told(basisOf([big(0), drawn], psir))).toEqual([said])
    expect(told(basisOf([{ ...drawn, slice: 0 }, drawn], psir))).toEqual([])
    expect(told(basisOf([drawn, tiny(2)], psir))).toEqual([
      `slice 3 takes remote myocardium from slice 2: ${why}`,
    ])
  })
})

describe('a pooled stack', () => {
  const drawn = { ...tiny(2), remote: circle([centre[0] - 4, centre[1]], 1) }
  const slices = [big(0), big(1, { remote: 44, endocardial: 27 }), drawn, tiny(3)]
  const pooled = () => made(slices, { ...psir, pooling: 'stack' })
  it('has one remote myocardium of all pixels, each slice with its own part', () => {
    const { remotes } = pooled()
    const alone = made(slices.slice(0, 2))
    const counts = alone.remotes.map(({ pixels }) => pixels.length)
    const sum = alone.remotes.reduce((total, { mean, pixels }) => total + mean * pixels.length, 0)
    const all = (counts[0] ?? 0) + (counts[1] ?? 0)
    expect(remotes.map(({ pixels }) => pixels.length)).toEqual([...counts, 0, 0])
    for (const { mean, sd } of remotes) {
      expect(mean).toBeCloseTo(sum / all, 9)
      expect(sd).toBe(remotes[0]?.sd)
    }
    expect(remotes.map(({ origin }) => origin)).toEqual(['automatic', 'automatic', 'drawn', 'automatic'])
  })
  it('has one maximum and one histogram', () => {
    const { walls, remotes, levels } = pooled()
    const whole = walls.reduce((count, { solid }) => count + solid.filter((one) => one === 1).length, 0)
    for (const level of levels) {
      expect(level.values.length).toBe(whole)
      expect(level.peak).toBe(levels[0]?.peak)
      expect(level.remote.mean).toBe(remotes[0]?.mean)
    }
    const own = made(slices).levels
    expect(own.map(({ values }) => values.length)).toEqual(
      walls.map(({ solid }) => solid.filter((one) => one === 1).length),
    )
    expect(own[0]?.peak).not.toBe(own[1]?.peak)
  })
})

describe('what is said of the signal of remote myocardium', () => {
  const said = (options: RingOptions, by = magnitude) =>
    told(basisOf([big(0, options)], by)).filter((line) => !/one slice|saturated/.test(line))
  const silent = 'slice 1: remote myocardium has no noise'
  const diffuse = (percent: number) =>
    `slice 1: remote myocardium has ${percent} % of the signal of blood: enhancement may be diffuse`
  const nulled =
    'slice 1: remote myocardium is nulled in a magnitude image, which compresses its SD by up to a third: thresholds in SD lie too low'

  it('is that it is nulled, below three of its standard deviations', () => {
    expect(said({ remote: 10 })).toEqual([nulled])
    expect(said({ remote: 14 })).toEqual([])
    expect(said({ remote: 10 }, psir)).toEqual([])
    expect(said({ remote: -10, noise: 'none' })).toEqual([silent])
  })
  it('is that it shines as blood does, above six tenths', () => {
    expect(said({ blood: 66, noise: 'none' })).toEqual([silent, diffuse(61)])
    expect(said({ blood: 67, noise: 'none' })).toEqual([silent])
    expect(said({ blood: 66, noise: 'none' }, psir)).toEqual([silent])
    expect(said({ blood: 50 })).toHaveLength(1)
    expect(said({}, { ...magnitude, remoteToBlood: 0.3 })).toHaveLength(1)
  })

  describe('beside blood', () => {
    // a cavity without any symmetry
    const corner: Polygon = [
      [22, 24],
      [44, 30],
      [30, 42],
    ]
    const [cx, cy] = [32, 32]
    const within = ([x, y]: IndexPoint): boolean =>
      corner.every(([ax, ay], k) => {
        const [bx, by] = corner[(k + 1) % 3] ?? [0, 0]
        // of the triangle half as large about its centroid
        const half = (a: number, c: number) => c + (a - c) / 2
        const [ux, uy] = [(bx - ax) / 2, (by - ay) / 2]
        return ux * (y - half(ay, cy)) - uy * (x - half(ax, cx)) >= 0
      })
    const slice = ringSlice({ noise: 'none' })
    const blood = (column: number, row: number) => 45 + 4 * (column - cx) - 3 * (row - cy)
    const pixels = slice.image.pixels.map((v, i) => {
      const [column, row] = [i % 64, Math.floor(i / 64)]
      const r = Math.hypot(column - centre[0], row - centre[1])
      return r < 14 ? blood(column, row) : r < 16 ? 40 : v
    })
    const basis = (more: object) =>
      told(basisOf([{ ...slice, image: { ...slice.image, pixels }, ...more }], magnitude))
    it('is that of the median of pixels that lie wholly within the inner half of the cavity', () => {
      const values: number[] = []
      for (let row = 0; row < 64; row++)
        for (let column = 0; column < 64; column++) {
          const corners = [-0.5, 0.5].flatMap((x) =>
            [-0.5, 0.5].map((y): IndexPoint => [column + x, row + y]),
          )
          if (corners.every(within)) values.push(blood(column, row))
        }
      const sorted = values.toSorted((a, b) => a - b)
      const middle = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
      expect(values.length).toBeGreaterThan(20)
      expect(basis({ endocardial: corner, remote: circle([centre[0] - 20, centre[1]], 3) })).toEqual([
        'one slice only: volumes are of that slice',
        silent,
        diffuse(Math.round(4000 / middle)),
      ])
    })
    it('is nothing where no pixel of blood is clear of the wall, or there is no cavity', () => {
      const remote = circle([centre[0] - 20, centre[1]], 3)
      const quiet = ['one slice only: volumes are of that slice', silent]
      expect(basis({ endocardial: circle([32.5, 32.5], 0.9), remote })).toEqual(quiet)
      expect(basis({ endocardial: undefined, remote })).toEqual(quiet)
    })
  })
})
