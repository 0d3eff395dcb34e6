/**
 * Every colour, size and font of the window, once. The style sheets read them as custom properties
 * (`--surface-panel`), canvas and SVG code reads the values. All text colours reach 4.5:1 on every surface.
 */
import type { Border } from '#analysis/contours/contour.ts'
import { lineColours, lineColoursOnLight } from './data-colours.ts'

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

/** The dark theme; also what lies over images, which are black in both. */
export const colours = {
  'surface-page': '#0a0c0f',
  'surface-panel': '#101419',
  'surface-bar': '#12161b',
  'surface-strip': '#0e1216',
  'surface-list': '#0a0c0f',
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
  'text-faint': '#8793a3',
  'text-on-accent': '#ffffff',
  accent: '#6fb7ff',
  'accent-fill': '#2f6fb0',
  'accent-fill-hover': '#3576b5',
  good: '#63d2b4',
  'good-line': '#25564a',
  attention: '#f2c94c',
  'attention-line': '#5c4d1e',
  bad: '#ff9b73',
  'bad-line': '#6b3a28',
  'bad-surface': '#2a1812',
  shadow: '#00000099',
  /** of what floats over images */
  'over-image': '#12161be0',
  /** behind words that lie over an image, which may be white there */
  'image-plate': '#000000ad',
  /** over what shall step back */
  shade: '#00000099',
} as const

export type ColourName = keyof typeof colours

export const themeColours: Readonly<Record<Theme, Readonly<Record<ColourName, string>>>> = {
  dark: colours,
  light: {
    'surface-page': '#d9dfe5',
    'surface-panel': '#f7f9fb',
    'surface-bar': '#eef2f5',
    'surface-strip': '#eef2f5',
    'surface-list': '#ffffff',
    'surface-card': '#ffffff',
    'surface-raised': '#e9eef3',
    'surface-hover': '#e6edf4',
    'surface-selected': '#d8e7f7',
    'surface-image': '#000000',
    line: '#dde3e9',
    'line-strong': '#bcc6d0',
    'line-selected': '#7ea9d6',
    'text-strong': '#0b1117',
    text: '#1d2731',
    'text-soft': '#33414f',
    'text-muted': '#465564',
    'text-faint': '#4f5d6b',
    'text-on-accent': '#ffffff',
    accent: '#1a5596',
    'accent-fill': '#2b6cb0',
    'accent-fill-hover': '#245f9e',
    good: '#0a5c48',
    'good-line': '#8fc7b8',
    attention: '#6b4c00',
    'attention-line': '#d9bc6a',
    bad: '#9a3412',
    'bad-line': '#e3a98f',
    'bad-surface': '#fdece5',
    shadow: '#0b111733',
    'over-image': '#f7f9fbe0',
    'image-plate': '#000000ad',
    shade: '#0b111773',
  },
}

/** CSS pixels at 100 %. The page is dense: controls are 26 px high, rows of a table 30 px. */
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
 * reader in twelve; in the second palette all borders of one image keep apart under deuteranopia and protanopia.
 * @source hues of Okabe and Ito 2008, Color Universal Design
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
    'lv-papillary': '#efb787',
    'rv-endocardial': '#f0e442',
    'rv-epicardial': '#d5c868',
    'la-endocardial': '#cc79a7',
    'ra-endocardial': '#9e5880',
    'lge-remote': '#13a3f2',
    'lge-exclusion': '#bfc1c2',
    'lge-no-reflow': '#c789b0',
    'lge-scar': '#e69f00',
    'blood-pool': '#c55101',
    vessel: '#13996e',
    region: '#e7e9ea',
  },
}

/** The same hues where charts and tables lie on a light surface: at least 3:1 there. */
export const contourColoursOnLight: Readonly<Record<ContourPalette, Readonly<Record<Border, string>>>> = {
  standard: {
    'lv-endocardial': '#d0242b',
    'lv-epicardial': '#12803f',
    'lv-papillary': '#c24a62',
    'rv-endocardial': '#8a6a00',
    'rv-epicardial': '#75590a',
    'la-endocardial': '#7a4fd6',
    'ra-endocardial': '#5b45c9',
    'lge-remote': '#1f6fc4',
    'lge-exclusion': '#5f6b76',
    'lge-no-reflow': '#bd2f83',
    'lge-scar': '#b35300',
    'blood-pool': '#c03f3f',
    vessel: '#127f76',
    region: '#55606b',
  },
  'colour-blind': {
    'lv-endocardial': '#c65200',
    'lv-epicardial': '#217bb4',
    'lv-papillary': '#ab6330',
    'rv-endocardial': '#968d53',
    'rv-epicardial': '#575200',
    'la-endocardial': '#b24f8e',
    'ra-endocardial': '#823c65',
    'lge-remote': '#2a618c',
    'lge-exclusion': '#737374',
    'lge-no-reflow': '#c5689f',
    'lge-scar': '#704400',
    'blood-pool': '#9d4004',
    vessel: '#247e5f',
    region: '#515354',
  },
}

/** What is measured on images and written on them: no colour of a border, and readable on every grey. */
export const annotationColours = { own: colours['text-strong'], selected: colours.accent } as const

/** Under lines and words over an image, so that they are seen on light and on dark. */
export const halo = '#0000008c'

/** Where the plane of one viewport cuts another. */
export const crossReferenceColour = colours.accent

const rem = (pixels: number): string => `${pixels / 16}rem`

/** The custom properties for `:root`, ready for a style sheet; sizes follow the scale of the window. */
export function cssVariables(palette: ContourPalette, theme: Theme): Record<string, string> {
  const variables: Record<string, string> = {
    '--font-family': fonts.family,
    '--font-size': rem(fonts.size),
    '--font-size-small': rem(fonts.sizeSmall),
    '--font-size-tiny': rem(fonts.sizeTiny),
    '--font-size-number': rem(fonts.sizeNumber),
    ...colourVariables(palette, theme),
  }
  for (const [name, value] of Object.entries(sizes)) variables[`--${name}`] = rem(value)
  return variables
}

export function colourVariables(palette: ContourPalette, theme: Theme): Record<string, string> {
  const borders = theme === 'light' ? contourColoursOnLight : contourColours
  const curves = theme === 'light' ? lineColoursOnLight : lineColours
  return Object.fromEntries([
    ...Object.entries(themeColours[theme]).map(([name, value]) => [`--${name}`, value]),
    ...Object.entries(borders[palette]).map(([border, value]) => [`--contour-${border}`, value]),
    ...curves.map((value, k) => [`--curve-${k}`, value]),
  ])
}
