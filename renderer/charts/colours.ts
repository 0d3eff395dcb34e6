/** From a value to its colour, and to the ink that can be read on it. */
import { type ColourScaleName, colourScales, inks } from '../theme/data-colours.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

export interface ScaleRange {
  readonly scale: ColourScaleName
  /** values of the first and the last colour; the first may be the larger */
  readonly from: number
  readonly to: number
}

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

export const shareOf = ({ from, to }: ScaleRange, value: number): number =>
  to === from ? 0 : (value - from) / (to - from)

export const cssOf = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`

export const colourOf = (range: ScaleRange, value: number): Rgb =>
  colourAt(range.scale, shareOf(range, value))

/** WCAG's relative luminance, 0 to 1. */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number): number => {
    const c = channel / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

/** The ink that stands out more. */
export function inkOn(colour: Rgb): string {
  const own = luminance(colour)
  const against = (ink: string): number => contrast(own, luminance(rgbOf(ink)))
  return against(inks.dark) > against(inks.light) ? inks.dark : inks.light
}

/** Round limits about what is shown, so that the colours of two studies can be compared more often than not. */
export function roundRange(values: readonly number[], step: number): readonly [from: number, to: number] {
  if (values.length === 0) return [0, step]
  const from = Math.floor(Math.min(...values) / step) * step
  const to = Math.ceil(Math.max(...values) / step) * step
  return [from, to > from ? to : from + step]
}
