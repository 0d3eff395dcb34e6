/**
 * The contours of one viewport under a reader's hand: which tool and border are chosen, which curve is being
 * placed, and what can be done without the mouse. The mouse itself is `hand.ts`.
 */
import type { Border, ContourKey } from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { Cell, type Readable } from '../cine/store.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { ContourSource } from './board.ts'
import { type CopyDirection, copied } from './copying.ts'
import { Desk, type EditorHandlers, keyOf } from './desk.ts'
import { canClose, closedDraft, type Draft } from './draft.ts'
import { withoutControl } from './editing.ts'
import type { Pick, Sight } from './picking.ts'
import { borderNames } from './words.ts'

const contourTools = ['look', 'edit', 'draw', 'freehand'] as const
/** 'look' leaves every press to the image. */
export type ContourTool = (typeof contourTools)[number]

export interface EditorState {
  readonly tool: ContourTool
  readonly border: Border
  /** why nothing can be changed */
  readonly locked: string | undefined
  /** points placed of a curve that is not closed yet */
  readonly placed: number
}

export interface HandleName {
  readonly contour: ContourKey
  readonly index: number
}

export class ContourEditor implements Readable<EditorState> {
  readonly desk: Desk
  private readonly state = new Cell<EditorState>({
    tool: 'edit',
    border: 'lv-endocardial',
    locked: undefined,
    placed: 0,
  })
  readonly subscribe = this.state.subscribe
  private placeNow: OnScreen | undefined
  private seat: object | undefined
  private draftNow: Draft | undefined
  /** what a press would take */
  hovered: Pick | undefined
  /** the handle that was clicked, until something else happens */
  chosen: HandleName | undefined

  constructor(handlers: EditorHandlers) {
    this.desk = new Desk(handlers)
  }

  get(): EditorState {
    return this.state.get()
  }

  /** The read's contours; to be called whenever they changed. */
  look(source: ContourSource): void {
    this.chosen = undefined
    this.desk.board.read(source)
    this.desk.redraw()
  }

  setTool(tool: ContourTool): void {
    this.abandonDraft()
    this.state.update({ tool })
    this.desk.redraw()
  }

  setBorder(border: Border): void {
    if (border === this.get().border) return
    this.abandonDraft()
    this.state.update({ border })
    this.desk.redraw()
  }

  /** @param reason  told to whoever tries to change something; undefined unlocks */
  setLocked(reason: string | undefined): void {
    if (reason !== undefined) this.abandonDraft()
    this.state.update({ locked: reason })
  }

  /** The image on the screen, told by the layer. */
  standOn(place: OnScreen | undefined): void {
    if (place?.frame !== this.placeNow?.frame) {
      this.hovered = undefined
      this.chosen = undefined
    }
    this.placeNow = place
  }

  /** Of several viewports the hand works in one: from now on in that of this layer. */
  takeSeat(layer: object, place: OnScreen | undefined): void {
    if (this.seat === layer) return
    this.seat = layer
    this.standOn(place)
    this.desk.redraw()
  }

  sitsAt(layer: object): boolean {
    return this.seat === layer
  }

  /** The layer goes; whoever took the seat meanwhile keeps it. */
  leaveSeat(layer: object): void {
    if (this.seat !== layer) return
    this.seat = undefined
    this.standOn(undefined)
  }

  get place(): OnScreen | undefined {
    return this.placeNow
  }

  get sight(): Sight | undefined {
    const plane = this.placeNow?.frame.facts.plane
    return this.placeNow && plane && { transform: this.placeNow.transform, pixel: plane }
  }

  get draft(): Draft | undefined {
    return this.draftNow
  }

  /** The curve being placed on the image on screen. */
  get draftHere(): Draft | undefined {
    const { draftNow, placeNow } = this
    if (!draftNow || !placeNow) return undefined
    return imageKeyText(draftNow.image) === imageKeyText(placeNow.frame) ? draftNow : undefined
  }

  setDraft(draft: Draft | undefined): void {
    this.draftNow = draft
    this.state.update({ placed: draft?.placed.length ?? 0 })
    this.desk.redraw()
  }

