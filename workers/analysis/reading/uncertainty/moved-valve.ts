/**
 * A valve whose marked ends lie half a pixel of their view nearer to the apex or to the base: marks, and the ends of
 * borders that are left open at the valve, along the long axis as their view shows it.
 */
import type { Contour } from '../../contours/contour.ts'
import type { Landmark } from '../../contours/landmark.ts'
import { dot, type ImagePlane, type IndexPoint } from '../../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../../protocol/facts.ts'
import type { Stack } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { stackAxes } from '../../volumes/valve-plane.ts'
import type { VolumesInput } from '../../volumes/volumes.ts'
import { halfPixel } from './moved-borders.ts'

type Drawn = Pick<VolumesInput, 'contours' | 'landmarks'>

const valveOf = { lv: 'mitral', la: 'mitral', rv: 'tricuspid', ra: 'tricuspid' } as const

/**
 * @param towards  1 to the base, −1 to the apex
 * @returns unmeasured as `stackAxes` says, and 'no-landmarks' where nothing of the valve is marked on a view
 */
export function withValve(
  { stack, views, contours, landmarks }: VolumesInput,
  chamber: keyof typeof valveOf,
  towards: 1 | -1,
): Outcome<Drawn> {
  const axes = stackAxes(stack)
  if (!axes.measured) return axes
  const planes = planesOf(Object.values(views))
  let moved = 0
  const movedOn = (image: ImageKey, [column, row]: IndexPoint): IndexPoint => {
    const plane = planes.get(imageKeyText(image))
    if (plane === undefined) return [column, row]
    moved++
    const by = towards * halfPixel(plane)
    const { up } = axes.value
    return [
      column + (by * dot(up, plane.rowDirection)) / plane.columnSpacing,
      row + (by * dot(up, plane.columnDirection)) / plane.rowSpacing,
    ]
  }
  const valve = valveOf[chamber]
  const changed = {
    landmarks: landmarks.map(
      (mark): Landmark =>
        mark.kind.startsWith(`${valve}-`) ? { ...mark, point: movedOn(mark.image, mark.point) } : mark,
    ),
    contours: contours.map((contour): Contour => {
      const { border, closed, points, image } = contour
      if (closed || border !== `${chamber}-endocardial` || !planes.has(imageKeyText(image))) return contour
      const last = points.length - 1
      return {
        ...contour,
        points: points.map((point, k) => (k === 0 || k === last ? movedOn(image, point) : point)),
      }
    }),
  }
  return moved === 0
    ? unmeasured('no-landmarks', say('reading/valve-not-marked-nor-open'))
    : measured(changed)
}

const planesOf = (views: readonly Stack[]): ReadonlyMap<string, ImagePlane> =>
  new Map(
    views
      .flatMap(({ frames }) => frames.flat())
      .flatMap((frame) =>
        frame?.facts.plane === undefined ? [] : [[imageKeyText(frame), frame.facts.plane]],
      ),
  )
