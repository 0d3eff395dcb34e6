/**
 * Contours as planar regions (PS3.16 TID 1410): one group a contour, a polyline selected from its image, so
 * that a reader elsewhere can see and edit what was measured.
 *
 * Our points count from the centre of the top left pixel, DICOM's from its top left corner (PS3.3
 * C.18.6.1.1): half a pixel lies between them. Coordinates are stored as 32-bit floats, which rounds a
 * coordinate below 512 by at most 1.6e-5 pixel; the contour file holds them exactly.
 */
import { type Border, type Contour, contourKeyOf, contourKeyText } from '../contours/contour.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { imageKeyText } from '../protocol/facts.ts'
import { type Code, cyclePoints, frame, sites } from './codes.ts'
import {
  type ContainerItem,
  type ContentItem,
  codeItem,
  container,
  imageItem,
  type PolylineItem,
  textItem,
  uidItem,
} from './items.ts'
import { borderCodes, originCodes, terms } from './private-codes.ts'
import { type ReportedImage, type ReportedStack, referenceTo, type SignedRead } from './source.ts'

/** A polyline holds 65,534 bytes at most where its length is explicit, and a closed one repeats its start. */
export const mostPointsInReport = 8_190

const halfPixel = 0.5

/** Which great vessel it is, and where a free region lies, the contour does not say. */
const borderSites: Readonly<Record<Border, Code | undefined>> = {
  'lv-endocardial': sites.leftVentricle,
  'lv-epicardial': sites.leftVentricle,
  'lv-papillary': sites.leftVentricle,
  'rv-endocardial': sites.rightVentricle,
  'rv-epicardial': sites.rightVentricle,
  'la-endocardial': sites.leftAtrium,
  'ra-endocardial': sites.rightAtrium,
  'lge-remote': sites.leftVentricle,
  'lge-exclusion': sites.leftVentricle,
  'lge-no-reflow': sites.leftVentricle,
  'lge-scar': sites.leftVentricle,
  'blood-pool': sites.leftVentricle,
  vessel: undefined,
  region: undefined,
}

function siteItems(border: Border): ContentItem[] {
  const site = borderSites[border]
  return site === undefined ? [] : [codeItem('HAS CONCEPT MOD', frame.findingSite, site)]
}

/** @throws RangeError for a contour on an image that the read does not name, or with too many points */
export function contourGroups(read: SignedRead, uidFor: (what: string) => string): ContainerItem[] {
  const images = new Map(read.images.map((image) => [imageKeyText(image), image]))
  return read.contours.map((contour) => {
    const image = images.get(imageKeyText(contour.image))
    if (!image) throw new RangeError('a contour lies on an image that the read does not name')
    return container(
      frame.measurementGroup,
      [
        textItem('HAS OBS CONTEXT', frame.trackingIdentifier, trackingName(contour, image, read.stack)),
        uidItem(
          'HAS OBS CONTEXT',
          frame.trackingUid,
          uidFor(`contour ${contourKeyText(contourKeyOf(contour))}`),
        ),
        codeItem('CONTAINS', frame.finding, borderCodes[contour.border]),
        polyline(contour, image),
        ...siteItems(contour.border),
        ...cycleItems(image, read.stack),
        codeItem('HAS CONCEPT MOD', terms.contourOrigin, originCodes[contour.origin]),
        ...acceptedItems(read.accepted?.[contourKeyText(contourKeyOf(contour))]),
      ],
      '1410',
    )
  })
}

const acceptedItems = (by: string | undefined): ContentItem[] =>
  by === undefined ? [] : [textItem('HAS CONCEPT MOD', terms.contourAccepted, by)]

/** Unique within the report, and readable: 'lv-endocardial, slice 4, phase 20'. */
function trackingName({ border, part = 0 }: Contour, image: ReportedImage, stack?: ReportedStack): string {
  const { slice, phase, sopInstanceUid, frame: index } = image
  const name = part === 0 ? border : `${border} ${part + 1}`
  if (!stack || slice === undefined || phase === undefined)
    return `${name}, image ${sopInstanceUid}, frame ${index + 1}`
  return `${name}, slice ${slice + 1} of ${stack.slices}, phase ${phase + 1} of ${stack.phases}`
}

function cycleItems(image: ReportedImage, stack?: ReportedStack): ContentItem[] {
  if (image.phase === undefined) return []
  const points = [
    ...(image.phase === stack?.ed ? [cyclePoints.endDiastole] : []),
    ...(image.phase === stack?.es ? [cyclePoints.endSystole] : []),
  ]
  return points.map((point) => codeItem('HAS CONCEPT MOD', cyclePoints.cyclePoint, point))
}

function polyline({ points, closed }: Contour, image: ReportedImage): PolylineItem {
  if (points.length > mostPointsInReport)
    throw new RangeError(`a polyline of ${points.length} points does not fit an element`)
  const drawn = drawnOn(points)
  const [start] = drawn
  return {
    type: 'SCOORD',
    relationship: 'CONTAINS',
    concept: frame.imageRegion,
    points: closed && start ? [...drawn, start] : drawn,
    children: [imageItem('SELECTED FROM', referenceTo(image))],
  }
}

/** From pixel centres, as we count, to pixel corners. */
export const drawnOn = (points: readonly IndexPoint[]) =>
  points.map(([column, row]) => [column + halfPixel, row + halfPixel] as const)

/** The points of a polyline as we count them; a closed one gives up its repeated start. */
export function contourPoints({ points }: PolylineItem): {
  readonly points: readonly IndexPoint[]
  readonly closed: boolean
} {
  const [start] = points
  const end = points.at(-1)
  const closed = points.length > 1 && start !== undefined && start[0] === end?.[0] && start[1] === end[1]
  return {
    points: (closed ? points.slice(0, -1) : points).map(([x, y]) => [x - halfPixel, y - halfPixel] as const),
    closed,
  }
}
