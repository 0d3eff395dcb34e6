/**
 * Gestures of the hand from press to release. Each keeps what was there until it ends; a cancelled gesture has
 * changed nothing. A press that does not move beyond a tremble moves no point.
 */
import { type Contour, contourKeyOf } from '#analysis/contours/contour.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Cell } from '../cine/store.ts'
import { textsNow } from '../texts/texts.ts'
import type { Drag, PointerSample } from '../viewport/pointer-router.ts'
import { missingLandmark } from './acts/marking.ts'
import type { ContourEditor } from './contour-editor.ts'
import { type Beginning, begun, canFinish, type Draft, finishedDraft } from './draft.ts'
import {
  closedFreehand,
  fewestControls,
  moved,
  openFreehand,
  throughControls,
  withControlAt,
} from './editing.ts'
import { apart, type Sight } from './picking.ts'
import { becameCurve } from './words.ts'

/** CSS pixels that a hand trembles during a click. */
const tremble = 2

/** Becomes true once the pointer has left the place where it was pressed. */
function leaving(begin: PointerSample): (sample: PointerSample) => boolean {
  let left = false
  return (sample) => {
    left ||= apart(begin.canvas, sample.canvas) > tremble
    return left
  }
}

const difference = (to: IndexPoint, from: IndexPoint): IndexPoint => [to[0] - from[0], to[1] - from[1]]

interface HeldHandle {
  readonly contour: Contour
  readonly handles: readonly IndexPoint[]
  readonly index: number
  /** the press put the handle there */
  readonly inserted: boolean
}

/** Moves one handle by as much as the pointer moves. */
export function dragHandle(
  editor: ContourEditor,
  { contour, handles, index, inserted }: HeldHandle,
  begin: PointerSample,
  { pixel }: Sight,
): Drag {
  const { desk } = editor
  const hasLeft = leaving(begin)
  const from = handles[index] ?? begin.index
  const at = (sample: PointerSample): Contour => {
    const [dx, dy] = difference(sample.index, begin.index)
    return withControlAt(contour, handles, index, [from[0] + dx, from[1] + dy], pixel)
  }
  const finish = (changed: Contour, gesture: string): void => {
    desk.tellConversion(contour, pixel)
    editor.chosen = undefined
    desk.finish([changed], gesture)
  }
  return {
    move(sample) {
      if (hasLeft(sample)) desk.preview([at(sample)])
    },
    end(sample) {
      if (hasLeft(sample)) finish(at(sample), inserted ? 'insert-point' : 'drag-point')
      // a click on the line of a polygon must not turn it into a curve
      else if (inserted && contour.controls) finish(throughControls(contour, handles, pixel), 'insert-point')
      else if (!inserted) {
        editor.chosen = { contour: contourKeyOf(contour), index }
        desk.redraw()
      }
    },
    cancel: () => desk.letGo(),
  }
}

/** Moves contours without changing their shapes. */
export function dragWhole(editor: ContourEditor, contours: readonly Contour[], begin: PointerSample): Drag {
  const { desk } = editor
  const hasLeft = leaving(begin)
  const at = (sample: PointerSample): Contour[] => {
    const by = difference(sample.index, begin.index)
    return contours.map((contour) => moved(contour, by))
  }
  return {
    move(sample) {
      if (hasLeft(sample)) desk.preview(at(sample))
    },
    end(sample) {
      if (hasLeft(sample)) desk.finish(at(sample), 'move')
    },
    cancel: () => desk.letGo(),
  }
}

/** Places the next point of a curve; until the release it follows the pointer. */
export function placePoint(editor: ContourEditor, draft: Draft, begin: PointerSample): Drag {
  const show = (point: IndexPoint): void => {
    const grown = { ...draft, placed: [...draft.placed, point], next: undefined }
    editor.setDraft(grown)
    if (canFinish(grown)) editor.desk.preview([finishedDraft(grown)])
  }
  show(begin.index)
  return {
    move: (sample) => show(sample.index),
    end: (sample) => show(sample.index),
    cancel() {
      editor.desk.letGo()
      editor.setDraft(draft.placed.length > 0 ? draft : undefined)
    },
  }
}

/**
 * Places a point of anatomy where it was pressed, or moves the one that lies there by as much as the pointer. After one
 * was placed the next that the image lacks is in the hand.
 */
export function dragLandmark(
  editor: ContourEditor,
  landmark: Landmark,
  begin: PointerSample,
  isNew: boolean,
): Drag {
  const { desk } = editor
  const hasLeft = leaving(begin)
  const place = (at: Landmark): void => {
    desk.finishLandmark(at, 'place-landmark')
    editor.setLandmark(missingLandmark(editor) ?? landmark.kind)
  }
  const at = (sample: PointerSample): Landmark => {
    const [dx, dy] = difference(sample.index, begin.index)
    return { ...landmark, point: [landmark.point[0] + dx, landmark.point[1] + dy] }
  }
  if (isNew) desk.previewLandmark(landmark)
  return {
    move(sample) {
      if (hasLeft(sample)) desk.previewLandmark(at(sample))
    },
    end(sample) {
      if (isNew) place(hasLeft(sample) ? at(sample) : landmark)
      else if (hasLeft(sample)) desk.finishLandmark(at(sample), 'move-landmark')
    },
    cancel: () => desk.letGo(),
  }
}

/** The line of a freehand drawing while it is drawn. */
export type FreehandLine = Cell<readonly IndexPoint[]>

/** Draws a line that becomes a curve on release; of one that closes, what that does to the area is told. */
export function dragFreehand(
  editor: ContourEditor,
  line: FreehandLine,
  on: Beginning,
  begin: PointerSample,
  { pixel }: Sight,
): Drag {
  const { desk } = editor
  line.set([begin.index])
  desk.redraw()
  return {
    move(sample) {
      line.set([...line.get(), ...sample.trail()])
      if (line.get().length >= fewestControls) {
        desk.preview([{ ...begun(on), points: line.get(), origin: 'freehand' }])
      }
    },
    end() {
      const drawn = line.get()
      line.set([])
      finishFreehand(editor, drawn, on, pixel)
    },
    cancel() {
      line.set([])
      desk.letGo()
    },
  }
}

function finishFreehand(
  editor: ContourEditor,
  line: readonly IndexPoint[],
  on: Beginning,
  pixel: PixelSize,
): void {
  const { desk } = editor
  const texts = textsNow().contouring
  const fit = on.closed ? closedFreehand(line, pixel) : undefined
  const curve = fit ?? (on.closed ? undefined : openFreehand(line, pixel))
  if (!curve) {
    desk.letGo()
    desk.warn(on.closed ? texts.enclosedNothing : texts.lineTooShort)
    return
  }
  desk.tellReplacement(on)
  if (fit) desk.tell(becameCurve(texts.drawnLine, line, fit, pixel))
  editor.setBorder(on.border, on.part)
  const { points, controls } = curve
  desk.finish([{ ...begun(on), points, controls, origin: 'freehand' }], 'freehand')
}
