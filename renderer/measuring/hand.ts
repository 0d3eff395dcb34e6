/** The mouse on what is measured: what lies under it, what a press would do, and which drag it begins. */
import type { Annotation } from '#analysis/annotations/annotation.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Drag, PointerLayer, PointerSample } from '../viewport/pointer-router.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import { beginDraft, continueDraft, dragAnnotation, dragFreehand, type FreehandLine } from './drags.ts'
import type { Draft, MeasuringEditor } from './measuring-editor.ts'
import { pick, type Under } from './picking.ts'

const leftButton = 0

export interface HandParts {
  readonly editor: MeasuringEditor
  /** whose tool is in the hand: the same, but beside another study, of which nothing is changed */
  readonly tools: MeasuringEditor
  readonly shown: () => OnScreen | undefined
  /** no other tool wants the press for itself: annotations may be taken by a hand without a tool of theirs */
  readonly isFree: () => boolean
  /** where a line is kept while it is drawn */
  readonly freehand: FreehandLine
  readonly onProbe: (sample: PointerSample | undefined) => void
}

export class Hand implements PointerLayer {
  private readonly parts: HandParts

  constructor(parts: HandParts) {
    this.parts = parts
  }

  press(sample: PointerSample): Drag | undefined {
    const { editor, tools } = this.parts
    const shown = this.parts.shown()
    const { hidden } = editor.get()
    const { tool } = tools.get()
    if (!shown || sample.event.button !== leftButton || sample.event.shiftKey) return undefined
    if (editor.get().writing) {
      editor.abandon()
      return still
    }
    const draft = this.draftOn(shown)
    const under = draft || hidden ? undefined : this.under(sample, shown)
    const isOurs = under !== undefined || (tool !== undefined && tool !== 'probe')
    if (!isOurs) {
      if (editor.get().selected !== undefined) editor.select(undefined)
      return undefined
    }
    if (under) editor.select(under.annotation.number)
    if (editor.get().locked !== undefined) {
      if (!under) editor.refused()
      return under ? still : undefined
    }
    editor.handlers.onBegin(shown)
    if (under) return dragAnnotation(editor, under, sample, shown)
    if (draft) return continueDraft(editor, draft, sample, shown)
    // what was begun on another image stays there unfinished
    if (editor.draft) editor.setDraft(undefined)
    return tool === 'freehand'
      ? dragFreehand(this.parts, sample, shown)
      : beginDraft(
          editor,
          tool === 'length' || tool === 'angle' || tool === 'ellipse' ? tool : 'arrow',
          sample,
          shown,
        )
  }

  hover(sample: PointerSample | undefined): string | undefined {
    const { editor, tools } = this.parts
    const shown = this.parts.shown()
    const { hidden } = editor.get()
    const { tool } = tools.get()
    this.parts.onProbe(tool === 'probe' ? sample : undefined)
    const draft = shown && this.draftOn(shown)
    const under = sample && shown && !draft && !hidden ? this.under(sample, shown) : undefined
    if (editor.hovered !== under?.annotation.number) {
      editor.hovered = under?.annotation.number
      editor.redraw()
    }
    if (draft && sample) editor.setDraft({ ...draft, next: sample.index })
    if (!sample) return undefined
    if (under)
      return editor.get().locked !== undefined
        ? 'pointer'
        : under.handle === undefined && !under.pulls
          ? 'move'
          : 'grab'
    return tool === undefined ? undefined : 'crosshair'
  }

  /** What a second click ends is no double click on the image. */
  doubleClick(): boolean {
    const { tool } = this.parts.tools.get()
    return (tool !== undefined && tool !== 'probe') || this.parts.editor.hovered !== undefined
  }

  private draftOn(shown: OnScreen): Draft | undefined {
    const { draft } = this.parts.editor
    return draft && imageKeyText(draft.image) === imageKeyText(shown.frame) ? draft : undefined
  }

  private under(sample: PointerSample, shown: OnScreen): Under | undefined {
    const { editor, tools, isFree } = this.parts
    const { selected } = editor.get()
    const { tool } = tools.get()
    if (tool === 'probe' || (tool === undefined && !isFree())) return undefined
    const here: readonly Annotation[] = editor.on(shown)
    const found = pick(here, sample.canvas, sample.index, shown.transform, selected)
    // with a tool in the hand, a line that is crossed is no line that is moved
    return tool === undefined || found?.handle !== undefined ? found : undefined
  }
}

const still: Drag = { move() {}, end() {}, cancel() {} }
