/** Colours that stand for values, here and on paper, and those that only tell things apart. */
export { type ColourScaleName, colourScales } from '#analysis/colours/scales.ts'

/** Of curves beside each other. @source hues of Okabe and Ito 2008, Color Universal Design, moved until each keeps apart */
export const lineColours = [
  '#72beec',
  '#e8a100',
  '#2cbe94',
  '#f2e64a',
  '#d896bb',
  '#ef7736',
  '#87a1fd',
] as const

/** The same hues on a light surface: at least 3:1 there. */
export const lineColoursOnLight = [
  '#1e7bcb',
  '#cf6f0d',
  '#1e8f6b',
  '#90863c',
  '#b7438b',
  '#ac2315',
  '#5a48cc',
] as const

/** The second sign of the same curves, for who does not tell their colours apart: lengths along the line. */
export const lineDashes = ['', '8 2.5', '2 2', '8 2 2 2', '5 2', '8 2 2 2 2 2', '1.2 2.6'] as const

/** Of what was computed and not measured. */
export const computedDash = '4 3'

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
