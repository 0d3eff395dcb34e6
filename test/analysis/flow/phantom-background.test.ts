/** A background that a phantom tells, and how often blood may turn. */
import { describe, expect, it } from 'vitest'
import { flowThroughVessel } from '#analysis/flow/flow.ts'
import type { FlowInput, FlowOptions, PhantomPhase } from '#analysis/flow/input.ts'
import { phantomBackground } from '#analysis/flow/phantom-background.ts'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import { at } from '#analysis/units/at.ts'
import { cmPerS } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import {
  healthyAorta,
  lobeVolume,
  phaseContrast,
  siemens,
  type VesselModel,
  wrap,
} from '../../truth/flow/model.ts'

const small: VesselModel = { size: 40, centre: [19.3, 20.6], body: 28, phases: 20 }
const byPhantom: FlowOptions = { background: { surface: 'phantom' } }
/** no plane and no paraboloid: cm/s */
const odd = (x: number, y: number): number => 2 + 1.5 * Math.sin(x / 4) * Math.cos(y / 5)

/** The same scan of a bottle that fills the picture. */
const bottle = (input: FlowInput, of: (x: number, y: number, phase: number) => number): PhantomPhase[] =>
  input.phases.slice(0, 5).map(({ image }, phase) => ({
    image: {
      ...image,
      pixels: image.pixels.map((_, i) => siemens(of(i % 40, Math.floor(i / 40), phase), 150)),
    },
  }))
const under = (model: VesselModel): FlowInput => {
  const input = phaseContrast(model)
  return {
    ...input,
    phases: input.phases.map((one) => ({
      ...one,
      image: {
        ...one.image,
        pixels: one.image.pixels.map((p, i) =>
          siemens((p / 4096) * 150 + odd(i % 40, Math.floor(i / 40)), 150),
        ),
      },
    })),
  }
}
const quantity = (input: FlowInput, options: FlowOptions, name: QuantityName) => {
  const found = flowThroughVessel(input, options).measurements.find((m) => m.quantity === name)
  return found !== undefined && isMeasured(found) ? found.value : found?.unmeasured
}

describe('a background by phantom', () => {
  const input = under(small)
  const phantom = bottle(input, (x, y, phase) => odd(x, y) + (phase - 2) * 0.3)

  it('of any shape is taken off: what is left is the flow to 1 %', () => {
    const net = Number(quantity({ ...input, phantom }, byPhantom, 'flow-net'))
    expect(net / lobeVolume(healthyAorta, 12)).toBeGreaterThan(0.99)
    expect(net / lobeVolume(healthyAorta, 12)).toBeLessThan(1.01)
    const left = Number(quantity({ ...input, phantom }, { background: { surface: 'none' } }, 'flow-net'))
    expect(left - net).toBeGreaterThan(5)
  })
  it('is told at the vessel as the mean of its pixels', () => {
    const offset = Number(quantity({ ...input, phantom }, byPhantom, 'flow-offset'))
    let [sum, count] = [0, 0]
    for (let i = 0; i < 1600; i++) {
      const [x, y] = [i % 40, Math.floor(i / 40)]
      if (Math.hypot(x - 19.3, y - 20.6) > 8.4) continue
      sum += odd(x, y)
      count++
    }
    expect(offset).toBeCloseTo(sum / count, 1)
  })
  it('that nobody scanned leaves the velocities as they are, and says so', () => {
    const result = flowThroughVessel(input, byPhantom)
    expect(result.warnings).toContain('the background is not corrected: there are no images of a phantom')
    expect(quantity(input, byPhantom, 'flow-offset')).toBe('too-few-pixels')
  })
  it('in another place, with a pixel that is no number, or without the magnitude that weights it, is refused', () => {
    const [first, ...rest] = phantom
    if (first === undefined) throw new Error('no phantom')
    const refused = (one: PhantomPhase, more: Partial<FlowInput> = {}) =>
      at(flowThroughVessel({ ...input, ...more, phantom: [...rest, one] }, byPhantom).measurements, 0)
    const elsewhere = { ...first.image, plane: { ...first.image.plane, position: [0, 0, 9] as const } }
    expect(refused({ image: elsewhere })).toMatchObject({
      unmeasured: 'contradictory-input',
      detail: 'the phase image of phase 5 of the phantom has another matrix or place',
    })
    const broken = { ...first.image, pixels: first.image.pixels.map((p, i) => (i === 3 ? Number.NaN : p)) }
    expect(refused({ ...first, magnitude: broken })).toMatchObject({
      unmeasured: 'unusable-images',
      detail: 'magnitude image of phase 5 of the phantom: a pixel is no finite number',
    })
    expect(refused(first, { manufacturer: 'GE', velocityEncodeScale: 2 })).toMatchObject({
      unmeasured: 'no-images',
    })
  })
})

