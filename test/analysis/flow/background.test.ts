import { describe, expect, it } from 'vitest'
import { type BackgroundOptions, background } from '#analysis/flow/background.ts'
import { velocityOf } from '#analysis/flow/velocity.ts'
import { cmPerS } from '#analysis/units/units.ts'
import { circle, phaseContrast, type VesselModel } from '../../truth/flow/model.ts'

const centre = [47.3, 48.6] as const

function found(model: VesselModel, options?: BackgroundOptions, change: 'none' | 'no-magnitude' = 'none') {
  const { phases } = phaseContrast({ phases: 10, ...model })
  const venc = cmPerS(150)
  const first = phases[0]
  if (first === undefined) throw new Error('no phases')
  const velocities = phases.map(({ image }) => velocityOf(image.pixels, { rule: 'siemens-rescaled', venc }))
  const magnitudes = phases.flatMap(({ magnitude }) => (magnitude === undefined ? [] : [magnitude.pixels]))
  const { plane } = first.image
  const vessel = [circle([...centre], 8)]
  const result = background(
    { velocities, magnitudes: change === 'no-magnitude' ? [] : magnitudes, vessel, plane, venc },
    options,
  )
  return { result, plane, velocities }
}
/** mm from the middle of the image, as the model counts */
const place = (column: number, row: number): readonly [number, number] => [
  (column - 47.5) * 1.5,
  (row - 47.5) * 1.5,
]

describe('a background that is a plane', () => {
  const { result } = found({ offset: [1.2, 0.02, -0.03], noise: 3 })
  it('is found to 0.1 cm/s over the whole body, and at the vessel to 0.05', () => {
    expect(result.corrected).toBe(true)
    for (const [column, row] of [
      [20, 20],
      [48, 48],
      [75, 70],
      [20, 75],
    ] as const) {
      const [x, y] = place(column, row)
      expect(Math.abs((result.offset[row * 96 + column] ?? 0) - (1.2 + 0.02 * x - 0.03 * y))).toBeLessThan(
        0.1,
      )
    }
    const [x, y] = place(...centre)
    expect(Math.abs((result.atVessel ?? 0) - (1.2 + 0.02 * x - 0.03 * y))).toBeLessThan(0.05)
  })
  it('rests on tissue outside the vessel and its margin, never on air', () => {
    let resting = 0
    result.resting.forEach((rests, i) => {
      if (rests === 0) return
      resting++
      const [column, row] = [i % 96, Math.floor(i / 96)]
      const [x, y] = place(column, row)
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(66)
      const beside = Math.max(Math.abs(column - centre[0]), Math.abs(row - centre[1])) * 1.5
      expect(beside).toBeGreaterThan(8 * 1.5 + 5)
    })
    expect(result.quadrantAreas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(resting * 2.25, 6)
    expect(result.quadrantAreas).toHaveLength(4)
    for (const area of result.quadrantAreas) expect(area).toBeGreaterThan(200)
  })
  it('takes as many pixels at rest as it is told', () => {
    const count = (share: number) =>
      found({ noise: 3 }, { restingShare: share }).result.resting.reduce((sum, rests) => sum + rests, 0)
    expect(count(0.6) / count(0.3)).toBeCloseTo(2, 1)
  })
})

describe('a curved background', () => {
  // the model is a plane: a parabola is added here
  it('is followed by a quadratic surface and not by a plane', () => {
    const { phases } = phaseContrast({ phases: 10, noise: 1 })
    const plane = phases[0]?.image.plane
    if (plane === undefined) throw new Error('no phases')
    const curved = (i: number) => {
      const [x, y] = place(i % 96, Math.floor(i / 96))
      return 0.6 + 1e-3 * x * x - 5e-4 * x * y + 2e-4 * y * y
    }
    const velocities = phases.map(({ image }) =>
      velocityOf(image.pixels, { rule: 'siemens-rescaled', venc: cmPerS(150) }).map((v, i) => v + curved(i)),
    )
    const magnitudes = phases.flatMap(({ magnitude }) => (magnitude === undefined ? [] : [magnitude.pixels]))
    const worst = (surface: 'plane' | 'quadratic') => {
      const result = background(
        { velocities, magnitudes, vessel: [circle([...centre], 8)], plane, venc: cmPerS(150) },
        { surface },
      )
      return Math.max(
        ...[30, 48, 66].flatMap((column) =>
          [30, 48, 66].map((row) =>
            Math.abs((result.offset[row * 96 + column] ?? 0) - curved(row * 96 + column)),
          ),
        ),
      )
    }
    expect(worst('quadratic')).toBeLessThan(0.1)
    expect(worst('plane')).toBeGreaterThan(0.4)
  })
})

describe('slow flow among the tissue', () => {
  it('hardly moves the plane', () => {
    // a vein with an even flow of 12 cm/s has no variance over the beat
    const { phases } = phaseContrast({ phases: 10, noise: 2, offset: [1, 0, 0] })
    const plane = phases[0]?.image.plane
    if (plane === undefined) throw new Error('no phases')
    const velocities = phases.map(({ image }) =>
      velocityOf(image.pixels, { rule: 'siemens-rescaled', venc: cmPerS(150) }).map((v, i) =>
        Math.hypot((i % 96) - 70, Math.floor(i / 96) - 60) < 9 ? v + 12 : v,
      ),
    )
    const magnitudes = phases.flatMap(({ magnitude }) => (magnitude === undefined ? [] : [magnitude.pixels]))
    const result = background({
      velocities,
      magnitudes,
      vessel: [circle([...centre], 8)],
      plane,
      venc: cmPerS(150),
    })
    expect(Math.abs((result.atVessel ?? 0) - 1)).toBeLessThan(0.1)
  })
})

describe('a background that cannot be known', () => {
  const why = (model: VesselModel, options?: BackgroundOptions, change?: 'no-magnitude') => {
    const { result } = found(model, options, change)
    expect(result.corrected).toBe(false)
    expect(result.offset).toHaveLength(0)
    expect(result.atVessel).toBeUndefined()
    return result.why
  }
  it('is left, with the reason', () => {
    expect(why({}, { surface: 'none' })).toBe('it was not asked for')
    expect(why({}, undefined, 'no-magnitude')).toBe(
      'without magnitude images resting tissue cannot be told from air',
    )
    expect(why({ phases: 2 })).toBe('three phases at least tell what rests')
    expect(why({ body: 22 })).toMatch(
      /^resting tissue covers \d\.\d cm² in \d quadrants, where 18\.1 cm² in 3 are needed$/,
    )
  })
  it('for want of quadrants, although there is tissue enough', () => {
    // a vessel at the left side of the body: all tissue is on one side of it
    const corner: VesselModel = { centre: [5, 48], body: 66 }
    const { phases } = phaseContrast({ phases: 10, ...corner })
    const plane = phases[0]?.image.plane
    if (plane === undefined) throw new Error('no phases')
    const velocities = phases.map(({ image }) =>
      velocityOf(image.pixels, { rule: 'siemens-rescaled', venc: cmPerS(150) }),
    )
    const magnitudes = phases.flatMap(({ magnitude }) => (magnitude === undefined ? [] : [magnitude.pixels]))
    const pictures = { velocities, magnitudes, vessel: [circle([5, 48], 8)], plane, venc: cmPerS(150) }
    expect(background(pictures)).toMatchObject({
      corrected: false,
      why: expect.stringContaining('in 2 quadrants'),
    })
    expect(background(pictures, { quadrants: 2 })).toMatchObject({ corrected: true })
  })
})
