/**
 * The contours of one viewport under a reader's hand: which tool is chosen and what it draws, which curve is being
 * placed, what was picked out. The mouse is `hand.ts`; what a key does to contours stands in `acts/`.
 */
import {
  type Border,
  type Contour,
  type ContourKey,
  chamberOf,
  contourKeyText,
  mayRepeat,
} from '#analysis/contours/contour.ts'
import type { LandmarkKind } from '#analysis/contours/landmark.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { type Mm, mm } from '#analysis/units/units.ts'
import { Cell, type Readable } from '../cine/store.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import { textsNow } from '../texts/texts.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import { bordersOn, freePart, isOpen, landmarksOn } from './anatomy.ts'
import type { ContourSource } from './board.ts'
import { Desk, type EditorHandlers, keyOf } from './desk.ts'
import { type Beginning, canFinish, type Draft, finishedDraft } from './draft.ts'
import type { Sight, Under } from './picking.ts'

const contourTools = ['look', 'edit', 'draw', 'freehand', 'nudge', 'brush', 'erase', 'mark'] as const
/** 'look' leaves every press to the image; 'mark' places points of anatomy. */
export type ContourTool = (typeof contourTools)[number]

/** with a disc at the pointer */
export const isDiscTool = (tool: ContourTool): tool is 'nudge' | 'brush' | 'erase' =>
  tool === 'nudge' || tool === 'brush' || tool === 'erase'

export interface EditorState {
  readonly tool: ContourTool
  readonly border: Border
  /** which of several contours of the border was touched last */
  readonly part: number
  /** that is placed by 'mark' */
  readonly landmark: LandmarkKind
  /** of the disc of nudge, brush and eraser */
  readonly radius: Mm
  /** why nothing can be changed */
  readonly locked: string | undefined
  /** points placed of a curve that is not finished yet */
  readonly placed: number
  /** contours of the image on screen that are moved, deleted and copied together, by `contourKeyText` */
  readonly selected: ReadonlySet<string>
  /** whose image is on the screen */
  readonly stack: Stack | undefined
}

export interface HandleName {
  readonly contour: ContourKey
  readonly index: number
}

const radii = { least: 2, most: 40 } as const
const nobody: ReadonlySet<string> = new Set()

export class ContourEditor implements Readable<EditorState> {
  readonly desk: Desk
  private readonly state = new Cell<EditorState>({
    tool: 'edit',
    border: 'lv-endocardial',
    part: 0,
    landmark: 'mitral-septal',
    radius: mm(8),
    locked: undefined,
    placed: 0,
    selected: nobody,
    stack: undefined,
  })
  readonly subscribe = this.state.subscribe
  private placeNow: OnScreen | undefined
  private seat: object | undefined
  private draftNow: Draft | undefined
  /** counts images that came on the screen */
  readonly arrivals = new Cell(0)
  /** opened contours that the reader said to edit, by `contourKeyText` */
  private readonly released = new Set<string>()
  /** what a press would take */
  hovered: Under | undefined
  /** where the disc of a tool is shown */
  pointer: IndexPoint | undefined
  /** the handle that was clicked, until something else happens */
  chosen: HandleName | undefined

  constructor(handlers: EditorHandlers) {
    this.desk = new Desk(handlers)
  }

  get(): EditorState {
    return this.state.get()
  }

  /** What the read says; to be called whenever it changed. */
  look(source: ContourSource): void {
    this.chosen = undefined
    this.desk.board.read(source)
    this.desk.redraw()
  }

  setTool(tool: ContourTool): void {
    if (tool !== this.get().tool) this.loseDraft()
    this.state.update({ tool })
    this.desk.redraw()
  }

  setBorder(border: Border, part = 0): void {
    const now = this.get()
    if (border === now.border && part === now.part) return
    if (border !== now.border) this.loseDraft()
    this.state.update({ border, part })
    this.desk.redraw()
  }

  setLandmark(landmark: LandmarkKind): void {
    this.state.update({ landmark })
  }

  /** Larger or smaller by a factor, within what a heart needs. */
  scaleRadius(by: number): void {
    const radius = mm(Math.min(radii.most, Math.max(radii.least, this.get().radius * by)))
    this.state.update({ radius })
    this.desk.redraw()
  }

