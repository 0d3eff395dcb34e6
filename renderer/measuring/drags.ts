/**
 * Gestures of the hand from press to release. Each finished one is one event of the read; a cancelled one has changed
 * nothing.
 */
import type { Annotation } from '#analysis/annotations/annotation.ts'
import { mostAnnotationPoints } from '#analysis/annotations/annotation.ts'
import { ellipseWithEnd } from '#analysis/annotations/figure.ts'
import { pulled } from '#analysis/annotations/pull.ts'
import { type PixelSize, signedArea } from '#analysis/contours/polygon.ts'
import { isSimple, largestLoop } from '#analysis/contours/simple.ts'
import { simplifiedWithin } from '#analysis/contours/simplify.ts'
import { shifted } from '#analysis/contours/transform.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import type { Cell } from '../cine/store.ts'
import { textsNow } from '../texts/texts.ts'
import type { Drag, PointerSample } from '../viewport/pointer-router.ts'
import type { ImageGrid } from '../viewport/transform.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import { cornersOf, type Draft, type MeasuringEditor } from './measuring-editor.ts'
import { apart, type Under } from './picking.ts'

/** CSS pixels that a hand trembles during a click. */
const tremble = 3

/** On the image: what lies beside it measures nothing. */
function onImage([column, row]: IndexPoint, { columns, rows }: ImageGrid): IndexPoint {
  const within = (value: number, size: number): number => Math.min(size - 0.5, Math.max(-0.5, value))
  return [within(column, columns), within(row, rows)]
}

const rounding = 1e-6
const isOnImage = (point: IndexPoint, grid: ImageGrid): boolean => {
  const [column, row] = onImage(point, grid)
  return Math.abs(column - point[0]) < rounding && Math.abs(row - point[1]) < rounding
}

/** With Shift the corner of a square in the patient, which holds a circle. */
function cornerAt(draft: Draft, sample: PointerSample, grid: ImageGrid): IndexPoint {
  const to = onImage(sample.index, grid)
  const [from] = draft.placed
  if (draft.kind !== 'ellipse' || !sample.event.shiftKey || !from) return to
  const [width, height] = [(to[0] - from[0]) * grid.columnSpacing, (to[1] - from[1]) * grid.rowSpacing]
  const side = Math.max(Math.abs(width), Math.abs(height))
  const signed = (length: number): number => (length < 0 ? -side : side)
  return onImage(
    [from[0] + signed(width) / grid.columnSpacing, from[1] + signed(height) / grid.rowSpacing],
    grid,
  )
}

export function beginDraft(
  editor: MeasuringEditor,
  kind: Draft['kind'],
  begin: PointerSample,
  shown: OnScreen,
): Drag {
  const { grid } = shown.transform
  const draft: Draft = { kind, image: shown.frame, placed: [onImage(begin.index, grid)], next: undefined }
  editor.select(undefined)
  editor.setDraft(draft)
  const hasLeft = leaving(begin)
  return {
    move(sample) {
      if (hasLeft(sample)) editor.setDraft({ ...draft, next: cornerAt(draft, sample, grid) })
    },
    end(sample) {
      if (hasLeft(sample)) place(editor, draft, cornerAt(draft, sample, grid))
      // a click of the note tool is a text; elsewhere the other points follow by clicks
      else if (kind === 'arrow') place(editor, draft, undefined)
      else editor.setDraft(draft)
    },
    cancel: () => editor.setDraft(undefined),
  }
}

/** The next point follows the hand until its release. */
export function continueDraft(
  editor: MeasuringEditor,
  draft: Draft,
  begin: PointerSample,
  { transform: { grid } }: OnScreen,
): Drag {
  const show = (sample: PointerSample): void =>
    editor.setDraft({ ...draft, next: cornerAt(draft, sample, grid) })
  show(begin)
  return {
    move: show,
    end: (sample) => place(editor, draft, cornerAt(draft, sample, grid)),
    cancel: () => editor.setDraft({ ...draft, next: undefined }),
  }
}

function place(editor: MeasuringEditor, draft: Draft, point: IndexPoint | undefined): void {
  const [first] = draft.placed
  if (!point || !first) {
    editor.setDraft(undefined)
    if (first) editor.write(editor.fresh('text', draft.image, [first]), true)
    return
  }
  const grown: Draft = { ...draft, placed: [...draft.placed, point], next: undefined }
  if (grown.placed.length < cornersOf(grown.kind)) {
    editor.setDraft(grown)
    return
  }
  editor.setDraft(undefined)
  const made = editor.draftedBy(grown)
  if (!made || hasNoSize(made)) return
  if (made.kind === 'arrow') editor.write(made, true)
  else editor.finish(made, 'measure')
}

/** Pixels of the image: nearer, two points are at one place for any hand. */
const atOnePlace = 0.1

