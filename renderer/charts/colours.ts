/** From a value to its colour, and to the ink that can be read on it. */
import { colourAt, type Rgb, rgbOf } from '#analysis/colours/scales.ts'
import { type ColourScaleName, inks } from '../theme/data-colours.ts'

export { colourAt, type Rgb, rgbOf } from '#analysis/colours/scales.ts'

export interface ScaleRange {
  readonly scale: ColourScaleName
  /** values of the first and the last colour; the first may be the larger */
  readonly from: number
  readonly to: number
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
