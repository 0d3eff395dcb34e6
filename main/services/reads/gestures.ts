/**
 * A gesture held against the images of its study, before it is appended for good: points are numbers near
 * their image, and every image is one that the study has; what lies on an image that it lost can be taken off.
 */
import type { Annotation } from '#analysis/annotations/annotation.ts'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { BodySizeEntry, ReadEventBody } from '#analysis/reading/events.ts'
import { mostPointsInReport } from '#analysis/report/contours.ts'
import { say } from '#analysis/sentences/say.ts'
import type { ReadStudy, StudyImage } from './study.ts'

/** How far outside its image a point may lie, as a share of the image: a hand slips over the edge. */
const outside = 0.1

/** @returns what is wrong with the gesture, undefined when nothing is */
export function faultInGesture(body: ReadEventBody, { images, stacks }: ReadStudy): string | undefined {
  const unknown = (keys: readonly ImageKey[]): string | undefined => {
    const missing = keys.find((key) => !images.has(imageKeyText(key)))
    return missing && say('library/no-image', { image: imageKeyText(missing) })
  }
  switch (body.kind) {
    case 'contours-changed':
      return unknown(body.set.map(({ image }) => image)) ?? faultInContours(body.set, images)
    case 'landmarks-changed':
      return unknown(body.set.map(({ image }) => image)) ?? faultInLandmarks(body.set, images)
    case 'annotations-changed':
      return unknown(body.set.map(({ image }) => image)) ?? faultInAnnotations(body.set, images)
    case 'slices-marked':
      return body.empty ? unknown(body.images) : undefined
    case 'phase-chosen': {
      const { phase } = body
      const most = Math.max(0, ...stacks.map(({ phaseCount }) => phaseCount))
      return phase !== null && phase >= most ? say('library/no-phase', { phase: phase + 1 }) : undefined
    }
    case 'body-size-entered':
      return body.size === null ? undefined : faultInSize(body.size)
    default:
      return undefined
  }
}

function faultInContours(
  contours: readonly Contour[],
  images: ReadonlyMap<string, StudyImage>,
): string | undefined {
  for (const { image, points, controls = [] } of contours) {
    const name = imageKeyText(image)
    if (points.length > mostPointsInReport)
      return say('library/contour-many-points', {
        image: name,
        points: points.length,
        most: mostPointsInReport,
      })
    const pixels = images.get(name)?.instance.pixels
    if (pixels && ![...points, ...controls].every((point) => isNear(point, pixels)))
      return say('library/contour-outside', { image: name })
  }
  return undefined
}

function faultInLandmarks(
  landmarks: readonly Landmark[],
  images: ReadonlyMap<string, StudyImage>,
): string | undefined {
  const far = landmarks.find(({ image, point }) => {
    const pixels = images.get(imageKeyText(image))?.instance.pixels
    return pixels !== undefined && !isNear(point, pixels)
  })
  return far && say('library/landmark-outside', { landmark: far.kind, image: imageKeyText(far.image) })
}

function faultInAnnotations(
  annotations: readonly Annotation[],
  images: ReadonlyMap<string, StudyImage>,
): string | undefined {
  const far = annotations.find(({ image, points }) => {
    const pixels = images.get(imageKeyText(image))?.instance.pixels
    return pixels !== undefined && !points.every((point) => isNear(point, pixels))
  })
  return far && say('library/annotation-outside', { number: far.number, image: imageKeyText(far.image) })
}

/** False for NaN and infinity too. */
function isNear([column, row]: IndexPoint, { rows, columns }: { rows: number; columns: number }): boolean {
  const within = (value: number, size: number): boolean =>
    value >= -0.5 - outside * size && value <= size - 0.5 + outside * size
  return within(column, columns) && within(row, rows)
}

/** Whether a size is a plausible one is for the measurement to say; here it has to be one. */
function faultInSize({ heightCm, weightKg, bsa }: BodySizeEntry): string | undefined {
  const sizes = [heightCm, weightKg, bsa].filter((size) => size !== undefined)
  if (sizes.length === 0) return say('library/size-without-size')
  return sizes.every((size) => Number.isFinite(size) && size > 0) ? undefined : say('library/size-no-size')
}
