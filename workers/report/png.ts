/** Pixels of a key image as a PNG of eight bits: nothing but grey values is in it. */
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

export function greyPng(grey: Uint8Array, rows: number, columns: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header[8] = 8
  const lines = Buffer.alloc(rows * (columns + 1))
  for (let row = 0; row < rows; row++)
    lines.set(grey.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** Shares of the pixels about the heart that lie below black and white. On late enhancement no noise is hidden. */
const limits: Readonly<Record<Windowing, readonly [black: number, white: number]>> = {
  cine: [0.01, 0.995],
  lge: [0.0, 0.995],
}

/** The part that is shown, windowed by what it shows: by the heart, because fat and coils outshine it. */
export function pictureGrey({ pixels, plane }: MeasuredImage, picture: Picture): Uint8Array {
  const { column, row, columns, rows } = picture.crop
  const shown = new Float64Array(rows * columns)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      shown[r * columns + c] = pixels[(row + r) * plane.columns + column + c] ?? 0
  const inHeart = isInHeart(picture)
  const about = shown.filter((_, k) => inHeart(k % columns, Math.floor(k / columns)))
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
