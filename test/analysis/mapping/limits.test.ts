/** Where numbers begin and end to stand: ranges of models, air, failed fits, and images that moved. */
import { describe, expect, it } from 'vitest'
import { haematocritOf } from '#analysis/mapping/haematocrit.ts'
import { meanSignalFit } from '#analysis/mapping/mean-signal.ts'
import { type RelaxationModel, relaxationModelNames, relaxationModels } from '#analysis/mapping/models.ts'
import { correctedMap, type MotionOptions, usualMotion } from '#analysis/mapping/motion.ts'
import { pixelFitter } from '#analysis/mapping/pixel-fit.ts'
import { pixelStatus, relaxationMap } from '#analysis/mapping/relaxation.ts'
import { usualRelaxation } from '#analysis/mapping/relaxation-options.ts'
import { scannerMap } from '#analysis/mapping/tissue-map.ts'
import { type Ms, mm, ms } from '#analysis/units/units.ts'
import {
  decaySignal,
  molliSignal,
  molliTimes,
  planeOf,
  recoverySignal,
  ringBorders,
  ringImages,
  ringMap,
} from '../../truth/relaxation-images.ts'
import { circle } from '../../truth/scar-ring.ts'

const molli = { ...usualRelaxation, model: 'molli' } as const

function fitted(
  model: RelaxationModel,
  times: readonly number[],
  signal: readonly number[],
  more: object = {},
) {
  const fitter = pixelFitter(times.map(ms), { ...usualRelaxation, model, ...more })
  const fit = fitter.empty()
  fitter.fit(Float64Array.from(signal), fit)
  return fit
}

describe('the range of a model', () => {
  const t1 = [30, 60, 120, 300, 700, 1500, 3000, 6000]
  const t2 = [0, 6, 15, 40, 90, 200]
  const star = [0.3, 0.8, 1.5, 4, 12, 30, 70, 140]
  const rows: readonly [RelaxationModel, readonly number[], number, number][] = [
    ['molli', t1, 50, 4000],
    ['sasha-3', t1, 50, 4000],
    ['sasha-2', t1, 50, 4000],
    ['t2-2', t2, 10, 300],
    ['t2-3', t2, 10, 300],
    ['t2star-truncated', star, 1, 150],
    ['t2star-offset', star, 1, 150],
    ['t2star-all', star, 1, 150],
  ]
  const signal = (model: RelaxationModel, value: number) => (t: number) => {
    if (model === 'molli') return molliSignal(value, 100, 195, t)
    if (model.startsWith('sasha')) return recoverySignal(value, 100, 100, t)
    return decaySignal(value, 100, model === 't2-3' || model === 't2star-offset' ? 8 : 0, t)
  }
  for (const [model, times, lowest, highest] of rows)
    it(`of ${model} is ${lowest} to ${highest} ms`, () => {
      const status = (value: number) =>
        fitted(model, times, times.map(signal(model, value)), { signal: 'signed' }).status
      expect(status(1.01 * lowest)).toBe('fitted')
      expect(status(0.99 * lowest)).toBe('out-of-range')
      expect(status(0.99 * highest)).toBe('fitted')
      expect(status(1.01 * highest)).toBe('out-of-range')
    })
  it('is told for every model, within what is searched', () => {
    expect(rows.map(([model]) => model)).toEqual(relaxationModelNames)
    for (const { shortest, lowest, highest, longest } of Object.values(relaxationModels)) {
      expect(shortest).toBeLessThan(lowest)
      expect(longest).toBeGreaterThan(highest)
    }
  })
})

describe('late echoes', () => {
  it('are never so few that the model has no parameter left', () => {
    const odd = [100, 20, 90, 10, 60]
    const most = { truncation: { leastRSquared: 2, fewestEchoes: 1 }, leastRSquared: -10 }
    expect(fitted('t2star-truncated', [2, 4, 6, 8, 10], odd, most).samples).toBe(2)
    expect(
      fitted('t2star-truncated', [2, 4], [100, 50], { truncation: { leastRSquared: 2, fewestEchoes: 3 } }),
    ).toMatchObject({
      samples: 2,
      sd: 0,
      status: 'fitted',
    })
  })
  it('are kept by the models that do not leave them out, however poor the fit', () => {
    const floor = [2, 4, 6, 8, 10, 12].map((t) => Math.max(decaySignal(3, 100, 0, t), 20))
    expect(fitted('t2star-all', [2, 4, 6, 8, 10, 12], floor).samples).toBe(6)
    expect(fitted('t2star-offset', [2, 4, 6, 8, 10, 12], floor).samples).toBe(6)
  })
  it('are left out one by one until R² is enough, and no further', () => {
    const times = [2, 4, 6, 8, 10, 12, 14, 16]
    const signal = times.map((t, i) => (i < 5 ? decaySignal(5, 100, 0, t) : 30))
    const fit = fitted('t2star-truncated', times, signal)
    expect(fit.samples).toBe(5)
    expect(fit.value).toBeCloseTo(5, 6)
  })
})

