/** The contours of an editor over the image on screen, and the hand that changes them. */
import { useEffect, useMemo } from 'react'
import { type Contour, isSameContour } from '#analysis/contours/contour.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { Cell } from '../cine/store.ts'
import { type ContourPalette, contourColours } from '../theme/tokens.ts'
import { indexToCanvas } from '../viewport/transform.ts'
import { useLatest } from '../viewport/use-latest.ts'
import { useLayer } from '../viewport/use-layer.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { ContourEditor } from './contour-editor.ts'
import { type Draft, draftLine } from './draft.ts'
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
  /** of several viewports, the one that the keys are for; a press in another makes it that one */
  readonly active?: boolean | undefined
  readonly onActivate?: (() => void) | undefined
}

export function ContourLayer({
  editor,
  palette = 'standard',
  hidden = false,
  active = true,
  onActivate,
}: ContourLayerProps) {
  const { surface, pointers } = useViewport()
  const seat = useMemo(() => ({}), [])
  const activate = useLatest(onActivate)
  const freehand = useMemo(() => new Cell<readonly IndexPoint[]>([]), [])
  const redraw = useLayer('contours', (context, shown) => {
    const here = editor.sitsAt(seat)
    if (here) editor.standOn(shown)
    const picture = { ...pictureOf(shown, editor), freehand: freehand.get() }
    if (hidden || isBlank(picture)) return false
    if (here) draw(context, picture, editor, contourColours[palette])
    else
      for (const contour of picture.contours)
        drawContour(context, picture.place, contour, contourColours[palette], lineStyles.own)
    return true
  })

  useEffect(() => {
    const hand = new Hand(editor, freehand)
    return pointers.add(
      {
        press(sample) {
          editor.takeSeat(seat, surface.onScreen.get())
          activate.current?.()
          return hand.press(sample)
        },
        hover: (sample) => (editor.sitsAt(seat) ? hand.hover(sample) : undefined),
        doubleClick: () => editor.sitsAt(seat) && hand.doubleClick(),
      },
      'contours',
    )
  }, [pointers, surface, editor, freehand, seat, activate])
  useEffect(() => editor.desk.revision.subscribe(redraw), [editor, redraw])
  useEffect(() => editor.subscribe(redraw), [editor, redraw])
  useEffect(() => (active ? listenWhileDrafting(editor) : undefined), [editor, active])
  useEffect(() => {
    if (!active) return
    editor.takeSeat(seat, surface.onScreen.get())
    return () => editor.leaveSeat(seat)
  }, [editor, surface, seat, active])
  return null
}

/** What is to be seen over one image, below before above. */
interface Picture {
  readonly place: Place
  readonly pixel: PixelSize
  readonly contours: readonly Contour[]
  readonly draft: Draft | undefined
  readonly freehand: readonly IndexPoint[]
}

const pictureOf = ({ frame, transform }: OnScreen, editor: ContourEditor): Omit<Picture, 'freehand'> => ({
  place: (point) => indexToCanvas(transform, point),
  pixel: transform.grid,
  contours: editor.desk.board.contoursOn(frame),
  draft: editor.draftHere,
})

const isBlank = ({ contours, draft, freehand }: Picture): boolean =>
  contours.length + freehand.length === 0 && draft === undefined

function draw(
  context: CanvasRenderingContext2D,
  picture: Picture,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const { place, contours, freehand, draft } = picture
  const { tool, border } = editor.get()
  const beingDrawn = freehand.length > 0 || draft !== undefined
  for (const contour of contours) {
    if (beingDrawn && contour.border === border) continue
    const style = contour.border === border && tool !== 'look' ? lineStyles.chosen : lineStyles.own
    drawContour(context, place, contour, colours, style)
  }
  if (!beingDrawn) drawTouched(context, picture, editor, colours)
  if (freehand.length > 0) drawLine(context, place, freehand, false, colours[border], lineStyles.chosen)
  if (draft) drawDraft(context, picture, draft, colours[draft.border])
}

/** Handles belong to the chosen border, and to whichever the pointer is on. */
function drawTouched(
  context: CanvasRenderingContext2D,
  { place, pixel, contours }: Picture,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const { tool, border, locked } = editor.get()
  const { hovered, chosen } = editor
  if (tool === 'look' || tool === 'freehand' || locked !== undefined) return
  for (const contour of contours) {
    const touched = hovered !== undefined && isSameContour(hovered.contour, contour)
    const polygon = contour.controls === undefined
    if (!touched && (contour.border !== border || polygon)) continue
    const under = touched && hovered.part === 'handle' ? hovered.index : undefined
    const pressed = chosen && isSameContour(chosen.contour, contour) ? chosen.index : undefined
    drawHandles(context, place, handlesOf(contour, pixel), {
      colour: colours[contour.border],
      held: under ?? pressed,
      faint: polygon,
    })
  }
}

/** The curve so far, and the way back to its first point. */
function drawDraft(
  context: CanvasRenderingContext2D,
  { place, pixel }: Picture,
  draft: Draft,
  colour: string,
): void {
  drawLine(context, place, draftLine(draft, pixel), false, colour, lineStyles.chosen)
  const last = draft.next ?? draft.placed.at(-1)
  const [first] = draft.placed
  if (first && last) drawLine(context, place, [last, first], false, colour, lineStyles.closing)
  drawHandles(context, place, draft.placed, { colour, held: 0, faint: false })
}
