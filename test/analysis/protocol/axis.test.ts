import { describe, expect, it } from 'vitest'
import { normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import { type CineView, heartAxis, usualAxis } from '#analysis/protocol/axis.ts'

const view = (normal: Vector3, slices = 1, text = ''): CineView => ({
  normal,
  positions: Array.from({ length: slices }, (_, k) => 10 * k),
  text,
})

/** Across the usual axis, and square to each other. */
const across: Vector3 = normalised([0.57, 0.62, 0])
const other: Vector3 = normalised([0.53 * 0.62, -0.53 * 0.57, 0.62 ** 2 + 0.57 ** 2])
/** Tilted from the usual axis towards `across`, in degrees. */
const tilted = (degrees: number, towards = across): Vector3 => {
  const t = (degrees * Math.PI) / 180
  return normalised(
    [0, 1, 2].map((k) => Math.cos(t) * (usualAxis[k] ?? 0) + Math.sin(t) * (towards[k] ?? 0)) as [
      number,
      number,
      number,
    ],
  )
}
const negative = ([x, y, z]: Vector3): Vector3 => [-x, -y, -z]

describe('a stack of cine slices', () => {
  it('of six and a long-axis plane upright on them tell the axis of the heart, towards the apex', () => {
    for (const normal of [usualAxis, negative(usualAxis)])
      expect(heartAxis([view(across), view(normal, 6)])).toEqual({
        direction: usualAxis,
        from: 'short-axis-stack',
        stack: 1,
        text: '6 parallel cine slices, 1 other cine planes upright on them',
      })
  })

  it('of five tells nothing', () => {
    expect(heartAxis([view(usualAxis, 5)])).toBeUndefined()
    expect(heartAxis([view(usualAxis, 5, 'SA'), view(across)])).toBeUndefined()
  })

  it('alone is the short axis when it lies aslant in the body, however the heart points', () => {
    // 80° from where hearts usually point
    const odd = tilted(80)
    expect(heartAxis([view(odd, 8)])?.direction).toEqual(odd)
    // within 15° of a body axis it was not planned on a heart
    expect(heartAxis([view([0, 0, 1], 8)])).toBeUndefined()
    expect(heartAxis([view([0.258, 0, -0.966], 8)])).toBeUndefined()
    expect(heartAxis([view(normalised([0.26, 0, -0.9655]), 8)])?.stack).toBe(0)
  })

  it('beside another one that is as tall is the short axis only where something else speaks for it', () => {
    // aslant both, 80° from the usual axis, neither upright on the other
    expect(heartAxis([view(tilted(80), 7), view(tilted(100), 7)])).toBeUndefined()
    expect(heartAxis([view(tilted(80), 7), view(tilted(100), 7, 'cine SA')])?.stack).toBe(1)
    expect(heartAxis([view(tilted(80), 7), view(tilted(100), 7), view(usualAxis, 6)])?.stack).toBe(2)
  })

  it('counts for what lies upright on it, where it points, what it is called and how tall it is', () => {
    const best = (...views: CineView[]): number | undefined => heartAxis(views)?.stack
    // 2 for the usual way, against 1 for a plane upright on the other
    const oblique = tilted(75)
    const uprightOnOblique = normalised([
      oblique[1] * usualAxis[2] - oblique[2] * usualAxis[1],
      oblique[2] * usualAxis[0] - oblique[0] * usualAxis[2],
      oblique[0] * usualAxis[1] - oblique[1] * usualAxis[0],
    ])
    expect(best(view(oblique, 9), view(tilted(30), 6))).toBe(1)
    // that plane is upright on both: 3 against 1, and a name of 1.5 does not make up for 2
    expect(best(view(oblique, 9), view(tilted(30), 6), view(uprightOnOblique))).toBe(1)
    expect(best(view(oblique, 9, 'SAX'), view(tilted(30), 6), view(uprightOnOblique))).toBe(1)
    // two planes that stand on the oblique one only, and its name
    const standing = [view(tilted(165)), view(tilted(-15))]
    expect(best(view(oblique, 6), view(tilted(30), 9), ...standing)).toBe(1)
    expect(best(view(oblique, 6, 'SAX'), view(tilted(30), 9), ...standing)).toBe(0)
    // of like ones the taller, of equally tall ones the first
    expect(best(view(tilted(20), 6), view(tilted(-20), 7))).toBe(1)
    expect(best(view(tilted(20), 7), view(tilted(-20), 7))).toBe(0)
    expect(best(view(tilted(-20), 7), view(tilted(20), 7))).toBe(0)
  })

  it('has planes upright on it that lie within 20.5° of its normal plane', () => {
    const text = (cosine: number): string | undefined =>
      heartAxis([view([0.6, 0, -0.8], 6), view([0.6 * cosine, Math.sqrt(1 - cosine ** 2), -0.8 * cosine])])
        ?.text
    expect(text(0.34)).toContain('1 other')
    expect(text(0.36)).toContain('0 other')
  })

  it('points the usual way within 53° of it', () => {
    // two, so that neither is alone
    const found = (degrees: number) =>
      heartAxis([view(tilted(degrees), 6), view(tilted(degrees + 8), 6)])?.stack
    expect(found(52)).toBe(0)
    expect(found(54)).toBeUndefined()
  })
})

describe('long-axis planes without a stack', () => {
  it('tell the axis by the line in which two of them meet', () => {
    const found = heartAxis([view(across), view(negative(other))])
    expect(found).toMatchObject({
      from: 'long-axis-planes',
      text: 'the line in which two long-axis planes meet',
    })
    expect(found).not.toHaveProperty('stack')
    found?.direction.forEach((part, k) => {
      expect(part).toBeCloseTo(usualAxis[k] ?? 0, 2)
    })
  })

  it('tell it by the mean of all lines in which they meet', () => {
    const leaning = view(normalised([across[0] + other[0], across[1] + other[1], across[2] + other[2] + 0.2]))
    const found = heartAxis([view(across), view(other), leaning])
    expect(found?.text).toBe('the line in which the long-axis planes meet')
    const cross = (a: Vector3, b: Vector3): Vector3 => {
      const c = normalised([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])
      return c[0] * 0.62 - c[1] * 0.57 - c[2] * 0.53 < 0 ? negative(c) : c
    }
    const lines = [cross(across, other), cross(across, leaning.normal), cross(other, leaning.normal)]
    const mean = normalised(
      [0, 1, 2].map((k) => lines.reduce((sum, line) => sum + (line[k] ?? 0), 0)) as [number, number, number],
    )
    found?.direction.forEach((part, k) => {
      expect(part).toBeCloseTo(mean[k] ?? 0, 9)
    })
    expect(Math.abs((found?.direction[0] ?? 0) - usualAxis[0])).toBeGreaterThan(1e-3)
  })

  it('say nothing where they are within 30° of each other, or meet where no heart points', () => {
    const apart = (degrees: number): Vector3 => {
      const t = (degrees * Math.PI) / 180
      return normalised(
        [0, 1, 2].map((k) => Math.cos(t) * (across[k] ?? 0) + Math.sin(t) * (other[k] ?? 0)) as [
          number,
          number,
          number,
        ],
      )
    }
    expect(heartAxis([view(across), view(apart(29))])).toBeUndefined()
    expect(heartAxis([view(across), view(apart(31))])?.from).toBe('long-axis-planes')
    // meeting along a body axis, and at 60° to the usual one
    expect(heartAxis([view([1, 0, 0]), view([0, 1, 0])])).toBeUndefined()
    expect(heartAxis([view(across), view(usualAxis)])).toBeUndefined()
    expect(heartAxis([view(across)])).toBeUndefined()
    expect(heartAxis([])).toBeUndefined()
  })
})
