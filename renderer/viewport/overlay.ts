/**
 * The one transparent canvas over an image, in device pixels, on which all layers of a viewport draw. It is drawn
 * in the very frame in which the image below it changes, so that what is on it stays glued, and alone when
 * only a layer changed. One canvas, because every further one costs the compositor a pass over the image.
 */
import { oncePerFrame } from '../cine/clock.ts'
import { stillCanvas } from './gpu.ts'
import { type Surface, valuesOf } from './transform.ts'
import type { OnScreen, ViewportSurface } from './viewport-surface.ts'

/**
 * Draws in CSS pixels and says whether there was anything to draw. What it changes of the context's state is
 * undone for it.
 */
export type DrawLayer = (context: CanvasRenderingContext2D, shown: OnScreen) => boolean

/**
 * What of an image a drawing rests on: the same values through the same transform, the same picture. What else changes
 * it asks for a redraw. undefined: each image has a drawing of its own.
 */
export type LayerGrounds = (shown: OnScreen) => readonly unknown[] | undefined

interface Layer {
  readonly draw: DrawLayer
  readonly order: number
  readonly groundsOf: LayerGrounds | undefined
}

export const layerOrder = {
  colours: -1,
  overlays: -0.5,
  'reference-lines': 0,
  contours: 1,
  measures: 2,
} as const

export class Overlay {
  private readonly context: CanvasRenderingContext2D
  private readonly surface: ViewportSurface
  private layers: readonly Layer[] = []
  private size: Surface | undefined
  /** of what is on the canvas; undefined: it is to be drawn anew */
  private grounds: readonly unknown[] | undefined
  private readonly later = oncePerFrame(() => this.paint())
  private readonly stop: () => void

  constructor(canvas: HTMLCanvasElement, surface: ViewportSurface) {
    const context = canvas.getContext('2d', stillCanvas())
    if (!context) throw new Error('an overlay needs a 2D canvas')
    this.context = context
    this.surface = surface
    this.stop = surface.onScreen.subscribe(() => {
      // of a cine that runs nothing but the image changes in most frames
      const now = this.groundsNow()
      if (now && this.grounds && isSame(now, this.grounds)) return
      this.later.cancel()
      this.paint()
      this.grounds = now
    })
  }

  add(draw: DrawLayer, layer: keyof typeof layerOrder, groundsOf?: LayerGrounds): () => void {
    const entry = { draw, order: layerOrder[layer], groundsOf }
    this.layers = [...this.layers, entry].sort((a, b) => a.order - b.order)
    this.redraw()
    return () => {
      this.layers = this.layers.filter((other) => other !== entry)
      this.redraw()
    }
  }

  resize(size: Surface): void {
    this.size = size
    this.context.canvas.width = Math.round(size.width * size.ratio)
    this.context.canvas.height = Math.round(size.height * size.ratio)
    this.paint()
  }

  /** Once, in the coming frame. */
  redraw(): void {
    this.grounds = undefined
    this.later.ask()
  }

  dispose(): void {
    this.stop()
    this.later.cancel()
  }

  private groundsNow(): readonly unknown[] | undefined {
    const shown = this.surface.onScreen.get()
    if (!shown) return undefined
    const grounds: unknown[] = [...valuesOf(shown.transform)]
    for (const { groundsOf } of this.layers) {
      const own = groundsOf?.(shown)
      if (!own) return undefined
      // how many, so that what one layer no longer has is not taken for what the next has
      grounds.push(own.length, ...own)
    }
    return grounds
  }

  private paint(): void {
    // asked for when the next image comes, not at every move of a hand that draws on this one
    this.grounds = undefined
    const { context, size } = this
    const { canvas } = context
    const shown = this.surface.onScreen.get()
    if (!canvas.hidden) {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
    }
    let drawn = false
    for (const { draw } of this.layers) {
      if (!shown || !size) break
      context.save()
      context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0)
      drawn = draw(context, shown) || drawn
      context.restore()
    }
    // an empty canvas still costs the compositor its pass
    canvas.hidden = !drawn
  }
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, k) => Object.is(value, b[k]))
