import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowThroughVessel } from '#analysis/flow/flow.ts'
import type { FlowInput, FlowOptions } from '#analysis/flow/input.ts'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import { flowQuantities } from '#analysis/measurements/quantities/flow.ts'
import { at } from '#analysis/units/at.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import {
  circle,
  healthyAorta,
  leakingAorta,
  lobeVolume,
  phaseContrast,
  speed,
  type VesselModel,
} from '../../truth/flow/model.ts'

/** A small picture is enough where the background is not asked for. */
const small: VesselModel = { size: 40, centre: [19.3, 20.6], body: 28, phases: 20 }
const plainly: FlowOptions = { background: { surface: 'none' } }
const values = (input: FlowInput, options: FlowOptions = plainly) => {
  const result = flowThroughVessel(input, options)
  return Object.fromEntries(
    result.measurements.map((m) => [m.quantity, isMeasured(m) ? m.value : m.unmeasured]),
  )
}
const refusal = (input: FlowInput, options: FlowOptions = plainly) => {
  const result = flowThroughVessel(input, options)
  const reasons = new Set(result.measurements.map((m) => (isMeasured(m) ? 'measured' : m.unmeasured)))
  expect(result.curve).toEqual([])
  expect(reasons.size).toBe(1)
  const first = at(result.measurements, 0)
  return isMeasured(first) ? undefined : { reason: first.unmeasured, detail: first.detail }
}
const replaced = (
  input: FlowInput,
  phase: number,
  change: (pixels: Float32Array) => Float32Array,
): FlowInput => ({
  ...input,
  phases: input.phases.map((one, i) =>
    i === phase ? { ...one, image: { ...one.image, pixels: change(one.image.pixels) } } : one,
  ),
})

