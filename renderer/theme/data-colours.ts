/** Colours that stand for values, here and on paper, and those that only tell things apart. */
export { type ColourScaleName, colourScales } from '#analysis/colours/scales.ts'

/** Of curves beside each other. @source Okabe and Ito 2008, Color Universal Design; its two darkest lightened */
export const lineColours = [
  '#56b4e9',
  '#e69f00',
  '#2fbf93',
  '#f0e442',
  '#d98fb8',
  '#f2793a',
  '#8fa8ff',
] as const

/** The same hues on a light surface: at least 3:1 there. */
export const lineColoursOnLight = [
  '#1f78c8',
  '#c96a00',
  '#0b8a66',
  '#857a00',
  '#b8488c',
  '#b3261a',
  '#5b4fd0',
] as const

/**
 * Of velocities: both ways from black, to blue and to red of the same lightness, which are told apart under every kind
 * of colour blindness. They leave black fast, so that slow flow is seen.
 * @source hues of 'berlin' of Crameri, Scientific colour maps 8, doi:10.5281/zenodo.1243862 (MIT)
 */
export const velocityStops = [
  '#9eb0ff',
  '#7dacee',
  '#5ba4db',
  '#458fba',
  '#2d7597',
  '#0d0d0e',
  '#8a3f2a',
  '#a75a48',
  '#c4756a',
  '#e2918b',
  '#ffadad',
] as const

/** Of writing on a value's colour. */
export const inks = { dark: '#0a0c0f', light: '#ffffff' } as const
