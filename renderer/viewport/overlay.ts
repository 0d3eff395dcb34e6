/**
 * What lies over an image: a sheet for what belongs to it and one for what a hand moves, so that a move neither draws
 * nor hands over the other. No more than these two, because every canvas costs the compositor a pass over what it covers.
 */
import { type DrawLayer, type LayerExtent, type LayerGrounds, Sheet } from './sheet.ts'
import type { Surface } from './transform.ts'
import type { ViewportSurface } from './viewport-surface.ts'

/** Below before above. */
const sheetNames = ['ground', 'hand'] as const
type SheetName = (typeof sheetNames)[number]
export type SheetCanvases = Readonly<Record<SheetName, HTMLCanvasElement>>

interface Place {
  readonly sheet: SheetName
  readonly order: number
}

const places = {
  colours: { sheet: 'ground', order: 0 },
  overlays: { sheet: 'ground', order: 1 },
  crossings: { sheet: 'ground', order: 2 },
  contours: { sheet: 'hand', order: 0 },
  measures: { sheet: 'hand', order: 1 },
} as const satisfies Record<string, Place>

export type LayerName = keyof typeof places

export interface DrawnLayer {
  readonly draw: DrawLayer
  readonly groundsOf?: LayerGrounds | undefined
  readonly extentOf?: LayerExtent | undefined
}

export class Overlay {
  private readonly sheets: Readonly<Record<SheetName, Sheet>>

  constructor(canvases: SheetCanvases, surface: ViewportSurface) {
    this.sheets = {
      ground: new Sheet(canvases.ground, surface),
      hand: new Sheet(canvases.hand, surface),
    }
  }

  add(layer: LayerName, { draw, groundsOf, extentOf }: DrawnLayer): () => void {
    const { sheet, order } = places[layer]
    return this.sheets[sheet].add({ draw, order, groundsOf, extentOf })
  }

  /** The sheet of this layer, once, in the coming frame. */
  redraw(layer: LayerName): void {
    this.sheets[places[layer].sheet].redraw()
  }

  resize(size: Surface): void {
    for (const name of sheetNames) this.sheets[name].resize(size)
  }

  dispose(): void {
    for (const name of sheetNames) this.sheets[name].dispose()
  }
}
