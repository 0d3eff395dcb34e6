/**
 * The images in the room as planes through the heart: where the reader stands in each of them. They lie as in the patient,
 * however a viewport has turned and flipped its image; window and bright for dark are those of the viewport.
 */
import type { PatientPoint } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { planeOf } from '../hanging/position.ts'
import { cellsOf, type Place, sliceIn, stackIn } from '../reading/place.ts'
import type { Room } from '../reading/room.ts'
import type { LinePicture, PlanePicture } from '../viewport/surfaces/bodies.ts'
import { cornersOf, cropAbout, greyOf } from '../viewport/surfaces/plane-image.ts'

export interface ShownPlane {
  readonly id: string
  readonly stack: Stack
  readonly slice: number
  /** the reader's keys are there */
  readonly active: boolean
}

/** One plane a stack, of this study alone: the cells beside. */
export function planesIn(place: Place): readonly ShownPlane[] {
  const planes = new Map<string, ShownPlane>()
  for (const cell of cellsOf(place)) {
    if (cell.study === 'other') continue
    const stack = stackIn(place, cell)
    if (!planes.has(stack.id))
      planes.set(stack.id, {
        id: stack.id,
        stack,
        slice: sliceIn(place, cell),
        active: cell.id === place.cell,
      })
  }
  return [...planes.values()]
}

/** pixels */
const beside = 0.4

export interface PlanePictures {
  readonly corners: PlanePicture['corners']
  readonly image: PlanePicture | undefined
  readonly frame: LinePicture
}

export interface PlaneSight {
  /** the heart's middle and how far the planes reach about it, mm */
  readonly middle: PatientPoint
  readonly reach: number
  readonly frameOfReferenceUid: string | undefined
  readonly colour: (active: boolean) => LinePicture['colour']
}

/** @returns undefined where the plane lies in another frame of reference, or shows nothing of the heart */
export function pictured(
  { images, viewOf, playhead }: Pick<Room, 'images' | 'viewOf' | 'playhead'>,
  { stack, slice, active }: ShownPlane,
  sight: PlaneSight,
  withImage: boolean,
): PlanePictures | undefined {
  const place = planeOf(stack, slice)
  if (!place || place.frameOfReferenceUid !== sight.frameOfReferenceUid) return undefined
  const crop = cropAbout(place.plane, sight.middle, sight.reach)
  if (!crop) return undefined
  const corners = cornersOf(place.plane, crop)
  const frame = stack.frames[slice]?.[playhead.phaseOf(stack)]
  const image = withImage && frame ? greyOf(images, stack, frame, viewOf(stack), crop) : undefined
  return {
    corners,
    image: image && { kind: 'plane', corners, image, opacity: 1 },
    frame: {
      kind: 'lines',
      // beside the image, not in it: of two things in one place neither is seen whole
      points: Float32Array.from(cornersOf(place.plane, crop, beside).flat()),
      lines: Uint32Array.from([5, 0, 1, 2, 3, 0]),
      colour: sight.colour(active),
      width: active ? 2 : 1,
      opacity: active ? 1 : 0.5,
    },
  }
}
