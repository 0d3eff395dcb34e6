/** The part of an image about a place, in grey, for a plane in a scene. */
import {
  type ImagePlane,
  indexToPatient,
  type PatientPoint,
  patientToIndex,
} from '#analysis/geometry/plane.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { pixelWindow, stackWindow } from '../grey-window.ts'
import type { GreyWindow, ImageView } from '../image-view.ts'
import { type DecodedFrame, greyScale } from '../picture.ts'
import type { StudyImages } from '../study-images.ts'
import type { GreyPicture, PlanePicture } from './bodies.ts'

export interface Crop {
  /** first column and row, and how many */
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
}

/** What lies within a distance of a place, dropped onto the plane; undefined when the image shows none of it. */
export function cropAbout(plane: ImagePlane, middle: PatientPoint, reach: number): Crop | undefined {
  const {
    index: [column, row],
  } = patientToIndex(plane, middle)
  const part = (centre: number, spacing: number, size: number): readonly [from: number, count: number] => {
    const from = Math.max(0, Math.floor(centre - reach / spacing))
    return [from, Math.min(size, Math.ceil(centre + reach / spacing) + 1) - from]
  }
  const [left, columns] = part(column, plane.columnSpacing, plane.columns)
  const [top, rows] = part(row, plane.rowSpacing, plane.rows)
  return columns > 1 && rows > 1 ? { left, top, columns, rows } : undefined
}

/**
 * Upper left, upper right, lower right, lower left: the outer edges of its pixels.
 * @param wider  pixels beyond them on each side
 */
export function cornersOf(
  plane: ImagePlane,
  { left, top, columns, rows }: Crop,
  wider = 0,
): PlanePicture['corners'] {
  const at = (column: number, row: number): PatientPoint =>
    indexToPatient(plane, [left + column - 0.5, top + row - 0.5])
  const [right, bottom] = [columns + wider, rows + wider]
  return [at(-wider, -wider), at(right, -wider), at(right, bottom), at(-wider, bottom)]
}

/** As its viewport shows it. @returns undefined while the image is not here */
export function greyOf(
  images: StudyImages,
  stack: Stack,
  frame: StackFrame,
  view: ImageView,
  crop: Crop,
): GreyPicture | undefined {
  const pixels = images.ready(frame)
  if (!pixels) return undefined
  return cut(pixels, view.get().window ?? stackWindow(stack) ?? pixelWindow(pixels), crop)
}

function cut(pixels: DecodedFrame, window: GreyWindow, crop: Crop): GreyPicture {
  const values = pixels.getPixelData()
  const { low, gain } = greyScale({ window, inverted: false })
  const { columns, rows } = crop
  const rgb = new Uint8Array(3 * columns * rows)
  for (let row = 0, to = 0; row < rows; row++) {
    const from = (crop.top + row) * pixels.columns + crop.left
    for (let column = 0; column < columns; column++, to += 3) {
      const grey = 255 * Math.min(1, Math.max(0, ((values[from + column] ?? 0) - low) * gain))
      rgb.fill(grey, to, to + 3)
    }
  }
  return { columns, rows, rgb }
}
