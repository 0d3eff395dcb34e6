/** The mouse on the contours: what lies under it, what a press would do, and which drag it begins. */
import { type Contour, contourKeyText } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { textsNow } from '../texts/texts.ts'
import type { Drag, PointerLayer, PointerSample } from '../viewport/pointer-router.ts'
import { indexToCanvas } from '../viewport/transform.ts'
import { type ContourEditor, isDiscTool } from './contour-editor.ts'
import { keyOf } from './desk.ts'
import { canFinish } from './draft.ts'
import { dragFreehand, dragHandle, dragLandmark, dragWhole, type FreehandLine, placePoint } from './drags.ts'
import { handlesOf, withInsertion } from './editing.ts'
import { apart, type Pick, pick, pickInside, pickLandmark, reach, type Sight, type Under } from './picking.ts'
import { brushedAt, contourAtDisc, dragBrush, dragEraser, dragNudge } from './shaping.ts'

const leftButton = 0

/** Alt, or Ctrl where the desktop keeps Alt for moving windows. */
const asksForWhole = ({ altKey, ctrlKey }: PointerEvent): boolean => altKey || ctrlKey

type Begin = () => Drag | undefined

export class Hand implements PointerLayer {
  private readonly editor: ContourEditor
  private readonly freehand: FreehandLine

  /** @param freehand  where a line is kept while it is drawn */
  constructor(editor: ContourEditor, freehand: FreehandLine) {
    this.editor = editor
    this.freehand = freehand
  }

  press(sample: PointerSample): Drag | undefined {
    const { sight, desk, place } = this.editor
    const { button, shiftKey } = sample.event
    if (!place || !sight || button !== leftButton) return undefined
    const begin = shiftKey ? this.pickingOut(sample, sight) : this.intent(sample, sight)
    if (!begin) return undefined
    const { locked } = this.editor.get()
    if (locked !== undefined) {
      desk.warn(locked)
      return undefined
    }
    desk.handlers.onBegin?.(place)
    return begin()
  }

  hover(sample: PointerSample | undefined): string | undefined {
    const { editor } = this
    const { sight, desk } = editor
    const { tool, locked } = editor.get()
    const before = editor.hovered
    const free = sample && sight && tool !== 'look' && locked === undefined
    const disc = isDiscTool(tool)
    editor.hovered = free && tool !== 'freehand' && !disc ? this.under(sample, sight) : undefined
    const pointed = editor.pointer
    editor.pointer = free && disc ? sample.index : undefined
    this.followDraft(sample?.index)
    if (!sameUnder(before, editor.hovered) || pointed !== editor.pointer) desk.redraw()
    return free ? this.cursor(sample) : undefined
  }

  /** A second click finished the curve; the image below shall not take it for its own. */
  doubleClick(): boolean {
    const { tool } = this.editor.get()
    return (tool !== 'look' && tool !== 'edit') || this.editor.hovered !== undefined
  }

  private intent(sample: PointerSample, sight: Sight): Begin | undefined {
    const { editor } = this
    const { tool, border } = editor.get()
    if (tool === 'look') return undefined
    if (tool === 'freehand') return () => this.startFreehand(sample, sight)
    if (isDiscTool(tool)) return () => this.startDisc(sample, sight)
    const under = this.under(sample, sight)
    if (under?.part === 'landmark') return () => dragLandmark(editor, under.landmark, sample, false)
    if (tool === 'mark') return () => this.startLandmark(sample)
    if (tool === 'draw' && (editor.draftHere || under?.contour.border !== border)) {
      return () => this.startPoint(sample, sight)
    }
    const whole = asksForWhole(sample.event) ? (under?.contour ?? this.inside(sample.index)) : undefined
    if (whole) return () => this.startWhole(whole, sample)
    return under && (() => this.startHandle(under, sample, sight))
  }

  /** Shift and a press on a contour: one more, or one less, of those that go together. Elsewhere it pans. */
  private pickingOut(sample: PointerSample, sight: Sight): Begin | undefined {
    const { editor } = this
    if (editor.get().tool === 'look') return undefined
    const under = this.under(sample, sight)
    if (!under || under.part === 'landmark') return undefined
    return () => {
      const keys = new Set(editor.get().selected)
      const key = contourKeyText(under.contour)
      if (!keys.delete(key)) keys.add(key)
      editor.select(keys)
      return { move() {}, end() {}, cancel() {} }
    }
  }

