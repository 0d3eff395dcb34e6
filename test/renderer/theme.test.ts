import { describe, expect, it } from 'vitest'
import { lineColours, lineColoursOnLight } from '../../renderer/theme/data-colours.ts'
import {
  type ColourName,
  colourVariables,
  contourColours,
  contourColoursOnLight,
  contourPalettes,
  themeColours,
  themes,
} from '../../renderer/theme/tokens.ts'

/** @source WCAG 2.2, relative luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const names = Object.keys(themeColours.dark) as ColourName[]
const surfaces = names.filter((name) => name.includes('surface') && name !== 'surface-image')
const words = names.filter(
  (name) =>
    (name.startsWith('text') && name !== 'text-on-accent') ||
    ['accent', 'good', 'attention', 'bad'].includes(name),
)

describe.each(themes)('the %s theme', (theme) => {
  const colours = themeColours[theme]

  it('keeps every text at 4.5:1 or more on every surface', () => {
    const faint = words.flatMap((word) =>
      surfaces
        .map((surface) => ({ word, surface, ratio: contrast(colours[word], colours[surface]) }))
        .filter(({ ratio }) => ratio < 4.5),
    )
    expect(surfaces.length * words.length).toBeGreaterThan(70)
    expect(faint).toEqual([])
  })

  it('keeps the words of main buttons readable, pointed at or not', () => {
    for (const fill of ['accent-fill', 'accent-fill-hover'] as const)
      expect(contrast(colours['text-on-accent'], colours[fill])).toBeGreaterThanOrEqual(4.5)
  })

  it('leaves images on black', () => {
    expect(colours['surface-image']).toBe('#000000')
  })

  it('shows each curve of a chart at 3:1 or more, in a colour of its own', () => {
    const variables = colourVariables('standard', theme)
    const curves = lineColours.map((_, k) => variables[`--curve-${k}`] ?? '')
    expect(new Set(curves).size).toBe(lineColoursOnLight.length)
    for (const colour of curves) expect(contrast(colour, colours['surface-card']), colour).toBeGreaterThan(3)
  })

  it('shows each border in charts and tables at 3:1 or more', () => {
    const borders = theme === 'light' ? contourColoursOnLight : contourColours
    for (const palette of contourPalettes)
      for (const [border, colour] of Object.entries(borders[palette]))
        expect(contrast(colour, colours['surface-panel']), border).toBeGreaterThanOrEqual(3)
  })
})
