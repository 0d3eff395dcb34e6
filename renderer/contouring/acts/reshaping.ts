/** Changes of whole contours by key: smoothing, snapping to the edge, the epicardium at a distance. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { offset } from '#analysis/contours/offset.ts'
import { type PixelSize, polygonArea } from '#analysis/contours/polygon.ts'
import { curveThrough } from '#analysis/contours/shaping/fit-line.ts'
import { smoothed } from '#analysis/contours/shaping/smooth.ts'
import { type Grey, snapped } from '#analysis/contours/shaping/snap.ts'
import { type Mm, mm } from '#analysis/units/units.ts'
import { textsNow } from '../../texts/texts.ts'
import type { OnScreen } from '../../viewport/viewport-surface.ts'
import type { ContourEditor } from '../contour-editor.ts'
import { throughLine } from '../editing.ts'

/** Takes the small waves out of the contours in the hand. */
export function smooth(editor: ContourEditor): void {
  reshape(editor, 'smooth', (contour, pixel) =>
    throughLine(contour, smoothed(contour.points, contour.closed, pixel), pixel),
  )
}

/** Lays the contours in the hand onto the edge of the picture beside them. */
export function snapToEdge(editor: ContourEditor): void {
  const grey = editor.place && greyOf(editor.place)
  if (!grey) return
  reshape(editor, 'snap-to-edge', (contour, pixel) => {
    const line = snapped(contour.points, contour.closed, grey, pixel)
    return line && throughLine(contour, line, pixel)
  })
}

const greyOf = ({ pixels }: OnScreen): Grey => ({
  rows: pixels.rows,
  columns: pixels.columns,
  values: pixels.getPixelData(),
})

function reshape(
  editor: ContourEditor,
  gesture: string,
  change: (contour: Contour, pixel: PixelSize) => Contour | undefined,
): void {
  const { sight, touched, desk } = editor
  const texts = textsNow().contouring
  if (!sight) return
  if (touched.length === 0) desk.inform(texts.noneHere(editor.get().border))
  else if (editor.mayChange(touched)) {
    const changed = touched.flatMap((contour) => change(contour, sight.pixel) ?? [])
    if (changed.length > 0) desk.finish(changed, gesture)
    if (changed.length < touched.length) desk.warn(texts.noEdge)
  }
}

const outside: Readonly<Partial<Record<Border, Border>>> = {
  'lv-endocardial': 'lv-epicardial',
  'rv-endocardial': 'rv-epicardial',
}

/** A wall to begin with where nothing tells its thickness: a left ventricle's at end-diastole, a right one's. */
const usualWall = { lv: mm(9), rv: mm(4) }

/**
 * Draws the epicardium outside of the endocardium, as far away as the wall was last given: as thick on average as that
 * of a neighbouring slice at this phase, where one has both borders.
 */
export function epicardiumFromEndocardium(editor: ContourEditor): void {
  const { place, sight, desk } = editor
  if (!place || !sight || !editor.mayChange([])) return
  const chamber = editor.get().border.startsWith('rv-') ? 'rv' : 'lv'
  const inner: Border = chamber === 'rv' ? 'rv-endocardial' : 'lv-endocardial'
  const outer = outside[inner] ?? 'lv-epicardial'
  const texts = textsNow().contouring
  const endocardium = desk.board.contourOn({ image: place.frame, border: inner })
  if (!endocardium?.closed) {
    desk.inform(texts.noneHere(inner))
    return
  }
  const known = desk.board.contourOn({ image: place.frame, border: outer })
  if (known && !editor.mayChange([known])) return
  const wall = wallBeside(editor, place, inner, outer) ?? usualWall[chamber]
  const [ring] = offset(endocardium.points, wall, sight.pixel)
  if (!ring) return
  const { controls: _, part: __, ...rest } = endocardium
  desk.tellReplacement({ image: place.frame, border: outer })
  editor.setBorder(outer)
  const curve = curveThrough(ring, true, sight.pixel)
  desk.finish([{ ...rest, border: outer, ...curve, origin: 'drawn' }], 'offset')
  desk.inform(texts.offsetBy(wall))
}

/** Mean thickness between two borders of the nearest slice at this phase that has both. */
function wallBeside(
  editor: ContourEditor,
  { stack, slice, phase }: OnScreen,
  inner: Border,
  outer: Border,
): Mm | undefined {
  for (const beside of [slice - 1, slice + 1, slice - 2, slice + 2]) {
    const frame = stack.frames[beside]?.[phase]
    const plane = frame?.facts.plane
    if (!frame || !plane) continue
    const [endo, epi] = [inner, outer].map((border) => editor.desk.board.contourOn({ image: frame, border }))
    if (endo?.closed && epi?.closed) return meanWall(endo, epi, plane)
  }
  return undefined
}

/** Between circles of the areas of both borders. */
const meanWall = (endo: Contour, epi: Contour, pixel: PixelSize): Mm =>
  mm(Math.max(1, radiusOf(epi, pixel) - radiusOf(endo, pixel)))

const radiusOf = ({ points }: Contour, pixel: PixelSize): number =>
  Math.sqrt(polygonArea(points, pixel) / Math.PI)