  /** Closes the curve being placed. */
  finishDraft(): void {
    const { draftNow, sight } = this
    if (!draftNow || !sight) return
    if (!canClose(draftNow)) {
      this.desk.warn('A curve needs at least three points.')
      return
    }
    this.setDraft(undefined)
    this.desk.tellReplacement(draftNow.image, draftNow.border)
    this.desk.finish([closedDraft(draftNow, sight.pixel)], 'draw')
  }

  /** Gives up the curve being placed, and nothing else. */
  abandonDraft(): void {
    if (!this.draftNow) return
    this.setDraft(undefined)
    this.desk.letGo()
  }

  /** Takes back the last placed point. */
  unplace(): void {
    const { draftNow } = this
    if (!draftNow) return
    const shorter = { ...draftNow, placed: draftNow.placed.slice(0, -1) }
    this.desk.letGo()
    this.setDraft(shorter.placed.length === 0 ? undefined : shorter)
    if (this.sight && canClose(shorter)) this.desk.preview([closedDraft(shorter, this.sight.pixel)])
  }

  /** The point under the pointer, or the one that was clicked; without one the chosen border on this image. */
  deleteHere(): void {
    const { placeNow, sight } = this
    if (this.draftNow) this.unplace()
    else if (placeNow && sight && !this.refusedByLock()) {
      const handle = this.handleToDelete()
      if (handle) this.deleteHandle(handle, sight)
      else this.deleteBorder(placeNow.frame)
    }
  }

  /** Copies this image's contours to a neighbour, where that has none of the border, and goes there. */
  copyTo(direction: CopyDirection): void {
    if (!this.placeNow || this.refusedByLock()) return
    const result = copied(this.placeNow, direction, this.desk.board)
    if ('refused' in result) {
      this.desk.warn(result.refused)
      return
    }
    this.desk.finish(result.contours, `copy-to-${direction}`)
    if (result.kept.length > 0) {
      this.desk.inform(`Kept what was there: ${result.kept.map((border) => borderNames[border]).join(', ')}.`)
    }
    this.desk.handlers.onGo?.(result.to)
  }

  /** Marks the image as having no LV, or takes the mark away. */
  toggleEmpty(): void {
    if (!this.placeNow || this.refusedByLock()) return
    const { frame } = this.placeNow
    const { board } = this.desk
    const empty = !board.isEmpty(frame, 'lv')
    if (empty && board.contoursOn(frame).some(({ border }) => border.startsWith('lv-'))) {
      this.desk.warn('This image has LV contours. Delete them before marking it as without LV.')
      return
    }
    this.abandonDraft()
    this.desk.markEmpty(frame, empty)
  }

  /** The image a new contour would lie on, unless it is marked as having none. */
  imageToDraw(): ImageKey | undefined {
    const frame = this.placeNow?.frame
    if (!frame) return undefined
    if (!this.desk.board.isEmpty(frame, 'lv') || !this.get().border.startsWith('lv-')) return keyOf(frame)
    this.desk.warn('This image is marked as without LV. Take the mark away before drawing.')
    return undefined
  }

  private deleteHandle(handle: HandleName, { pixel }: Sight): void {
    const contour = this.desk.board.contourOn(handle.contour)
    this.hovered = undefined
    this.chosen = undefined
    if (!contour) return
    const fewer = withoutControl(contour, handle.index, pixel)
    if (!fewer) {
      this.desk.warn('A contour keeps at least three points. Delete again to remove it.')
      return
    }
    this.desk.tellConversion(contour, pixel)
    this.desk.finish([fewer], 'delete-point')
  }

  private deleteBorder(image: ImageKey): void {
    const { border } = this.get()
    const contour = this.desk.board.contourOn({ image, border })
    if (contour) this.desk.remove(contour)
    else this.desk.inform(`There is no ${borderNames[border]} contour here.`)
  }

  private handleToDelete(): HandleName | undefined {
    const { hovered } = this
    return hovered?.part === 'handle' ? hovered : this.chosen
  }

  private refusedByLock(): boolean {
    const { locked } = this.get()
    if (locked !== undefined) this.desk.warn(locked)
    return locked !== undefined
  }
}
