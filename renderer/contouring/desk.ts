/**
 * Between the hand and the read: shows what the hand does, hands over what is finished, and keeps it on the
 * screen until the read has it or refuses it.
 */
import {
  type Chamber,
  type Contour,
  type ContourKey,
  contourKeyOf,
  mayRepeat,
} from '#analysis/contours/contour.ts'
import type { Landmark, LandmarkKey } from '#analysis/contours/landmark.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { Gesture } from '#contract/read-events.ts'
import { Cell } from '../cine/store.ts'
import { textsNow } from '../texts/texts.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import { Board } from './board.ts'
import { fitted } from './editing.ts'
import { attention, becameCurve, info, type Notice } from './words.ts'

export interface EditorHandlers {
  /**
   * A finished gesture. What comes back may be a promise: its rejection takes the change off the screen, and
   * telling the reader why is the caller's.
   */
  onGesture(gesture: Gesture): unknown
  /** While the hand moves, synchronously; null when it lets go. */
  onPreview?(contours: readonly Contour[] | null): void
  onNotice?(notice: Notice): void
  /** A press that changes something on this image: it should stay. */
  onBegin?(seen: OnScreen): void
  /** Copying to a neighbour goes there. */
  onGo?(to: { readonly slice: number; readonly phase: number }): void
  /** What was asked of main failed. */
  onFailure?(error: unknown): void
}

export class Desk {
  readonly board = new Board()
  /** changes whenever the layer has to be drawn again */
  readonly revision = new Cell(0)
  readonly handlers: EditorHandlers
  private previewing = false

  /** The hand moves: what it does not hold stays as it is. */
  get isPreviewing(): boolean {
    return this.previewing
  }

  constructor(handlers: EditorHandlers) {
    this.handlers = handlers
  }

  redraw(): void {
    this.revision.set(this.revision.get() + 1)
  }

  /** The contours as the hand has them now. */
  preview(contours: readonly Contour[]): void {
    this.previewing = true
    this.board.show(contours)
    this.handlers.onPreview?.(contours)
    this.redraw()
  }

  /** A point of anatomy as the hand has it now. */
  previewLandmark(landmark: Landmark): void {
    this.board.landmarks.show([landmark])
    this.redraw()
  }

  /** The hand lets go: what it had shown is gone. */
  letGo(): void {
    this.board.show([])
    this.board.landmarks.show([])
    if (this.previewing) this.handlers.onPreview?.(null)
    this.previewing = false
    this.redraw()
  }

  /** A finished change of contours: on the screen at once, in the read when the caller has it. */
  finish(contours: readonly Contour[], gesture: string): void {
    const set = contours.map((contour) => ({ ...contour, image: keyOf(contour.image) }))
    const forget = this.board.expect(set, [])
    void this.send({ kind: 'contours-changed', set, removed: [], gesture }, forget)
    this.letGo()
  }

  /** Takes contours away, all in one gesture. */
  remove(contours: readonly Contour[], gesture: string): void {
    const removed = contours.map((contour) => ({ ...contourKeyOf(contour), image: keyOf(contour.image) }))
    const forget = this.board.expect([], removed)
    void this.send({ kind: 'contours-changed', set: [], removed, gesture }, forget)
    this.redraw()
  }

  accept(contours: readonly ContourKey[]): void {
    void this.send({ kind: 'contours-accepted', contours }, () => {})
  }

  finishLandmark(landmark: Landmark, gesture: string): void {
    const set = [{ ...landmark, image: keyOf(landmark.image) }]
    const forget = this.board.landmarks.expect(set, [])
    void this.send({ kind: 'landmarks-changed', set, removed: [], gesture }, forget)
    this.letGo()
  }

  removeLandmarks(landmarks: readonly Landmark[], gesture: string): void {
    const removed = landmarks.map(({ kind, image }): LandmarkKey => ({ kind, image: keyOf(image) }))
    const forget = this.board.landmarks.expect([], removed)
    void this.send({ kind: 'landmarks-changed', set: [], removed, gesture }, forget)
    this.redraw()
  }

  markEmpty(image: ImageKey, chamber: Chamber, empty: boolean): void {
    void this.send({ kind: 'slices-marked', chamber, images: [keyOf(image)], empty }, () => {})
  }

  inform(text: string): void {
    this.tell(info(text))
  }

  warn(text: string): void {
    this.tell(attention(text))
  }

  /** At a polygon's first edit: what becoming a curve does to its area. */
  tellConversion(contour: Contour, pixel: PixelSize): void {
    const fit = fitted(contour, pixel)
    const { opened, polygon } = textsNow().contouring
    const what = contour.origin === 'imported' ? opened : polygon
    if (fit) this.tell(becameCurve(what, contour.points, fit, pixel))
  }

  /** Says that a drawn contour took the place of another. */
  tellReplacement({ image, border }: ContourKey): void {
    if (!mayRepeat(border) && this.board.isDrawn({ image, border }))
      this.inform(textsNow().contouring.replaced)
  }

  fail(error: unknown): void {
    this.handlers.onFailure?.(error)
  }

  tell(notice: Notice): void {
    this.handlers.onNotice?.(notice)
  }

  private async send(gesture: Gesture, forget: () => void): Promise<void> {
    try {
      await this.handlers.onGesture(gesture)
    } catch {
      // whoever rejected has told the reader; here the change only leaves the screen
      forget()
      this.redraw()
    }
  }
}

/** Only what names the image: a frame of a stack carries much more. */
export const keyOf = ({ sopInstanceUid, frame }: ImageKey): ImageKey => ({ sopInstanceUid, frame })
