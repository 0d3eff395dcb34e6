/**
 * How one viewport looks at its stack: zoom, centre, orientation and grey window. It outlives the image on screen, so that
 * slices and phases change under an unchanged view. The viewport adds what came of it (`shown`).
 */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { Cell, type Readable } from '../cine/store.ts'
import { type Orientation, sameOrientation, upright } from './orientation.ts'
import { type CanvasPoint, centreForZoomAt, type ImageTransform, indexStep } from './transform.ts'
import type { ValueScale } from './value-scale.ts'

/** Grey window in modality values (after slope and intercept). */
export interface GreyWindow {
  readonly center: number
  readonly width: number
}

export interface ImageViewState {
  /** 1 shows the whole image */
  readonly zoom: number
  /** absent: the image's centre */
  readonly centre: IndexPoint | undefined
  /** absent: what the image asks for */
  readonly window: GreyWindow | undefined
  readonly orientation: Orientation
  /** dark for bright, against what the image asks for */
  readonly inverted: boolean
  /** what is on the screen; absent before the first image */
  readonly shown: ShownView | undefined
}

export interface ShownView {
  readonly window: GreyWindow
  /** what the values of the image stand for */
  readonly scale: ValueScale | undefined
  /** why velocities stand for no cm/s, a sentence */
  readonly unscaled: string | undefined
  readonly transform: ImageTransform
}

export const untouched = {
  zoom: 1,
  centre: undefined,
  window: undefined,
  orientation: upright,
  inverted: false,
} as const
const zoomLimits = { smallest: 0.5, largest: 20 } as const
/** One modality unit: a narrower window shows nothing but noise of the quantisation. */
const narrowestWindow = 1

export type Wishes = Omit<ImageViewState, 'shown'>

export class ImageView implements Readable<ImageViewState> {
  private readonly asked = new Cell<Wishes>(untouched)
  /** only what was asked for: what came of it must not make the viewport draw again */
  readonly wishes: Readable<Wishes> = this.asked
  private readonly all = new Cell<ImageViewState>({ ...untouched, shown: undefined })
  readonly subscribe = this.all.subscribe

  get(): ImageViewState {
    return this.all.get()
  }

  /** @param at stays where it is; the middle of the viewport when absent */
  zoomBy(factor: number, at?: CanvasPoint): void {
    const { zoom, shown } = this.get()
    const next = Math.min(zoomLimits.largest, Math.max(zoomLimits.smallest, zoom * factor))
    if (!shown) return
    const centre = at ? centreForZoomAt(shown.transform, at, next / zoom) : shown.transform.centre
    this.change({ zoom: next, centre })
  }

  /** Moves the image by CSS pixels. */
  panBy(dx: number, dy: number): void {
    const { shown } = this.get()
    if (!shown) return
    const { centre } = shown.transform
    const [columns, rows] = indexStep(shown.transform, dx, dy)
    this.change({ centre: [centre[0] - columns, centre[1] - rows] })
  }

  setWindow(window: GreyWindow | undefined): void {
    this.change({
      window: window && { center: window.center, width: Math.max(narrowestWindow, window.width) },
    })
  }

  /** The middle of the screen stays where it is. */
  orient(to: (now: Orientation) => Orientation): void {
    this.change({ orientation: to(this.get().orientation) })
  }

  invert(): void {
    this.change({ inverted: !this.get().inverted })
  }

  /** Whole image, in the middle. */
  fit(): void {
    this.change({ zoom: untouched.zoom, centre: untouched.centre })
  }

  /** Zoom and centre as they were: a cancelled drag. */
  restore({ zoom, centre }: Pick<ImageViewState, 'zoom' | 'centre'>): void {
    this.change({ zoom, centre })
  }

  /** As a reader left it. */
  recall(wishes: Wishes): void {
    this.change(wishes)
  }

  reset(): void {
    this.change(untouched)
  }

  /** Called by the viewport with what it drew. */
  publish(shown: ShownView | undefined): void {
    const before = this.get().shown
    if (before === shown || (before && shown && sameShown(before, shown))) return
    this.all.update({ shown })
  }

  /** The viewport draws first and says what came of it; then everybody else hears of both. */
  private change(wishes: Partial<Wishes>): void {
    this.asked.update(wishes)
    this.all.update(wishes)
  }
}

function sameShown(a: ShownView, b: ShownView): boolean {
  return (
    a.scale === b.scale &&
    a.unscaled === b.unscaled &&
    a.window.center === b.window.center &&
    a.window.width === b.window.width &&
    a.transform.mmPerPixel === b.transform.mmPerPixel &&
    a.transform.columnScale === b.transform.columnScale &&
    sameOrientation(a.transform.orientation, b.transform.orientation) &&
    a.transform.centre[0] === b.transform.centre[0] &&
    a.transform.centre[1] === b.transform.centre[1] &&
    a.transform.surface.width === b.transform.surface.width &&
    a.transform.surface.height === b.transform.surface.height &&
    a.transform.surface.ratio === b.transform.surface.ratio
  )
}
