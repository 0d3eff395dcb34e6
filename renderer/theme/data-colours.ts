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

/** Of writing on a value's colour. */
export const inks = { dark: '#0a0c0f', light: '#ffffff' } as const
