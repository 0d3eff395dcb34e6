/** The mouse on the contours: what lies under it, what a press would do, and which drag it begins. */
import type { Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Drag, PointerLayer, PointerSample } from '../viewport/pointer-router.ts'
import { indexToCanvas } from '../viewport/transform.ts'
import type { ContourEditor } from './contour-editor.ts'
import { canClose } from './draft.ts'
import { dragFreehand, dragHandle, dragWhole, type FreehandLine, placePoint } from './drags.ts'
import { handlesOf, withInsertion } from './editing.ts'
import { apart, type Pick, pick, pickInside, reach, type Sight } from './picking.ts'

const leftButton = 0

/** Alt, or Ctrl where the desktop keeps Alt for moving windows. */
const asksForWhole = ({ altKey, ctrlKey }: PointerEvent): boolean => altKey || ctrlKey

export class Hand implements PointerLayer {
  private readonly editor: ContourEditor
  private readonly freehand: FreehandLine

  /** @param freehand  where a line is kept while it is drawn */
  constructor(editor: ContourEditor, freehand: FreehandLine) {
    this.editor = editor
    this.freehand = freehand
  }

  press(sample: PointerSample): Drag | undefined {
    const { sight, desk } = this.editor
    const { button, shiftKey } = sample.event
    if (!sight || button !== leftButton || shiftKey) return undefined
    const begin = this.intent(sample, sight)
    if (!begin) return undefined
    const { locked } = this.editor.get()
    if (locked !== undefined) {
      desk.warn(locked)
      return undefined
    }
    desk.handlers.onBegin?.()
    return begin()
  }

  hover(sample: PointerSample | undefined): string | undefined {
    const { editor } = this
    const { sight, desk } = editor
    const { tool, locked } = editor.get()
    const before = editor.hovered
    const free = sample && sight && tool !== 'look' && locked === undefined && !sample.event.shiftKey
    editor.hovered = free && tool !== 'freehand' ? this.under(sample, sight) : undefined
    this.followDraft(sample?.index)
    if (!samePick(before, editor.hovered)) desk.redraw()
    return free ? this.cursor(sample) : undefined
  }

  /** A second click closed the curve; the image below shall not take it for its own. */
  doubleClick(): boolean {
    const { tool } = this.editor.get()
    return tool === 'draw' || tool === 'freehand' || this.editor.hovered !== undefined
  }

  private intent(sample: PointerSample, sight: Sight): (() => Drag | undefined) | undefined {
    const { editor } = this
    const { tool, border } = editor.get()
    if (tool === 'look') return undefined
    if (tool === 'freehand') return () => this.startFreehand(sample, sight)
    const under = this.under(sample, sight)
    if (tool === 'draw' && (editor.draftHere || under?.contour.border !== border)) {
      return () => this.startPoint(sample, sight)
    }
    const whole = asksForWhole(sample.event) ? (under?.contour ?? this.inside(sample.index)) : undefined
    if (whole) return () => dragWhole(editor, whole, sample)
    return under && (() => this.startHandle(under, sample, sight))
  }

  private cursor(sample: PointerSample): string | undefined {
    const { tool, border } = this.editor.get()
    const under = this.editor.hovered
    if (tool === 'freehand' || (tool === 'draw' && under?.contour.border !== border)) return 'crosshair'
    if (asksForWhole(sample.event) && (under || this.inside(sample.index))) return 'move'
    if (!under) return undefined
    return under.part === 'handle' ? 'grab' : 'copy'
  }

  private startHandle(under: Pick, sample: PointerSample, sight: Sight): Drag {
    const { editor } = this
    const { contour } = under
    editor.setBorder(contour.border)
    const handles = handlesOf(contour, sight.pixel)
    if (under.part === 'handle') {
      return dragHandle(editor, { contour, handles, index: under.index, inserted: false }, sample, sight)
    }
    return dragHandle(
      editor,
      { contour, ...withInsertion(handles, under.point), inserted: true },
      sample,
      sight,
    )
  }

  private startFreehand(sample: PointerSample, sight: Sight): Drag | undefined {
    const image = this.editor.imageToDraw()
    const { border } = this.editor.get()
    return image && dragFreehand(this.editor, this.freehand, { image, border }, sample, sight)
  }

  private startPoint(sample: PointerSample, sight: Sight): Drag | undefined {
    const { editor } = this
    const image = editor.imageToDraw()
    if (!image) return undefined
    const here = editor.draftHere
    if (!here && editor.draft) editor.desk.warn('The unfinished curve on another image was given up.')
    const draft = here ?? { image, border: editor.get().border, placed: [], next: undefined }
    const ends = [draft.placed[0], draft.placed.at(-1)]
    const onEnd = ends.some(
      (end) => end && apart(indexToCanvas(sight.transform, end), sample.canvas) <= reach.handle,
    )
    if (onEnd && canClose(draft)) return { move() {}, end: () => editor.finishDraft(), cancel() {} }
    return placePoint(editor, draft, sample, sight)
  }

  private followDraft(index: IndexPoint | undefined): void {
    const draft = this.editor.draftHere
    if (draft && draft.next !== index) this.editor.setDraft({ ...draft, next: index })
  }

  private under(sample: PointerSample, sight: Sight): Pick | undefined {
    return pick(this.contours(), sample.canvas, sample.index, sight, this.editor.get().border)
  }

  private inside(index: IndexPoint): Contour | undefined {
    return pickInside(this.contours(), index)
  }

  private contours(): readonly Contour[] {
    const { place, desk } = this.editor
    return place ? desk.board.contoursOn(place.frame) : []
  }
}

function samePick(a: Pick | undefined, b: Pick | undefined): boolean {
  if (!a || !b) return a === b
  if (a.contour !== b.contour) return false
  return a.part === 'handle' && b.part === 'handle' ? a.index === b.index : a.part === b.part
}