describe('flow through a vessel', () => {
  it('is that of a parabolic profile to 1 %, in all its numbers', () => {
    const found = values(phaseContrast({ ...small, lobes: leakingAorta }))
    const forward = lobeVolume(healthyAorta, 12)
    expect(Number(found['flow-forward']) / forward).toBeCloseTo(1, 2)
    expect(Number(found['flow-backward']) / (0.3 * forward)).toBeCloseTo(1, 1)
    expect(Number(found['flow-net'])).toBeCloseTo(
      Number(found['flow-forward']) - Number(found['flow-backward']),
      9,
    )
    expect(Number(found['flow-rf'])).toBeCloseTo(
      (100 * Number(found['flow-backward'])) / Number(found['flow-forward']),
      9,
    )
    expect(Number(found['flow-rf'])).toBeCloseTo(30, 0)
    expect(Number(found['flow-co'])).toBeCloseTo((Number(found['flow-net']) * 60) / 900, 9)
    expect(Number(found['flow-rate-peak']) / ((108 * Math.PI * 1.44) / 2)).toBeCloseTo(1, 1)
    expect(Number(found['flow-v-mean'])).toBeCloseTo(Number(found['flow-net']) / 0.9 / (Math.PI * 1.44), 2)
    expect(Number(found['flow-gradient'])).toBeCloseTo(4 * (Number(found['flow-v-peak']) / 100) ** 2, 9)
    expect(Number(found['flow-area-max'])).toBeCloseTo(Math.PI * 144, 0)
    expect(Number(found['flow-area-min'])).toBeCloseTo(Math.PI * 144, 0)
    expect(found['flow-offset']).toBe('too-few-pixels')
  })

  it('answers every quantity of one vessel with its scope, method and version', () => {
    const { measurements, method, version } = flowThroughVessel(phaseContrast(small), plainly)
    const relations = /qp-qs|-rvol$|^mitral|^tricuspid|-diff$/
    expect(measurements.map(({ quantity }) => quantity)).toEqual(
      Object.keys(flowQuantities).filter((name) => !relations.test(name)),
    )
    for (const m of measurements) expect(m.scope).toBe('region:aorta')
    expect({ method, version }).toEqual({ method: 'phase-contrast/frame-wise', version: '1' })
    const by = Object.fromEntries(measurements.map((m) => [m.quantity, isMeasured(m) ? m.method : '']))
    expect(by['flow-rf-px']).toBe('phase-contrast/pixel-wise')
    expect(by['flow-forward-px']).toBe('phase-contrast/pixel-wise')
    expect(by['flow-backward-px']).toBe('phase-contrast/pixel-wise')
    expect(by['flow-gradient']).toBe('simplified-bernoulli')
    expect(by['flow-rf']).toBe('phase-contrast/frame-wise')
  })

  it('says the options that it was made with, and the rule that it found', () => {
    const { options } = flowThroughVessel(phaseContrast(small), plainly)
    expect(options).toEqual({
      background: {
        surface: 'none',
        restingShare: 0.3,
        leastMagnitude: 0.15,
        margin: 5,
        coverage: 4,
        quadrants: 3,
      },
      unwrapping: 'automatic',
      manual: [],
      direction: 'automatic',
      rule: 'siemens-rescaled',
    })
  })

  it('splits swirl pixel by pixel, where the whole vessel only stands still', () => {
    const input = phaseContrast({ ...small, lobes: [] })
    const swirling = {
      ...input,
      phases: input.phases.map((one) => ({
        ...one,
        image: {
          ...one.image,
          // half of the vessel forward, half backward, at VENC / 4
          pixels: one.image.pixels.map((v, i) => {
            const [x, y] = [(i % 40) - 19.3, Math.floor(i / 40) - 20.6]
            return Math.hypot(x, y) < 9 ? (x > 0 ? 1024 : -1024) : v
          }),
        },
      })),
    }
    const found = values(swirling, { ...plainly, direction: 'as-stored' })
    expect(Number(found['flow-forward-px'])).toBeGreaterThan(70)
    expect(Number(found['flow-backward-px'])).toBeGreaterThan(70)
    expect(Math.abs(Number(found['flow-net']))).toBeLessThan(8)
    expect(Number(found['flow-forward-px']) - Number(found['flow-backward-px'])).toBeCloseTo(
      Number(found['flow-net']),
      6,
    )
  })

  it('is forward in systole, whichever way the scanner counts, unless a reader says else', () => {
    const lobes = healthyAorta.map((lobe) => ({ ...lobe, height: -lobe.height }))
    const turned = phaseContrast({ ...small, lobes })
    const usual = phaseContrast(small)
    expect(flowThroughVessel(turned, plainly).reversed).toBe(true)
    expect(flowThroughVessel(usual, plainly).reversed).toBe(false)
    const still = phaseContrast({ ...small, lobes: [] })
    expect(flowThroughVessel(still, plainly).reversed).toBe(false)
    expect(Number(values(turned)['flow-net'])).toBeGreaterThan(35)
    expect(Number(values(turned, { ...plainly, direction: 'as-stored' })['flow-net'])).toBeLessThan(-35)
    expect(Number(values(usual, { ...plainly, direction: 'reversed' })['flow-net'])).toBeLessThan(-35)
    expect(values(turned, { ...plainly, direction: 'as-stored' })['flow-rf']).toBe('out-of-range')
  })

  it('has no regurgitant fraction where nothing flows forward', () => {
    const lobes = [{ from: -450, to: 1350, height: -60 }]
    const found = values(phaseContrast({ ...small, lobes, body: 40 }), { ...plainly, direction: 'as-stored' })
    expect(found['flow-rf']).toBe('out-of-range')
    expect(Number(found['flow-backward'])).toBeGreaterThan(50)
  })

  it('is freed of a background where there is tissue to know it from', () => {
    const input = phaseContrast({ phases: 10, offset: [2, 0, 0], noise: 2 })
    const found = values(input, {})
    expect(Number(found['flow-offset'])).toBeCloseTo(2, 1)
    const left = values(input)
    expect(Number(left['flow-net']) - Number(found['flow-net'])).toBeCloseTo(2 * Math.PI * 1.44 * 0.9, 0)
  })

  it('without magnitude images keeps its background and says so', () => {
    const input = phaseContrast(small)
    const bare = { ...input, phases: input.phases.map(({ image, time }) => ({ image, time })) }
    const result = flowThroughVessel(bare)
    expect(result.warnings).toContain(
      'the background is not corrected: without magnitude images resting tissue cannot be told from air',
    )
    expect(result.measurements.find(({ quantity }) => quantity === 'flow-offset')).toMatchObject({
      unmeasured: 'too-few-pixels',
      detail:
        'the background is not corrected: without magnitude images resting tissue cannot be told from air',
    })
    for (const m of result.measurements)
      if (isMeasured(m))
        expect(m.warnings).toEqual(expect.arrayContaining([expect.stringContaining('background')]))
  })

  it('beyond VENC is unwrapped and counted, or left and said so', () => {
    const input = phaseContrast({ ...small, venc: 80 })
    const found = flowThroughVessel(input, plainly)
    expect(Number(values(input)['flow-net']) / lobeVolume(healthyAorta, 12)).toBeCloseTo(1, 1)
    expect(found.unwrapped.length).toBeGreaterThan(20)
    const phases = new Set(found.unwrapped.map(({ phase }) => phase)).size
    expect(found.warnings).toContain(
      `aliased velocities were unwrapped: ${found.unwrapped.length} values at ${phases} phases`,
    )
    const left = flowThroughVessel(input, { ...plainly, unwrapping: 'off' })
    expect(left.warnings).toContain(
      `velocities look aliased and were left so: ${found.unwrapped.length} values at ${phases} phases`,
    )
    expect(Number(values(input, { ...plainly, unwrapping: 'off' })['flow-net'])).toBeLessThan(
      0.8 * lobeVolume(healthyAorta, 12),
    )
  })

  it('weighted by magnitude is the same flow as the velocities themselves', () => {
    const plain = phaseContrast({ ...small, encode: (v) => v })
    const weighted = {
      ...plain,
      manufacturer: 'GE MEDICAL SYSTEMS',
      velocityEncodeScale: 0.5,
      phases: plain.phases.map((one) => ({
        ...one,
        image: {
          ...one.image,
          pixels: one.image.pixels.map((v, i) => (v / 150) * Math.PI * (one.magnitude?.pixels[i] ?? 0) * 0.5),
        },
      })),
    }
    const found = flowThroughVessel(weighted, plainly)
    expect(found.options.rule).toBe('ge-magnitude-weighted')
    const net = Number(values({ ...plain, manufacturer: 'Philips' })['flow-net'])
    expect(Number(values(weighted)['flow-net'])).toBeCloseTo(net, 3)
  })

  it('says everything that speaks against it, once, with each number', () => {
    const input = {
      ...phaseContrast({
        ...small,
        venc: 720,
        body: 200,
        noise: 1,
        encode: (v) => 10 * v,
        lobes: [{ from: 0, to: 330, height: 140 }],
      }),
      manufacturer: 'GE',
    }
    const { warnings, measurements } = flowThroughVessel(input, { background: { surface: 'none' } })
    expect(warnings).toEqual([
      'a VENC of 720 cm/s is unusual for a great vessel',
      'velocity scaled by the rule velocity-mm, which is unverified',
      expect.stringMatching(/^velocities reach 1[34]\d\.\d cm\/s where VENC is 720 cm\/s: is VENC right\?$/),
      'one border, drawn at phase 1, stands for all 20 phases',
      'the background is not corrected: it was not asked for',
    ])
    const net = measurements.find(({ quantity }) => quantity === 'flow-net')
    expect(net && isMeasured(net) && net.warnings).toEqual(warnings)
  })

  it('of blood that jumps from phase to phase says in how many pixels that cannot be resolved', () => {
    const input = phaseContrast({ ...small, lobes: [] })
    const jumping = {
      ...input,
      phases: input.phases.map((one, phase) => ({
        ...one,
        image: {
          ...one.image,
          pixels: one.image.pixels.map((_, i) => -(i % 3) - (phase % 2 === 0 ? 0 : 0.8 * 4096)),
        },
      })),
      contours: [
        {
          phase: 0,
          points: [
            [18.6, 18.6],
            [20.4, 18.6],
            [20.4, 20.4],
            [18.6, 20.4],
          ] as const,
        },
      ],
    }
    expect(flowThroughVessel(jumping, plainly).warnings).toContain(
      'aliasing is not resolved with certainty in 4 pixels of the vessel',
    )
    expect(flowThroughVessel(input, plainly).warnings.join()).not.toContain('aliasing')
  })

  it('of too few phases has rates and velocities, and no volumes', () => {
    const found = values(phaseContrast({ ...small, phases: 5 }))
    expect(found['flow-net']).toBe('too-few-phases')
    expect(found['flow-co']).toBe('too-few-phases')
    expect(found['flow-v-mean']).toBe('too-few-phases')
    expect(found['flow-rate-peak']).toEqual(expect.any(Number))
    expect(found['flow-v-peak']).toEqual(expect.any(Number))
  })

  it('of a vessel of three pixels has no peak by nine', () => {
    const input = phaseContrast(small)
    const found = values({ ...input, contours: [{ phase: 0, points: circle([19, 20], 0.9) }] })
    expect(found['flow-v-peak']).toBe('too-few-pixels')
    expect(found['flow-gradient']).toBe('too-few-pixels')
    expect(found['flow-net']).toEqual(expect.any(Number))
  })

  it('of a beat that ends early says how much of it was held', () => {
    const result = flowThroughVessel(phaseContrast({ ...small, covered: 720 }), plainly)
    expect(result.uncovered).toBeCloseTo(180, 6)
    expect(result.warnings.some((w) => w.startsWith('180 ms before the next R wave'))).toBe(true)
  })

  it('keeps a curve with one sample a phase', () => {
    const { curve } = flowThroughVessel(phaseContrast(small), plainly)
    expect(curve.map(({ phase }) => phase)).toEqual(Array.from({ length: 20 }, (_, i) => i))
    for (const { time, rate } of curve)
      expect(Math.abs(rate - (speed(healthyAorta, time) * Math.PI * 1.44) / 2)).toBeLessThan(2)
  })
})

