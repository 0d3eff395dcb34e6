/** Pixels of a key image as a PNG of eight bits: nothing but grey values, and colours laid over them, is in it. */
import { crc32, deflateSync } from 'node:zlib'
import type { MeasuredImage } from '#analysis/images/image.ts'
import type { Picture, Windowing } from '#analysis/report/printed/document.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body) >>> 0, body.length + 4)
  return out
}

/** colour types of PNG */
const colourTypes = { 1: 0, 3: 2 } as const

/** @param samples  row by row: one a pixel for grey, three for red, green and blue */
export function pngOf(samples: Uint8Array, rows: number, columns: number, perPixel: 1 | 3): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header[8] = 8
  header[9] = colourTypes[perPixel]
  const width = columns * perPixel
  const lines = Buffer.alloc(rows * (width + 1))
  for (let row = 0; row < rows; row++)
    lines.set(samples.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** samples across a picture, at least: viewers of paper enlarge each as they like, some without smoothing */
const fewestColumns = 240

export function picturePng(image: MeasuredImage, picture: Picture): Buffer {
  const { crop, paint } = picture
  const times = Math.max(1, Math.ceil(fewestColumns / crop.columns))
  const [rows, columns] = [crop.rows * times, crop.columns * times]
  const grey = enlarged(pictureGrey(image, picture), crop, times)
  return paint === undefined
    ? pngOf(grey, rows, columns, 1)
    : pngOf(coloured(grey, paint, crop, times), rows, columns, 3)
}

type Size = Pick<Picture['crop'], 'rows' | 'columns'>

/** Between the centres of pixels, as the window shows them. */
function enlarged(grey: Uint8Array, { rows, columns }: Size, times: number): Uint8Array {
  if (times === 1) return grey
  const out = new Uint8Array(grey.length * times * times)
  const at = (row: number, column: number): number =>
    grey[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))] ?? 0
  const wide = columns * times
  for (let r = 0; r < rows * times; r++) {
    const y = (r + 0.5) / times - 0.5
    const [top, down] = [Math.floor(y), y - Math.floor(y)]
    for (let c = 0; c < wide; c++) {
      const x = (c + 0.5) / times - 0.5
      const [left, right] = [Math.floor(x), x - Math.floor(x)]
      const above = at(top, left) * (1 - right) + at(top, left + 1) * right
      const below = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right
      out[r * wide + c] = Math.round(above * (1 - down) + below * down)
    }
  }
  return out
}

/** What was measured is laid over it pixel by pixel, and not blended. */
function coloured(grey: Uint8Array, paint: Uint8Array, { columns }: Size, times: number): Uint8Array {
  const samples = new Uint8Array(3 * grey.length)
  const wide = columns * times
  grey.forEach((value, k) => {
    const pixel = Math.floor(Math.floor(k / wide) / times) * columns + Math.floor((k % wide) / times)
    const much = (paint[4 * pixel + 3] ?? 0) / 255
    for (let channel = 0; channel < 3; channel++)
      samples[3 * k + channel] = Math.round(value + much * ((paint[4 * pixel + channel] ?? 0) - value))
  })
  return samples
}

/** Shares of the pixels about the heart that lie below black and white. On late enhancement no noise is hidden. */
const limits: Readonly<Record<Windowing, readonly [black: number, white: number]>> = {
  cine: [0.01, 0.995],
  lge: [0.0, 0.995],
  'first-pass': [0.01, 0.995],
  flow: [0.0, 1.0],
  map: [0.01, 0.99],
}

/** The part that is shown, windowed by what it shows: by the heart, because fat and coils outshine it. */
export function pictureGrey({ pixels, plane }: MeasuredImage, picture: Picture): Uint8Array {
  const { column, row, columns, rows } = picture.crop
  const shown = new Float64Array(rows * columns)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      shown[r * columns + c] = pixels[(row + r) * plane.columns + column + c] ?? 0
  const inHeart = isInHeart(picture)
  // velocity is read beside tissue that rests: grey is none
  const about =
    picture.window === 'flow' ? shown : shown.filter((_, k) => inHeart(k % columns, Math.floor(k / columns)))
  const sorted = (about.length > 0 ? about : shown).toSorted()
  const [below, above] = limits[picture.window]
  const ranked = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const [black, white] = [ranked(below), ranked(above)]
  const span = white - black || 1
  return Uint8Array.from(shown, (value) =>
    Math.min(255, Math.max(0, Math.round((255 * (value - black)) / span))),
  )
}

/** In the box of the borders that are drawn, by column and row of the part that is shown. */
function isInHeart({ lines, crop }: Picture): (column: number, row: number) => boolean {
  const points = lines.flatMap((line) => line.points)
  const xs = points.map(([x]) => x - crop.column)
  const ys = points.map(([, y]) => y - crop.row)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return (column, row) => column >= left && column <= right && row >= top && row <= bottom
}
