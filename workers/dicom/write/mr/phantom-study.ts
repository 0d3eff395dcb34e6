/**
 * A whole synthetic study as DICOM files, one after the other. Nothing in the files tells the numbers that they
 * were made from: those travel with the generator (`phantomTruth`).
 */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { pictureMaker } from '#analysis/phantom/pictures.ts'
import type { StoredPixels } from '#analysis/phantom/receiver.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { at } from '#analysis/units/at.ts'
import { writePart10 } from '../part10.ts'
import { enhancedMrImage } from './enhanced-mr-image.ts'
import { layoutOf, type PlacedImage, type PlacedSeries } from './layout.ts'
import { mrImage } from './mr-image.ts'
import type { PhantomPart } from './parts.ts'

export interface PhantomFile {
  /** relative, with '/' */
  readonly fileName: string
  readonly role: SeriesRole
  readonly seriesUid: string
  readonly sopInstanceUid: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface PhantomRendering extends PhantomPart {
  /** files that end where their pixels would begin: byte for byte what the whole files begin with */
  readonly withoutPixels?: boolean
  /** after each picture */
  readonly progress?: (rendered: number, total: number) => void
}

/**
 * The same options give the same bytes, whichever part is asked for.
 * @throws RangeError for some slices of an enhanced object
 */
export function* phantomStudy(
  options: PhantomStudyOptions,
  { progress, withoutPixels = false, ...part }: PhantomRendering = {},
): Generator<PhantomFile, void, undefined> {
  const chosen = layoutOf(options, part)
  const total = chosen.reduce((sum, { images }) => sum + images.length, 0)
  let rendered = 0
  const count = (): void => {
    rendered += 1
    progress?.(rendered, total)
  }
  const render = withoutPixels ? undefined : renderer(options, count)
  for (const series of chosen)
    if (options.enhanced) yield enhancedFile(series, render)
    else yield* singleFrameFiles(series, render)
}

type Render = (series: PlacedSeries, image: PlacedImage) => StoredPixels

function renderer(options: PhantomStudyOptions, rendered: () => void): Render {
  const picture = pictureMaker(options)
  return ({ series }, { slice, phase }) => {
    const stored = picture(series, slice, phase)
    rendered()
    return stored
  }
}

function* singleFrameFiles(
  series: PlacedSeries,
  render: Render | undefined,
): Generator<PhantomFile, void, undefined> {
  const { numberedAfter } = series
  for (const image of series.images) {
    const name = `slice-${twoDigits(image.slice)}-phase-${twoDigits(image.phase)}`
    const stored = render && bytesOf(render(series, image))
    const { rr } = at(at(series.series.attributes, image.slice), image.phase)
    const dataset = mrImage(series, { ...image, rr, stored, numberedAfter })
    yield file(series, name, image.sopInstanceUid, writePart10(dataset))
  }
}

function enhancedFile(series: PlacedSeries, render: Render | undefined): PhantomFile {
  const { images } = series
  const [first] = images
  if (!first || images.length !== series.series.planes.length * series.series.phases)
    throw new RangeError('an enhanced object holds all images of its series')
  const stored = render && allFrames(series, first.plane, render)
  const dataset = enhancedMrImage(series, first.sopInstanceUid, images, stored)
  return file(series, 'frames', first.sopInstanceUid, writePart10(dataset))
}

function allFrames(series: PlacedSeries, { rows, columns }: ImagePlane, render: Render): Uint8Array {
  const frameLength = 2 * rows * columns
  const stored = new Uint8Array(frameLength * series.images.length)
  for (const image of series.images) stored.set(bytesOf(render(series, image)), frameLength * image.frame)
  return stored
}

function file(
  { series, seriesUid }: PlacedSeries,
  name: string,
  sopInstanceUid: string,
  bytes: Uint8Array<ArrayBuffer>,
): PhantomFile {
  return { fileName: `${series.name}/${name}.dcm`, role: series.role, seriesUid, sopInstanceUid, bytes }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Little-endian, as the transfer syntax says and as every machine that runs this stores its numbers. */
const bytesOf = (stored: StoredPixels): Uint8Array =>
  new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)
