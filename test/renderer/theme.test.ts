import { describe, expect, it } from 'vitest'
import type { Border } from '#analysis/contours/contour.ts'
import { bordersOn } from '../../renderer/contouring/anatomy.ts'
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

/**
 * Linear red, green and blue as somebody without one kind of cone sees them.
 * @source Machado, Oliveira and Fernandes 2009, severity 1, doi:10.1109/TVCG.2009.113
 */
const blindness = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
} as const

type Matrix = (typeof blindness)[keyof typeof blindness]

/** CIE L*a*b* of a colour as it is seen. */
function labSeen(colour: string, matrix: Matrix): readonly number[] {
  const linear = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  const [r = 0, g = 0, b = 0] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, k) => sum + weight * (linear[k] ?? 0), 0),
      ),
    ),
  )
  const [x = 0, y = 0, z = 0] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116))
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIE76: 2.3 is just noticed side by side. */
function difference(one: string, other: string, matrix: Matrix): number {
  const [a, b] = [labSeen(one, matrix), labSeen(other, matrix)]
  return Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)))
}

function pairs<T>(of: readonly T[]): readonly (readonly [T, T])[] {
  return of.flatMap((one, k) => of.slice(k + 1).map((other) => [one, other] as const))
}

/** What may be drawn on one image, and listed in one menu. */
const together: readonly (readonly Border[])[] = [
  bordersOn({ plane: 'sax', seriesClass: 'cine' }),
  bordersOn({ plane: '4ch', seriesClass: 'cine' }),
  bordersOn({ plane: 'sax', seriesClass: 'lge' }),
  bordersOn({ plane: 'sax', seriesClass: 'perfusion' }),
  bordersOn({ plane: 'unknown', seriesClass: 'flow-phase' }),
]

describe.each(Object.entries(blindness))('the colours for red-green blind readers, under %s', (_, matrix) => {
  const onImages = contourColours['colour-blind']
  /** of the two that are most alike */
  const nearest = (...borders: readonly Border[]): number =>
    Math.min(...pairs(borders).map(([one, other]) => difference(onImages[one], onImages[other], matrix)))

  // the usual palette falls to 14
  const wellApart = 20
  /** of lines that are thin and do not touch */
  const apart = 10

  it('keep both borders of the left ventricle, the right one and the atria well apart on an image', () => {
    expect(nearest('lv-endocardial', 'lv-epicardial', 'rv-endocardial', 'la-endocardial')).toBeGreaterThan(
      wellApart,
    )
  })

  it('keep scar, obstruction and remote myocardium well apart', () => {
    expect(nearest('lge-scar', 'lge-no-reflow', 'lge-remote')).toBeGreaterThan(wellApart)
  })

  it.each([
    ['images', onImages],
    ['a light surface', contourColoursOnLight['colour-blind']],
  ])('keep all borders of an image apart on %s', (_, colours) => {
    const alike = together.flatMap((borders) =>
      pairs(borders).filter(([one, other]) => difference(colours[one], colours[other], matrix) < apart),
    )
    expect(together.flatMap(pairs).length).toBeGreaterThan(40)
    expect(alike).toEqual([])
  })

  it.each([
    ['dark', lineColours],
    ['light', lineColoursOnLight],
  ] as const)('keep the curves of a chart apart in the %s theme', (_, colours) => {
    const alike = pairs<string>(colours).filter(([one, other]) => difference(one, other, matrix) < apart)
    expect(alike).toEqual([])
  })
})

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

  it('keeps words over an image at 4.5:1 where it is white', () => {
    // what floats over images has the dark theme's words in both
    const plate = colours['image-plate']
    const alpha = Number.parseInt(plate.slice(7), 16) / 255
    expect(plate.slice(0, 7)).toBe('#000000')
    const grey = Math.round(255 * (1 - alpha))
      .toString(16)
      .padStart(2, '0')
    expect(contrast(themeColours.dark.text, `#${grey.repeat(3)}`)).toBeGreaterThanOrEqual(4.5)
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