describe('air', () => {
  const of = (share: number) => {
    const images = ringImages({
      times: molliTimes,
      magnitude: true,
      sd: 0.001,
      signal: (tissue, time) => (tissue === 'outside' ? share : 1) * molliSignal(1000, 100, 190, time),
    })
    const map = relaxationMap(images, molliTimes, molli)
    if (!map.measured) throw new Error(map.detail)
    return map.value.status[0]
  }
  it('is what stays under a twentieth of the brightest hundredth', () => {
    expect(of(0.048)).toBe(pixelStatus.air)
    expect(of(0.053)).toBe(pixelStatus.fitted)
  })
  it('is not set by one hot pixel', () => {
    const images = ringImages({
      times: molliTimes,
      magnitude: true,
      sd: 0.001,
      signal: (_, time) => molliSignal(1000, 100, 190, time),
    }).map((image) => ({ ...image, pixels: image.pixels.map((v, i) => (i === 5 ? 40 * v : v)) }))
    const map = relaxationMap(images, molliTimes, molli)
    expect(map.measured && map.value.status[100]).toBe(pixelStatus.fitted)
  })
})

it('a map of the scanner holds numbers up to twenty times what the most diseased tissue has', () => {
  const image = ringMap((tissue) => ({ wall: 48, blood: 2600, outside: 2601 })[tissue])
  const map = scannerMap(0, image, 't2', {})
  if (!map.measured) throw new Error(map.detail)
  expect(map.value.status[24 * 48 + 24]).toBe(pixelStatus.fitted)
  expect(map.value.status[0]).toBe(pixelStatus['out-of-range'])
  const negative = scannerMap(
    0,
    ringMap((tissue) => (tissue === 'wall' ? 48 : -1)),
    't2',
    {},
  )
  expect(negative.measured && negative.value.status[0]).toBe(pixelStatus.air)
})

