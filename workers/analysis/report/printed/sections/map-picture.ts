/** Maps of pixels in colour over the image that they belong to, with what their colours mean. */
import { type MapLook, parameterMapLooks, perfusionMapLooks } from '../../../colours/map-looks.ts'
import { colourAt, colourScales } from '../../../colours/scales.ts'
import type { Contour } from '../../../contours/contour.ts'
import { quantityUnits } from '../../../measurements/measurement.ts'
import { type PerfusionMap, perfusedPixel } from '../../../perfusion/pixel-maps.ts'
import type { Line, Picture, ReportLanguage } from '../document.ts'
import { numberText, withUnit } from '../numbers.ts'
import type { ShownFirstPass, ShownMap } from '../source.ts'
import { painted, pictureOf } from './picture.ts'

/** told apart from every colour of a map */
const white = '#ffffff'

interface Colouring {
  readonly look: MapLook
  /** UCUM */
  readonly unit: string
  /** of a pixel, row × columns + column; undefined where there is none */
  readonly valueAt: (pixel: number) => number | undefined
}

function inColour(
  picture: Picture,
  columns: number,
  { look: { scale, ends, digits }, unit, valueAt }: Colouring,
  language: ReportLanguage,
): Picture {
  const [from, to] = ends
  const coloured = painted(picture, columns, (pixel) => {
    const value = valueAt(pixel)
    return value === undefined ? undefined : [...colourAt(scale, (value - from) / (to - from)), 255]
  })
  const bar = {
    colours: colourScales[scale],
    from: numberText(from, digits, language),
    to: withUnit(to, unit, digits, language),
  }
  return { ...coloured, bar }
}

export function pictureOfMap(map: ShownMap, caption: string, language: ReportLanguage): Picture | undefined {
  const { parameter, image, plane, value, status, borders } = map
  const lines = [borders.endocardial, borders.epicardial].flatMap((points): Line[] =>
    points === undefined ? [] : [{ points, closed: true, colour: white }],
  )
  const picture = pictureOf({ image, plane, lines, caption, window: 'map' })
  const colouring: Colouring = {
    look: parameterMapLooks[parameter],
    unit: quantityUnits[parameter],
    valueAt: (pixel) => (status[pixel] === 0 ? value[pixel] : undefined),
  }
  return picture && inColour(picture, plane.columns, colouring, language)
}

/** @returns undefined where nobody drew the wall of this slice */
export function pictureOfPerfusion(
  { image, plane, wall }: ShownFirstPass,
  { quantity, value, status }: PerfusionMap,
  drawn: readonly Contour[],
  caption: string,
  language: ReportLanguage,
): Picture | undefined {
  const lines = drawn.flatMap(({ border, closed, points }): Line[] =>
    border === 'lv-endocardial' || border === 'lv-epicardial' ? [{ points, closed, colour: white }] : [],
  )
  const picture = pictureOf({ image, plane, lines, caption, window: 'first-pass', about: 'wall' })
  const places = new Map(Array.from(wall, (pixel, place) => [pixel, place]))
  const colouring: Colouring = {
    look: perfusionMapLooks[quantity],
    unit: quantityUnits[quantity],
    valueAt: (pixel) => {
      const place = places.get(pixel)
      return place !== undefined && status[place] === perfusedPixel.measured ? value[place] : undefined
    },
  }
  return picture && inColour(picture, plane.columns, colouring, language)
}
