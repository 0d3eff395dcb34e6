/** Where other images cut the one on screen. */
import { referenceLine } from '#analysis/geometry/cross-reference.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { crossReferenceColour } from '../theme/tokens.ts'
import type { DrawLayer } from './sheet.ts'
import { indexToCanvas, placeOfPlane } from './transform.ts'
import { useLayer } from './use-layer.ts'

export interface ReferencePlane {
  readonly id: string
  /** of the other image, in the same frame of reference */
  readonly plane: ImagePlane
  readonly frameOfReferenceUid: string | undefined
  readonly colour?: string | undefined
}

const dash = [5, 4]

/** Planes of another frame of reference are left out: their place is not known. */
export function ReferenceLines({ planes }: { readonly planes: readonly ReferencePlane[] }) {
  const draw: DrawLayer = (context, { frame, transform }) => {
    const on = frame.facts.plane
    context.lineWidth = 1
    context.setLineDash(dash)
    const here = planes.filter((other) => other.frameOfReferenceUid === frame.instance.frameOfReferenceUid)
    const drawn = here.filter(({ plane, colour }) => {
      const line = on && referenceLine(plane, on)
      if (!line) return false
      const from = indexToCanvas(transform, line.from)
      const to = indexToCanvas(transform, line.to)
      context.strokeStyle = colour ?? crossReferenceColour
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
      return true
    })
    return drawn.length > 0
  }
  useLayer('reference-lines', draw, {
    groundsOf: ({ frame: { facts, instance } }) => [
      planes,
      instance.frameOfReferenceUid,
      ...(facts.plane ? placeOfPlane(facts.plane) : []),
    ],
  })
  return null
}
