/**
 * One viewport at work: it decides which frame of the stack is to be seen, waits for its pixels, draws it and
 * says what is on the screen. React only hands it its wishes; what moves with every frame happens here.
 */
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { Cell } from '../cine/store.ts'
import { askedWindow } from './grey-window.ts'
import { ImagePainter } from './image-painter.ts'
import type { GreyWindow, ImageView } from './image-view.ts'
import type { DecodedFrame } from './picture.ts'
import type { StudyImages } from './study-images.ts'
import { type ImageTransform, imageTransform, type Surface } from './transform.ts'
import { valueScaleOf, whyNoScale } from './value-scale.ts'

/** What the reader sees: set in the display frame that shows it, so that overlays drawn from it stay glued. */
export interface OnScreen {
  readonly stack: Stack
  readonly frame: StackFrame
  readonly slice: number
  readonly phase: number
  readonly transform: ImageTransform
  readonly pixels: DecodedFrame
  readonly smooth: boolean
  /** performance.now */
  readonly at: number
}

/** 'hole': the stack has no image there; the last image stays, dimmed, and is on the screen for nobody's hand. */
export type SurfaceState = 'empty' | 'loading' | 'shown' | 'hole' | 'failed'

export interface Look {
  readonly images: StudyImages
  readonly stack: Stack
  readonly view: ImageView
  /** interpolated between pixels, which it is when absent, or each pixel as a square */
  readonly smooth?: boolean | undefined
}

export interface Target {
  readonly slice: number
  readonly phase: number
}

export class ViewportSurface {
  readonly onScreen = new Cell<OnScreen | undefined>(undefined)
  readonly state = new Cell<SurfaceState>('empty')
  private readonly painter: ImagePainter
  private surface: Surface | undefined
  private look: Look | undefined
  private target: Target | undefined
  private painted: Omit<OnScreen, 'at'> | undefined
  private defaultWindow: GreyWindow | undefined
  private stopViewing: () => void = () => {}
  private stopWaiting: () => void = () => {}

  constructor(host: HTMLElement) {
    this.painter = new ImagePainter(host, (at) => this.drawn(at))
  }

  resize(surface: Surface | undefined): void {
    this.surface = surface
    this.refresh()
  }

  /** Which stack, through which view, and which image of it. */
  lookAt(look: Look, target: Target): void {
    const before = this.look
    this.look = look
    this.target = target
    if (before?.stack !== look.stack) this.defaultWindow = undefined
    if (before?.view !== look.view) {
      this.stopViewing()
      this.stopViewing = look.view.wishes.subscribe(() => this.repaint())
    }
    this.refresh()
  }

  /** Another image of the same stack. */
  goTo(target: Target): void {
    this.target = target
    this.refresh()
  }

  /** The frame that should be seen, shown or not. */
  wanted(): StackFrame | undefined {
    const { look, target } = this
    return (look && target && look.stack.frames[target.slice]?.[target.phase]) ?? undefined
  }

  dispose(): void {
    this.stopViewing()
    this.stopWaiting()
    this.onScreen.set(undefined)
    this.look?.view.publish(undefined)
    this.painter.dispose()
  }

  private refresh(): void {
    this.stopWaiting()
    const { look, target } = this
    if (!look || !target || !this.surface) return
    const frame = this.wanted()
    if (!frame) {
      this.showNothing('hole')
      return
    }
    const pixels = look.images.ready(frame)
    if (pixels) {
      this.paint(look, target, frame, pixels)
      return
    }
    this.stopWaiting = look.images.onArrival(frame, () => this.arrived(look, frame))
    look.images.want(frame)
    if (look.images.failure(frame) === undefined) this.state.set('loading')
    else this.showNothing('failed')
  }

  private arrived(look: Look, frame: StackFrame): void {
    if (look.images.failure(frame) === undefined) this.refresh()
    else this.showNothing('failed')
  }

  private paint(look: Look, target: Target, frame: StackFrame, pixels: DecodedFrame): void {
    const { plane } = frame.facts
    if (!this.surface || !plane || !isGrey(frame)) {
      this.showNothing('failed')
      return
    }
    const { zoom, centre, window, orientation, inverted } = look.view.wishes.get()
    this.defaultWindow ??= askedWindow(look.stack, pixels)
    const shownWindow = window ?? this.defaultWindow
    const transform = imageTransform(plane, this.surface, { zoom, centre, orientation })
    const lowIsBright = frame.instance.pixels.photometricInterpretation === 'MONOCHROME1'
    const smooth = look.smooth ?? true
    const { slice, phase } = target
    this.painted = { stack: look.stack, frame, slice, phase, transform, pixels, smooth }
    this.painter.paint({ pixels, transform, window: shownWindow, inverted: inverted !== lowIsBright, smooth })
    this.state.set('shown')
    const { stack, view } = look
    const [scale, unscaled] = [valueScaleOf(stack, pixels), whyNoScale(stack, pixels)]
    view.publish({ window: shownWindow, transform, scale, unscaled })
  }

  /** The view changed: the same image again, or the last one under a hole or a wait. */
  private repaint(): void {
    const { look, painted } = this
    // while a series is on its way, what is seen is of the one before: neither its view nor its window
    if (!look || painted?.stack !== look.stack || !this.surface) return
    const state = this.state.get()
    this.paint(look, painted, painted.frame, painted.pixels)
    this.state.set(state)
  }

  private drawn(at: number): void {
    const state = this.state.get()
    if (this.painted && state !== 'hole' && state !== 'failed') this.onScreen.set({ ...this.painted, at })
  }

  /** What was drawn on the image before would else be taken for this one. */
  private showNothing(state: 'hole' | 'failed'): void {
    this.state.set(state)
    this.onScreen.set(undefined)
  }
}

export const isGrey = ({ instance }: StackFrame): boolean => instance.pixels.samplesPerPixel === 1
