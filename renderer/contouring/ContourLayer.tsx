/** The contours of an editor over the image on screen, and the hand that changes them. */
import { useEffect, useMemo } from 'react'
import type { Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { Cell } from '../cine/store.ts'
import { type ContourPalette, contourColours } from '../theme/tokens.ts'
import { indexToCanvas } from '../viewport/transform.ts'
import { useLayer } from '../viewport/use-layer.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { ContourSource } from './board.ts'
import type { ContourEditor } from './contour-editor.ts'
import { draftLine } from './draft.ts'
import { listenWhileDrafting } from './draft-keys.ts'
import {
  type BorderColours,
  drawContour,
  drawHandles,
  drawLine,
  lineStyles,
  type Place,
} from './draw-contours.ts'
import { handlesOf } from './editing.ts'
import { Hand } from './hand.ts'

export interface ContourLayerProps {
  readonly editor: ContourEditor
  readonly palette?: ContourPalette | undefined
  /** no contour at all: to look at the bare image */
  readonly hidden?: boolean | undefined
  /** contours of the slices above and below, faintly */
  readonly ghost?: boolean | undefined
  /** another reader's contours */
  readonly others?: ContourSource | undefined
  readonly isProvisional?: ((contour: Contour) => boolean) | undefined
}

export function ContourLayer(props: ContourLayerProps) {
  const { editor } = props
  const { surface, pointers } = useViewport()
  const freehand = useMemo(() => new Cell<readonly IndexPoint[]>([]), [])
  const redraw = useLayer('contours', (context, shown) => {
    editor.standOn(shown)
    if (!props.hidden) draw(context, shown, freehand.get(), props)
  })

  useEffect(() => pointers.add(new Hand(editor, freehand), 'contours'), [pointers, editor, freehand])
  useEffect(() => editor.desk.revision.subscribe(redraw), [editor, redraw])
  useEffect(() => editor.subscribe(redraw), [editor, redraw])
  useEffect(() => listenWhileDrafting(editor), [editor])
  useEffect(() => {
    editor.standOn(surface.onScreen.get())
    return () => editor.standOn(undefined)
  }, [editor, surface])
  return null
}

function draw(
  context: CanvasRenderingContext2D,
  shown: OnScreen,
  freehand: readonly IndexPoint[],
  { editor, palette = 'standard', ghost, others, isProvisional }: ContourLayerProps,
): void {
  const colours = contourColours[palette]
  const place: Place = (point) => indexToCanvas(shown.transform, point)
  if (ghost) drawNeighbours(context, place, shown, editor, colours)
  for (const contour of others?.contoursOn(shown.frame) ?? []) {
    drawContour(context, place, contour, colours, lineStyles.other)
  }
  const { tool, border } = editor.get()
  const drawingFreehand = freehand.length > 0
  for (const contour of editor.desk.board.contoursOn(shown.frame)) {
    if (contour.border === border && (drawingFreehand || editor.draftHere)) continue
    const own = contour.border === border && tool !== 'look' ? lineStyles.chosen : lineStyles.own
    drawContour(context, place, contour, colours, isProvisional?.(contour) ? lineStyles.provisional : own)
  }
  drawTouched(context, place, shown, editor, colours)
  if (drawingFreehand) drawLine(context, place, freehand, false, colours[border], lineStyles.chosen)
  drawDraft(context, place, shown, editor, colours)
}

/** Handles belong to the chosen border, and to whichever the pointer is on. */
function drawTouched(
  context: CanvasRenderingContext2D,
  place: Place,
  { frame }: OnScreen,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const { tool, border, locked } = editor.get()
  const pixel = frame.facts.plane
  if (!pixel || tool === 'look' || tool === 'freehand' || locked !== undefined || editor.draftHere) return
  const { hovered, chosen } = editor
  for (const contour of editor.desk.board.contoursOn(frame)) {
    const touched = hovered?.contour.border === contour.border
    const polygon = contour.controls === undefined
    if (!touched && (contour.border !== border || polygon)) continue
    const held =
      hovered?.part === 'handle' && touched
        ? hovered.index
        : chosen?.border === contour.border
          ? chosen.index
          : undefined
    drawHandles(context, place, handlesOf(contour, pixel), {
      colour: colours[contour.border],
      held,
      faint: polygon,
    })
  }
}

function drawDraft(
  context: CanvasRenderingContext2D,
  place: Place,
  { frame }: OnScreen,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const draft = editor.draftHere
  const pixel = frame.facts.plane
  if (!draft || !pixel) return
  const colour = colours[draft.border]
  drawLine(context, place, draftLine(draft, pixel), false, colour, lineStyles.chosen)
  const last = draft.next ?? draft.placed.at(-1)
  const [first] = draft.placed
  if (first && last) drawLine(context, place, [last, first], false, colour, lineStyles.ghost)
  drawHandles(context, place, draft.placed, { colour, held: 0, faint: false })
}

function drawNeighbours(
  context: CanvasRenderingContext2D,
  place: Place,
  { stack, slice, phase }: OnScreen,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  for (const neighbour of [slice - 1, slice + 1]) {
    const frame = stack.frames[neighbour]?.[phase]
    if (!frame) continue
    for (const contour of editor.desk.board.contoursOn(frame)) {
      drawContour(context, place, contour, colours, lineStyles.ghost)
    }
  }
}