describe('what a phantom shows', () => {
  const plane = flatPlane({ size: [4, 5], spacing: [1, 1] })
  const vessel = [
    [
      [0.6, 0.6],
      [2.4, 0.6],
      [2.4, 2.4],
      [0.6, 2.4],
    ],
  ] as const
  const venc = cmPerS(100)
  const still = Float32Array.from({ length: 20 }, (_, i) => i)
  const shown = (...phantom: Float32Array[]) => phantomBackground({ phantom, vessel, plane, venc })
  const shaken = (by: number, where: number) =>
    [-1, 0, 1].map((sign) => still.map((v, i) => (i === where ? v + sign * by : v)))

  it('is its mean over the phases, pixel by pixel', () => {
    const found = shown(
      still,
      still.map((v) => v + 1),
      still.map((v) => v + 5),
    )
    expect([...found.offset]).toEqual([...still].map((v) => v + 2))
    // pixels 6, 7, 11, 12
    expect(found.atVessel).toBe(9 + 2)
    expect(found).toMatchObject({ corrected: true, quadrantAreas: [] })
  })
  it('needs three phases', () => {
    expect(shown()).toMatchObject({ corrected: false, why: 'there are no images of a phantom' })
    expect(shown(still, still)).toMatchObject({
      corrected: false,
      why: 'three phases at least tell a phantom from air',
    })
    expect(shown(still, still, still).corrected).toBe(true)
  })
  it('must be at rest within the vessel: a standard deviation under a fifth of VENC', () => {
    // of −x, 0, x the standard deviation is 0.816 x
    const within = 11
    expect(shown(...shaken(24, within)).corrected).toBe(true)
    expect(shown(...shaken(25, within))).toMatchObject({
      corrected: false,
      why: 'the phantom does not fill the vessel: 1 of 4 pixels are not at rest',
    })
    const beside = shown(...shaken(25, 19))
    expect(beside.corrected).toBe(true)
    expect([...beside.resting].indexOf(0)).toBe(19)
  })
})

describe('blood that turns more than once', () => {
  const plainly: FlowOptions = { background: { surface: 'none' } }
  it('is no number: VENC is far too low', () => {
    const input = phaseContrast({ ...small, venc: 20 })
    const { measurements, curve } = flowThroughVessel(input, plainly)
    expect(curve).toEqual([])
    for (const m of measurements) expect(m).toMatchObject({ unmeasured: 'aliased' })
    expect(at(measurements, 0)).toMatchObject({
      detail: expect.stringMatching(
        /^blood passes a VENC of 20 cm\/s more than once in \d+ of \d+ pixels of the vessel: a higher VENC is needed$/,
      ),
    })
  })
  it('once only is put back', () => {
    for (const venc of [80, 60, 50])
      expect(
        Number(quantity(phaseContrast({ ...small, venc }), plainly, 'flow-net')) /
          lobeVolume(healthyAorta, 12),
      ).toBeCloseTo(1, 1)
  })
  it('in a narrow jet is put back: fewer than one pixel in twenty', () => {
    const input = phaseContrast({ ...small, phases: 60, venc: 60, lobes: [{ from: 0, to: 330, height: 50 }] })
    const jet = (lines: number): FlowInput => ({
      ...input,
      phases: input.phases.map((one) => ({
        ...one,
        image: {
          ...one.image,
          pixels: one.image.pixels.map((p, i) => {
            const [x, y] = [i % 40, Math.floor(i / 40)]
            const speed = one.time < 330 ? 200 * Math.sin((Math.PI * one.time) / 330) ** 2 : 0
            return x >= 17 && x < 22 && y >= 18 && y < 18 + lines ? siemens(wrap(speed, 60), 60) : p
          }),
        },
      })),
    })
    const peak = (lines: number) => quantity(jet(lines), plainly, 'flow-rate-peak')
    expect(peak(2)).toBeGreaterThan(Number(peak(1)))
    expect(peak(4)).toBe('aliased')
  })
  it('in a few pixels is noise, and where a reader turned it is what the reader saw', () => {
    const input = phaseContrast({ ...small, venc: 150 })
    const manual = [{ phase: 4, column: 19, row: 20, turns: 2 }]
    expect(quantity(input, { ...plainly, manual }, 'flow-net')).toEqual(expect.any(Number))
    const everywhere = Array.from({ length: 100 }, (_, k) => ({
      phase: 4,
      column: 15 + (k % 10),
      row: 15 + Math.floor(k / 10),
      turns: 2,
    }))
    expect(quantity(input, { ...plainly, manual: everywhere }, 'flow-net')).toEqual(expect.any(Number))
  })
  it('is left as it is where nobody asked for unwrapping', () => {
    const input = phaseContrast({ ...small, venc: 20 })
    expect(quantity(input, { ...plainly, unwrapping: 'off' }, 'flow-net')).toEqual(expect.any(Number))
  })
})
