/** A reader's table without a window: measuring on an image of pixels that are not square, into a read's log. */
import type { Annotation } from '#analysis/annotations/annotation.ts'
import type { AnnotationValueName } from '#analysis/annotations/values.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { annotationsOf, type ReadState } from '#analysis/reading/state.ts'
import { mm } from '#analysis/units/units.ts'
import { Cell } from '../../renderer/cine/store.ts'
import { Hand } from '../../renderer/measuring/hand.ts'
import { MeasuringEditor } from '../../renderer/measuring/measuring-editor.ts'
import { valuesOn } from '../../renderer/measuring/seen-values.ts'
import type { PointerSample } from '../../renderer/viewport/pointer-router.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import type { OnScreen } from '../../renderer/viewport/viewport-surface.ts'
import { begun, event } from '../analysis/reading/log.ts'
import { stackOf } from '../contouring/table.ts'

export const pixel = { rowSpacing: mm(2), columnSpacing: mm(0.8) }
const size = { rows: 100, columns: 250 }

function study(): Stack {
  const made = stackOf('sax', 2, 3)
  const flattened = (frame: StackFrame | null): StackFrame | null => {
    const plane = frame?.facts.plane
    if (!frame || !plane) return frame
    const facts = {
      ...frame.facts,
      plane: { ...plane, ...pixel, ...size },
      rescaleSlope: 1,
      rescaleIntercept: 0,
    }
    return { ...frame, facts, instance: {} as InstanceFacts }
  }
  return { ...made, frames: made.frames.map((phases) => phases.map(flattened)) }
}

interface Held {
  readonly shift?: boolean
}

export class MeasuringTable {
  readonly editor: MeasuringEditor
  readonly notices: string[] = []
  readonly events: ReadEventBody[] = []
  readonly hand: Hand
  isFree = true
  private readonly stack = study()
  private shown: OnScreen
  private state: ReadState = foldRead([event(1, begun)])

  constructor(zoom = 1) {
    this.editor = new MeasuringEditor([this.stack], {
      onGesture: (gesture) => this.append(gesture),
      onNotice: (text) => this.notices.push(text),
      onBegin: () => {},
    })
    this.shown = this.image(0, 0, zoom)
    this.hand = new Hand({
      editor: this.editor,
      tools: this.editor,
      shown: () => this.shown,
      isFree: () => this.isFree,
      freehand: new Cell<readonly IndexPoint[]>([]),
      onProbe: () => {},
    })
  }

  goTo(slice: number, phase: number): void {
    this.shown = this.image(slice, phase, 1)
  }

  get laid(): readonly Annotation[] {
    return annotationsOf(this.state)
  }

  get seen(): readonly number[] {
    return this.editor.on(this.shown).map(({ number }) => number)
  }

  value(number: number, name: AnnotationValueName): number {
    const annotation = this.editor.find(number)
    const values = annotation ? valuesOn(annotation, this.shown) : []
    const found = values.find((one) => one.name === name)?.outcome
    return found?.measured ? found.value : Number.NaN
  }

  append(body: ReadEventBody): boolean {
    if (refusalOf(this.state, body)) return false
    this.state = applyEvent(this.state, event(this.state.seq + 1, body))
    this.events.push(body)
    this.editor.look(annotationsOf(this.state), undefined)
    return true
  }

  undo(): void {
    const step = this.state.undoable.at(-1)
    if (step) this.append({ kind: 'undone', event: step.seq })
  }

  /** A hand's way from a press through some places to the release. */
  drag(way: readonly IndexPoint[], held: Held = {}): void {
    const [first, ...rest] = way.map((point) => this.sample(point, held))
    if (!first) return
    const drag = this.hand.press(this.sample(way[0] ?? [0, 0]))
    for (const sample of rest) drag?.move(sample)
    drag?.end(rest.at(-1) ?? first)
  }

  click(point: IndexPoint): void {
    this.drag([point])
  }

  sample(index: IndexPoint, { shift = false }: Held = {}): PointerSample {
    return {
      index,
      canvas: indexToCanvas(this.shown.transform, index),
      event: { button: 0, altKey: false, ctrlKey: false, shiftKey: shift } as PointerEvent,
      trail: () => [index],
    }
  }

  private image(slice: number, phase: number, zoom: number): OnScreen {
    const frame = this.stack.frames[slice]?.[phase]
    if (!frame) throw new Error('there is no such image')
    const grid = { ...size, ...pixel }
    const transform = imageTransform(grid, { width: 600, height: 600, ratio: 1 }, { zoom, centre: undefined })
    const values = Float32Array.from(
      { length: size.rows * size.columns },
      (_, i) => (i % size.columns) + phase,
    )
    const pixels = { ...size, getPixelData: () => values }
    return { stack: this.stack, frame, slice, phase, transform, pixels, at: 0 } as OnScreen
  }
}
