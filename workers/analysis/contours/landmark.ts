/**
 * A point of anatomy that somebody or something marked on one frame. Like a contour it lies in pixel coordinates of
 * that frame; what compares frames asks for it in the patient.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'

/**
 * Mitral and tricuspid points are the two ends of the annulus in one long-axis view. `septal` is the end next to the
 * other ventricle or the aorta, `lateral` the far one; in the two-chamber view, which cuts neither, `septal` stands for
 * the anterior and `lateral` for the inferior end.
 */
export const landmarkKinds = [
  'rv-insertion-anterior',
  'rv-insertion-inferior',
  'mitral-septal',
  'mitral-lateral',
  'tricuspid-septal',
  'tricuspid-lateral',
  'lv-apex',
] as const
export type LandmarkKind = (typeof landmarkKinds)[number]

export interface Landmark {
  readonly kind: LandmarkKind
  readonly image: ImageKey
  readonly point: IndexPoint
}

export type LandmarkKey = Pick<Landmark, 'kind' | 'image'>

/** One text for one place in a read: a kind is marked once an image. */
export const landmarkKeyText = ({ kind, image }: LandmarkKey): string => `${imageKeyText(image)}/${kind}`

/** The point of a kind on an image; undefined when nobody marked it. */
export const landmarkOn = (
  landmarks: readonly Landmark[],
  kind: LandmarkKind,
  image: ImageKey,
): IndexPoint | undefined =>
  landmarks.find((mark) => landmarkKeyText(mark) === landmarkKeyText({ kind, image }))?.point
