/**
 * Every colour, size and font of the window, once. The style sheets read them as custom properties
 * (`--surface-panel`), canvas and SVG code reads the values. All text colours reach 4.5:1 on every surface.
 */
import type { Border } from '#analysis/contours/contour.ts'

export const colours = {
  'surface-page': '#0a0c0f',
  'surface-panel': '#101419',
  'surface-bar': '#12161b',
  'surface-strip': '#0e1216',
  'surface-card': '#141920',
  'surface-raised': '#1a2029',
  'surface-hover': '#182029',
  'surface-selected': '#1a2735',
  'surface-image': '#000000',
  line: '#1d242c',
  'line-strong': '#2a323b',
  'line-selected': '#2f5278',
  'text-strong': '#ffffff',
  text: '#d5dbe3',
  'text-soft': '#b6c1cd',
  'text-muted': '#93a0ae',
  'text-faint': '#8390a0',
  accent: '#6fb7ff',
  'accent-fill': '#2f6fb0',
  'accent-fill-hover': '#387fc6',
  good: '#63d2b4',
  'good-line': '#25564a',
  attention: '#f2c94c',
  'attention-line': '#5c4d1e',
  bad: '#ff9b73',
  'bad-line': '#6b3a28',
  'bad-surface': '#2a1812',
} as const

/** Pixels. The page is dense: controls are 26 px high, rows of a table 30 px. */
export const sizes = {
  'bar-height': 44,
  'row-height': 30,
  'table-header-height': 27,
  'control-height': 26,
  radius: 6,
  'radius-card': 8,
} as const

export const fonts = {
  family: "'Inter Variable', Inter, system-ui, sans-serif",
  size: 12,
  sizeSmall: 11,
  sizeTiny: 10.5,
  sizeNumber: 13,
} as const

export const contourPalettes = ['standard', 'colour-blind'] as const
export type ContourPalette = (typeof contourPalettes)[number]

/**
 * Endocardium red, epicardium green, right ventricle yellow, atria violet. Red beside green is lost on one
 * reader in twelve; the second palette keeps apart under deuteranopia and protanopia.
 * @source Okabe and Ito 2008, Color Universal Design
 */
export const contourColours: Readonly<Record<ContourPalette, Readonly<Record<Border, string>>>> = {
  standard: {
    'lv-endocardial': '#ff5d62',
    'lv-epicardial': '#3ddc84',
    'lv-papillary': '#ff9fb0',
    'rv-endocardial': '#f2c94c',
    'rv-epicardial': '#c9a227',
    'la-endocardial': '#b48cff',
    'ra-endocardial': '#8f7bf0',
    'lge-remote': '#58a6ff',
    'lge-exclusion': '#9aa4ad',
    'lge-no-reflow': '#ff7ac6',
    'lge-scar': '#ffa657',
    'blood-pool': '#ff8f8f',
    vessel: '#4fd1c5',
    region: '#d6dde4',
  },
  'colour-blind': {
    'lv-endocardial': '#ff8a3d',
    'lv-epicardial': '#56b4e9',
    'lv-papillary': '#ffc79a',
    'rv-endocardial': '#f0e442',
    'rv-epicardial': '#b8ae2e',
    'la-endocardial': '#cc79a7',
    'ra-endocardial': '#a65f87',
    'lge-remote': '#0091d5',
    'lge-exclusion': '#9aa4ad',
    'lge-no-reflow': '#e39ac4',
    'lge-scar': '#e69f00',
    'blood-pool': '#d55e00',
    vessel: '#009e73',
    region: '#d6dde4',
  },
}

/** Where the plane of one viewport cuts another. */
export const crossReferenceColour = colours.accent

/** The custom properties for `:root`, ready for a style sheet. */
export function cssVariables(palette: ContourPalette): Record<string, string> {
  const variables: Record<string, string> = {
    '--font-family': fonts.family,
    '--font-size': `${fonts.size}px`,
    '--font-size-small': `${fonts.sizeSmall}px`,
    '--font-size-tiny': `${fonts.sizeTiny}px`,
    '--font-size-number': `${fonts.sizeNumber}px`,
  }
  for (const [name, value] of Object.entries(colours)) variables[`--${name}`] = value
  for (const [name, value] of Object.entries(sizes)) variables[`--${name}`] = `${value}px`
  for (const [border, value] of Object.entries(contourColours[palette]))
    variables[`--contour-${border}`] = value
  return variables
}
