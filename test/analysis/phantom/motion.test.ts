/** The phantom's motion: tissue keeps its volume, and every point can be traced back. */
import { describe, expect, it } from 'vitest'
import { randomBits, uniform } from '#analysis/numerics/random.ts'
import {
  endocardialRadius2,
  epicardialRadius2,
  type HeartState,
  heartState,
  toMaterial,
  toSpace,
} from '#analysis/phantom/motion.ts'
import { type HeartPreset, presetNames, presets } from '#analysis/phantom/presets.ts'
import { wallStrain } from '#analysis/phantom/strain.ts'

type Point = readonly [number, number, number]

const moved = (preset: HeartPreset, state: HeartState, [x, y, z]: Point): Point => {
  const [r, angle, level] = toSpace(preset, state, [Math.hypot(x, y), Math.atan2(y, x), z])
  return [r * Math.cos(angle), r * Math.sin(angle), level]
}

/** By central differences of the map in Cartesian coordinates. */
function jacobian(preset: HeartPreset, state: HeartState, point: Point): number {
  const h = 1e-4
  const column = (axis: number): Point => {
    const shifted = (sign: number) =>
      moved(preset, state, [
        point[0] + (axis === 0 ? sign * h : 0),
        point[1] + (axis === 1 ? sign * h : 0),
        point[2] + (axis === 2 ? sign * h : 0),
      ])
    const [a, b] = [shifted(1), shifted(-1)]
    return [(a[0] - b[0]) / (2 * h), (a[1] - b[1]) / (2 * h), (a[2] - b[2]) / (2 * h)]
  }
  const [a, b, c] = [column(0), column(1), column(2)]
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    b[0] * (a[1] * c[2] - a[2] * c[1]) +
    c[0] * (a[1] * b[2] - a[2] * b[1])
  )
}

/** Points inside the wall at end-diastole, clear of its borders. */
function wallPoints(preset: HeartPreset, count: number): Point[] {
  const bits = randomBits(3, 1)
  return Array.from({ length: count }, () => {
    const low = -0.97 * preset.endocardium.length
    const z = low + uniform(bits) * (0.98 * preset.base - low)
    const inner2 = endocardialRadius2(preset, z)
    const depth = 0.02 + 0.96 * uniform(bits)
    const r = Math.sqrt(inner2 + depth * (epicardialRadius2(preset, z) - inner2))
    const angle = 2 * Math.PI * uniform(bits)
    return [r * Math.cos(angle), r * Math.sin(angle), z]
  })
}

describe.each(presetNames)('the wall of the %s heart', (name) => {
  const preset = presets[name]
  const times = [0.1, 0.36, 0.55, 0.9]

  it('keeps its volume at every point and moment, regional motion and twist included', () => {
    for (const time of times) {
      const state = heartState(preset, time)
      for (const point of wallPoints(preset, 200))
        expect(Math.abs(jacobian(preset, state, point) - 1)).toBeLessThan(1e-7)
    }
  })

  it('can be traced back to end-diastole to within a millionth of a micrometre', () => {
    const state = heartState(preset, 0.36)
    for (const [x, y, z] of wallPoints(preset, 200)) {
      const [r, angle, level] = toSpace(preset, state, [Math.hypot(x, y), Math.atan2(y, x), z])
      const [R, , Z] = toMaterial(preset, state, [r, angle, level])
      expect(Math.abs(R - Math.hypot(x, y))).toBeLessThan(1e-9)
      expect(Math.abs(Z - z)).toBeLessThan(1e-9)
    }
  })
})

describe('strain of the wall at end-systole', () => {
  const strainOf = (name: 'normal' | 'infarct') => wallStrain(presets[name], heartState(presets[name], 0.36))

  it('shortens circumferentially, thickens and shortens along the axis in the normal heart', () => {
    const global = strainOf('normal').get('global')?.engineering
    expect(100 * (global?.circumferential ?? 0)).toBeCloseTo(-17.4, 1)
    expect(100 * (global?.radial ?? 0)).toBeCloseTo(45.1, 1)
    expect(100 * (global?.longitudinal ?? 0)).toBeCloseTo(-13.3, 1)
  })

  it('is worst in the anteroseptal and anterior segments of the infarct', () => {
    const strain = strainOf('infarct')
    const circumferential = (segment: number) => strain.get(String(segment))?.engineering.circumferential ?? 0
    expect(100 * circumferential(1)).toBeCloseTo(100 * circumferential(2), 6)
    expect(100 * circumferential(2)).toBeCloseTo(-3.18, 2)
    expect(100 * circumferential(5)).toBeCloseTo(-18.07, 2)
  })
})
