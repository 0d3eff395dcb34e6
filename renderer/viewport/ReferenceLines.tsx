/**
 * Where other images cut the one on screen. Each line is an element of its own, because what lies over a cine is laid
 * there anew in every frame: a line costs its own few pixels, a canvas over the image all of the image's.
 */
import { useLayoutEffect, useRef } from 'react'
import { referenceLine } from '#analysis/geometry/cross-reference.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { crossReferenceColour } from '../theme/tokens.ts'
import { sameValues } from './sheet.ts'
import { type CanvasPoint, indexToCanvas, placeOfPlane, valuesOf } from './transform.ts'
import { useViewport } from './viewport-context.ts'
import type { OnScreen } from './viewport-surface.ts'

export interface ReferencePlane {
  readonly id: string
  /** of the other image, in the same frame of reference */
  readonly plane: ImagePlane
  readonly frameOfReferenceUid: string | undefined
  readonly colour?: string | undefined
}

interface Line {
  readonly from: CanvasPoint
  readonly to: CanvasPoint
  readonly colour: string
}

/** Planes of another frame of reference are left out: their place is not known. */
export function ReferenceLines({ planes }: { readonly planes: readonly ReferencePlane[] }) {
  const host = useRef<HTMLDivElement>(null)
  const { onScreen } = useViewport().surface
  useLayoutEffect(() => {
    let grounds: readonly unknown[] | undefined
    const follow = (): void => {
      const shown = onScreen.get()
      const now = shown ? groundsOf(shown) : []
      // of a cine that runs nothing but the image changes in most frames
      if (!host.current || (grounds && sameValues(now, grounds))) return
      grounds = now
      lay(host.current, shown ? linesOf(planes, shown) : [])
    }
    follow()
    return onScreen.subscribe(follow)
  }, [onScreen, planes])
  return <div ref={host} className="viewport-lines" aria-hidden="true" />
}

const groundsOf = ({ frame: { facts, instance }, transform }: OnScreen): readonly unknown[] => [
  instance.frameOfReferenceUid,
  ...valuesOf(transform),
  ...(facts.plane ? placeOfPlane(facts.plane) : []),
]

function linesOf(planes: readonly ReferencePlane[], { frame, transform }: OnScreen): readonly Line[] {
  const on = frame.facts.plane
  return planes.flatMap(({ plane, frameOfReferenceUid, colour = crossReferenceColour }) => {
    const here = frameOfReferenceUid === frame.instance.frameOfReferenceUid
    const line = here && on ? referenceLine(plane, on) : undefined
    return line
      ? [{ from: indexToCanvas(transform, line.from), to: indexToCanvas(transform, line.to), colour }]
      : []
  })
}

function lay(host: HTMLElement, lines: readonly Line[]): void {
  const elements = lines.map((_, k) => host.children[k] ?? host.appendChild(document.createElement('i')))
  host.replaceChildren(...elements)
  lines.forEach(({ from, to, colour }, k) => {
    const element = elements[k]
    if (!(element instanceof HTMLElement)) return
    const [across, down] = [to.x - from.x, to.y - from.y]
    element.style.color = colour
    element.style.width = `${Math.hypot(across, down)}px`
    element.style.transform = `translate(${from.x}px, ${from.y}px) rotate(${Math.atan2(down, across)}rad)`
  })
}
