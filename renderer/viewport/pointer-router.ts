/**
 * Who gets the mouse. Layers are asked from the top down whether a press is theirs; the one that says so has
 * the pointer until it is released or cancelled, and nothing survives that: no handle waits for the next press.
 */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { noteDrag } from './hand-at-work.ts'
import { type CanvasPoint, canvasToIndex, type ImageTransform } from './transform.ts'

export interface Spot {
  readonly index: IndexPoint
  readonly canvas: CanvasPoint
}

export interface PointerSample extends Spot {
  readonly event: PointerEvent
  /** every position since the last sample, this one included */
  trail(): IndexPoint[]
}

export interface Drag {
  move(sample: PointerSample): void
  end(sample: PointerSample): void
  /** Escape, a lost pointer, a closed viewport, another image below: as if it had never begun */
  cancel(): void
}

export interface PointerLayer {
  /** undefined: not mine, ask the next */
  press(sample: PointerSample): Drag | undefined
  /** A CSS cursor when the layer would take a press here; called with undefined when the pointer leaves. */
  hover?(sample: PointerSample | undefined): string | undefined
  /** Comes after the second release. True: mine, ask nobody else. */
  doubleClick?(spot: Spot): boolean
}

/** Layers of a higher rank are asked first; of equal rank the last added. */
const layerRanks = { image: 0, contours: 1, measures: 2, chosenTool: 3 } as const
export type LayerRank = keyof typeof layerRanks
/** What they draw lies on one image; window, zoom and pan go on over whichever is shown. */
const ofOneImage: ReadonlySet<number> = new Set([layerRanks.contours, layerRanks.measures])

/** What the hand is on. */
export interface Underneath {
  readonly frame: object
  readonly transform: ImageTransform
}

interface HeldDrag {
  readonly hand: Drag
  readonly pointerId: number
  readonly button: number
  /** that it was begun on, where it is of no other */
  readonly image: object | undefined
}

export class PointerRouter {
  private readonly element: HTMLElement
  private readonly underneath: () => Underneath | undefined
  private layers: readonly { readonly layer: PointerLayer; readonly rank: number }[] = []
  private drag: HeldDrag | undefined
  private readonly stop = new AbortController()

  constructor(element: HTMLElement, underneath: () => Underneath | undefined) {
    this.element = element
    this.underneath = underneath
    const { signal } = this.stop
    element.addEventListener('pointerdown', (event) => this.press(event), { signal })
    element.addEventListener('pointermove', (event) => this.move(event), { signal })
    element.addEventListener('pointerup', (event) => this.release(event), { signal })
    element.addEventListener('pointercancel', () => this.cancel(), { signal })
    element.addEventListener('lostpointercapture', () => this.cancel(), { signal })
    element.addEventListener('pointerleave', () => this.leave(), { signal })
    element.addEventListener('dblclick', (event) => this.doubleClick(event), { signal })
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal })
    element.addEventListener('mousedown', (event) => noScrolling(event), { signal })
    window.addEventListener('blur', () => this.cancel(), { signal })
    window.addEventListener('keydown', (event) => this.escape(event), { signal, capture: true })
  }

  add(layer: PointerLayer, rank: LayerRank): () => void {
    const entry = { layer, rank: layerRanks[rank] }
    this.layers = [entry, ...this.layers].sort((a, b) => b.rank - a.rank)
    return () => {
      this.layers = this.layers.filter((other) => other !== entry)
    }
  }

  /** Something is being drawn on the image that is shown. */
  get holdsImage(): boolean {
    return this.drag?.image !== undefined
  }

  dispose(): void {
    this.cancel()
    this.stop.abort()
  }

  private press(event: PointerEvent): void {
    if (this.drag) return
    const sample = this.sample(event)
    if (!sample) return
    for (const { layer, rank } of this.layers) {
      const hand = layer.press(sample)
      if (!hand) continue
      const image = ofOneImage.has(rank) ? this.underneath()?.frame : undefined
      this.drag = { hand, pointerId: event.pointerId, button: event.button, image }
      noteDrag(true)
      this.element.setPointerCapture(event.pointerId)
      return
    }
  }

  private move(event: PointerEvent): void {
    const sample = this.sample(event)
    if (!sample) return
    if (!this.drag) {
      this.hover(sample)
      return
    }
    if (event.pointerId !== this.drag.pointerId) return
    if (this.hasStrayed()) this.cancel()
    else if (isHeld(event, this.drag.button)) this.drag.hand.move(sample)
    else this.finish(sample)
  }

  private release(event: PointerEvent): void {
    const sample = this.sample(event)
    if (!this.drag || event.pointerId !== this.drag.pointerId) return
    if (sample && !this.hasStrayed()) this.finish(sample)
    else this.cancel()
  }

  /** Another image came under the hand: what it would draw now was not seen on the one that it is for. */
  private hasStrayed(): boolean {
    const image = this.drag?.image
    return image !== undefined && image !== this.underneath()?.frame
  }

  private finish(sample: PointerSample): void {
    const drag = this.letGo()
    drag?.hand.end(sample)
    if (drag) this.element.releasePointerCapture(drag.pointerId)
    this.hover(sample)
  }

  private cancel(): void {
    this.letGo()?.hand.cancel()
  }

  private letGo(): HeldDrag | undefined {
    const { drag } = this
    this.drag = undefined
    if (drag) noteDrag(false)
    return drag
  }

  private leave(): void {
    if (this.drag) return
    for (const { layer } of this.layers) layer.hover?.(undefined)
  }

  private hover(sample: PointerSample): void {
    let cursor: string | undefined
    for (const { layer } of this.layers) {
      cursor = layer.hover?.(cursor === undefined ? sample : undefined) ?? cursor
    }
    this.element.style.cursor = cursor ?? ''
  }

  private doubleClick(event: MouseEvent): void {
    const transform = this.underneath()?.transform
    if (!transform || event.button !== 0) return
    const spot = this.spot(event, transform)
    for (const { layer } of this.layers) {
      if (layer.doubleClick?.(spot)) return
    }
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.drag) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.cancel()
  }

  private sample(event: PointerEvent): PointerSample | undefined {
    const transform = this.underneath()?.transform
    if (!transform) return undefined
    const spot = this.spot(event, transform)
    return {
      ...spot,
      event,
      trail: () => {
        const passed = event.getCoalescedEvents().map((at) => this.spot(at, transform).index)
        return passed.length > 0 ? passed : [spot.index]
      },
    }
  }

  private spot(event: MouseEvent, transform: ImageTransform): Spot {
    const corner = this.element.getBoundingClientRect()
    const canvas = { x: event.clientX - corner.left, y: event.clientY - corner.top }
    return { canvas, index: canvasToIndex(transform, canvas) }
  }
}

/** A middle press would scroll the page. Others keep their default: they move the focus and close menus. */
function noScrolling(event: MouseEvent): void {
  if (event.button === 1) event.preventDefault()
}

const buttonBits = [1, 4, 2, 8, 16]

/** Whether the button that began the drag is still down; with two buttons the browser reports only the last release. */
const isHeld = (event: PointerEvent, button: number): boolean =>
  ((buttonBits[button] ?? 1) & event.buttons) !== 0
