/** What the generator says of a whole examination, beside sums and pictures that it does not come from. */
import { describe, expect, it } from 'vitest'
import { cross, dot, indexToPatient, planeNormal } from '#analysis/geometry/plane.ts'
import { clinicalAcquisition, smallAcquisition } from '#analysis/phantom/acquisition.ts'
import {
  aorticPlane,
  aorticSection,
  flowTruth,
  shareThrough,
  velocityIn,
} from '#analysis/phantom/aortic-flow.ts'
import { aorta } from '#analysis/phantom/atria.ts'
import { phantomSeries } from '#analysis/phantom/examination.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import type { PhantomOptions } from '#analysis/phantom/options.ts'
import { breathingShift } from '#analysis/phantom/perfusion.ts'
import { heartDirection } from '#analysis/phantom/planes.ts'
import { presetNames, presets } from '#analysis/phantom/presets.ts'
import { truthOf } from '#analysis/phantom/truth-of.ts'
import { at } from '#analysis/units/at.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'

const whole = (preset: PhantomOptions['preset'], more: Partial<PhantomOptions> = {}): PhantomOptions => ({
  preset,
  seed: 3,
  examination: 'whole',
  ...more,
})

const known = new Map<string, ReturnType<typeof truthOf>>()
const truthFor = (preset: PhantomOptions['preset']): ReturnType<typeof truthOf> => {
  const truth = known.get(preset) ?? truthOf(whole(preset))
  known.set(preset, truth)
  return truth
}

describe('the truth of a whole examination', () => {
  it.each(['dilated', 'infarct', 'hypertrophic', 'amyloid'] as const)(
    'has a scar in the slices of the %s heart that adds up to that of its wall',
    (preset) => {
      const { slices, scar } = truthFor(preset)
      const summed = slices.reduce((sum, slice) => sum + slice.scar.mass, 0)
      // what summing slices at 10 mm makes of it: the ends of a scar fall between slices
      expect(Math.abs(summed / scar.mass - 1)).toBeLessThan(0.06)
      expect(scar.mass).toBeCloseTo(1.05 * scar.scar, 9)
      const segments = Object.values(scar.segments).reduce((sum, segment) => sum + segment.mass, 0)
      expect(segments).toBeCloseTo(scar.mass, 6)
    },
  )

  it('has no scar in the normal heart, and none above the valve plane', () => {
    expect(truthFor('normal').slices.every(({ scar }) => scar.scar === 0)).toBe(true)
    const [first] = truthFor('amyloid').slices
    expect(first?.scar.wall).toBe(0)
  })

  it('turns tissue in each slice by how far above the tip it came from, clockwise seen from the apex', () => {
    const { slices } = truthFor('normal')
    // 10 degrees from the tip at -71 to the base at 18; tissue now at z came from (z + 71) / 0.84 above the tip
    for (const { level, rotation } of slices.slice(3, 7))
      expect(rotation).toBeCloseTo((-10 / 89) * ((level + 71) / 0.84), 9)
    expect(slices[0]?.rotation).toBe(0)
  })

  it('has a reserve of stress over rest, and layers whose mean is the flow of the segment', () => {
    const { perfusion } = truthOf(whole('infarct', { perfusion: { innerToOuter: 0.6 } }))
    expect(perfusion.reserve).toHaveLength(16)
    for (const [i, { mbf, endocardial, epicardial }] of perfusion.stress.segments.entries()) {
      expect((endocardial + epicardial) / 2).toBeCloseTo(mbf, 9)
      expect(endocardial / epicardial).toBeCloseTo(0.6, 9)
      expect(perfusion.reserve[i]).toBeCloseTo(mbf / at(perfusion.rest.segments, i).mbf, 9)
    }
  })

  it.each(['stress', 'rest'] as const)(
    'tells for each picture at %s when it was taken and how it was moved',
    (state) => {
      const options = whole('normal', { perfusion: { breathing: 5 } })
      const series = phantomSeries(options).find(({ role }) => role === `perfusion-${state}`)
      const { slices } = truthOf(options).perfusion[state]
      for (const [slice, { times, shifts }] of slices.entries()) {
        const attributes = at(series?.attributes ?? [], slice)
        expect(shifts).toEqual(attributes.map(({ shift }) => shift))
        expect(times.map((time) => time - at(times, 0))).toEqual(
          attributes.map(({ acquired }) => expect.closeTo(acquired - at(attributes, 0).acquired, 6)),
        )
      }
      const furthest = Math.max(...slices.flatMap(({ shifts }) => shifts.map(([x, y]) => Math.hypot(x, y))))
      expect(furthest).toBeGreaterThan(4)
      expect(furthest).toBeLessThan(5.7)
    },
  )

  it('has an arterial input whose signal saturates: five times the agent is less than five times the signal', () => {
    const { slices } = truthFor('normal').perfusion.rest
    const { concentration, signal } = at(slices, 0)
    const peak = concentration.indexOf(Math.max(...concentration))
    expect(signal.indexOf(Math.max(...signal))).toBe(peak)
    expect(at(concentration, peak)).toBeGreaterThan(4.9)
    // 1 − e^(−TS (1/T1 + r₁ C)) with TS 0.1 s, T1 1.55 s and 4.5 L/mmol/s
    const recovered = (c: number): number => 1 - Math.exp(-0.1 * (1 / 1.55 + 4.5 * c))
    for (const [i, c] of concentration.entries())
      expect(at(signal, i) / at(signal, 0)).toBeCloseTo(recovered(c) / recovered(at(concentration, 0)), 9)
  })

  it('has an ECV of ΔR1 of tissue over ΔR1 of blood times the plasma, for every tissue', () => {
    for (const preset of presetNames) {
      const { tissue, bloodT1, haematocrit } = truthFor(preset)
      for (const { t1Native, t1Post, ecv } of Object.values(tissue)) {
        const ratio = (1 / t1Post - 1 / t1Native) / (1 / bloodT1.post - 1 / bloodT1.native)
        expect(100 * (1 - haematocrit) * ratio).toBeCloseTo(ecv, 9)
      }
    }
  })
})

