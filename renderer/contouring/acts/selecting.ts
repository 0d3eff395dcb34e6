/** Several contours of an image at once. */
import { contourKeyText } from '#analysis/contours/contour.ts'
import type { ContourEditor } from '../contour-editor.ts'

/** All contours of this image go together; a second time none of them. */
export function selectAll(editor: ContourEditor): void {
  const all = editor.contoursHere.map(contourKeyText)
  editor.select(editor.get().selected.size === all.length ? [] : all)
}
