/** The phantom's pictures: they repeat, they show what they should, and views can be told by their geometry. */
import { describe, expect, it } from 'vitest'
import {
  cross,
  dot,
  indexToPatient,
  normalised,
  patientToIndex,
  planeNormal,
} from '#analysis/geometry/plane.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { clinicalAcquisition, sliceLevels, smallAcquisition } from '#analysis/phantom/acquisition.ts'
import {
  heartFrame,
  heartToPatient,
  longAxisAngles,
  longAxisPlane,
  longAxisViews,
  patientToHeart,
  shortAxisPlane,
} from '#analysis/phantom/planes.ts'
import { presets } from '#analysis/phantom/presets.ts'
import { makeScene, momentAt, prepareSlab, renderFrame } from '#analysis/phantom/render.ts'
import { makeTexture, textureAt } from '#analysis/phantom/texture.ts'
import { mm } from '#analysis/units/units.ts'

const preset = presets.normal

describe('planes of the phantom', () => {
  it('lie along a long axis that points to the left, the front and the feet', () => {
    const apex = heartToPatient([0, 0, -preset.epicardium.length])
    const base = heartToPatient([0, 0, preset.base])
    expect(apex[0]).toBeGreaterThan(base[0])
    expect(apex[1]).toBeLessThan(base[1])
    expect(apex[2]).toBeLessThan(base[2])
  })

  it('put the septum left and the anterior wall on top of the short axis', () => {
    const plane = shortAxisPlane(mm(-10), clinicalAcquisition)
    const at = (x: number, y: number) => patientToIndex(plane, heartToPatient([x, y, -10])).index
    const [centre, septal, anterior] = [at(0, 0), at(36, 0), at(0, 36)]
    expect(septal[0]).toBeLessThan(centre[0])
    expect(anterior[1]).toBeLessThan(centre[1])
    expect(centre).toEqual([expect.closeTo(95.5, 9), expect.closeTo(95.5, 9)])
  })

  it.each(longAxisViews)('cut the axis in the %s view at its angle from the septum', (view) => {
    const plane = longAxisPlane(view, preset, clinicalAcquisition)
    const axis = [-heartFrame.z[0], -heartFrame.z[1], -heartFrame.z[2]] as const
    expect(dot(planeNormal(plane), axis)).toBeCloseTo(0, 12)
    const across = normalised(cross(planeNormal(plane), axis))
    const angle = (Math.atan2(dot(across, heartFrame.y), dot(across, heartFrame.x)) * 180) / Math.PI
    const folded = angle > 90.001 ? angle - 180 : angle <= -89.999 ? angle + 180 : angle
    expect(folded).toBeCloseTo(longAxisAngles[view], 9)
  })

  it('come back from the patient to the heart', () => {
    for (const [k, value] of patientToHeart(heartToPatient([12, -7, 33])).entries())
      expect(value).toBeCloseTo([12, -7, 33][k] ?? Number.NaN, 12)
  })
})

describe('pictures of the phantom', () => {
  const scene = makeScene(preset, 7)
  const level = sliceLevels(preset, clinicalAcquisition)[5] ?? mm(0)
  const slab = prepareSlab(scene, shortAxisPlane(level, clinicalAcquisition), mm(8))
  const picture = renderFrame(scene, slab, momentAt(scene, 0), 1)
  const meanAt = (x: number, y: number): number => {
    const [column, row] = patientToIndex(slab.plane, heartToPatient([x, y, level])).index.map(Math.round)
    let sum = 0
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        sum += picture[((row ?? 0) + dy) * slab.plane.columns + (column ?? 0) + dx] ?? Number.NaN
    return sum / 9
  }

  it('show bright blood, dark myocardium and nearly black lung, as a steady-state cine does', () => {
    const blood = meanAt(0, 0)
    const wall = meanAt(27, 0)
    const lung = meanAt(-70, 0)
    expect(blood / wall).toBeGreaterThan(2)
    expect(wall / lung).toBeGreaterThan(1.5)
    expect(meanAt(50, 0) / wall).toBeGreaterThan(2)
  })

  it('stay within 12 bits', () => {
    expect(Math.max(...picture)).toBeLessThan(4096)
  })

  it('repeat for the same seed, whatever was rendered before, and differ for another', () => {
    const again = makeScene(preset, 7)
    const other = makeScene(preset, 8)
    const plane = shortAxisPlane(level, smallAcquisition)
    const render = (of: typeof scene, stream: number) =>
      renderFrame(of, prepareSlab(of, plane, mm(10)), momentAt(of, 0.36), stream)
    const first = render(scene, 5)
    expect(render(again, 5)).toEqual(first)
    expect(render(again, 6)).not.toEqual(first)
    expect(render(other, 5)).not.toEqual(first)
  })

  it('keep the corner of the body where it is through the beat, and move the heart', () => {
    const es = renderFrame(scene, slab, momentAt(scene, 0.36), 1)
    expect(es[0]).toBe(picture[0])
    const moved = es.reduce(
      (count, value, i) => count + (Math.abs(value - (picture[i] ?? 0)) > 200 ? 1 : 0),
      0,
    )
    expect(moved).toBeGreaterThan(200)
  })

  it('look at the patient where the plane says', () => {
    expect(indexToPatient(slab.plane, [95.5, 95.5])).toEqual(
      heartToPatient([0, 0, level]).map((value) => expect.closeTo(value, 9)),
    )
  })
})

describe('seeded randomness', () => {
  it('repeats from engine to engine', () => {
    const bits = randomBits(7, 1)
    // from an implementation of sfc32 in another language
    expect([bits(), bits(), bits()]).toEqual([4287199180, 220192354, 2097776737])
  })

  it('makes normal numbers of mean 0 and variance 1', () => {
    const numbers = normalNumbers(randomBits(1, 2), new Float32Array(100_000))
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
    const variance = numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length
    expect(Math.abs(mean)).toBeLessThan(0.015)
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
  })

  it('makes a texture of mean 0 and variance 1 that repeats every 128 mm', () => {
    const texture = makeTexture(3)
    const square = texture.reduce((sum, value) => sum + value * value, 0) / texture.length
    const mean = texture.reduce((sum, value) => sum + value, 0) / texture.length
    expect(square).toBeCloseTo(1, 3)
    expect(mean).toBeCloseTo(0, 3)
    expect(textureAt(texture, 10.3, -5.1, 77)).toBeCloseTo(textureAt(texture, 138.3, 122.9, -51), 6)
  })
})
