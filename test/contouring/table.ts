/** A reader's table without a window: an editor over a stack of empty images, whose gestures go into a read's log. */
import type { Contour } from '#analysis/contours/contour.ts'
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { contoursOf, type ReadState } from '#analysis/reading/state.ts'
import { unmeasured } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import { Cell } from '../../renderer/cine/store.ts'
import { ContourEditor } from '../../renderer/contouring/contour-editor.ts'
import { Hand } from '../../renderer/contouring/hand.ts'
import { contourSource } from '../../renderer/reading/contour-source.ts'
import type { Drag, PointerSample } from '../../renderer/viewport/pointer-router.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import type { OnScreen } from '../../renderer/viewport/viewport-surface.ts'
import { begun, event } from '../analysis/reading/log.ts'

const side = 200

/** Slices 8 mm apart of pixels of 1 mm. */
const planeAt = (slice: number, rowSpacing = mm(1)): ImagePlane => ({
  position: [0, 0, 8 * slice],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacing,
  columnSpacing: mm(1),
  rows: side,
  columns: side,
})

/** Only what contouring asks of a stack. */
export function stackOf(
  plane: Stack['plane'],
  slices: number,
  phases: number,
  rowSpacing = mm(1),
  uid = '1',
): Stack {
  const frames = Array.from({ length: slices }, (_, slice) =>
    Array.from(
      { length: phases },
      (_, phase) =>
        ({
          sopInstanceUid: `${uid}.${slice}.${phase}`,
          frame: 0,
          facts: { plane: planeAt(slice, rowSpacing) },
        }) as StackFrame,
    ),
  )
  const nothing = unmeasured('no-images')
  return {
    id: plane,
    plane,
    frames,
    phaseCount: phases,
    seriesUids: [],
    role: 'other',
    seriesClass: 'cine',
    contrast: 'unknown',
    evidence: [],
    confidence: 1,
    motionCorrected: false,
    axis: 'phase',
    normal: [0, 0, 1],
    positions: frames.map((_, slice) => mm(8 * slice)),
    spacing: nothing,
    irregularity: 0,
    jitter: mm(0),
    rr: nothing,
    heartRate: nothing,
    gating: 'unknown',
    arrhythmia: false,
    warnings: [],
  }
}

interface Keys {
  readonly alt?: boolean
  readonly shift?: boolean
}

export class Table {
  readonly editor: ContourEditor
  readonly notices: string[] = []
  readonly hand: Hand
  private readonly stack: Stack
  state: ReadState = foldRead([event(1, begun)])

  constructor(stack: Stack, pixels: Float32Array = new Float32Array(side * side)) {
    this.stack = stack
    this.pixels = pixels
    this.editor = new ContourEditor({
      onGesture: (gesture) => this.append(gesture),
      onNotice: ({ text }) => this.notices.push(text),
    })
    this.hand = new Hand(this.editor, new Cell<readonly IndexPoint[]>([]))
    this.editor.look(contourSource(this.state))
    this.goTo(0, 0)
  }

  private readonly pixels: Float32Array

  append(body: ReadEventBody): void {
    const refusal = refusalOf(this.state, body)
    if (refusal) throw new Error(refusal.detail)
    this.state = applyEvent(this.state, event(this.state.seq + 1, body))
    this.editor.look(contourSource(this.state))
  }

  undo(): boolean {
    const step = this.state.undoable.at(-1)
    if (step) this.append({ kind: 'undone', event: step.seq })
    return step !== undefined
  }

  redo(): boolean {
    const step = this.state.redoable.at(-1)
    if (step) this.append({ kind: 'redone', event: step.seq })
    return step !== undefined
  }

  goTo(slice: number, phase: number, stack = this.stack): void {
    const frame = stack.frames[slice]?.[phase]
    if (!frame) throw new Error('there is no such image')
    const { plane } = frame.facts
    if (!plane) throw new Error('it lies nowhere')
    const transform = imageTransform(
      plane,
      { width: 800, height: 800, ratio: 1 },
      { zoom: 1, centre: undefined },
    )
    const pixels = { rows: side, columns: side, getPixelData: () => this.pixels }
    this.editor.standOn({ stack, frame, slice, phase, transform, pixels, at: 0 } as OnScreen)
  }

  get contours(): readonly Contour[] {
    return [...contoursOf(this.state)]
  }

  /** In an order that does not depend on how they came. */
  get drawn(): readonly string[] {
    return this.contours.map((contour) => JSON.stringify(contour)).sort()
  }

  sample(index: IndexPoint, { alt = false, shift = false }: Keys = {}): PointerSample {
    const transform = this.editor.place?.transform
    if (!transform) throw new Error('no image is shown')
    return {
      index,
      canvas: indexToCanvas(transform, index),
      event: { button: 0, altKey: alt, ctrlKey: false, shiftKey: shift } as PointerEvent,
      trail: () => [index],
    }
  }

  press(at: IndexPoint, keys: Keys = {}): Drag | undefined {
    return this.hand.press(this.sample(at, keys))
  }

  click(at: IndexPoint, keys: Keys = {}): void {
    this.press(at, keys)?.end(this.sample(at, keys))
  }

  drag([first, ...rest]: readonly IndexPoint[], keys: Keys = {}): void {
    if (!first) return
    const hand = this.press(first, keys)
    for (const point of rest) hand?.move(this.sample(point, keys))
    hand?.end(this.sample(rest.at(-1) ?? first, keys))
  }

  /** Points of a curve, and Enter. */
  draw(points: readonly IndexPoint[]): void {
    this.editor.setTool('draw')
    for (const point of points) this.click(point)
    this.editor.finishDraft()
  }
}
