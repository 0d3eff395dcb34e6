/** What is drawn on an image, in words. */

import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { contourArea } from '#analysis/volumes/area.ts'
import type { ContourEditor } from '../../contouring/contour-editor.ts'
import { detailText } from '../../panels/reasons.ts'
import { textsNow } from '../../texts/texts.ts'

/** As in 'Endo 23.5 cm²', 'Epi 39.8 cm²', 'drawn', or 'propagated, accepted' after somebody looked. */
export function areaTexts(
  { desk: { board } }: ContourEditor,
  frame: StackFrame | null | undefined,
): readonly string[] {
  const plane = frame?.facts.plane
  if (!frame || !plane) return []
  const image: ImageKey = frame
  const { noLv, borders, area: areaText, origins: originWords } = textsNow().room.drawn
  if (board.isEmpty(image, 'lv')) return [noLv]
  const parts: string[] = []
  const origins = new Set<string>()
  for (const border of ['lv-endocardial', 'lv-epicardial'] as const) {
    const contour = board.contourOn({ image, border })
    // an open curve, of a long axis, encloses nothing
    const area = contour?.closed ? contourArea(contour, plane) : undefined
    if (!contour || !area) continue
    parts.push(
      area.measured
        ? areaText(borders[border], area.value / 100)
        : `${borders[border]}: ${detailText(area.reason, area.detail)}`,
    )
    const origin = originWords[contour.origin]
    origins.add(board.isAccepted(contour) ? textsNow().contouring.looked(origin) : origin)
  }
  return [...parts, ...origins]
}
