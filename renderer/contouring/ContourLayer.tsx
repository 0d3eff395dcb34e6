/** The contours of an editor over the image on screen, and the hand that changes them. */
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import {
  type Contour,
  contourKeyText,
  isComputed,
  isSameContour,
  mayRepeat,
} from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { Cell } from '../cine/store.ts'
import { textsNow } from '../texts/texts.ts'
import { type ContourPalette, contourColours } from '../theme/tokens.ts'
import type { DrawLayer } from '../viewport/sheet.ts'
import { useLatest } from '../viewport/use-latest.ts'
import { useLayer } from '../viewport/use-layer.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { Box } from '../viewport/words.ts'
import { type ContourEditor, isDiscTool } from './contour-editor.ts'
import { listenWhileDrafting } from './draft-keys.ts'
import {
  type BorderColours,
  drawContour,
  drawHandles,
  drawLine,
  type LineStyle,
  lineStyles,
} from './draw-contours.ts'
import { drawDisc, drawLandmark, hasRoomForNames, labelOf } from './draw-landmarks.ts'
import { handlesOf } from './editing.ts'
import { Flaws } from './Flaws.tsx'
import { Hand } from './hand.ts'
import { extentOfPicture, isBlank, isOther, type Picture, type PlacedDraft, pictureOf } from './picture.ts'

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
  const anchor = useRef<HTMLElement>(null)
  const freehand = useMemo(() => new Cell<readonly IndexPoint[]>([]), [])
  const drawn = useRef<readonly unknown[]>([])
  const pictureNow = (shown: OnScreen): Picture => {
    const here = editor.sitsAt(seat)
    if (here) editor.standOn(shown)
    return pictureOf(shown, editor, here ? 'by hand' : 'quietly', freehand.get())
  }
  const draw: DrawLayer = (context, shown, words) => {
    const picture = pictureNow(shown)
    drawn.current = [...picture.contours, ...picture.landmarks]
    if (hidden || isBlank(picture)) return false
    const show = editor.sitsAt(seat) ? drawByHand : drawQuietly
    show(context, picture, editor, contourColours[palette], words)
    return true
  }
  const redraw = useLayer('contours', draw, {
    groundsOf(shown) {
      const { contours, landmarks, draft } = pictureNow(shown)
      return [contours.length, ...contours, ...landmarks, draft?.of]
    },
    extentOf: (shown) => (hidden ? undefined : extentOfPicture(pictureNow(shown))),
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
  useRadiusByWheel(anchor, editor, seat)
  // where there is no image nothing is drawn, and no key may change what was there before
  useEffect(
    () =>
      surface.onScreen.subscribe(() => {
        if (!surface.onScreen.get() && editor.sitsAt(seat)) editor.standOn(undefined)
      }),
    [surface, editor, seat],
  )
  useEffect(
    () =>
      editor.desk.revision.subscribe(() => {
        // a drag in one viewport does not draw the others anew
        const elsewhere = editor.desk.isPreviewing && !editor.sitsAt(seat)
        if (!elsewhere || isOther(drawn.current, surface.onScreen.get(), editor)) redraw()
      }),
    [editor, surface, seat, redraw],
  )
  useEffect(() => editor.subscribe(redraw), [editor, redraw])
  useEffect(() => (active ? listenWhileDrafting(editor) : undefined), [editor, active])
  useEffect(() => {
    if (!active) return
    editor.takeSeat(seat, surface.onScreen.get())
    return () => editor.leaveSeat(seat)
  }, [editor, surface, seat, active])
  return (
    <>
      <i ref={anchor} hidden />
      {active && !hidden && <Flaws editor={editor} />}
    </>
  )
}

/** of the radius, by one notch */
const radiusPerNotch = 1.12

/** Alt and the wheel: a larger or smaller disc, while a tool that has one is in the hand. */
function useRadiusByWheel(anchor: RefObject<HTMLElement | null>, editor: ContourEditor, seat: object): void {
  useEffect(() => {
    const stage = anchor.current?.parentElement
    const turn = (event: WheelEvent): void => {
      if (!event.altKey || !editor.sitsAt(seat) || !isDiscTool(editor.get().tool)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      editor.scaleRadius(event.deltaY < 0 ? radiusPerNotch : 1 / radiusPerNotch)
    }
    stage?.addEventListener('wheel', turn, { capture: true, passive: false })
    return () => stage?.removeEventListener('wheel', turn, { capture: true })
  }, [anchor, editor, seat])
}

function drawQuietly(
  context: CanvasRenderingContext2D,
  picture: Picture,
  editor: ContourEditor,
  colours: BorderColours,
  words: Box[],
): void {
  const { place, contours } = picture
  for (const contour of contours)
    drawContour(context, place, contour, colours, styleOf(editor, contour, lineStyles.own))
  drawLandmarks(context, picture, editor, colours, words)
}

function drawByHand(
  context: CanvasRenderingContext2D,
  picture: Picture,
  editor: ContourEditor,
  colours: BorderColours,
  words: Box[],
): void {
  const { place, contours, freehand, draft, disc } = picture
  const { tool, border, selected } = editor.get()
  const beingDrawn = freehand.length > 0 || draft !== undefined
  for (const contour of contours) {
    if (beingDrawn && contour.border === border && !mayRepeat(border)) continue
    const inHand = contour.border === border && tool !== 'look'
    const base = selected.has(contourKeyText(contour)) ? lineStyles.selected : lineStyles.own
    drawContour(
      context,
      place,
      contour,
      colours,
      styleOf(editor, contour, inHand && base === lineStyles.own ? lineStyles.chosen : base),
    )
  }
  drawLandmarks(context, picture, editor, colours, words)
  if (!beingDrawn) drawTouched(context, picture, editor, colours)
  if (freehand.length > 0) drawLine(context, place, freehand, false, colours[border], lineStyles.chosen)
  if (draft) drawDraft(context, picture, draft, colours[draft.of.border])
  if (disc) drawDisc(context, disc, colours[border])
}

/** Dashed until somebody looked, where nobody's hand made it. */
const styleOf = ({ desk }: ContourEditor, contour: Contour, style: LineStyle): LineStyle =>
  isComputed(contour) && !desk.board.isAccepted(contour) ? { ...style, dashed: true } : style

function drawLandmarks(
  context: CanvasRenderingContext2D,
  { place, transform, landmarks }: Picture,
  { hovered }: ContourEditor,
  colours: BorderColours,
  words: Box[],
): void {
  const signs = textsNow().contouring.landmarkSigns
  const named = hasRoomForNames(transform.surface.width)
  for (const landmark of landmarks) {
    const held = hovered?.part === 'landmark' && hovered.landmark.kind === landmark.kind
    drawLandmark(context, place, landmark, {
      colours,
      label: named || held ? labelOf(landmark, landmarks, signs, place) : undefined,
      held,
      words,
    })
  }
}

/** Handles belong to the chosen border, and to whichever the pointer is on; an opened contour has none yet. */
function drawTouched(
  context: CanvasRenderingContext2D,
  { place, transform: { grid }, contours }: Picture,
  editor: ContourEditor,
  colours: BorderColours,
): void {
  const { tool, border, locked } = editor.get()
  const { hovered, chosen } = editor
  if ((tool !== 'edit' && tool !== 'draw') || locked !== undefined) return
  const under = hovered?.part === 'landmark' ? undefined : hovered
  for (const contour of contours) {
    const touched = under !== undefined && isSameContour(under.contour, contour)
    const polygon = contour.controls === undefined
    if ((!touched && (contour.border !== border || polygon)) || editor.isHeldBack(contour)) continue
    const pointed = touched && under.part === 'handle' ? under.index : undefined
    const pressed = chosen && isSameContour(chosen.contour, contour) ? chosen.index : undefined
    drawHandles(context, place, handlesOf(contour, grid), {
      colour: colours[contour.border],
      held: pointed ?? pressed,
      faint: polygon,
    })
  }
}

/** The curve so far, and where it closes the way back to its first point. */
function drawDraft(
  context: CanvasRenderingContext2D,
  { place }: Picture,
  { of: { placed, next, closed }, line }: PlacedDraft,
  colour: string,
): void {
  drawLine(context, place, line, false, colour, lineStyles.chosen)
  const last = next ?? placed.at(-1)
  const [first] = placed
  if (first && last && closed) drawLine(context, place, [last, first], false, colour, lineStyles.closing)
  drawHandles(context, place, placed, { colour, held: 0, faint: false })
}