describe('the mean signal of a region', () => {
  const times = [2, 4, 6, 8, 10, 12].map(ms)
  const images = (of: (time: Ms, i: number) => number) =>
    times.map((time, k) => ({
      sopInstanceUid: `1.${k}`,
      frame: 0,
      plane: planeOf(4),
      pixels: Float32Array.from({ length: 16 }, (_, i) => of(time, i)),
    }))
  const options = { ...usualRelaxation, model: 't2star-truncated' } as const
  it('is that of all pixels of all slices, in the order of the echoes, with the fit at each', () => {
    const one = { images: images((t, i) => (1 + i) * decaySignal(9, 10, 0, t)), times, pixels: [0, 1, 5] }
    const two = { images: images((t) => 20 * decaySignal(9, 10, 0, t)), times, pixels: [3] }
    const order = [3, 0, 5, 2, 1, 4]
    const shuffled = {
      ...one,
      images: order.flatMap((k) => one.images[k] ?? []),
      times: order.flatMap((k) => times[k] ?? []),
    }
    const fit = meanSignalFit([one, two], options, 4)
    if (!fit.measured) throw new Error(fit.detail)
    // (1 + 2 + 6 + 20) / 4 of each echo
    times.forEach((t, k) => {
      expect(fit.value.signal[k]).toBeCloseTo(7.25 * decaySignal(9, 10, 0, t), 4)
      expect(fit.value.fitted[k]).toBeCloseTo(7.25 * decaySignal(9, 10, 0, t), 4)
    })
    expect(fit.value).toMatchObject({ samples: 6, times })
    expect(fit.value.value).toBeCloseTo(9, 5)
    expect(fit.value.rSquared).toBeCloseTo(1, 9)
    expect(fit.warnings).toEqual([])
    const turned = meanSignalFit([shuffled], options, 3)
    expect(turned.measured && turned.value.times).toEqual(times)
    expect(turned.measured && turned.value.value).toBeCloseTo(9, 5)
  })
  it('leaves out slices whose echoes are other ones, or fewer', () => {
    const region = (count: number, later = 0) => ({
      images: images((t) => decaySignal(9, 100, 0, t)).slice(0, count),
      times: times.slice(0, count).map((t) => ms(t + later)),
      pixels: [0, 1, 2],
    })
    for (const other of [region(5), region(6, 1)]) {
      const fit = meanSignalFit([region(6), other], options, 3)
      expect(fit).toMatchObject({ warnings: ['slices with other echo times are left out'] })
      expect(fit.measured && fit.value.value).toBeCloseTo(9, 5)
      expect(meanSignalFit([region(6), other], options, 4)).toMatchObject({
        reason: 'too-few-pixels',
        detail: '3 pixels, and 4 are needed',
      })
    }
    const longer = meanSignalFit([region(5), region(6)], options, 3)
    expect(longer).toMatchObject({
      value: { samples: 5 },
      warnings: ['slices with other echo times are left out'],
    })
    expect(meanSignalFit([], options, 3)).toMatchObject({ detail: 'there are no raw images of the region' })
  })
  it('that does not decay says why it has no fit', () => {
    const region = (of: (time: Ms, i: number) => number) => [{ images: images(of), times, pixels: [0, 1, 2] }]
    expect(
      meanSignalFit(
        region((t) => 10 + t),
        options,
        3,
      ),
    ).toMatchObject({
      reason: 'fit-failed',
      detail: 'the time constant is out of range',
    })
    const rough = (t: Ms) => decaySignal(9, 100, 0, t) + (t % 4 === 0 ? 25 : -25)
    expect(
      meanSignalFit(region(rough), { ...options, truncation: { leastRSquared: 1.1, fewestEchoes: 6 } }, 3),
    ).toMatchObject({
      reason: 'fit-failed',
      detail: expect.stringMatching(/^R² is 0\.\d{3}$/),
    })
    expect(
      meanSignalFit(
        region(() => 5),
        options,
        4,
      ),
    ).toMatchObject({ detail: '3 pixels, and 4 are needed' })
  })
})

