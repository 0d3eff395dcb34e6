/**
 * Colours that stand for values. The scales run evenly from dark to light and keep their order under every kind of
 * colour blindness and in grey.
 *
 * @source viridis, magma: Smith and van der Walt 2015 (CC0); cividis: Nuñez 2018, doi:10.1371/journal.pone.0199239
 */
type Stops = readonly string[]

export const colourScales = {
  /** of amounts of which more is better, or of which neither end is bad */
  viridis: [
    '#440154',
    '#472d7b',
    '#3b528b',
    '#2c728e',
    '#21918c',
    '#28ae80',
    '#5ec962',
    '#addc30',
    '#fde725',
  ],
  /** of amounts of what should not be there */
  magma: ['#180f3d', '#440f76', '#721f81', '#9e2f7f', '#cd4071', '#f1605d', '#fd9668', '#feca8d', '#fcfdbf'],
  /** of maps */
  cividis: [
    '#00224e',
    '#123570',
    '#3b496c',
    '#575d6d',
    '#707173',
    '#8a8678',
    '#a59c74',
    '#c3b369',
    '#e1cc55',
    '#fee838',
  ],
  /** of T1. @source Crameri, Scientific colour maps 8, doi:10.5281/zenodo.1243862 (MIT) */
  lipari: [
    '#031326',
    '#103557',
    '#3c5478',
    '#615e78',
    '#806070',
    '#a56267',
    '#cf695e',
    '#e98768',
    '#e6aa7f',
    '#eacda5',
    '#fdf5da',
  ],
  /** of T2 and T2*. @source as lipari */
  navia: [
    '#031327',
    '#06315a',
    '#105185',
    '#236c91',
    '#327c89',
    '#418a80',
    '#549b75',
    '#70b369',
    '#a7d278',
    '#dde7ae',
    '#fcf4d9',
  ],
} as const satisfies Readonly<Record<string, Stops>>

export type ColourScaleName = keyof typeof colourScales

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
