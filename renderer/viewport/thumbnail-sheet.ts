/**
 * Many small pictures on one canvas. Each is made once, a few in each display frame, and kept: scrolling through
 * thousands only copies. What is drawn on a picture is part of it; when that changes it is made anew.
 */
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { oncePerFrame } from '../cine/clock.ts'
import { colours } from '../theme/tokens.ts'
import { stillCanvas } from './gpu.ts'
import { type SmallLook, smallTransform } from './small-look.ts'
import type { StudyImages } from './study-images.ts'
import { greyPicture } from './Thumbnail.tsx'
import { drawInPlace, type ImageTransform } from './transform.ts'

export interface SheetItem {
  /** of the picture, whatever lies on it */
  readonly id: string
  readonly stack: Stack
  readonly frame: StackFrame | null
  /** CSS pixels from the corner of the canvas */
  readonly left: number
  readonly top: number
  readonly dim: boolean
  /** the picture is made anew when one of these is another */
  readonly rests: readonly unknown[]
  readonly draw: (context: OffscreenCanvasRenderingContext2D, transform: ImageTransform) => void
}

export interface Sheet {
  readonly items: readonly SheetItem[]
  /** of all pictures; one that is another makes them anew, while those that are here stay in sight */
  readonly look: SmallLook
  /** CSS pixels of the canvas */
  readonly width: number
  readonly height: number
  /** side of a picture, and where the whole image's square lies in it */
  readonly cell: number
  readonly crop: { readonly size: number; readonly left: number; readonly top: number }
  /** over all pictures, after them */
  readonly edge: (context: CanvasRenderingContext2D) => void
}

interface Tile {
  readonly picture: OffscreenCanvas
  readonly look: SmallLook
  readonly rests: readonly unknown[]
}

/** ms of a display frame that new pictures may take */
const budget = 8
/** 60 px at twice the density take 58 kB each */
const mostTiles = 2500

export class ThumbnailSheet {
  private readonly canvas: HTMLCanvasElement
  private readonly images: StudyImages
  private readonly later = oncePerFrame(() => this.paint())
  private readonly waiting = new Map<string, { readonly frame: StackFrame; readonly stop: () => void }>()
  private readonly tiles = new Map<string, Tile>()
  private made = ''
  private sheet: Sheet | undefined

  constructor(canvas: HTMLCanvasElement, images: StudyImages) {
    this.canvas = canvas
    this.images = images
  }

  show(sheet: Sheet): void {
    const { cell, crop } = sheet
    const make = [cell, crop.size, crop.left, crop.top, window.devicePixelRatio].join()
    if (make !== this.made) this.tiles.clear()
    this.made = make
    this.sheet = sheet
    this.later.ask()
  }

  dispose(): void {
    this.later.cancel()
    for (const { stop } of this.waiting.values()) stop()
    this.waiting.clear()
    this.tiles.clear()
  }

  private paint(): void {
    const { sheet, canvas } = this
    const context = canvas.getContext('2d', stillCanvas())
    if (!sheet || !context) return
    const ratio = window.devicePixelRatio
    const [width, height] = [Math.round(sheet.width * ratio), Math.round(sheet.height * ratio)]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, sheet.width, sheet.height)
    let spent = 0
    let left = false
    for (const item of sheet.items) {
      let tile = this.tiles.get(item.id)
      if (!tile || tile.look !== sheet.look || !sameRests(tile.rests, item.rests)) {
        // at least one in each frame, however long it takes to copy those that are here
        if (spent < budget) {
          const from = performance.now()
          tile = this.make(item, sheet, ratio) ?? tile
          spent += performance.now() - from
        } else left = true
      }
      if (!tile) {
        // a picture that is to come is told from a place that has none, and from one that does not come
        if (item.frame) {
          context.globalAlpha = 1
          context.fillStyle = colours['surface-card']
          context.fillRect(item.left, item.top, sheet.cell, sheet.cell)
          if (this.images.failure(item.frame) !== undefined) crossOut(context, item, sheet.cell)
        }
        continue
      }
      context.globalAlpha = item.dim ? 0.35 : 1
      context.drawImage(tile.picture, item.left, item.top, sheet.cell, sheet.cell)
    }
    context.globalAlpha = 1
    sheet.edge(context)
    canvas.dataset['state'] = left ? 'drawing' : 'drawn'
    canvas.setAttribute('aria-busy', String(left || this.isAwaited()))
    if (left) this.later.ask()
  }

  private make(item: SheetItem, { cell, crop, look }: Sheet, ratio: number): Tile | undefined {
    const { frame, stack } = item
    const pixels = frame && this.images.ready(frame)
    if (!frame) return undefined
    if (!pixels) {
      this.await(item.id, frame)
      return undefined
    }
    const side = Math.round(cell * ratio)
    const picture = new OffscreenCanvas(side, side)
    const context = picture.getContext('2d', stillCanvas())
    if (!context) throw new Error('a thumbnail needs a 2D canvas')
    context.setTransform(ratio, 0, 0, ratio, crop.left * ratio, crop.top * ratio)
    context.imageSmoothingQuality = 'high'
    const transform = smallTransform(frame, crop.size, look.orientation, ratio)
    drawInPlace(context, transform, greyPicture(stack, frame, pixels, look))
    item.draw(context, transform)
    const tile = { picture, look, rests: item.rests }
    this.tiles.delete(item.id)
    this.tiles.set(item.id, tile)
    for (const [oldest] of this.tiles) {
      if (this.tiles.size <= mostTiles) break
      this.tiles.delete(oldest)
    }
    return tile
  }

  private await(id: string, frame: StackFrame): void {
    const known = this.waiting.get(id)
    if (known?.frame === frame) return
    known?.stop()
    const stop = this.images.onArrival(frame, () => {
      // what failed is listened for further: it comes when somebody looks at it large and it can be had again
      if (this.images.failure(frame) === undefined) {
        stop()
        this.waiting.delete(id)
      }
      this.later.ask()
    })
    this.waiting.set(id, { frame, stop })
    this.images.expect(frame)
  }

  /** Nobody waits for what failed. */
  private isAwaited(): boolean {
    return Array.from(this.waiting.values()).some(({ frame }) => this.images.failure(frame) === undefined)
  }
}

/** side of the cross of a picture that cannot be shown, as a share of the picture's */
const crossShare = 0.2

function crossOut(context: CanvasRenderingContext2D, { left, top }: SheetItem, cell: number): void {
  const arm = (crossShare * cell) / 2
  const [x, y] = [left + cell / 2, top + cell / 2]
  context.strokeStyle = colours['text-faint']
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x - arm, y - arm)
  context.lineTo(x + arm, y + arm)
  context.moveTo(x - arm, y + arm)
  context.lineTo(x + arm, y - arm)
  context.stroke()
}

const sameRests = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, k) => Object.is(value, b[k]))
