/**
 * The part of an image about a place, in grey, for a plane in a scene: in the window of its viewport, and bright for dark
 * where that shows it so. How the viewport turned and flipped it changes nothing here: a plane lies where the image lies
 * in the patient.
 */
import {
  type ImagePlane,
  indexToPatient,
  type PatientPoint,
  patientToIndex,
} from '#analysis/geometry/plane.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { askedWindow } from '../grey-window.ts'
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

/** What a picture was made of, so that the same is not made again: pixels are values. */
interface Cut {
  readonly window: GreyWindow
  readonly inverted: boolean
  readonly crop: Crop
  readonly picture: GreyPicture
}

const cuts = new WeakMap<DecodedFrame, Cut>()

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
  const { window: asked, inverted: turned } = view.wishes.get()
  const window = asked ?? view.get().shown?.window ?? askedWindow(stack, pixels)
  const inverted = (frame.instance.pixels.photometricInterpretation === 'MONOCHROME1') !== turned
  const before = cuts.get(pixels)
  if (
    before &&
    before.inverted === inverted &&
    sameWindow(before.window, window) &&
    sameCrop(before.crop, crop)
  )
    return before.picture
  const picture = greyCut(pixels, { window, inverted }, crop)
  cuts.set(pixels, { window, inverted, crop, picture })
  return picture
}

const sameWindow = (a: GreyWindow, b: GreyWindow): boolean => a.center === b.center && a.width === b.width

const sameCrop = (a: Crop, b: Crop): boolean =>
  a.left === b.left && a.top === b.top && a.columns === b.columns && a.rows === b.rows

export function greyCut(
  pixels: DecodedFrame,
  look: { readonly window: GreyWindow; readonly inverted: boolean },
  crop: Crop,
): GreyPicture {
  const values = pixels.getPixelData()
  const { low, gain, inverted } = greyScale(look)
  const { columns, rows } = crop
  const rgb = new Uint8Array(3 * columns * rows)
  for (let row = 0, to = 0; row < rows; row++) {
    const from = (crop.top + row) * pixels.columns + crop.left
    for (let column = 0; column < columns; column++, to += 3) {
      const share = Math.min(1, Math.max(0, ((values[from + column] ?? 0) - low) * gain))
      const grey = 255 * (inverted ? 1 - share : share)
      rgb[to] = grey
      rgb[to + 1] = grey
      rgb[to + 2] = grey
    }
  }
  return { columns, rows, rgb }
}
