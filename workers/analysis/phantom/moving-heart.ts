/**
 * A still heart that breathing moves within the picture: sampled once, on a lattice of half pixels, and added up
 * anew over the pixels of each picture, whose borders cut through the lattice wherever the heart lies.
 */
import type { ImagePlane } from '../geometry/plane.ts'
import { mm } from '../units/units.ts'
import { type HeartMix, heartMix, type LabelledHeart, paintMix } from './heart-mix.ts'
import { type Slab, slabOf } from './sampling.ts'
import type { Texture } from './texture.ts'

const perPixel = 2
/** of the lattice beyond the heart, so that no pixel that is looked at lies off it */
const margin = 2 * perPixel

export interface MovingHeart {
  readonly mix: HeartMix
  /** of the lattice, in half pixels of the picture */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** share of each place that is heart, [row][column] */
  readonly heart: Float32Array
}

export function movingHeart(slab: Slab, labelled: LabelledHeart, texture: Texture): MovingHeart {
  const plane = finer(slab.plane)
  const mix = heartMix(slabOf(labelled.preset, plane, slab.thickness), labelled, texture)
  let [left, top, right, bottom] = [plane.columns, plane.rows, 0, 0]
  for (const pixel of mix.pixels) {
    const column = pixel % plane.columns
    const row = (pixel - column) / plane.columns
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  }
  left -= margin
  top -= margin
  const width = Math.max(0, right + margin + 1 - left)
  const height = Math.max(0, bottom + margin + 1 - top)
  const heart = new Float32Array(width * height)
  const pixels = mix.pixels.map((pixel, i) => {
    const column = pixel % plane.columns
    const place = ((pixel - column) / plane.columns - top) * width + column - left
    heart[place] = 1 - (mix.around[i] ?? 0)
    return place
  })
  return { mix: { ...mix, pixels }, left, top, width, height, heart }
}

function finer(plane: ImagePlane): ImagePlane {
  const { position, rowDirection: x, columnDirection: y, rowSpacing, columnSpacing, rows, columns } = plane
  const back = (1 - 1 / perPixel) / 2
  const towards = (axis: 0 | 1 | 2): number =>
    position[axis] - back * (columnSpacing * x[axis] + rowSpacing * y[axis])
  return {
    ...plane,
    position: [towards(0), towards(1), towards(2)],
    rowSpacing: mm(rowSpacing / perPixel),
    columnSpacing: mm(columnSpacing / perPixel),
    rows: rows * perPixel,
    columns: columns * perPixel,
  }
}

/**
 * Puts the heart into a picture of the chest.
 *
 * @param values  by label
 * @param shift   of the heart, pixels along a row and along a column
 */
export function paintMoved(
  image: Float32Array,
  { rows, columns }: ImagePlane,
  moving: MovingHeart,
  values: Float64Array,
  [alongRow, alongColumn]: readonly [number, number],
): void {
  const { mix, left, top, width, height, heart } = moving
  const signal = new Float32Array(width * height)
  paintMix(signal, mix, values)
  const across = overPixels(left, width, alongRow, columns)
  const down = overPixels(top, height, alongColumn, rows)
  const pixels = across.to - across.from
  // along the rows first, for the signal and for the share of heart
  const signals = new Float32Array(pixels * height)
  const shares = new Float32Array(pixels * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < pixels; x++) {
      const i = y * width + across.first + perPixel * x
      signals[y * pixels + x] = threeOf(signal, i, 1, across)
      shares[y * pixels + x] = threeOf(heart, i, 1, across)
    }
  for (let y = 0; y < down.to - down.from; y++)
    for (let x = 0; x < pixels; x++) {
      const i = (down.first + perPixel * y) * pixels + x
      const share = threeOf(shares, i, pixels, down)
      if (share === 0) continue
      const pixel = (down.from + y) * columns + across.from + x
      image[pixel] = (1 - share) * (image[pixel] ?? 0) + threeOf(signals, i, pixels, down)
    }
}

interface Covered {
  /** pixels of the picture, the last one excluded */
  readonly from: number
  readonly to: number
  /** place on the lattice where the first of them begins */
  readonly first: number
  /** how much of a pixel is the first, a middle and the last of the places that it covers */
  readonly begin: number
  readonly middle: number
  readonly end: number
}

/** Pixel c begins at the place 2 (c − shift) of the whole lattice and covers two, mostly parts of three. */
function overPixels(start: number, length: number, shift: number, pixels: number): Covered {
  const begins = -perPixel * shift
  const whole = Math.floor(begins)
  const part = begins - whole
  const from = Math.max(0, Math.ceil((start - whole) / perPixel))
  const to = Math.min(pixels, Math.floor((start + length - whole - perPixel - 1) / perPixel) + 1)
  return {
    from,
    to: Math.max(from, to),
    first: perPixel * from + whole - start,
    begin: (1 - part) / perPixel,
    middle: 1 / perPixel,
    end: part / perPixel,
  }
}

const threeOf = (values: Float32Array, i: number, stride: number, { begin, middle, end }: Covered): number =>
  begin * (values[i] ?? 0) + middle * (values[i + stride] ?? 0) + end * (values[i + 2 * stride] ?? 0)
