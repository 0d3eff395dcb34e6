/** Draws decoded frames in the window's own animation loop, and says when each has reached its canvas. */
import { oncePerFrame } from '../cine/clock.ts'
import { greyCanvas } from './grey-canvas.ts'
import type { GreyCanvas, Picture } from './picture.ts'

export class ImagePainter {
  private readonly canvas: GreyCanvas
  private readonly onDrawn: (at: number) => void
  private readonly later = oncePerFrame(() => this.draw())
  private picture: Picture | undefined

  /**
   * @param host     gets a canvas of its own
   * @param onDrawn  called in the display frame in which the last `paint` reached the canvas
   */
  constructor(host: HTMLElement, onDrawn: (at: number) => void) {
    this.canvas = greyCanvas(() => this.later.ask())
    host.append(this.canvas.element)
    this.onDrawn = onDrawn
  }

  /** Takes effect in the display frame that is being made, or in the next. */
  paint(picture: Picture): void {
    this.picture = picture
    this.later.ask()
  }

  /** The painter cannot be used again. */
  dispose(): void {
    this.later.cancel()
    this.canvas.dispose()
  }

  private draw(): void {
    if (this.picture && this.canvas.draw(this.picture)) this.onDrawn(performance.now())
  }
}
