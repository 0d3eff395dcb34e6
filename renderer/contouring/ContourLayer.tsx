/** The contours of an editor over the image on screen, and the hand that changes them. */
import { useEffect, useMemo } from 'react'
import { type Contour, isSameContour } from '#analysis/contours/contour.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { Cell } from '../cine/store.ts'
import { type ContourPalette, contourColours } from '../theme/tokens.ts'
import { indexToCanvas } from '../viewport/transform.ts'
import { useLayer } from '../viewport/use-layer.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { ContourSource } from './board.ts'
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
    const picture = { ...pictureOf(shown, props), freehand: freehand.get() }
    if (props.hidden || isBlank(picture)) return false
    draw(context, picture, editor, contourColours[props.palette ?? 'standard'])
    return true
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

/** What is to be seen over one image, below before above. */
interface Picture {
  readonly place: Place
  readonly pixel: PixelSize
  readonly ghosts: readonly Contour[]
  readonly others: readonly Contour[]
  readonly own: readonly Contour[]
  readonly isProvisional: (contour: Contour) => boolean
  readonly draft: Draft | undefined
  readonly freehand: readonly IndexPoint[]
}

function pictureOf(
  { frame, stack, slice, phase, transform }: OnScreen,
  { editor, ghost, others, isProvisional }: ContourLayerProps,
): Omit<Picture, 'freehand'> {
  const { board } = editor.desk
  const beside = ghost ? [slice - 1, slice + 1].flatMap((near) => stack.frames[near]?.[phase] ?? []) : []
  return {
    place: (point) => indexToCanvas(transform, point),
    pixel: transform.grid,
    ghosts: beside.flatMap((image) => board.contoursOn(image)),
    others: others?.contoursOn(frame) ?? [],
    own: board.contoursOn(frame),
    isProvisional: isProvisional ?? (() => false),
    draft: editor.draftHere,
  }
}

const isBlank = ({ ghosts, others, own, draft, freehand }: Picture): boolean =>
  ghosts.length + others.length + own.length + freehand.length === 0 && draft === undefined

function draw(
  context: CanvasRenderingContext2D,
  picture: Picture,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const { place, ghosts, others, own, freehand, draft } = picture
  const { tool, border } = editor.get()
  for (const contour of ghosts) drawContour(context, place, contour, colours, lineStyles.ghost)
  for (const contour of others) drawContour(context, place, contour, colours, lineStyles.other)
  const beingDrawn = freehand.length > 0 || draft !== undefined
  for (const contour of own) {
    if (beingDrawn && contour.border === border) continue
    const confirmed = contour.border === border && tool !== 'look' ? lineStyles.chosen : lineStyles.own
    const style = picture.isProvisional(contour) ? lineStyles.provisional : confirmed
    drawContour(context, place, contour, colours, style)
  }
  if (!beingDrawn) drawTouched(context, picture, editor, colours)
  if (freehand.length > 0) drawLine(context, place, freehand, false, colours[border], lineStyles.chosen)
  if (draft) drawDraft(context, picture, draft, colours[draft.border])
}

/** Handles belong to the chosen border, and to whichever the pointer is on. */
function drawTouched(
  context: CanvasRenderingContext2D,
  { place, pixel, own }: Picture,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const { tool, border, locked } = editor.get()
  const { hovered, chosen } = editor
  if (tool === 'look' || tool === 'freehand' || locked !== undefined) return
  for (const contour of own) {
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
  if (first && last) drawLine(context, place, [last, first], false, colour, lineStyles.ghost)
  drawHandles(context, place, draft.placed, { colour, held: 0, faint: false })
}
