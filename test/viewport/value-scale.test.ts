import { describe, expect, it } from 'vitest'
import type { Stack } from '#analysis/protocol/stack.ts'
import { cmPerS } from '#analysis/units/units.ts'
import { velocityStops } from '../../renderer/theme/data-colours.ts'
import { askedWindow, velocityWindow } from '../../renderer/viewport/grey-window.ts'
import { valueScaleOf, whyNoScale } from '../../renderer/viewport/value-scale.ts'
import { frameOf, stackOf as unnamed } from '../analysis/protocol/sights.ts'

function stackOf(
  more: Partial<Pick<Stack, 'role' | 'component'>> & {
    venc?: number
    manufacturer?: string
    asStored?: true
    velocityScale?: number
  },
): Stack {
  const { manufacturer = 'SIEMENS', venc, asStored, velocityScale, ...rest } = more
  const rescaled = asStored ? {} : { rescaleSlope: 2, rescaleIntercept: -4096 }
  const frame = frameOf({ manufacturer })
  const asked = {
    ...frame,
    facts: {
      ...frame.facts,
      ...rescaled,
      window: { center: 10, width: 100 },
      ...(velocityScale === undefined ? {} : { velocityScale }),
    },
  }
  return {
    ...unnamed({ frames: [[asked]] }),
    id: '1.2.3.1',
    role: 'flow-phase',
    seriesClass: 'flow-phase',
    plane: 'unknown',
    contrast: 'unknown',
    evidence: [],
    confidence: 1,
    ...(venc === undefined ? {} : { venc: cmPerS(venc) }),
    ...rest,
  }
}
const pixels = (...values: number[]) => ({ getPixelData: () => values })

describe('what the values of a velocity image stand for', () => {
  it('of Siemens, rescaled, is VENC at 4096 on both sides of zero', () => {
    const stack = stackOf({ venc: 150 })
    expect(valueScaleOf(stack, pixels(-4096, 4094))).toEqual({
      slope: 150 / 4096,
      zero: 0,
      unit: 'cm/s',
      venc: 150,
    })
  })

  it('of Siemens, as stored, has its zero in the middle of the stored values', () => {
    expect(valueScaleOf(stackOf({ venc: 100, asStored: true }), pixels(0, 4095))).toMatchObject({
      slope: 100 / 2048,
      zero: 2048,
    })
  })

  it('of GE, weighted by magnitude, is another at each pixel: no scale, and the reason for the place of one', () => {
    const weighted = stackOf({ venc: 150, manufacturer: 'GE MEDICAL SYSTEMS', velocityScale: 2 })
    expect(valueScaleOf(weighted, pixels(-900, 900))).toBeUndefined()
    expect(whyNoScale(weighted, pixels(-900, 900))).toBe(
      'velocities are weighted by magnitude, pixel by pixel',
    )
    const plain = stackOf({ venc: 150, manufacturer: 'GE MEDICAL SYSTEMS' })
    expect(valueScaleOf(plain, pixels(-1500, 1500))).toMatchObject({ slope: 0.1, unit: 'cm/s' })
    expect(whyNoScale(plain, pixels(-1500, 1500))).toBeUndefined()
    expect(whyNoScale(stackOf({}), pixels(-900, 900))).toBe('the header has no VENC')
    expect(whyNoScale(stackOf({ role: 'cine-sax' }), pixels(0, 900))).toBeUndefined()
  })

  it('is not known without VENC, nor where no rule of the vendor fits', () => {
    expect(valueScaleOf(stackOf({}), pixels(-4096, 4094))).toBeUndefined()
    expect(valueScaleOf(stackOf({ venc: 150, manufacturer: 'Somebody' }), pixels(-90, 90))).toBeUndefined()
  })

  it('is that of the first frame for all: a still frame of the same beat is scaled alike', () => {
    const stack = stackOf({ venc: 150 })
    valueScaleOf(stack, pixels(-4096, 4094))
    expect(valueScaleOf(stack, pixels(0, 3))).toMatchObject({ slope: 150 / 4096, zero: 0 })
  })
})

describe('the window that a series is opened in', () => {
  it('of velocities is symmetric about no flow and reaches as far as VENC, whatever the files ask for', () => {
    const frame = pixels(-4096, 4094)
    const stack = stackOf({ venc: 150 })
    expect(askedWindow(stack, frame)).toEqual({ center: 0, width: 8192 })
    expect(velocityWindow(stack, frame, 0.5)).toEqual({ center: 0, width: 4096 })
  })

  it('of everything else is what the files ask for', () => {
    expect(askedWindow(stackOf({ role: 'cine-sax' }), pixels(0, 9))).toEqual({
      center: 10,
      width: 100,
    })
  })
})

describe('the colours of velocity', () => {
  const rgb = (colour: string) =>
    [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2)
  const seen = (colour: string, matrix: readonly (readonly number[])[]) => {
    const light = rgb(colour)
    return matrix.map((row) => row.reduce((sum, weight, k) => sum + weight * (light[k] ?? 0), 0) ** (1 / 2.2))
  }
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const middle = (velocityStops.length - 1) / 2

  it('grow lighter from no flow to both ends', () => {
    const steps = velocityStops.map(luminance)
    for (let k = 0; k < middle; k++) {
      expect(steps[k]).toBeGreaterThan(steps[k + 1] ?? Number.NaN)
      expect(steps.at(-1 - k)).toBeGreaterThan(steps.at(-2 - k) ?? Number.NaN)
    }
  })

  /** @source Viénot 1999, doi:10.1002/(SICI)1520-6378(199908)24:4<243::AID-COL5>3.0.CO;2-3 */
  it.each([
    [
      'protanopia',
      [
        [0.11238, 0.88762, 0],
        [0.11238, 0.88762, 0],
        [0.00401, -0.00401, 1],
      ],
    ],
    [
      'deuteranopia',
      [
        [0.29275, 0.70725, 0],
        [0.29275, 0.70725, 0],
        [-0.02234, 0.02234, 1],
      ],
    ],
  ] as const)('tell the two ways apart under %s', (_, matrix) => {
    for (let k = 0; k < middle; k++) {
      const here = seen(velocityStops[k] ?? '', matrix)
      const there = seen(velocityStops.at(-1 - k) ?? '', matrix)
      expect(Math.hypot(...here.map((value, c) => value - (there[c] ?? 0)))).toBeGreaterThan(0.15)
    }
  })
})
