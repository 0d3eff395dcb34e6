/** Contours carried to another slice or phase, through patient space. What is there already stays. */
import {
  type Border,
  type Chamber,
  type Contour,
  chamberOf,
  contourKeyText,
} from '#analysis/contours/contour.ts'
import { copyContour } from '#analysis/contours/transform.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { textsNow } from '../../texts/texts.ts'
import type { OnScreen } from '../../viewport/viewport-surface.ts'
import type { Board } from '../board.ts'
import type { ContourEditor } from '../contour-editor.ts'
import { keyOf } from '../desk.ts'

const copyDirections = ['next-slice', 'previous-slice', 'next-phase', 'previous-phase'] as const
export type CopyDirection = (typeof copyDirections)[number]

/** Copies what was picked out, or all of this image, to a neighbour that has none of it, and goes there. */
export function copyTo(editor: ContourEditor, direction: CopyDirection): void {
  const { place, desk } = editor
  if (!place || isLocked(editor)) return
  const texts = textsNow().contouring
  const here = chosenHere(editor)
  if (here.length === 0) {
    desk.warn(texts.nothingToCopy)
    return
  }
  const to = neighbour(place, direction)
  const frame = to && place.stack.frames[to.slice]?.[to.phase]
  if (!to || !frame) {
    desk.warn(texts.noImageThere)
    return
  }
  const { copies, marked, kept } = copiesOn(frame, place.frame, here, desk.board)
  if (copies.length === 0) {
    desk.warn(marked ? texts.thereMarkedEmpty(marked) : texts.thereAlready)
    return
  }
  desk.finish(copies, `copy-to-${direction}`)
  if (kept.length > 0) desk.inform(texts.kept(kept))
  desk.handlers.onGo?.(to)
}

/** Copies the contours of one phase to another on all slices: from end-diastole, to begin end-systole with. */
export function copyPhase(editor: ContourEditor, from: number, to: number): void {
  const { place, desk } = editor
  if (!place || isLocked(editor)) return
  const { selected } = editor.get()
  const wanted = selected.size > 0 ? new Set(chosenHere(editor).map(({ border }) => border)) : undefined
  const copies = place.stack.frames.flatMap((phases) => {
    const [source, target] = [phases[from], phases[to]]
    if (!source || !target) return []
    const contours = desk.board.contoursOn(source).filter(({ border }) => wanted?.has(border) ?? true)
    return copiesOn(target, source, contours, desk.board).copies
  })
  const texts = textsNow().contouring
  if (copies.length === 0) {
    desk.warn(texts.nothingToMirror)
    return
  }
  desk.finish(copies, 'copy-to-es')
  desk.inform(texts.mirrored(copies.length))
}

/** Those of this image that were picked out, or all. */
function chosenHere(editor: ContourEditor): readonly Contour[] {
  const { selected } = editor.get()
  const here = editor.contoursHere
  const picked = here.filter((contour) => selected.has(contourKeyText(contour)))
  return picked.length > 0 ? picked : here
}

function isLocked(editor: ContourEditor): boolean {
  return !editor.mayChange([])
}

interface Copies {
  readonly copies: readonly Contour[]
  /** the chamber whose contours an image cannot take, being marked as without it */
  readonly marked: Chamber | undefined
  /** borders that it had already */
  readonly kept: readonly Border[]
}

function copiesOn(to: StackFrame, from: StackFrame, contours: readonly Contour[], board: Board): Copies {
  const [plane, target] = [from.facts.plane, to.facts.plane]
  if (!plane || !target) return { copies: [], marked: undefined, kept: [] }
  const isTaken = (contour: Contour): boolean => board.isDrawn({ ...contour, image: to })
  const markOf = ({ border }: Contour): Chamber | undefined => {
    const chamber = chamberOf(border)
    return chamber && board.isEmpty(to, chamber) ? chamber : undefined
  }
  const fresh = contours.filter((contour) => !isTaken(contour))
  return {
    copies: fresh
      .filter((contour) => markOf(contour) === undefined)
      .map((contour) => copyContour(contour, plane, { image: keyOf(to), plane: target })),
    marked: fresh.map(markOf).find((chamber) => chamber !== undefined),
    kept: [...new Set(contours.filter(isTaken).map(({ border }) => border))],
  }
}

/** Slices end at base and apex; phases go round. */
function neighbour(
  { slice, phase, stack }: OnScreen,
  direction: CopyDirection,
): { slice: number; phase: number } | undefined {
  const { phaseCount } = stack
  switch (direction) {
    case 'next-slice':
      return slice + 1 < stack.frames.length ? { slice: slice + 1, phase } : undefined
    case 'previous-slice':
      return slice > 0 ? { slice: slice - 1, phase } : undefined
    case 'next-phase':
      return phaseCount > 1 ? { slice, phase: (phase + 1) % phaseCount } : undefined
    case 'previous-phase':
      return phaseCount > 1 ? { slice, phase: (phase + phaseCount - 1) % phaseCount } : undefined
  }
}
