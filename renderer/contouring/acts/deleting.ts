/** What is taken away by key: a point, the contours in the hand, or their like on a slice, at a phase, in the stack. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { textsNow } from '../../texts/texts.ts'
import type { OnScreen } from '../../viewport/viewport-surface.ts'
import type { ContourEditor, HandleName } from '../contour-editor.ts'
import { withoutControl } from '../editing.ts'
import type { Sight } from '../picking.ts'

/** The point under the pointer, or the one that was clicked; without one what was picked out, or is in the hand. */
export function deleteHere(editor: ContourEditor): void {
  const { place, sight, desk, hovered } = editor
  if (editor.draft) {
    editor.unplace()
    return
  }
  if (!place || !sight || !editor.mayChange([])) return
  if (hovered?.part === 'landmark') {
    editor.hovered = undefined
    desk.removeLandmarks([hovered.landmark], 'delete-landmark')
    return
  }
  const { tool, landmark } = editor.get()
  const placed = desk.board.landmarks.find({ kind: landmark, image: place.frame })
  if (tool === 'mark' && placed) {
    desk.removeLandmarks([placed], 'delete-landmark')
    return
  }
  const handle = hovered?.part === 'handle' ? hovered : editor.chosen
  if (handle && editor.get().selected.size === 0) deleteHandle(editor, handle, sight)
  else deleteTouched(editor)
}

function deleteHandle(editor: ContourEditor, handle: HandleName, { pixel }: Sight): void {
  const { desk } = editor
  const contour = desk.board.contourOn(handle.contour)
  editor.hovered = undefined
  editor.chosen = undefined
  if (!contour || !editor.mayChange([contour])) return
  const fewer = withoutControl(contour, handle.index, pixel)
  if (!fewer) {
    desk.warn(textsNow().contouring.keepsThree)
    return
  }
  desk.tellConversion(contour, pixel)
  desk.finish([fewer], 'delete-point')
}

function deleteTouched(editor: ContourEditor): void {
  const { touched, desk } = editor
  editor.select([])
  if (touched.length > 0) desk.remove(touched, 'delete')
  else desk.inform(textsNow().contouring.noneHere(editor.get().border))
}

export type Extent = 'slice' | 'phase' | 'all'

/** Takes every contour of the borders in the hand away: on this slice, at this phase, or in the whole stack. */
export function deleteAlong(editor: ContourEditor, extent: Extent): void {
  const { place, desk } = editor
  if (!place || !editor.mayChange([])) return
  editor.abandonDraft()
  const borders = bordersInHand(editor)
  const gone = framesOf(place, extent).flatMap((frame) =>
    desk.board.contoursOn(frame).filter(({ border }) => borders.has(border)),
  )
  editor.select([])
  const texts = textsNow().contouring
  if (gone.length === 0) {
    desk.inform(texts.noneThere[extent])
    return
  }
  desk.remove(gone, extent === 'all' ? 'delete-all' : `delete-${extent}`)
  desk.inform(texts.deleted(gone.length))
}

/** Of what was picked out, or the chosen one. */
export function bordersInHand(editor: ContourEditor): ReadonlySet<Border> {
  const { selected, border } = editor.get()
  return selected.size > 0
    ? new Set(editor.touched.map((contour: Contour) => contour.border))
    : new Set([border])
}

function framesOf({ stack, slice, phase }: OnScreen, extent: Extent): readonly StackFrame[] {
  const rows = extent === 'slice' ? stack.frames.slice(slice, slice + 1) : stack.frames
  return rows
    .flatMap((row) => (extent === 'phase' ? row.slice(phase, phase + 1) : row))
    .filter((frame) => frame !== null)
}
