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

export type Rgb = readonly [red: number, green: number, blue: number]

export const rgbOf = (hex: string): Rgb => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
]

const stops = new Map<ColourScaleName, readonly Rgb[]>(
  (Object.keys(colourScales) as ColourScaleName[]).map((name) => [name, colourScales[name].map(rgbOf)]),
)

/** @param share  0 to 1 along the scale; what lies beyond has the colour of the end */
export function colourAt(scale: ColourScaleName, share: number): Rgb {
  const colours = stops.get(scale) ?? []
  const place = Math.min(Math.max(share, 0), 1) * (colours.length - 1)
  const below = Math.min(Math.floor(place), colours.length - 2)
  const [low, high] = [colours[below], colours[below + 1]]
  if (!low || !high) throw new RangeError(`the scale ${scale} has no colour at ${share}`)
  const part = place - below
  const mixed = (channel: 0 | 1 | 2): number =>
    Math.round(low[channel] + part * (high[channel] - low[channel]))
  return [mixed(0), mixed(1), mixed(2)]
}
