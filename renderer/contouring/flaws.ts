/** What may be wrong with the contours of an image, in sentences: told while they are drawn, and keeping nobody from it. */
import { type Border, type Contour, chamberOf, mayRepeat } from '#analysis/contours/contour.ts'
import type { Polygon } from '#analysis/contours/polygon.ts'
import { crossesItself, jump, leaves } from '#analysis/contours/shaping/flaws.ts'
import { copyContour } from '#analysis/contours/transform.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import type { Texts } from '../texts/en/en.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { Board } from './board.ts'

/** An image among those of its stack. */
export type PlaceInStack = Pick<OnScreen, 'stack' | 'slice' | 'phase' | 'frame'>

/** Of the image on screen, the most serious first. */
export function flawsOn(
  place: PlaceInStack,
  board: Board,
  { border }: { readonly border: Border },
  texts: Texts['contouring']['flaws'],
): readonly string[] {
  const here = board.contoursOn(place.frame)
  const crossing = here
    .filter(({ points, closed }) => crossesItself(points, closed))
    .map((contour) => texts.crossesItself(contour.border))
  const nested = isWallInsideOut(here) ? [texts.epiInsideEndo] : []
  return [...crossing, ...nested, ...flawsInStack(place, board, border, texts)]
}

function isWallInsideOut(here: readonly Contour[]): boolean {
  const closed = (border: Border): Polygon | undefined =>
    here.find((contour) => contour.border === border && contour.closed)?.points
  return (['lv', 'rv'] as const).some((chamber) => {
    const [inner, outer] = [closed(`${chamber}-endocardial`), closed(`${chamber}-epicardial`)]
    return inner !== undefined && outer !== undefined && leaves(inner, outer)
  })
}

/** What the border in the hand is to its like on other slices at this phase. */
function flawsInStack(
  { stack, slice, phase, frame }: PlaceInStack,
  board: Board,
  border: Border,
  texts: Texts['contouring']['flaws'],
): readonly string[] {
  const plane = frame.facts.plane
  const mine = board.contourOn({ image: frame, border })
  if (!plane || !mine?.closed || mayRepeat(border) || stack.frames.length < 2) return []
  const at = (row: number): StackFrame | null | undefined => stack.frames[row]?.[phase]
  const beside = [slice - 1, slice + 1].flatMap((row) => {
    const image = at(row)
    const other = image?.facts.plane && board.contourOn({ image, border })
    if (!image?.facts.plane || !other?.closed) return []
    return [copyContour(other, image.facts.plane, { image: frame, plane }).points]
  })
  const flaw = jump(mine.points, beside, plane)
  const told: string[] = []
  if (flaw?.kind === 'jump')
    told.push(
      flaw.by === 'place' ? texts.jumpInPlace(border, flaw.distance) : texts.jumpInSize(border, flaw.ratio),
    )
  const missing = slicesBetween(stack.frames.length, slice, (row) => {
    const image = at(row)
    if (!image) return 'none'
    if (board.isDrawn({ image, border })) return 'drawn'
    const chamber = chamberOf(border)
    return chamber && board.isEmpty(image, chamber) ? 'none' : 'open'
  })
  if (missing.length > 0)
    told.push(
      texts.missingSlices(
        border,
        missing.map((row) => row + 1),
      ),
    )
  return told
}

/** Slices without the border between this one and the next that has it, on either side. */
function slicesBetween(
  count: number,
  slice: number,
  stateOf: (slice: number) => 'drawn' | 'open' | 'none',
): number[] {
  const missing: number[] = []
  for (const step of [-1, 1]) {
    const open: number[] = []
    for (let row = slice + step; row >= 0 && row < count; row += step) {
      const state = stateOf(row)
      if (state === 'open') open.push(row)
      if (state !== 'drawn') continue
      missing.push(...open)
      break
    }
  }
  return missing.sort((a, b) => a - b)
}
