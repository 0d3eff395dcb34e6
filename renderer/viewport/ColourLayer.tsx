/**
 * An image of measured values in colour, with its scale: what the window spans runs from the first colour to the
 * last. Drawn over the grey image, below every line.
 */

import { fixedIn } from '../texts/formats.ts'
import { scaled } from '../theme/scale.ts'
import { colours, fonts } from '../theme/tokens.ts'
import { stillCanvas } from './gpu.ts'
import type { GreyWindow } from './image-view.ts'
import type { DecodedFrame } from './picture.ts'
import { drawInPlace, type ImageTransform } from './transform.ts'
import { useLayer } from './use-layer.ts'
import type { ValueScale } from './value-scale.ts'
import { fontOver } from './words.ts'

export interface ColourLayerProps {
  /** from low to high, as '#rrggbb' */
  readonly stops: readonly string[]
  readonly window: GreyWindow | undefined
  /** as printed */
  readonly unit: string
  /** what the scale prints where it is not the values themselves */
  readonly scale?: ValueScale | undefined
  /** 0 has its colour; else it says that nothing was measured, and is black */
  readonly zeroIsMeasured?: boolean | undefined
  /** true when absent */
  readonly scaleShown?: boolean | undefined
}

/** CSS pixels */
const bar = { width: 9, right: 12, share: 0.5, label: 4 } as const
/** times the height of a word */
const narrowestTold = 13
const black = 0xff000000

export function ColourLayer({
  stops,
  window,
  unit,
  scale,
  zeroIsMeasured = false,
  scaleShown = true,
}: ColourLayerProps) {
  useLayer('colours', (context, { pixels, transform, smooth }) => {
    if (!window) return false
    context.imageSmoothingEnabled = smooth
    context.imageSmoothingQuality = 'high'
    drawInPlace(context, transform, coloured(pixels, window, stops, zeroIsMeasured))
    if (scaleShown) drawScale(context, transform, stops, shownRange(window, scale), unit)
    return true
  })
  return null
}

interface Painted {
  readonly key: string
  readonly picture: OffscreenCanvas
}

const painted = new WeakMap<DecodedFrame, Painted>()

function coloured(
  pixels: DecodedFrame,
  { center, width }: GreyWindow,
  stops: readonly string[],
  zeroIsMeasured: boolean,
): OffscreenCanvas {
  const key = [center, width, zeroIsMeasured, ...stops].join()
  const known = painted.get(pixels)
  if (known?.key === key) return known.picture
  const picture = known?.picture ?? new OffscreenCanvas(pixels.columns, pixels.rows)
  const context = picture.getContext('2d', stillCanvas())
  if (!context) throw new Error('a coloured image needs a 2D canvas')
  const image = context.createImageData(pixels.columns, pixels.rows)
  const into = new Uint32Array(image.data.buffer)
  const table = colourTable(stops)
  const values = pixels.getPixelData()
  const low = center - width / 2
  const last = table.length - 1
  for (let k = 0; k < into.length; k++) {
    const value = values[k] ?? 0
    const at = Math.round(((value - low) / width) * last)
    // no value was measured where there is none: background stays black and is not the lowest colour
    into[k] = value === 0 && !zeroIsMeasured ? black : (table[Math.min(last, Math.max(0, at))] ?? black)
  }
  context.putImageData(image, 0, 0)
  painted.set(pixels, { key, picture })
  return picture
}

const tableLength = 256

/** RGBA in the byte order of all machines that browsers run on, evenly between the stops. */
export function colourTable(stops: readonly string[]): Uint32Array {
  const channels = stops.map((stop) => [1, 3, 5].map((at) => Number.parseInt(stop.slice(at, at + 2), 16)))
  return Uint32Array.from({ length: tableLength }, (_, k) => {
    const place = (k / (tableLength - 1)) * (stops.length - 1)
    const below = Math.min(Math.floor(place), stops.length - 2)
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
      const [from = 0, to = 0] = [channels[below]?.[channel], channels[below + 1]?.[channel]]
      return Math.round(from + (place - below) * (to - from))
    })
    return black + blue * 0x10000 + green * 0x100 + red
  })
}

const shownRange = ({ center, width }: GreyWindow, scale: ValueScale | undefined): GreyWindow =>
  scale ? { center: scale.slope * (center - scale.zero), width: scale.slope * width } : { center, width }

function drawScale(
  context: CanvasRenderingContext2D,
  { surface }: ImageTransform,
  stops: readonly string[],
  { center, width }: GreyWindow,
  unit: string,
): void {
  const height = surface.height * bar.share
  const left = surface.width - bar.right - bar.width
  const top = (surface.height - height) / 2
  const gradient = context.createLinearGradient(0, top + height, 0, top)
  stops.forEach((stop, k) => {
    gradient.addColorStop(k / (stops.length - 1), stop)
  })
  context.fillStyle = colours['surface-image']
  context.fillRect(left - 1, top - 1, bar.width + 2, height + 2)
  context.fillStyle = gradient
  context.fillRect(left, top, bar.width, height)
  context.font = fontOver('sizeTiny', 400)
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  context.lineWidth = scaled(3)
  context.strokeStyle = colours['surface-image']
  context.fillStyle = colours['text-soft']
  for (const share of ticksIn({ width: surface.width, height }, scaled(fonts.sizeTiny))) {
    const text = `${fixedIn(center + (share - 0.5) * width, 0)}${share === 1 ? ` ${unit}` : ''}`
    const y = top + height * (1 - share)
    context.strokeText(text, left - bar.label, y)
    context.fillText(text, left - bar.label, y)
  }
}

/**
 * Shares of a scale at which it says its values: as many as leave as much room between them as they take. None in an
 * image that is filled by the words in its corners.
 * @param room  CSS pixels: of the image across, of the scale down
 * @param words  CSS pixels that one takes down
 */
export const ticksIn = (
  { width, height }: { readonly width: number; readonly height: number },
  words: number,
): readonly number[] => {
  if (width < narrowestTold * words) return []
  const steps = [4, 2].find((count) => height / count >= 2 * words) ?? 1
  return Array.from({ length: steps + 1 }, (_, k) => k / steps)
}