describe('flow keeps its value', () => {
  const truth = values(phaseContrast({ ...small, noise: 4 }))
  it('when the images are mirrored and their contour with them', () => {
    const input = phaseContrast({ ...small, noise: 4 })
    const mirrored: FlowInput = {
      ...input,
      phases: input.phases.map((one) => ({
        ...one,
        image: {
          ...one.image,
          pixels: one.image.pixels.map((_, i) => one.image.pixels[i - (i % 40) + 39 - (i % 40)] ?? 0),
        },
      })),
      contours: input.contours.map(({ phase, points }) => ({
        phase,
        points: points.map(([x, y]) => [39 - x, y] as const),
      })),
    }
    const found = values(mirrored)
    for (const [name, value] of Object.entries(truth))
      if (typeof value === 'number') expect(Number(found[name])).toBeCloseTo(value, 4)
  })
  it('whatever the order and the turn of the points of its contour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 719 }), fc.boolean(), (start, turned) => {
        const input = phaseContrast({ ...small, noise: 4, phases: 9 })
        const points = at(input.contours, 0).points
        const moved = [...points.slice(start), ...points.slice(0, start)]
        const other = { ...input, contours: [{ phase: 0, points: turned ? moved.reverse() : moved }] }
        expect(Number(values(other)['flow-net'])).toBeCloseTo(Number(values(input)['flow-net']), 6)
      }),
      { seed: 4, numRuns: 5 },
    )
  })
  it('and grows with VENC in proportion, since a phase is a share of it', () => {
    const input = phaseContrast({ ...small, noise: 4 })
    const doubled = values({ ...input, venc: cmPerS(300) })
    expect(Number(doubled['flow-net'])).toBeCloseTo(2 * Number(truth['flow-net']), 4)
  })
})

