/** Where contours of other planes cut the image on the screen: a short axis that was drawn is seen on the long ones. */
import { useEffect, useRef } from 'react'
import type { Border } from '#analysis/contours/contour.ts'
import { crossings } from '#analysis/contours/crossings.ts'
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { type ContourPalette, contourColours, halo } from '../theme/tokens.ts'
import { extentOf } from '../viewport/extent.ts'
import type { DrawLayer, LayerExtent, LayerGrounds } from '../viewport/sheet.ts'
import { indexToCanvas, placeOfPlane } from '../viewport/transform.ts'
import { useLayer } from '../viewport/use-layer.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { ContourEditor } from './contour-editor.ts'

export interface ContourCrossingsProps {
  readonly editor: ContourEditor
  /** of the study; those of another kind of image show another heart */
  readonly stacks: readonly Stack[]
  /** that a stack shows while this image is on the screen */
  readonly phaseOf: (stack: Stack) => number
  readonly palette?: ContourPalette | undefined
}

interface Mark {
  readonly border: Border
  readonly point: IndexPoint
}

/** CSS pixels, of half a side of the mark */
const reach = 2.5

export function ContourCrossings({ editor, stacks, phaseOf, palette = 'standard' }: ContourCrossingsProps) {
  const marksOn = (shown: OnScreen): readonly Mark[] => {
    const onto = shown.frame.facts.plane
    if (!onto) return []
    return [...others(shown, stacks, phaseOf)].flatMap(({ frame, plane }) =>
      editor.desk.board
        .contoursOn(frame)
        .flatMap((contour) =>
          crossings(contour, plane, onto).map((point) => ({ border: contour.border, point })),
        ),
    )
  }
  // found for their extent, and drawn right after
  const found = useRef<{ readonly shown: OnScreen; readonly marks: readonly Mark[] }>(undefined)
  const draw: DrawLayer = (context, shown) => {
    const marks = found.current?.shown === shown ? found.current.marks : marksOn(shown)
    found.current = undefined
    context.strokeStyle = halo
    for (const { border, point } of marks) {
      context.fillStyle = contourColours[palette][border]
      const { x, y } = indexToCanvas(shown.transform, point)
      context.fillRect(x - reach, y - reach, 2 * reach, 2 * reach)
      context.strokeRect(x - reach, y - reach, 2 * reach, 2 * reach)
    }
    return marks.length > 0
  }
  const extentOfMarks: LayerExtent = (shown) => {
    const marks = marksOn(shown)
    found.current = { shown, marks }
    return extentOf(
      shown.transform,
      marks.map(({ point }) => point),
      reach + 1,
    )
  }
  const groundsOf: LayerGrounds = (shown) => {
    const onto = shown.frame.facts.plane
    const cut = [...others(shown, stacks, phaseOf)].flatMap(({ frame }) =>
      editor.desk.board.contoursOn(frame),
    )
    return [palette, ...cut, ...(onto ? placeOfPlane(onto) : [])]
  }
  const redraw = useLayer('crossings', draw, { groundsOf, extentOf: extentOfMarks })
  // not while the hand moves: it has its own image to look at
  useEffect(
    () =>
      editor.desk.revision.subscribe(() => {
        if (!editor.desk.isPreviewing) redraw()
      }),
    [editor, redraw],
  )
  return null
}

function* others(
  { stack, frame: { instance } }: OnScreen,
  stacks: readonly Stack[],
  phaseOf: (stack: Stack) => number,
): Generator<{ readonly frame: StackFrame; readonly plane: ImagePlane }> {
  for (const other of stacks) {
    if (other === stack || other.seriesClass !== stack.seriesClass) continue
    const phase = phaseOf(other)
    for (const slice of other.frames) {
      const frame = slice[phase]
      const plane = frame?.facts.plane
      if (frame && plane && frame.instance.frameOfReferenceUid === instance.frameOfReferenceUid)
        yield { frame, plane }
    }
  }
}