  private cursor(sample: PointerSample): string | undefined {
    const { editor } = this
    const { tool, border } = editor.get()
    const under = editor.hovered
    if (isDiscTool(tool)) return 'none'
    if (under?.part === 'landmark') return 'grab'
    if (sample.event.shiftKey) return under ? 'pointer' : undefined
    if (tool === 'freehand' || tool === 'mark') return 'crosshair'
    if (tool === 'draw' && under?.contour.border !== border) return 'crosshair'
    const whole = asksForWhole(sample.event) ? (under?.contour ?? this.inside(sample.index)) : undefined
    if (whole) return editor.isHeldBack(whole) ? undefined : 'move'
    if (!under || editor.isHeldBack(under.contour)) return undefined
    return under.part === 'handle' ? 'grab' : 'copy'
  }

  private startHandle(under: Pick, sample: PointerSample, sight: Sight): Drag | undefined {
    const { editor } = this
    const { contour } = under
    editor.setBorder(contour.border, contour.part)
    if (!editor.mayChange([contour])) return undefined
    const handles = handlesOf(contour, sight.pixel)
    if (under.part === 'handle') {
      return dragHandle(editor, { contour, handles, index: under.index, inserted: false }, sample, sight)
    }
    const grown = withInsertion(handles, under.point, contour.closed)
    return dragHandle(editor, { contour, ...grown, inserted: true }, sample, sight)
  }

  /** One that was picked out takes the others along. */
  private startWhole(contour: Contour, sample: PointerSample): Drag | undefined {
    const { editor } = this
    const together = editor.get().selected.has(contourKeyText(contour)) ? editor.touched : [contour]
    return editor.mayChange(together) ? dragWhole(editor, together, sample) : undefined
  }

  private startFreehand(sample: PointerSample, sight: Sight): Drag | undefined {
    const beginning = this.editor.beginning()
    return beginning && dragFreehand(this.editor, this.freehand, beginning, sample, sight)
  }

  private startDisc(sample: PointerSample, sight: Sight): Drag | undefined {
    const { editor } = this
    const { tool } = editor.get()
    const contour = contourAtDisc(editor, sample.index, sight.pixel)
    // with Alt the brush erases, as it does in painting programs
    const brush = tool === 'brush' && !asksForWhole(sample.event)
    const own = brush ? brushedAt(editor, sample.index, sight.pixel) : contour
    if (own && !editor.mayChange([own])) return undefined
    if (own && tool !== 'nudge' && !own.closed) {
      editor.desk.warn(textsNow().contouring.openHasNoArea)
      return undefined
    }
    if (own) editor.setBorder(own.border, own.part)
    if (brush) return dragBrush(editor, own, sample, sight)
    if (!own) {
      editor.desk.inform(textsNow().contouring.nothingToShape)
      return undefined
    }
    return tool === 'nudge' ? dragNudge(editor, own, sample, sight) : dragEraser(editor, own, sample, sight)
  }

  private startLandmark(sample: PointerSample): Drag | undefined {
    const { editor } = this
    const frame = editor.place?.frame
    if (!frame) return undefined
    const { landmark: kind } = editor.get()
    return dragLandmark(editor, { kind, image: keyOf(frame), point: sample.index }, sample, true)
  }

  private startPoint(sample: PointerSample, sight: Sight): Drag | undefined {
    const { editor } = this
    const here = editor.draftHere
    const beginning = here ?? editor.beginning()
    if (!beginning) return undefined
    if (!here && editor.draft) editor.desk.warn(textsNow().contouring.draftGivenUp)
    const draft = here ?? { ...beginning, placed: [], next: undefined }
    // an open curve ends where it was begun only by chance
    const ends = draft.closed ? [draft.placed[0], draft.placed.at(-1)] : [draft.placed.at(-1)]
    const onEnd = ends.some(
      (end) => end && apart(indexToCanvas(sight.transform, end), sample.canvas) <= reach.handle,
    )
    if (onEnd && canFinish(draft)) return { move() {}, end: () => editor.finishDraft(), cancel() {} }
    return placePoint(editor, draft, sample)
  }

  private followDraft(index: IndexPoint | undefined): void {
    const draft = this.editor.draftHere
    if (draft && draft.next !== index) this.editor.setDraft({ ...draft, next: index })
  }

  private under(sample: PointerSample, sight: Sight): Under | undefined {
    const { editor } = this
    const { place, desk } = editor
    const landmark = place && pickLandmark(desk.board.landmarks.on(place.frame), sample.canvas, sight)
    return landmark ?? pick(editor.contoursHere, sample.canvas, sample.index, sight, editor.get())
  }

  private inside(index: IndexPoint): Contour | undefined {
    return pickInside(this.editor.contoursHere, index)
  }
}

function sameUnder(a: Under | undefined, b: Under | undefined): boolean {
  if (!a || !b) return a === b
  if (a.part === 'landmark' || b.part === 'landmark')
    return a.part === 'landmark' && b.part === 'landmark' && a.landmark === b.landmark
  if (a.contour !== b.contour) return false
  return a.part === 'handle' && b.part === 'handle' ? a.index === b.index : a.part === b.part
}