  select(keys: Iterable<string>): void {
    this.state.update({ selected: new Set(keys) })
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
      if (this.get().selected.size > 0) this.state.update({ selected: nobody })
    }
    const isOther = place?.frame !== this.placeNow?.frame
    this.placeNow = place
    if (isOther) this.arrivals.set(this.arrivals.get() + 1)
    if (place && place.stack !== this.get().stack) this.arriveAt(place.stack)
  }

  /** What is drawn there, and what was in the hand is not, gives way to the first that is. */
  private arriveAt(stack: Stack): void {
    const { border, landmark } = this.get()
    const shown = bordersOn(stack)
    const marks = landmarksOn(stack)
    const [usual = border] = shown
    const [mark = landmark] = marks
    this.state.update({
      stack,
      ...(shown.includes(border) || this.draftNow ? {} : { border: usual, part: 0 }),
      ...(marks.includes(landmark) ? {} : { landmark: mark }),
    })
  }

  /** Of several viewports the hand works in one: from now on in that of this layer. */
  takeSeat(layer: object, place: OnScreen | undefined): void {
    if (this.seat === layer) return
    this.seat = layer
    this.pointer = undefined
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

  get contoursHere(): readonly Contour[] {
    return this.placeNow ? this.desk.board.contoursOn(this.placeNow.frame) : []
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
    const placed = draft?.placed.length ?? 0
    if (placed !== this.get().placed) this.state.update({ placed })
    this.desk.redraw()
  }

  /** Finishes the curve being placed. */
  finishDraft(): void {
    const { draftNow } = this
    if (!draftNow) return
    if (!canFinish(draftNow)) {
      this.desk.warn(textsNow().contouring.tooFewPoints)
      return
    }
    this.setDraft(undefined)
    this.desk.tellReplacement(draftNow)
    this.setBorder(draftNow.border, draftNow.part)
    this.desk.finish([finishedDraft(draftNow)], 'draw')
  }

  /** Takes a curve into the hand again that was being placed before. */
  goOn(draft: Draft): void {
    this.setBorder(draft.border, draft.part)
    this.setTool('draw')
    this.setDraft({ ...draft, next: undefined })
    if (canFinish(draft)) this.desk.preview([finishedDraft(draft)])
  }

  /** Gives up the curve being placed, and nothing else. */
  abandonDraft(): void {
    if (!this.draftNow) return
    this.setDraft(undefined)
    this.desk.letGo()
  }

  /** Another tool or border needs the hand: a curve that goes for it does not go without a word. */
  private loseDraft(): void {
    if (this.draftNow) this.desk.warn(textsNow().contouring.curveGivenUp)
    this.abandonDraft()
  }

  /** Takes back the last placed point. */
  unplace(): void {
    const { draftNow } = this
    if (!draftNow) return
    const shorter = { ...draftNow, placed: draftNow.placed.slice(0, -1) }
    this.desk.letGo()
    this.setDraft(shorter.placed.length === 0 ? undefined : shorter)
    if (canFinish(shorter)) this.desk.preview([finishedDraft(shorter)])
  }

  /** What a new contour of the border in the hand will be; undefined where its image is marked as having none. */
  beginning(): Beginning | undefined {
    const { placeNow, sight } = this
    if (!placeNow || !sight) return undefined
    const { frame, stack } = placeNow
    const { border } = this.get()
    const chamber = chamberOf(border)
    if (chamber && this.desk.board.isEmpty(frame, chamber)) {
      this.desk.warn(textsNow().contouring.markedEmpty(chamber))
      return undefined
    }
    const part = freePart(border, this.contoursHere)
    return { image: keyOf(frame), pixel: sight.pixel, border, part, closed: !isOpen(border, stack) }
  }

  /** The contour of the border in the hand on this image; of several the one that was touched last. */
  get contourInHand(): Contour | undefined {
    const { border, part } = this.get()
    const found = this.contoursHere.filter((contour) => contour.border === border)
    return found.find((one) => (one.part ?? 0) === part) ?? (mayRepeat(border) ? found.at(-1) : found[0])
  }

  /** Those that were picked out together, or the one in the hand. */
  get touched(): readonly Contour[] {
    const { selected } = this.get()
    const picked = this.contoursHere.filter((contour) => selected.has(contourKeyText(contour)))
    const one = this.contourInHand
    return picked.length > 0 ? picked : one ? [one] : []
  }

  /** An opened contour is measured as it was given, until a reader says that it is to be edited. */
  isHeldBack(contour: Contour): boolean {
    return contour.origin === 'imported' && !this.released.has(contourKeyText(contour))
  }

  release(contours: readonly Contour[]): void {
    for (const contour of contours) this.released.add(contourKeyText(contour))
    this.desk.redraw()
  }

  /** @returns whether these may be changed now; where not, the reader is told why */
  mayChange(contours: readonly Contour[]): boolean {
    const { locked } = this.get()
    if (locked !== undefined) this.desk.warn(locked)
    else if (contours.some((contour) => this.isHeldBack(contour)))
      this.desk.warn(textsNow().contouring.heldBack(keysOf('edit-opened').map(chordText).join(', ')))
    else return true
    return false
  }
}
