/** What is drawn on an image, in a line. */
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { contourArea } from '#analysis/volumes/area.ts'
import type { ContourEditor } from '../../contouring/contour-editor.ts'

const originWords = {
  drawn: 'drawn',
  freehand: 'freehand',
  edited: 'edited',
  copied: 'copied',
  imported: 'opened from a file',
  propagated: 'propagated',
  interpolated: 'interpolated',
} as const

/** As in 'Endo 23.5 cm² · Epi 39.8 cm² · drawn'. */
export function areasText({ desk: { board } }: ContourEditor, frame: StackFrame | null | undefined): string {
  const plane = frame?.facts.plane
  if (!frame || !plane) return ''
  const image: ImageKey = frame
  if (board.isEmpty(image, 'lv')) return 'marked no LV'
  const parts: string[] = []
  const origins = new Set<string>()
  for (const [border, name] of [
    ['lv-endocardial', 'Endo'],
    ['lv-epicardial', 'Epi'],
  ] as const) {
    const contour = board.contourOn({ image, border })
    // an open curve, of a long axis, encloses nothing
    const area = contour?.closed ? contourArea(contour, plane) : undefined
    if (!contour || !area) continue
    parts.push(
      area.measured
        ? `${name} ${(area.value / 100).toFixed(1)} cm²`
        : `${name}: ${area.detail ?? area.reason}`,
    )
    origins.add(originWords[contour.origin])
  }
  return [...parts, ...origins].join(' · ')
}