describe('what cannot be flow', () => {
  const input = phaseContrast({ ...small, phases: 9 })
  it('has no images', () => {
    expect(refusal({ ...input, phases: [] })).toMatchObject({ reason: 'no-images' })
  })
  it('has no VENC, or one of 0, or one in mm/s', () => {
    const { venc: _, ...without } = input
    expect(refusal(without)).toMatchObject({ reason: 'no-venc' })
    expect(refusal({ ...input, venc: cmPerS(0) })).toMatchObject({ reason: 'no-venc' })
    expect(refusal({ ...input, venc: cmPerS(1500) })).toMatchObject({ reason: 'out-of-range' })
  })
  it('has velocities that VENC could not encode: given ten times too small or too large', () => {
    const philips = {
      ...phaseContrast({ ...small, phases: 9, encode: (v) => v }),
      manufacturer: 'Philips',
    }
    expect(refusal({ ...philips, venc: cmPerS(15) })).toMatchObject({ reason: 'contradictory-input' })
    const ge = {
      ...phaseContrast({ ...small, phases: 9, venc: 60, encode: (v) => 10 * v }),
      manufacturer: 'GE',
    }
    expect(refusal({ ...ge, venc: cmPerS(600) })).toMatchObject({ reason: 'contradictory-input' })
    expect(refusal({ ...ge, venc: cmPerS(6) })).toMatchObject({ reason: 'contradictory-input' })
  })
  it('comes from a scanner that nobody knows the scaling of, until a reader says the rule', () => {
    const { manufacturer: _, ...unknown } = input
    expect(refusal(unknown)).toMatchObject({ reason: 'contradictory-input' })
    expect(values(unknown, { ...plainly, rule: 'siemens-rescaled' })['flow-net']).toEqual(expect.any(Number))
  })
  it('is weighted by a magnitude that is not there', () => {
    const bare = {
      ...input,
      manufacturer: 'GE',
      velocityEncodeScale: 2,
      phases: input.phases.map(({ image, time }) => ({ image, time })),
    }
    expect(refusal(bare)).toMatchObject({
      reason: 'no-images',
      detail: 'phase images weighted by magnitude have no velocity without magnitude images',
    })
  })
  it('has no contour, or one outside the image', () => {
    expect(refusal({ ...input, contours: [] })).toMatchObject({ reason: 'no-contours' })
    expect(refusal({ ...input, contours: [{ phase: 0, points: circle([38, 20], 6) }] })).toMatchObject({
      reason: 'contradictory-input',
    })
  })
  it('has a pixel that is no number, or all the same', () => {
    const nan = replaced(input, 4, (pixels) => pixels.map((v, i) => (i === 7 ? Number.NaN : v)))
    expect(refusal(nan)).toEqual({
      reason: 'unusable-images',
      detail: 'phase image of phase 5: a pixel is no finite number',
    })
    expect(refusal(replaced(input, 0, (pixels) => pixels.map(() => 0)))).toMatchObject({
      reason: 'unusable-images',
    })
    const dark = {
      ...input,
      phases: input.phases.map((one, i) => {
        if (i !== 2 || one.magnitude === undefined) return one
        return { ...one, magnitude: { ...one.magnitude, pixels: new Float32Array(1600) } }
      }),
    }
    expect(refusal(dark)).toMatchObject({ detail: 'magnitude image of phase 3: all pixels are 0' })
  })
  it('has images of two matrices or places', () => {
    const of = (change: object) => ({
      ...input,
      phases: input.phases.map((one, i) =>
        i === 3 ? { ...one, image: { ...one.image, plane: { ...one.image.plane, ...change } } } : one,
      ),
    })
    for (const change of [
      { rows: 39 },
      { columns: 39 },
      { rowSpacing: 1.6 },
      { columnSpacing: 1.6 },
      { position: [0, 0, 5] },
    ])
      expect(refusal(of(change))).toEqual({
        reason: 'contradictory-input',
        detail: 'the phase image of phase 4 has another matrix or place',
      })
    expect(values(of({ position: [0, 0.005, 0] }))['flow-net']).toEqual(expect.any(Number))
  })
  it('has magnitude images for some phases only', () => {
    const some = {
      ...input,
      phases: input.phases.map(({ image, time, magnitude }, i) =>
        i === 0 || magnitude === undefined ? { image, time } : { image, time, magnitude },
      ),
    }
    expect(refusal(some)).toEqual({
      reason: 'contradictory-input',
      detail: '8 of 9 phases have a magnitude image',
    })
  })
  it('has times that do not increase: rates stand, volumes do not', () => {
    const stuck = { ...input, phases: input.phases.map((one) => ({ ...one, time: ms(10) })) }
    const found = values(stuck)
    expect(found['flow-net']).toBe('contradictory-input')
    expect(found['flow-rate-peak']).toEqual(expect.any(Number))
  })
  it('never gives a number that is none', () => {
    for (const m of flowThroughVessel(input).measurements)
      if (isMeasured(m)) expect(Number.isFinite(m.value)).toBe(true)
  })
})