describe('images laid on their predictions', () => {
  const shifts = [0, 0, 1.5, 0, 0, 0, 0, 0].map((dy, k) => [k === 4 ? -1.5 : 0, dy] as const)
  const images = ringImages({
    times: molliTimes,
    magnitude: true,
    sd: 0.001,
    shifts,
    signal: (tissue, time) => {
      const share = tissue === 'outside' ? 0.6 : 1
      return share * molliSignal({ wall: 1000, blood: 1600, outside: 600 }[tissue], 100, 190, time)
    },
  })
  const corrected = (motion: Partial<MotionOptions>, progress?: (done: number, total: number) => void) =>
    correctedMap(images, molliTimes, ringBorders().epicardial, molli, { ...usualMotion, ...motion }, progress)
  it('tell which way each went, by columns and by rows, and how far they are', () => {
    const told: string[] = []
    const made = corrected({ rounds: 1 }, (done, total) => told.push(`${done}/${total}`))
    if (!made.measured) throw new Error(made.detail)
    const { motion } = made.value
    expect(motion.map(({ time }) => time)).toEqual(molliTimes)
    const [still] = motion
    expect((motion[2]?.shift[1] ?? 0) - (still?.shift[1] ?? 0)).toBeGreaterThan(0.4)
    expect(Math.abs((motion[2]?.shift[0] ?? 0) - (still?.shift[0] ?? 0))).toBeLessThan(0.5)
    expect((motion[4]?.shift[0] ?? 0) - (still?.shift[0] ?? 0)).toBeLessThan(-0.2)
    expect(told).toEqual(Array.from({ length: 9 }, (_, k) => `${k + 1}/9`))
    expect(made.warnings).toEqual([])
  })
  it('are named where they do not lie on them after all', () => {
    const made = corrected({ rounds: 1, largestResidual: 0 })
    if (!made.measured) throw new Error(made.detail)
    expect(made.warnings).toHaveLength(8)
    expect(made.warnings[1]).toMatch(
      /^the image at 1120 ms does not lie on its prediction \(residual 0\.\d\d\)$/,
    )
  })
  it('are laid on each other by the heart and its margin, whatever moves beyond', () => {
    // a bright spot on one side of the region, which moves in the second image
    const shiftOf = (side: readonly [number, number], margin: number): number => {
      const scene = molliTimes.map((time, k) => {
        const signal = (t1: number) => Math.abs(molliSignal(t1, 100, 190, time))
        const moved = k === 1 ? 2 : 0
        const pixels = Float32Array.from({ length: 48 * 48 }, (_, i) => {
          const [x, y] = [i % 48, Math.floor(i / 48)]
          const spot = Math.hypot(x - side[0] - moved, y - side[1] - moved) < 5
          const heart = Math.hypot(x - 24, y - 24)
          return (spot ? 3 : 1) * signal(heart < 4 ? 1600 : heart < 7 ? 1000 : 600) + 0.01 * ((7 * i) % 5)
        })
        return { sopInstanceUid: `1.${k}`, frame: 0, plane: planeOf(48), pixels }
      })
      const registration = { ...usualMotion.registration, levels: [{ sigma: mm(3), stride: 2 }] }
      const motion = { ...usualMotion, registration, rounds: 1, margin }
      const made = correctedMap(scene, molliTimes, circle([24, 24], 7), molli, motion)
      if (!made.measured) throw new Error(made.detail)
      return Math.hypot(...(made.value.motion[1]?.shift ?? []))
    }
    const sides = [
      [3, 24],
      [42, 24],
      [24, 3],
      [24, 42],
    ] as const
    for (const side of sides) expect(shiftOf(side, 3)).toBeLessThan(0.01)
    expect(shiftOf([3, 24], 25)).toBeGreaterThan(0.2)
  })
  it('without rounds stay where they are', () => {
    const made = corrected({ rounds: 0 })
    const plain = relaxationMap(images, molliTimes, molli)
    expect(made.measured && made.value.motion).toEqual([])
    expect(made.measured && plain.measured && made.value.map).toEqual(plain.measured && plain.value)
  })
  it('cannot be where no first fit can be made', () => {
    const zero = images.map((image, k) => (k === 0 ? { ...image, pixels: new Float32Array(48 * 48) } : image))
    expect(correctedMap(zero, molliTimes, circle([30, 30], 8), molli, usualMotion)).toMatchObject({
      reason: 'unusable-images',
    })
    expect(correctedMap([], [], circle([30, 30], 8), molli, { ...usualMotion, rounds: 0 })).toMatchObject({
      reason: 'no-images',
    })
  })
})

it('a haematocrit that is refused says which it was and why', () => {
  const detail = (fraction: number) => {
    const found = haematocritOf({ kind: 'sample', fraction }, {})
    return found.measured ? '' : found.detail
  }
  expect(detail(0)).toBe('a haematocrit of 0 is an empty field, not a sample')
  expect(detail(0.1)).toBe('a haematocrit of 0.1 is outside 0.15 to 0.7')
  const synthetic = (formula: 'treibel-2016' | 'combined-2021', blood: object) => {
    const found = haematocritOf({ kind: 'synthetic', formula }, blood)
    return found.measured ? found.warnings : found.detail
  }
  expect(synthetic('treibel-2016', { field: 1.5 })).toBe('the native T1 of blood is not known')
  expect(synthetic('treibel-2016', { native: ms(1600) })).toBe(
    'the formula treibel-2016 is for 1.5 T, not for an unknown field',
  )
  expect(synthetic('combined-2021', { native: ms(1600), field: 1.5 })).toBe(
    'the T1 of blood after contrast is not known',
  )
  expect(synthetic('combined-2021', { native: ms(1600), post: ms(300), field: 1.5 })).toEqual([
    'synthetic haematocrit (combined-2021): not validated in children and anaemia',
    'the field strength of combined-2021 is not verified',
  ])
  expect(synthetic('treibel-2016', { native: ms(1600), field: 1.5 })).toEqual([
    'synthetic haematocrit (treibel-2016): not validated in children and anaemia',
  ])
  expect(synthetic('treibel-2016', { native: ms(1600), field: 1.61 })).toContain('not for 1.61 T')
})
