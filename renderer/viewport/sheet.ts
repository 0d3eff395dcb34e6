/**
 * One transparent canvas over an image, in device pixels, on which some layers of a viewport draw. It is drawn in the
 * very frame in which the image below it changes, so that what is on it stays glued, and alone when only a layer
 * changed. It covers no more of the image than its layers say they need.
 */
import { oncePerFrame } from '../cine/clock.ts'
import { type Cover, coverOf, type Extent, isSameCover, united, wholeCover } from './extent.ts'
import { stillCanvas } from './gpu.ts'
import { lay } from './picture.ts'
import { type Surface, valuesOf } from './transform.ts'
import type { OnScreen, ViewportSurface } from './viewport-surface.ts'
import type { Box } from './words.ts'

/**
 * Draws in CSS pixels and says whether there was anything to draw. What it changes of the context's state is
 * undone for it.
 * @param words  where layers below have written: who writes keeps clear of them, and adds its own
 */
export type DrawLayer = (context: CanvasRenderingContext2D, shown: OnScreen, words: Box[]) => boolean

/**
 * What of an image a drawing rests on: the same values through the same transform, the same picture. What else changes
 * it asks for a redraw. undefined: each image has a drawing of its own.
 */
export type LayerGrounds = (shown: OnScreen) => readonly unknown[] | undefined

/** Where a layer draws, undefined for nowhere; asked before each drawing. */
export type LayerExtent = (shown: OnScreen) => Extent | 'everywhere' | undefined

export interface Layer {
  readonly draw: DrawLayer
  /** below before above */
  readonly order: number
  readonly groundsOf: LayerGrounds | undefined
  /** absent: everywhere */
  readonly extentOf: LayerExtent | undefined
}

export class Sheet {
  private readonly canvas: HTMLCanvasElement
  private readonly context: CanvasRenderingContext2D
  private readonly surface: ViewportSurface
  private layers: readonly Layer[] = []
  private size: Surface | undefined
  private cover: Cover | undefined
  /** of what is on the canvas; undefined: it is to be drawn anew */
  private grounds: readonly unknown[] | undefined
  private readonly later = oncePerFrame(() => this.paint())
  private readonly stop: () => void

  constructor(canvas: HTMLCanvasElement, surface: ViewportSurface) {
    const context = canvas.getContext('2d', stillCanvas())
    if (!context) throw new Error('an overlay needs a 2D canvas')
    this.canvas = canvas
    this.context = context
    this.surface = surface
    this.stop = surface.onScreen.subscribe(() => {
      // of a cine that runs nothing but the image changes in most frames
      const now = this.groundsNow()
      if (now && this.grounds && sameValues(now, this.grounds)) return
      this.later.cancel()
      this.paint()
      this.grounds = now
    })
  }

  add(layer: Layer): () => void {
    this.layers = [...this.layers, layer].sort((a, b) => a.order - b.order)
    this.redraw()
    return () => {
      this.layers = this.layers.filter((other) => other !== layer)
      this.redraw()
    }
  }

  resize(size: Surface): void {
    this.size = size
    this.cover = undefined
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
    const { canvas, context, size } = this
    const shown = this.surface.onScreen.get()
    const cover = shown && size && this.coverFor(shown, size)
    const moved = cover && size && !isSameCover(cover, this.cover)
    if (moved) {
      this.cover = cover
      lay(canvas, cover, size)
    }
    if (moved || !canvas.hidden) {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
    }
    let drawn = false
    const words: Box[] = []
    for (const { draw } of this.layers) {
      if (!shown || !size) break
      context.save()
      const { left = 0, top = 0 } = this.cover ?? {}
      context.setTransform(size.ratio, 0, 0, size.ratio, -left * size.ratio, -top * size.ratio)
      drawn = draw(context, shown, words) || drawn
      context.restore()
    }
    // an empty canvas still costs the compositor its pass
    canvas.hidden = !drawn || !cover
  }

  private coverFor(shown: OnScreen, size: Surface): Cover | undefined {
    const extents: Extent[] = []
    for (const { extentOf } of this.layers) {
      const extent = extentOf ? extentOf(shown) : 'everywhere'
      if (extent === 'everywhere') return wholeCover(size)
      if (extent) extents.push(extent)
    }
    const extent = united(extents)
    return extent && coverOf(extent, size, this.cover)
  }
}

export const sameValues = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, k) => Object.is(value, b[k]))
