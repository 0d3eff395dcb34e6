/** An opened contour file as gestures of the read: only what it changes, so that the same file twice is no news. */
import {
  type Chamber,
  type Contour,
  chambers,
  contourKeyOf,
  contourKeyText,
  isComputed,
} from '#analysis/contours/contour.ts'
import { type ContourFile, contoursFromFile, type OpenedContours } from '#analysis/contours/file.ts'
import { type Landmark, landmarkKeyText } from '#analysis/contours/landmark.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { imagesBeyondContours } from '#analysis/reading/completeness.ts'
import { openFileGesture, type ReadEventBody } from '#analysis/reading/events.ts'
import { type ContourRecord, emptyKeyText, type ReadState } from '#analysis/reading/state.ts'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { ReadStudy } from './study.ts'

/** A slice without a chamber: seen by somebody, or taken for granted. */
interface Mark {
  readonly image: ImageKey
  readonly chamber: Chamber
  readonly assumed: boolean
}

/**
 * @param isWhole  the file is the whole read, as by command line: contours, marks and chosen phases that it does
 *                 not have are taken off, and the slices beyond its contours count as without LV, marked as assumed
 * @param reader   who opens it: what nobody has drawn is accepted where this reader did so before. What somebody else
 *                 accepted waits to be looked at
 * @throws Failure 'contour-file-invalid' with every problem of the file
 */
export function gesturesOfFile(
  file: ContourFile,
  state: ReadState,
  { stacks, stack }: ReadStudy,
  isWhole: boolean,
  reader: string,
): ReadEventBody[] {
  const opened = contoursFromFile(file, state.study, stacks)
  const problems = [...opened.problems, ...faultsInPhases(file, stack)]
  if (problems.length > 0) throw new Failure('contour-file-invalid', { problems })
  const beyond = isWhole && stack ? imagesBeyondContours(stack, opened.contours) : []
  const marks = wantedMarks(opened, beyond)
  return [
    ...(isWhole ? unmarking(state, marks) : []),
    ...contourChange(opened.contours, state, isWhole),
    ...acceptance(opened, state, reader),
    ...landmarkChange(opened.landmarks, state, isWhole),
    ...marking(state, marks),
    ...choices(file, state, isWhole),
  ]
}

function wantedMarks({ empty }: OpenedContours, beyond: readonly ImageKey[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const image of beyond) marks.set(emptyKeyText(image, 'lv'), { image, chamber: 'lv', assumed: true })
  for (const { image, chamber } of empty)
    marks.set(emptyKeyText(image, chamber), { image, chamber, assumed: false })
  return marks
}

const isNews = (known: ContourRecord | undefined, contour: Contour): boolean =>
  JSON.stringify(known?.contour) !== JSON.stringify(contour)

function contourChange(contours: readonly Contour[], state: ReadState, isWhole: boolean): ReadEventBody[] {
  const wanted = new Map(contours.map((contour) => [contourKeyText(contourKeyOf(contour)), contour]))
  const set = [...wanted].flatMap(([key, contour]) =>
    isNews(state.contours.get(key), contour) ? [contour] : [],
  )
  const removed = isWhole
    ? [...state.contours].flatMap(([key, { contour }]) => (wanted.has(key) ? [] : [contourKeyOf(contour)]))
    : []
  if (set.length === 0 && removed.length === 0) return []
  return [{ kind: 'contours-changed', set, removed, gesture: openFileGesture }]
}

function acceptance(
  { contours, provenance }: OpenedContours,
  state: ReadState,
  reader: string,
): ReadEventBody[] {
  const wanted = contours.filter((contour) => {
    const known = state.contours.get(contourKeyText(contourKeyOf(contour)))
    const stands = known?.accepted !== undefined && !isNews(known, contour)
    return isComputed(contour) && !stands && provenance.get(contour)?.accepted?.by === reader
  })
  return wanted.length === 0 ? [] : [{ kind: 'contours-accepted', contours: wanted.map(contourKeyOf) }]
}

function landmarkChange(landmarks: readonly Landmark[], state: ReadState, isWhole: boolean): ReadEventBody[] {
  const wanted = new Map(landmarks.map((landmark) => [landmarkKeyText(landmark), landmark]))
  const set = [...wanted].flatMap(([key, landmark]) =>
    JSON.stringify(state.landmarks.get(key)?.landmark) === JSON.stringify(landmark) ? [] : [landmark],
  )
  const removed = isWhole
    ? [...state.landmarks].flatMap(
        ([
          key,
          {
            landmark: { kind, image },
          },
        ]) => (wanted.has(key) ? [] : [{ kind, image }]),
      )
    : []
  if (set.length === 0 && removed.length === 0) return []
  return [{ kind: 'landmarks-changed', set, removed, gesture: openFileGesture }]
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

const phaseNames = ['ed', 'es'] as const

function faultsInPhases({ phases }: ContourFile, stack: ReadStudy['stack']): string[] {
  const count = stack?.phaseCount ?? 0
  return phaseNames.flatMap((which) => {
    const phase = phases?.[which]
    return phase === undefined || phase < count
      ? []
      : [say('library/phase-beyond', { which, phase, phases: count })]
  })
}

/** A file that is the whole read and names no phases leaves them to be found. */
function choices({ papillaries, phases }: ContourFile, state: ReadState, isWhole: boolean): ReadEventBody[] {
  const bodies: ReadEventBody[] = []
  if (papillaries !== state.choices.papillaries) bodies.push({ kind: 'papillaries-chosen', papillaries })
  for (const which of phaseNames) {
    const phase = phases?.[which]
    const chosen = state.choices[which]
    if (phase !== undefined && phase !== chosen) bodies.push({ kind: 'phase-chosen', which, phase })
    if (phase === undefined && chosen !== undefined && isWhole)
      bodies.push({ kind: 'phase-chosen', which, phase: null })
  }
  return bodies
}
