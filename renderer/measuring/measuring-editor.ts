/**
 * What is laid on the images of a study under a reader's hand: the tool, what was picked out, what is being placed. The
 * read behind it is looked at (`look`) and handed what is finished; the mouse is `hand.ts`.
 */
import { type Annotation, type AnnotationKind, pointsOf } from '#analysis/annotations/annotation.ts'
import { ellipseInBox } from '#analysis/annotations/figure.ts'
import { type Spot, spotOf } from '#analysis/annotations/spot.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { Gesture } from '#contract/read-events.ts'
import { Cell, type Readable } from '../cine/store.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'

/** 'note' lays arrows and texts, 'probe' nothing. */
export const measuringTools = ['length', 'angle', 'ellipse', 'freehand', 'note', 'probe'] as const
export type MeasuringTool = (typeof measuringTools)[number]

export interface MeasuringState {
  readonly tool: MeasuringTool | undefined
  /** number of the annotation that keys are for */
  readonly selected: number | undefined
  /** why nothing can be changed */
  readonly locked: string | undefined
  /** points placed of what is not finished yet */
  readonly placed: number
  readonly writing: Writing | undefined
  readonly hidden: boolean
}

/** A text that is being written on an image. */
export interface Writing {
  readonly annotation: Annotation
  /** it is kept with its text, or not at all */
  readonly isNew: boolean
}

/** What is placed point by point: an ellipse by the corners of its box. */
export interface Draft {
  readonly kind: Exclude<AnnotationKind, 'freehand' | 'text'>
  readonly image: ImageKey
  readonly placed: readonly IndexPoint[]
  /** where the next point would go */
  readonly next: IndexPoint | undefined
}

export const cornersOf = (kind: Draft['kind']): number => (kind === 'ellipse' ? 2 : pointsOf(kind))

/** What a viewport shows. */
export interface Seen {
  readonly stack: Stack
  readonly frame: StackFrame
  readonly slice: number
}

export interface MeasuringHandlers {
  /** A finished gesture. @returns whether the read takes it; where not, the reader was told why */
  onGesture(gesture: Gesture): boolean
  onNotice(text: string): void
  /** A press that changes something on this image: it should stay. */
  onBegin(seen: OnScreen): void
}

type AnnotationGesture = 'measure' | 'move' | 'edit-point' | 'write' | 'show-on-phases' | 'delete'

export class MeasuringEditor implements Readable<MeasuringState> {
  private readonly state = new Cell<MeasuringState>({
    tool: undefined,
    selected: undefined,
    locked: undefined,
    placed: 0,
    writing: undefined,
    hidden: false,
  })
  readonly subscribe = this.state.subscribe
  /** as they are seen: the read's, with what the hand changes */
  readonly annotations = new Cell<readonly Annotation[]>([])
  /** changes whenever the layers have to be drawn again */
  readonly revision = new Cell(0)
  readonly handlers: MeasuringHandlers
  private readonly stacks: readonly Stack[]
  private recorded: readonly Annotation[] = []
  private held: Annotation | undefined
  private draftNow: Draft | undefined
  /** what stands in the field that is written in */
  private typedText = ''
  /** number of what a press would take */
  hovered: number | undefined

  constructor(stacks: readonly Stack[], handlers: MeasuringHandlers) {
    this.handlers = handlers
    this.stacks = stacks
  }

  get(): MeasuringState {
    return this.state.get()
  }

  /** What the read says; to be called whenever it changed. */
  look(annotations: readonly Annotation[], locked: string | undefined): void {
    const { recorded } = this
    if (annotations.length !== recorded.length || annotations.some((one, k) => one !== recorded[k]))
      this.recorded = annotations
    this.state.update({ locked })
    if (locked !== undefined) this.abandon()
    const { selected } = this.get()
    if (selected !== undefined && !annotations.some(({ number }) => number === selected))
      this.select(undefined)
    this.show()
  }

  takeTool(tool: MeasuringTool): void {
    this.abandon()
    this.state.update({ tool, hidden: false })
    this.redraw()
  }

  /** The hand is for something else from now on. */
  putAway(): void {
    if (this.get().tool === undefined) return
    this.abandon()
    this.state.update({ tool: undefined })
    this.redraw()
  }

  select(selected: number | undefined): void {
    if (selected === this.get().selected) return
    this.state.update({ selected })
    this.redraw()
  }

  /** What is gone to is to be seen. */
  reveal(): void {
    this.state.update({ hidden: false })
  }

  toggleHidden(): void {
    this.state.update({ hidden: !this.get().hidden })
    this.redraw()
  }

  get selected(): Annotation | undefined {
    return this.find(this.get().selected)
  }

  find(number: number | undefined): Annotation | undefined {
    return this.annotations.get().find((one) => one.number === number)
  }

