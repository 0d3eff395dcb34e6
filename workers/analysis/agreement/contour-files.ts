/** Two readers' contour files, study by study. */
import { type Border, mayRepeat } from '../contours/contour.ts'
import type { ContourFile, FiledContour } from '../contours/file.ts'
import type { Polygon } from '../contours/polygon.ts'
import type { PatientPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { mm } from '../units/units.ts'
import { type BorderGrid, type ContourAgreement, contourAgreement } from './borders.ts'
import type { DrawnBorder } from './drawn-border.ts'
import type { ImagePlaces } from './image-places.ts'
import { flattened } from './patient-borders.ts'
import { readerWord } from './words.ts'

/** A contour file of which every border is one that we know. */
export type KnownContourFile = Omit<ContourFile, 'contours'> & { readonly contours: readonly FiledBorder[] }
type FiledBorder = FiledContour & { readonly border: Border }

export interface StudyContours {
  readonly study: string
  readonly warnings: readonly string[]
  readonly agreement: Outcome<ContourAgreement>
}

/**
 * @param grid      of contours in pixels on images of no known place; those in the patient are in millimetres already
 * @param places    of the images
 * @param progress  of studies
 * @returns one for each study that either has: unmeasured 'no-partner' for what only one has, 'contradictory-input'
 *          for two files of one study by one reader, contours of which some are in pixels, others in the patient, or
 *          points of another number of coordinates; and as `flattened` and `contourAgreement`
 */
export function contoursByStudy(
  a: readonly KnownContourFile[],
  b: readonly KnownContourFile[],
  grid: BorderGrid,
  places: ImagePlaces = new Map(),
  progress?: (done: number, total: number) => void,
): StudyContours[] {
  const studies = [...new Set([...a, ...b].map(({ study }) => study))]
  return studies.map((study, i) => {
    const found = studyContours(
      study,
      [a, b].map((files) => files.filter((file) => file.study === study)),
      grid,
      places,
    )
    progress?.(i + 1, studies.length)
    return found
  })
}

function studyContours(
  study: string,
  files: readonly (readonly KnownContourFile[])[],
  grid: BorderGrid,
  places: ImagePlaces,
): StudyContours {
  const refused = (why: Outcome<ContourAgreement>): StudyContours => ({ study, warnings: [], agreement: why })
  for (const [i, list] of files.entries()) {
    if (list.length === 0) return refused(unmeasured('no-partner', `${readerWord(i)} has none`))
    if (list.length > 1)
      return refused(
        unmeasured('contradictory-input', `${readerWord(i)} has ${list.length} files of the study`),
      )
  }
  const [first, second] = [at(at(files, 0), 0), at(at(files, 1), 0)]
  return {
    study,
    warnings:
      first.papillaries === second.papillaries
        ? []
        : [
            `papillaries differ: ${first.papillaries} and ${second.papillaries}; volumes of the two are not comparable`,
          ],
    agreement: compared(first.contours, second.contours, grid, places),
  }
}

const imageOf = ({ sopInstanceUid, frame = 0 }: FiledBorder): string => `${sopInstanceUid}/${frame}`

function compared(
  a: readonly FiledBorder[],
  b: readonly FiledBorder[],
  grid: BorderGrid,
  places: ImagePlaces,
): Outcome<ContourAgreement> {
  const spaces = new Set([...a, ...b].map(({ space }) => space))
  if (spaces.size > 1)
    return unmeasured('contradictory-input', 'some contours are in pixels, others in the patient')
  const coordinates = spaces.has('pixel') ? 2 : 3
  const odd = [...a, ...b].find(({ points }) => points.some(({ length }) => length !== coordinates))
  if (odd !== undefined)
    return unmeasured(
      'contradictory-input',
      `a point of ${odd.border} on image ${imageOf(odd)} has not ${coordinates} coordinates`,
    )
  if (spaces.has('pixel'))
    return contourAgreement(drawn(a, inPixels, places), drawn(b, inPixels, places), grid)
  const flat = inPlanes([...a, ...b])
  if (!flat.measured) return flat
  const polygonOf = (filed: FiledBorder): Polygon => flat.value.get(filed) ?? []
  const inMillimetres = (list: readonly FiledBorder[]): DrawnBorder[] =>
    drawn(list, polygonOf, places).map((border) => ({ ...border, pixel: oneMillimetre }))
  return contourAgreement(inMillimetres(a), inMillimetres(b), grid)
}

const oneMillimetre = { rowSpacing: mm(1), columnSpacing: mm(1) }

/** Both readers' contours of one image in one plane's millimetres. */
function inPlanes(filed: readonly FiledBorder[]): Outcome<ReadonlyMap<FiledBorder, Polygon>> {
  const images = new Map<string, FiledBorder[]>()
  for (const one of filed) images.set(imageOf(one), [...(images.get(imageOf(one)) ?? []), one])
  const polygons = new Map<FiledBorder, Polygon>()
  for (const list of images.values()) {
    const flat = flattened(list.map(({ points }) => points.map(inPatient)))
    if (!flat.measured) return flat
    for (const [i, polygon] of flat.value.polygons.entries()) polygons.set(at(list, i), polygon)
  }
  return measured(polygons)
}

const inPatient = (point: readonly number[]): PatientPoint => [at(point, 0), at(point, 1), at(point, 2)]

const inPixels = ({ points }: FiledBorder): Polygon =>
  points.map((point): readonly [number, number] => [at(point, 0), at(point, 1)])

/** Borders that may repeat on an image, papillary muscles say, are numbered in the order of their file. */
function drawn(
  list: readonly FiledBorder[],
  polygonOf: (filed: FiledBorder) => Polygon,
  places: ImagePlaces,
): DrawnBorder[] {
  const parts = new Map<string, number>()
  return list.map((filed) => {
    const { border, closed = true } = filed
    const key = `${imageOf(filed)} ${border}`
    const part = parts.get(key) ?? 0
    if (mayRepeat(border)) parts.set(key, part + 1)
    return {
      image: imageOf(filed),
      border,
      ...(part === 0 ? {} : { part }),
      closed,
      points: polygonOf(filed),
      ...places.get(imageOf(filed)),
    }
  })
}
