/**
 * How far the drawn image lies from where our transform says it lies, from the phase of a grating. Grey levels
 * and interpolation scale the waves but do not shift them, so that hundredths of a pixel can be read.
 */
import type { Page } from '@playwright/test'
import { canvasToIndex, type ImageTransform } from '../../../renderer/viewport/transform.ts'
import { gratingPeriods } from './studies.ts'

export interface Picture {
  readonly width: number
  readonly height: number
  /** grey of each device pixel */
  readonly grey: Uint8Array
  readonly transform: ImageTransform
}

/** Of a viewport: the image, or what is drawn over it. */
const canvases = { image: '.viewport-image canvas', overlay: '.viewport-overlay[data-sheet=ground]' } as const

/** What the first viewport shows. */
export async function pictureOf(page: Page, of: keyof typeof canvases = 'image'): Promise<Picture> {
  const { grey, ...picture } = await page.evaluate(async (selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(selector)
    const view = window.harness?.views[0]
    if (!canvas || !view) throw new Error('nothing is shown')
    // a WebGL canvas can be read in the frame in which it was drawn, and a pan by nothing draws it
    view.panBy(0, 0)
    await new Promise(requestAnimationFrame)
    const transform = view.get().shown?.transform
    if (!transform) throw new Error('nothing is shown')
    const { surface } = transform
    const width = Math.round(surface.width * surface.ratio)
    const height = Math.round(surface.height * surface.ratio)
    const copy = new OffscreenCanvas(width, height).getContext('2d')
    if (!copy) throw new Error('a copy needs a 2D canvas')
    // a canvas covers no more than it must: where it lies is part of where its picture lies
    copy.drawImage(canvas, canvas.offsetLeft * surface.ratio, canvas.offsetTop * surface.ratio)
    const { data } = copy.getImageData(0, 0, width, height)
    // as text: a list of a million numbers takes seconds to leave the browser
    const pieces: string[] = []
    for (let row = 0; row < height; row += 1) {
      const line = Array.from({ length: width }, (_, column) => data[4 * (row * width + column)] ?? 0)
      pieces.push(String.fromCharCode(...line))
    }
    return { width, height, grey: btoa(pieces.join('')), transform }
  }, canvases[of])
  return { ...picture, grey: new Uint8Array(Buffer.from(grey, 'base64')) }
}

/** A part of the canvas, as fractions of its width and height. */
export interface Part {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const whole: Part = { left: 0, right: 1, top: 0, bottom: 1 }

/** A shift alone would be the same everywhere, an error of scale differs between the halves. */
export const parts: Readonly<Record<string, Part>> = {
  whole,
  'left half': { left: 0, right: 0.5, top: 0, bottom: 1 },
  'right half': { left: 0.5, right: 1, top: 0, bottom: 1 },
  'upper half': { left: 0, right: 1, top: 0, bottom: 0.5 },
  'lower half': { left: 0, right: 1, top: 0.5, bottom: 1 },
}

/** Every third pixel of every third line: the waves are much longer, and 40,000 pixels are plenty. */
const stride = 3

/** Shift of the drawn grating against the transform, in CSS pixels. */
export function displacement(picture: Picture, part: Part, grid: { rows: number; columns: number }) {
  const { transform, width, height } = picture
  const normal = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0])
  const right = [0, 0, 0, 0, 0]
  for (let y = Math.ceil(part.top * height); y < part.bottom * height; y += stride) {
    for (let x = Math.ceil(part.left * width); x < part.right * width; x += stride) {
      const ratio = transform.surface.ratio
      const [column, row] = canvasToIndex(transform, { x: (x + 0.5) / ratio, y: (y + 0.5) / ratio })
      if (column < 1 || row < 1 || column > grid.columns - 2 || row > grid.rows - 2) continue
      const u = (2 * Math.PI * column) / gratingPeriods.columns
      const v = (2 * Math.PI * row) / gratingPeriods.rows
      const waves = [1, Math.sin(u), Math.cos(u), Math.sin(v), Math.cos(v)]
      const grey = picture.grey[y * width + x] ?? 0
      waves.forEach((wave, i) => {
        right[i] = (right[i] ?? 0) + wave * grey
        const line = normal[i]
        waves.forEach((other, j) => {
          if (line) line[j] = (line[j] ?? 0) + wave * other
        })
      })
    }
  }
  const [, sinU = 0, cosU = 0, sinV = 0, cosV = 0] = solve(normal, right)
  return {
    x: (Math.atan2(-cosU, sinU) / (2 * Math.PI)) * gratingPeriods.columns * transform.columnScale,
    y: (Math.atan2(-cosV, sinV) / (2 * Math.PI)) * gratingPeriods.rows * transform.rowScale,
  }
}

/** CSS pixels: nearer to a border, the pixel of the screen may show either side. */
const border = 0.01

/**
 * Of an image that is not interpolated: the largest difference, in grey levels, between what pixels of the screen
 * show and the pixel of the image on which the transform puts their centres.
 *
 * @param greyOf  of a pixel of the image
 */
export function strayGrey(
  { grey, width, height, transform }: Picture,
  grid: { rows: number; columns: number },
  greyOf: (column: number, row: number) => number,
): number {
  const { ratio } = transform.surface
  let stray = 0
  for (let y = 0; y < height; y += stride) {
    for (let x = 0; x < width; x += stride) {
      const [column, row] = canvasToIndex(transform, { x: (x + 0.5) / ratio, y: (y + 0.5) / ratio })
      const [c, r] = [Math.round(column), Math.round(row)]
      if (c < 0 || r < 0 || c >= grid.columns || r >= grid.rows) continue
      const room = Math.min(
        (0.5 - Math.abs(column - c)) * transform.columnScale,
        (0.5 - Math.abs(row - r)) * transform.rowScale,
      )
      if (room > border) stray = Math.max(stray, Math.abs((grey[y * width + x] ?? 0) - greyOf(c, r)))
    }
  }
  return stray
}

/** Gauss and Jordan; the normal equations of five waves are far from singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, i) => [...line, right[i] ?? 0])
  lines.forEach((pivot, i) => {
    const lead = pivot[i] ?? 0
    for (const line of lines) {
      if (line === pivot) continue
      const factor = (line[i] ?? 0) / lead
      pivot.forEach((value, j) => {
        line[j] = (line[j] ?? 0) - factor * value
      })
    }
  })
  return lines.map((line, i) => (line[lines.length] ?? 0) / (line[i] ?? 1))
}
