/** Marks of the reader: that a chamber is not on an image, and which points of anatomy come next. */
import { type Chamber, chamberOf } from '#analysis/contours/contour.ts'
import type { LandmarkKind } from '#analysis/contours/landmark.ts'
import { textsNow } from '../../texts/texts.ts'
import { landmarksOn } from '../anatomy.ts'
import type { ContourEditor } from '../contour-editor.ts'

/** Marks the image as being without a ventricle, or takes the mark away. */
export function toggleEmpty(editor: ContourEditor, chamber: Chamber = 'lv'): void {
  const { place, desk } = editor
  if (!place || !editor.mayChange([])) return
  const { frame } = place
  const empty = !desk.board.isEmpty(frame, chamber)
  if (empty && desk.board.contoursOn(frame).some(({ border }) => chamberOf(border) === chamber)) {
    desk.warn(textsNow().contouring.hasContours(chamber))
    return
  }
  editor.abandonDraft()
  desk.markEmpty(frame, chamber, empty)
}

/** The first point of anatomy that this image could have and has not. */
export function missingLandmark(editor: ContourEditor): LandmarkKind | undefined {
  const { place, desk } = editor
  if (!place) return undefined
  const known = new Set(desk.board.landmarks.on(place.frame).map(({ kind }) => kind))
  return landmarksOn(place.stack).find((kind) => !known.has(kind))
}