describe('breathing', () => {
  it('drifts while the breath is held, is one motion for all slices, and stops with no breathing', () => {
    const [x, y] = breathingShift({ breathing: 10 }, ms(24_000))
    expect(Math.hypot(x, y)).toBeCloseTo(0.12 * 10 * Math.hypot(0.35, 0.94), 9)
    expect(breathingShift({ breathing: 10 }, ms(0)).map(Math.abs)).toEqual([0, 0])
    expect(breathingShift({ breathing: 0 }, ms(30_000)).map(Math.abs)).toEqual([0, 0])
  })
})

describe('a plane across the aortic root', () => {
  const preset = presets.normal
  const along = heartDirection(aorta(preset).direction)

  it.each([0, 15, 25, 40])('leans on the vessel by %d degrees, and lets the cosine of it through', (tilt) => {
    const plane = aorticPlane(preset, clinicalAcquisition, { tilt })
    const angle = (Math.acos(Math.abs(dot(planeNormal(plane), along))) * 180) / Math.PI
    expect(angle).toBeCloseTo(tilt, 5)
    expect(shareThrough(preset, plane)).toBeCloseTo(Math.cos((tilt * Math.PI) / 180), 9)
    expect(dot(plane.rowDirection, plane.columnDirection)).toBeCloseTo(0, 12)
  })

  it('cuts an ellipse all of whose border lies on the wall of the vessel', () => {
    const plane = aorticPlane(preset, smallAcquisition, { tilt: 35 })
    const { centre, radius, longRadius, long } = aorticSection(preset, heartState(preset, 0.2), plane)
    expect(longRadius / radius).toBeCloseTo(1 / Math.cos((35 * Math.PI) / 180), 9)
    const place = (angle: number) => {
      const [u, v] = [longRadius * Math.cos(angle), radius * Math.sin(angle)]
      return indexToPatient(plane, [
        centre[0] + (u * long[0] - v * long[1]) / plane.columnSpacing,
        centre[1] + (u * long[1] + v * long[0]) / plane.rowSpacing,
      ])
    }
    const middle = indexToPatient(plane, centre)
    for (const angle of [0, 0.5, 1.2, 2, 3, 4.4]) {
      const [x, y, z] = place(angle)
      const away = cross([x - middle[0], y - middle[1], z - middle[2]], along)
      expect(Math.hypot(...away)).toBeCloseTo(12, 6)
    }
  })

  it('is refused where it would run along the vessel', () => {
    expect(() => aorticPlane(preset, clinicalAcquisition, { tilt: 60 })).toThrow(RangeError)
    expect(() => aorticPlane(preset, clinicalAcquisition, { tilt: Number.NaN })).toThrow(RangeError)
  })

  it('changes neither flow nor volume, widens the section and lowers the velocity that is seen', () => {
    const [square, tilted] = [0, 30].map((tilt) => flowTruth(preset, { tilt }, clinicalAcquisition))
    if (!square || !tilted) throw new Error('two of them')
    expect([tilted.net, tilted.curve]).toEqual([square.net, square.curve])
    expect(tilted.area * tilted.peakThrough).toBeCloseTo(square.area * square.peakVelocity, 6)
    expect(square.area).toBeCloseTo(Math.PI * 144, 9)
    // the VENC that a square plane needs is more than a tilted one does
    const venc = cmPerS(0.95 * square.peakVelocity)
    expect(flowTruth(preset, { venc }, clinicalAcquisition).aliases).toBe(true)
    expect(flowTruth(preset, { venc, tilt: 30 }, clinicalAcquisition).aliases).toBe(false)
  })

  it('is crossed by a profile whose integral over the section is the flow', () => {
    const vessel = aorta(preset)
    let flow = 0
    for (let r = 0.005; r < vessel.radius; r += 0.01)
      flow += (velocityIn(vessel, 200, r) * 2 * Math.PI * r * 0.01) / 100
    expect(flow).toBeCloseTo(200, 1)
    expect(velocityIn(vessel, 200, vessel.radius)).toBe(0)
  })
})
