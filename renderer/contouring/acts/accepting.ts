/** What nobody drew is looked at: accepted as it is; and opened contours are given free to be edited. */
import { type Contour, type ContourKey, contourKeyOf, isComputed } from '#analysis/contours/contour.ts'
import { textsNow } from '../../texts/texts.ts'
import type { ContourEditor } from '../contour-editor.ts'
import { keyOf } from '../desk.ts'

/** Accepts the computed contours of this image, or of this phase on all slices, that wait for a look. */
export function accept(editor: ContourEditor, extent: 'here' | 'phase'): void {
  const { place, desk } = editor
  if (!place || !editor.mayChange([])) return
  const { stack, phase, frame } = place
  const frames = extent === 'here' ? [frame] : stack.frames.flatMap((row) => row[phase] ?? [])
  const waiting = frames.flatMap((image) =>
    desk.board.contoursOn(image).filter((contour) => waitsForALook(editor, contour)),
  )
  const texts = textsNow().contouring
  if (waiting.length === 0) {
    desk.inform(texts.nothingToAccept)
    return
  }
  desk.accept(
    waiting.map((contour): ContourKey => ({ ...contourKeyOf(contour), image: keyOf(contour.image) })),
  )
  desk.inform(texts.accepted(waiting.length))
}

const waitsForALook = ({ desk }: ContourEditor, contour: Contour): boolean =>
  isComputed(contour) && !desk.board.isAccepted(contour)

/** Lets the opened contours of this image be edited, which nothing else does. */
export function releaseOpened(editor: ContourEditor): void {
  const { desk, contoursHere } = editor
  if (!editor.mayChange([])) return
  const held = contoursHere.filter((contour) => editor.isHeldBack(contour))
  editor.release(held)
  const texts = textsNow().contouring
  desk.inform(held.length > 0 ? texts.released(held.length) : texts.nothingHeldBack)
}
