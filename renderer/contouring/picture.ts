/** What is to be seen of the contours of one image in one viewport, and where. */
import type { Contour } from '#analysis/contours/contour.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { textsNow } from '../texts/texts.ts'
import { around, type Extent, extentOf, united } from '../viewport/extent.ts'
import { type ImageTransform, indexToCanvas } from '../viewport/transform.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { ContourEditor } from './contour-editor.ts'
import { type Draft, draftLine } from './draft.ts'
import { type Place, reachOfLines } from './draw-contours.ts'
import { type Disc, reachOfLandmarks } from './draw-landmarks.ts'
import { apart } from './picking.ts'

/** Below before above. */
export interface Picture {
  readonly place: Place
  readonly transform: ImageTransform
  readonly contours: readonly Contour[]
  readonly landmarks: readonly Landmark[]
  readonly freehand: readonly IndexPoint[]
  readonly draft: PlacedDraft | undefined
  /** of nudge, brush and eraser where the pointer is */
  readonly disc: Disc | undefined
}

export interface PlacedDraft {
  readonly of: Draft
  readonly line: readonly IndexPoint[]
}

/** @param freehand  the line so far */
export function pictureOf(
  { frame, transform }: OnScreen,
  editor: ContourEditor,
  shown: 'by hand' | 'quietly',
  freehand: readonly IndexPoint[],
): Picture {
  const place: Place = (point) => indexToCanvas(transform, point)
  const { board } = editor.desk
  const draft = editor.draftHere
  return {
    place,
    transform,
    contours: board.contoursOn(frame),
    landmarks: board.landmarks.on(frame),
    freehand,
    draft: draft && { of: draft, line: draftLine(draft) },
    disc: shown === 'by hand' ? discOf(editor, transform, place) : undefined,
  }
}

export const isBlank = ({ contours, landmarks, draft, freehand, disc }: Picture): boolean =>
  contours.length + landmarks.length + freehand.length === 0 && !draft && !disc

/** Whether an image carries other contours or points than those that were drawn. */
export function isOther(
  drawn: readonly unknown[],
  shown: OnScreen | undefined,
  { desk: { board } }: ContourEditor,
): boolean {
  if (!shown) return false
  const now = [...board.contoursOn(shown.frame), ...board.landmarks.on(shown.frame)]
  return now.length !== drawn.length || now.some((thing, k) => thing !== drawn[k])
}

/** All that is drawn of it lies within. */
export function extentOfPicture({
  transform,
  contours,
  landmarks,
  freehand,
  draft,
  disc,
}: Picture): Extent | undefined {
  const outlines = [
    ...contours.flatMap(({ points, controls }) => [points, controls ?? []]),
    freehand,
    draft?.line ?? [],
    draft?.of.placed ?? [],
  ]
  const reachOfSigns = reachOfLandmarks(textsNow().contouring.landmarkSigns)
  const marks = landmarks.map(({ point }) => point)
  return united(
    [
      ...outlines.map((points) => extentOf(transform, points, reachOfLines)),
      extentOf(transform, marks, reachOfSigns),
      disc && around(disc.centre, { x: disc.radius.x + reachOfLines, y: disc.radius.y + reachOfLines }),
    ].filter((extent) => extent !== undefined),
  )
}

function discOf(editor: ContourEditor, { grid }: ImageTransform, place: Place): Disc | undefined {
  const { pointer } = editor
  if (!pointer) return undefined
  const { radius } = editor.get()
  const centre = place(pointer)
  const right = place([pointer[0] + radius / grid.columnSpacing, pointer[1]])
  const below = place([pointer[0], pointer[1] + radius / grid.rowSpacing])
  return { centre, radius: { x: apart(centre, right), y: apart(centre, below) } }
}