/** A slip of the hand: two points of it lie at one place. */
const hasNoSize = ({ kind, points }: Annotation): boolean =>
  kind !== 'freehand' &&
  points.some(([column, row], k) =>
    points.slice(k + 1).some((other) => Math.hypot(other[0] - column, other[1] - row) < atOnePlace),
  )

/** Moves an end, or the whole, by as much as the pointer moves. */
export function dragAnnotation(
  editor: MeasuringEditor,
  { annotation, handle, pulls }: Under,
  begin: PointerSample,
  { transform: { grid } }: OnScreen,
): Drag {
  const hasLeft = leaving(begin)
  let last = annotation
  const at = (sample: PointerSample): Annotation => {
    const by: IndexPoint = [sample.index[0] - begin.index[0], sample.index[1] - begin.index[1]]
    const next = pulls
      ? { ...annotation, points: pulled(annotation.points, begin.index, by, grid) }
      : handle === undefined
        ? { ...annotation, points: shifted(annotation.points, keptOnImage(annotation.points, by, grid)) }
        : withHandle(annotation, handle, by, grid)
    // an ellipse that is turned may reach out with an end that nobody pulls
    if (next.points.every((point) => isOnImage(point, grid))) last = next
    return last
  }
  return {
    move(sample) {
      if (hasLeft(sample)) editor.hold(at(sample))
    },
    end(sample) {
      if (!hasLeft(sample)) return
      const made = at(sample)
      if (hasNoSize(made)) {
        editor.hold(undefined)
        editor.handlers.onNotice(textsNow().measuring.noSize)
      } else editor.finish(made, handle === undefined && !pulls ? 'move' : 'edit-point')
    },
    cancel: () => editor.hold(undefined),
  }
}

function withHandle(annotation: Annotation, handle: number, by: IndexPoint, grid: ImageGrid): Annotation {
  const { kind, points } = annotation
  const moved = (point: IndexPoint): IndexPoint => onImage([point[0] + by[0], point[1] + by[1]], grid)
  if (kind !== 'ellipse')
    return { ...annotation, points: points.map((point, k) => (k === handle ? moved(point) : point)) }
  const [a, b, c] = points
  if (!a || !b || !c) return annotation
  const across: IndexPoint = [a[0] + b[0] - c[0], a[1] + b[1] - c[1]]
  const end = [a, b, c, across][handle] ?? c
  return { ...annotation, points: ellipseWithEnd(points, handle, moved(end), grid) }
}

/** So far that every point stays on the image. */
function keptOnImage(points: readonly IndexPoint[], by: IndexPoint, grid: ImageGrid): IndexPoint {
  const within = (values: readonly number[], wish: number, size: number): number =>
    Math.min(size - 0.5 - Math.max(...values), Math.max(-0.5 - Math.min(...values), wish))
  return [
    within(
      points.map(([column]) => column),
      by[0],
      grid.columns,
    ),
    within(
      points.map(([, row]) => row),
      by[1],
      grid.rows,
    ),
  ]
}

/** The line of a freehand region while it is drawn. */
export type FreehandLine = Cell<readonly IndexPoint[]>

interface FreehandParts {
  readonly editor: MeasuringEditor
  readonly freehand: FreehandLine
}

/** Draws round a region. */
export function dragFreehand(
  { editor, freehand }: FreehandParts,
  begin: PointerSample,
  { frame, transform: { grid } }: OnScreen,
): Drag {
  const clear = (): void => {
    freehand.set([])
    editor.redraw()
  }
  editor.select(undefined)
  freehand.set([onImage(begin.index, grid)])
  return {
    move(sample) {
      freehand.set([...freehand.get(), ...sample.trail().map((point) => onImage(point, grid))])
      editor.redraw()
    },
    end() {
      const line = freehand.get()
      clear()
      const corners = cornersIn(line, grid)
      if (corners) editor.finish(editor.fresh('freehand', frame, corners), 'measure')
      else editor.handlers.onNotice(textsNow().measuring.tooSmall)
    },
    cancel: clear,
  }
}

/** Square pixels: a smaller area was a slip of the hand. */
const smallestArea = 4
/** A tenth of a millimetre: what no hand can tell. Doubled for a line that is longer than any hand draws. */
const closest = 0.1

/** What a line goes round, in as few corners as it takes; undefined when that is next to nothing. */
function cornersIn(line: readonly IndexPoint[], pixel: PixelSize): readonly IndexPoint[] | undefined {
  if (line.length < 3) return undefined
  const loop = isSimple(line) ? line : largestLoop(line)
  if (Math.abs(signedArea(loop)) < smallestArea) return undefined
  for (let tolerance = closest; ; tolerance *= 2) {
    const corners = simplifiedWithin(loop, pixel, { tolerance: mm(tolerance) })
    if (corners.length <= mostAnnotationPoints) return corners
  }
}

/** Becomes true once the pointer has left the place where it was pressed. */
function leaving(begin: PointerSample): (sample: PointerSample) => boolean {
  let left = false
  return (sample) => {
    left ||= apart(begin.canvas, sample.canvas) > tremble
    return left
  }
}
