import { describe, expect, it } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import { apicalCap } from '#analysis/volumes/apex.ts'

const halves = { above: mm(5), below: mm(5) }
const close = (areas: readonly [number, number], tip: number) =>
  apicalCap(
    [
      { area: areas[0], height: 0 },
      { area: areas[1], height: 10 },
    ],
    halves,
    tip,
    'ellipsoid',
  )

describe('the lowest slab, closed at the tip', () => {
  it('of a spheroid of radius 20 and half axis 30 mm is the cap of the spheroid', () => {
    const area = (t: number) => Math.PI * 400 * (1 - ((t - 30) / 30) ** 2)
    const cap = close([area(8), area(18)], -8)
    // π a² (h² / L − h³ / (3 L²)) up to 5 mm above the lowest slice
    const h = 13
    expect(cap.measured && cap.value).toBeCloseTo(Math.PI * 400 * ((h * h) / 30 - h ** 3 / 2700), 6)
    expect(cap.measured && cap.warnings).toEqual([])
  })

  it('of a cone is the cone', () => {
    const cap = close([Math.PI * 6 ** 2, Math.PI * 16 ** 2], -6)
    expect(cap.measured && cap.value).toBeCloseTo((Math.PI * 11 ** 3) / 3, 6)
  })

  it('of a cavity that narrows faster than a cone is a paraboloid, and says so', () => {
    const cap = close([100, 1000], -6)
    expect(cap.measured && cap.value).toBeCloseTo((100 * 121) / 12, 9)
    expect(cap.measured && cap.warnings).toEqual([
      'the cavity narrows faster than a cone at its lowest contours: it is closed as a paraboloid',
    ])
  })

  it('whose contour lies where the tip is marked, to half a millimetre, is a paraboloid up to the next', () => {
    // A(h) = 300 h / (10 − 0.3): the volume to 5 mm above the lowest slice
    const cap = close([1e-6, 300], 0.3)
    expect(cap.measured && cap.value).toBeCloseTo((300 / 9.7) * (4.7 ** 2 / 2), 9)
    expect(close([1e-6, 300], 0.6)).toMatchObject({ reason: 'contradictory-input' })
    const below = close([1e-6, 300], -0.5)
    expect(below.measured && below.value).toBeCloseTo((300 / 10.5) * (5.5 ** 2 / 2), 9)
  })

  it('is left as it is where discs are asked for, tip or no tip', () => {
    expect(apicalCap([], halves, undefined, 'discs')).toMatchObject({ measured: true, value: undefined })
  })

  it('needs a tip that was marked, is a number and lies below the lowest contour', () => {
    expect(apicalCap([{ area: 1, height: 0 }], halves, -5, 'ellipsoid')).toMatchObject({
      reason: 'no-landmarks',
    })
    const levels = [
      { area: 100, height: 0 },
      { area: 300, height: 10 },
    ]
    expect(apicalCap(levels, halves, undefined, 'ellipsoid')).toMatchObject({
      reason: 'no-landmarks',
      detail: 'the apex is not marked in a long-axis view',
    })
    expect(apicalCap(levels, halves, Number.NaN, 'ellipsoid')).toMatchObject({
      reason: 'contradictory-input',
    })
    expect(close([100, 300], 2)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the apex lies 2.0 mm above the lowest contour',
    })
    expect(close([100, 300], 0)).toMatchObject({ reason: 'contradictory-input' })
  })

  it('that lies more than one and a half slabs down warns of a slice without contour', () => {
    expect(close([100, 150], -15)).toMatchObject({ warnings: [] })
    expect(close([100, 150], -16)).toMatchObject({
      warnings: ['the apex lies 16 mm below the lowest contour of the cavity'],
    })
  })
})
