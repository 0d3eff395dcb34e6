/** An opened contour file as gestures of the read: only what it changes, so that the same file twice is no news. */
import {
  type Chamber,
  type Contour,
  chambers,
  contourKeyOf,
  contourKeyText,
} from '#analysis/contours/contour.ts'
import { type ContourFile, contoursFromFile, type OpenedContours } from '#analysis/contours/file.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { imagesBeyondContours } from '#analysis/reading/completeness.ts'
import { openFileGesture, type ReadEventBody } from '#analysis/reading/events.ts'
import { emptyKeyText, type ReadState } from '#analysis/reading/state.ts'
import { Failure } from '#contract/faults.ts'
import type { ReadStudy } from './study.ts'

/** A slice without a chamber: seen by somebody, or taken for granted. */
interface Mark {
  readonly image: ImageKey
  readonly chamber: Chamber
  readonly assumed: boolean
}

/**
 * @param isWhole  the file is the whole read, as by command line: contours and marks that it does not have are
 *                 taken off, and the slices beyond its contours count as without LV, marked as assumed
 * @throws Failure 'contour-file-invalid' with every problem of the file
 */
export function gesturesOfFile(
  file: ContourFile,
  state: ReadState,
  { stacks, stack }: ReadStudy,
  isWhole: boolean,
): ReadEventBody[] {
  const opened = contoursFromFile(file, state.study, stacks)
  if (opened.problems.length > 0)
    throw new Failure('contour-file-invalid', { problems: [...opened.problems] })
  const beyond = isWhole && stack ? imagesBeyondContours(stack, opened.contours) : []
  const marks = wantedMarks(opened, beyond)
  return [
    ...(isWhole ? unmarking(state, marks) : []),
    ...contourChange(opened.contours, state, isWhole),
    ...marking(state, marks),
    ...choices(file, state),
  ]
}

function wantedMarks({ empty }: OpenedContours, beyond: readonly ImageKey[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const image of beyond) marks.set(emptyKeyText(image, 'lv'), { image, chamber: 'lv', assumed: true })
  for (const { image, chamber } of empty)
    marks.set(emptyKeyText(image, chamber), { image, chamber, assumed: false })
  return marks
}

function contourChange(contours: readonly Contour[], state: ReadState, isWhole: boolean): ReadEventBody[] {
  const wanted = new Map(contours.map((contour) => [contourKeyText(contourKeyOf(contour)), contour]))
  const isNews = (key: string, contour: Contour): boolean =>
    JSON.stringify(state.contours.get(key)?.contour) !== JSON.stringify(contour)
  const set = [...wanted].flatMap(([key, contour]) => (isNews(key, contour) ? [contour] : []))
  const removed = isWhole
    ? [...state.contours].flatMap(([key, { contour }]) => (wanted.has(key) ? [] : [contourKeyOf(contour)]))
    : []
  if (set.length === 0 && removed.length === 0) return []
  return [{ kind: 'contours-changed', set, removed, gesture: openFileGesture }]
}

function marking(state: ReadState, wanted: ReadonlyMap<string, Mark>): ReadEventBody[] {
  const news = [...wanted].flatMap(([key, mark]) =>
    state.empty.get(key)?.assumed === mark.assumed ? [] : [mark],
  )
  return chambers.flatMap((chamber) =>
    [false, true].flatMap((assumed): ReadEventBody[] => {
      const images = news
        .filter((mark) => mark.chamber === chamber && mark.assumed === assumed)
        .map(({ image }) => image)
      if (images.length === 0) return []
      return [{ kind: 'slices-marked', chamber, images, empty: true, ...(assumed ? { assumed } : {}) }]
    }),
  )
}

function unmarking(state: ReadState, wanted: ReadonlyMap<string, Mark>): ReadEventBody[] {
  const gone = [...state.empty].flatMap(([key, mark]) => (wanted.has(key) ? [] : [mark]))
  return chambers.flatMap((chamber): ReadEventBody[] => {
    const images = gone.filter((mark) => mark.chamber === chamber).map(({ image }) => image)
    return images.length === 0 ? [] : [{ kind: 'slices-marked', chamber, images, empty: false }]
  })
}

function choices({ papillaries, phases }: ContourFile, state: ReadState): ReadEventBody[] {
  const bodies: ReadEventBody[] = []
  if (papillaries !== state.choices.papillaries) bodies.push({ kind: 'papillaries-chosen', papillaries })
  for (const which of ['ed', 'es'] as const) {
    const phase = phases?.[which]
    if (phase !== undefined && phase !== state.choices[which])
      bodies.push({ kind: 'phase-chosen', which, phase })
  }
  return bodies
}