  /** Where an annotation lies; undefined where the study has its image no more. */
  spotOf({ image }: Pick<Annotation, 'image'>): Spot | undefined {
    return spotOf(this.stacks, image)
  }

  /** Those that lie on what a viewport shows. */
  on({ stack, frame, slice }: Seen): readonly Annotation[] {
    const key = imageKeyText(frame)
    return this.annotations.get().filter((one) => {
      if (imageKeyText(one.image) === key) return true
      const spot = one.everyPhase ? this.spotOf(one) : undefined
      return spot !== undefined && spot.stack.id === stack.id && spot.slice === slice
    })
  }

  get draft(): Draft | undefined {
    return this.draftNow
  }

  setDraft(draft: Draft | undefined): void {
    this.draftNow = draft
    this.state.update({ placed: draft?.placed.length ?? 0 })
    this.redraw()
  }

  /** What the draft would be with its next point; undefined while it has too few. */
  draftedBy(draft: Draft): Annotation | undefined {
    const points = draft.next ? [...draft.placed, draft.next] : draft.placed
    const [a, b] = points
    if (points.length < cornersOf(draft.kind) || !a || !b) return undefined
    return this.fresh(draft.kind, draft.image, draft.kind === 'ellipse' ? ellipseInBox(a, b) : points)
  }

  /** A new annotation under the next number. */
  fresh(kind: AnnotationKind, image: ImageKey, points: readonly IndexPoint[]): Annotation {
    const { sopInstanceUid, frame } = image
    const number = 1 + Math.max(0, ...this.recorded.map((one) => one.number))
    return { number, kind, image: { sopInstanceUid, frame }, points }
  }

  /** As the hand has it now. */
  hold(annotation: Annotation | undefined): void {
    this.held = annotation
    this.show()
  }

  /** The hand lets go of what is finished: it is seen without a gap, as the read takes it at once. */
  finish(annotation: Annotation, gesture: AnnotationGesture): void {
    const taken = this.handlers.onGesture({
      kind: 'annotations-changed',
      set: [annotation],
      removed: [],
      gesture,
    })
    this.held = undefined
    if (taken) this.state.update({ selected: annotation.number })
    this.show()
  }

  remove(number: number): void {
    if (this.refused()) return
    this.handlers.onGesture({ kind: 'annotations-changed', set: [], removed: [number], gesture: 'delete' })
  }

  toggleEveryPhase(annotation: Annotation): boolean | undefined {
    if (this.refused()) return undefined
    const { everyPhase, ...rest } = annotation
    this.finish(everyPhase ? rest : { ...rest, everyPhase: true }, 'show-on-phases')
    return !everyPhase
  }

  write(annotation: Annotation, isNew: boolean): void {
    if (this.refused()) return
    this.typedText = annotation.text ?? ''
    this.state.update({ writing: { annotation, isNew } })
    this.hold(annotation)
  }

  /** What stands in the field, whether it is on the screen or not. */
  get textTyped(): string {
    return this.typedText
  }

  typed(text: string): void {
    this.typedText = text
  }

  /** @param text  nothing takes a text away; undefined gives the writing up */
  finishWriting(text: string | undefined): void {
    const { writing } = this.get()
    if (!writing) return
    this.state.update({ writing: undefined })
    const { annotation, isNew } = writing
    const { text: before, ...bare } = annotation
    const written = text?.trim() ?? before ?? ''
    const keeps = annotation.kind === 'text' ? written !== '' : !isNew || text !== undefined
    if (!keeps || (!isNew && written === (before ?? ''))) {
      this.hold(undefined)
      return
    }
    this.finish(written === '' ? bare : { ...bare, text: written }, isNew ? 'measure' : 'write')
  }

  /** Gives up what is being placed, and keeps what was written. @returns whether there was any */
  abandon(): boolean {
    const { writing } = this.get()
    const was = this.draftNow !== undefined || writing !== undefined
    if (writing) this.finishWriting(this.typedText)
    if (this.draftNow) this.setDraft(undefined)
    return was
  }

  /** Escape is for something of ours first. */
  get keepsEscape(): boolean {
    const { tool, selected, writing } = this.get()
    return tool !== undefined || selected !== undefined || writing !== undefined
  }

  /** @returns whether nothing can be changed, and then the reader was told why */
  refused(): boolean {
    const { locked } = this.get()
    if (locked !== undefined) this.handlers.onNotice(locked)
    return locked !== undefined
  }

  redraw(): void {
    this.revision.set(this.revision.get() + 1)
  }

  private show(): void {
    const { held } = this
    const others = held ? this.recorded.filter(({ number }) => number !== held.number) : this.recorded
    this.annotations.set(held ? [...others, held].sort((a, b) => a.number - b.number) : others)
    this.redraw()
  }
}
