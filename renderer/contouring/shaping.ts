/** Drags of a disc: nudge, brush and eraser. While it moves only the line is shaped; handles come at the release. */
import { type Contour, mayRepeat } from '#analysis/contours/contour.ts'
import { contains, type PixelSize, type Polygon, signedArea } from '#analysis/contours/polygon.ts'
import { erased, painted, stroke } from '#analysis/contours/shaping/brush.ts'
import { nudged, reaches } from '#analysis/contours/shaping/nudge.ts'
import { isSimple, largestLoop } from '#analysis/contours/simple.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { textsNow } from '../texts/texts.ts'
import type { Drag, PointerSample } from '../viewport/pointer-router.ts'
import type { ContourEditor } from './contour-editor.ts'
import { begun } from './draft.ts'
import { asLine, smallestArea, throughLine } from './editing.ts'
import type { Sight } from './picking.ts'

/** The contour that a disc at this place works on: the one in the hand, or of those that it reaches the first. */
export function contourAtDisc(
  editor: ContourEditor,
  centre: IndexPoint,
  pixel: PixelSize,
): Contour | undefined {
  const { radius } = editor.get()
  const mine = editor.contourInHand
  const isReached = (contour: Contour): boolean => reaches(contour.points, { centre, radius }, pixel)
  if (mine && isReached(mine)) return mine
  return editor.contoursHere.find(isReached) ?? mine
}

/** What a brush adds to: where a border may come several times, a stroke beside all of them begins another. */
export function brushedAt(editor: ContourEditor, centre: IndexPoint, pixel: PixelSize): Contour | undefined {
  const { border, radius } = editor.get()
  const mine = editor.contourInHand
  if (!mayRepeat(border)) return mine
  const isAt = ({ points }: Contour): boolean =>
    contains(points, centre) || reaches(points, { centre, radius }, pixel)
  if (mine && isAt(mine)) return mine
  return editor.contoursHere.find((contour) => contour.border === border && isAt(contour))
}

/** Moves what the disc goes over, of one border. */
export function dragNudge(
  editor: ContourEditor,
  contour: Contour,
  begin: PointerSample,
  { pixel }: Sight,
): Drag {
  let at = begin.index
  const follow = (line: Polygon, sample: PointerSample): Polygon => {
    const { radius } = editor.get()
    let moved = line
    for (const next of sample.trail()) {
      moved = nudged(moved, { centre: at, radius }, next, pixel)
      at = next
    }
    return moved
  }
  return dragLine(editor, contour, follow, 'nudge', pixel)
}

/** Adds what the disc goes over to an area, which begins with it where there is none. */
export function dragBrush(
  editor: ContourEditor,
  contour: Contour | undefined,
  begin: PointerSample,
  { pixel }: Sight,
): Drag | undefined {
  const fresh = contour ?? beginArea(editor)
  if (!fresh) return undefined
  return dragArea(editor, fresh, begin, 'brush', pixel)
}

/** Takes what the disc goes over away from an area. */
export const dragEraser = (
  editor: ContourEditor,
  contour: Contour,
  begin: PointerSample,
  { pixel }: Sight,
): Drag => dragArea(editor, contour, begin, 'erase', pixel)

function beginArea(editor: ContourEditor): Contour | undefined {
  const beginning = editor.beginning()
  if (!beginning) return undefined
  editor.setBorder(beginning.border, beginning.part)
  return { ...begun({ ...beginning, closed: true }), points: [], origin: 'drawn' }
}

function dragArea(
  editor: ContourEditor,
  contour: Contour,
  begin: PointerSample,
  gesture: 'brush' | 'erase',
  pixel: PixelSize,
): Drag {
  let at = begin.index
  const shape = gesture === 'brush' ? painted : erased
  const follow = (line: Polygon, sample: PointerSample): Polygon => {
    const { radius } = editor.get()
    const way = stroke({ centre: at, radius }, sample.index, pixel)
    at = sample.index
    return line.length === 0 && gesture === 'erase' ? line : shape(line, way, pixel)
  }
  const drag = dragLine(editor, contour, follow, gesture, pixel)
  drag.move(begin)
  return drag
}

function dragLine(
  editor: ContourEditor,
  contour: Contour,
  follow: (line: Polygon, sample: PointerSample) => Polygon,
  gesture: 'nudge' | 'brush' | 'erase',
  pixel: PixelSize,
): Drag {
  const { desk } = editor
  let line: Polygon = contour.points
  let isChanged = false
  const move = (sample: PointerSample): void => {
    editor.pointer = sample.index
    const next = follow(line, sample)
    isChanged ||= next.length !== line.length || next.some((point, k) => !isSamePoint(point, line[k]))
    line = next
    if (line.length >= 3) desk.preview([asLine(contour, line)])
    else desk.redraw()
  }
  return {
    move,
    end(sample) {
      move(sample)
      desk.letGo()
      if (!isChanged) return
      if (contour.closed && !enclosesEnough(line)) {
        desk.warn(textsNow().contouring.nothingLeft)
        return
      }
      // of a line of few points, what was pressed together may cross
      const whole = contour.closed && !isSimple(line) ? largestLoop(line) : line
      const made = throughLine(contour, whole, pixel)
      desk.finish([contour.points.length === 0 ? { ...made, origin: 'drawn' } : made], gesture)
    },
    cancel: () => desk.letGo(),
  }
}

const isSamePoint = (a: IndexPoint, b: IndexPoint | undefined): boolean =>
  b !== undefined && a[0] === b[0] && a[1] === b[1]

const enclosesEnough = (line: Polygon): boolean => Math.abs(signedArea(line)) > smallestArea
