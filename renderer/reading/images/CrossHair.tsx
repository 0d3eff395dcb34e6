/** The point that was clicked last, where it lies in this image; and the click that sets it. */
import { useEffect } from 'react'
import { type IndexPoint, patientToIndex } from '#analysis/geometry/plane.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import type { Point } from '../../hanging/position.ts'
import { crossReferenceColour } from '../../theme/tokens.ts'
import { around } from '../../viewport/extent.ts'
import type { PointerLayer } from '../../viewport/pointer-router.ts'
import type { DrawLayer } from '../../viewport/sheet.ts'
import { indexToCanvas, placeOfPlane } from '../../viewport/transform.ts'
import { useLatest } from '../../viewport/use-latest.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { useViewport } from '../../viewport/viewport-context.ts'

export interface CrossHairProps {
  readonly point: Point | undefined
  readonly onPoint: (frame: StackFrame, index: IndexPoint) => void
}

/** CSS pixels */
const arm = 9
const gap = 3
/** mm from the plane at which the point is no longer in this image */
const beside = 5
/** CSS pixels that a hand moves without meaning to */
const clickReach = 3

export function CrossHair({ point, onPoint }: CrossHairProps) {
  const { pointers, surface } = useViewport()
  const latest = useLatest(onPoint)
  const draw: DrawLayer = (context, { frame, transform }) => {
    const found = point && placeIn(point, frame)
    if (!found) return false
    const { x, y } = indexToCanvas(transform, found.index)
    context.strokeStyle = crossReferenceColour
    context.lineWidth = 1
    context.globalAlpha = Math.abs(found.distance) <= beside ? 1 : 0.4
    context.beginPath()
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + dx * gap, y + dy * gap)
      context.lineTo(x + dx * arm, y + dy * arm)
    }
    context.stroke()
    return true
  }
  useLayer('crossings', draw, {
    extentOf: ({ frame, transform }) => {
      const found = point && placeIn(point, frame)
      return found && around(indexToCanvas(transform, found.index), { x: arm + 1, y: arm + 1 })
    },
    groundsOf: ({ frame: { facts, instance } }) => [
      point,
      instance.frameOfReferenceUid,
      ...(facts.plane ? placeOfPlane(facts.plane) : []),
    ],
  })
  useEffect(() => {
    const layer: PointerLayer = {
      press({ event, canvas: from }) {
        if (event.button !== 0 || event.shiftKey) return undefined
        let still = true
        return {
          move: ({ canvas }) => {
            still = still && Math.hypot(canvas.x - from.x, canvas.y - from.y) <= clickReach
          },
          end: ({ index }) => {
            const shown = surface.onScreen.get()
            if (still && shown) latest.current(shown.frame, index)
          },
          cancel: () => {},
        }
      },
    }
    return pointers.add(layer, 'image')
  }, [pointers, surface, latest])
  return null
}

/** undefined in another frame of reference: where it lies there is not known. */
function placeIn({ at, frameOfReferenceUid }: Point, { facts: { plane }, instance }: StackFrame) {
  return plane && instance.frameOfReferenceUid === frameOfReferenceUid ? patientToIndex(plane, at) : undefined
}
