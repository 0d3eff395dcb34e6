import { describe, expect, it } from 'vitest'
import { colourScales } from '../../renderer/theme/data-colours.ts'
import { colourTable, ticksIn } from '../../renderer/viewport/ColourLayer.tsx'

const rgb = (value = 0): string =>
  `#${[0, 8, 16].map((shift) => ((value >>> shift) & 255).toString(16).padStart(2, '0')).join('')}`

/** @source WCAG 2.2, relative luminance */
const luminance = (value = 0): number => {
  const [red = 0, green = 0, blue = 0] = [0, 8, 16].map((shift) => {
    const share = ((value >>> shift) & 255) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe('the colours of a map', () => {
  it('run from the first stop to the last, opaque, and meet the stops between', () => {
    const table = colourTable(['#000000', '#ff8000', '#ffffff'])
    expect([rgb(table[0]), rgb(table[255])]).toEqual(['#000000', '#ffffff'])
    expect(rgb(table[128])).toMatch(/^#ff8[01]0[0-2]$/)
    expect(table.every((value) => value >>> 24 === 255)).toBe(true)
  })

  it.each(['lipari', 'navia', 'cividis'] as const)(
    'grow lighter all the way with %s, so that order is seen without telling colours apart',
    (name) => {
      const table = [...colourTable(colourScales[name])]
      const darker = table.filter((value, k) => k > 0 && luminance(value) < luminance(table[k - 1]) - 0.004)
      expect(darker).toEqual([])
    },
  )
})

describe('the scale of a map', () => {
  it('says as many values as it has room for', () => {
    expect(ticksIn({ width: 600, height: 400 }, 10.5)).toEqual([0, 0.25, 0.5, 0.75, 1])
    // the same at 200 % in a small image
    expect(ticksIn({ width: 300, height: 120 }, 21)).toEqual([0, 0.5, 1])
    expect(ticksIn({ width: 300, height: 60 }, 21)).toEqual([0, 1])
    // its numbers would lie over what is written in the corners
    expect(ticksIn({ width: 240, height: 120 }, 21)).toEqual([])
  })
})
