/**
 * How far a read has come with what its protocol asks, item by item, with the places that are missing. Nobody is held
 * up by what the study has no images for, nor by anything once it is marked as not evaluable.
 */
import { type Border, chamberOf } from '../../contours/contour.ts'
import type { LandmarkKind } from '../../contours/landmark.ts'
import { imageKeyText } from '../../protocol/facts.ts'
import { linkedPhase, linkViews } from '../../protocol/linking.ts'
import { shortAxisOf } from '../../protocol/short-axis.ts'
import type { SeriesRole, Stack } from '../../protocol/stack.ts'
import { knownScale } from '../../segments/scores.ts'
import { say } from '../../sentences/say.ts'
import { isAdjudication } from '../adjudication/adjudication.ts'
import type { Blocker } from '../completeness.ts'
import { emptyKeyText, type ReadState } from '../state.ts'
import type { ChecklistItem, ContoursItem, LandmarksItem, SegmentsItem } from './items.ts'

/** Where a reader goes to fill a gap; what is not named is all one. */
export interface Missing {
  readonly stack?: Stack
  /** from 0 */
  readonly slice?: number
  readonly phase?: number
  readonly border?: Border
  readonly landmark?: LandmarkKind
  /** by AHA number */
  readonly segment?: number
}

export interface ItemStanding {
  readonly item: ChecklistItem
  /** 'waived': not done, and the reader said why; 'not-here': the study has no images for it */
  readonly state: 'done' | 'open' | 'waived' | 'not-here'
  /** of what can be counted: slices, points, segments */
  readonly done: number
  readonly of: number
  /** in the order of reading */
  readonly missing: readonly Missing[]
  readonly reason?: string
  /** an analysis was made, and what it rests on changed since */
  readonly stale?: boolean
}

export interface ReadToCheck {
  readonly state: ReadState
  readonly stacks: readonly Stack[]
  readonly phases: { readonly ed?: number; readonly es?: number }
  /** whether what the log has of an analysis is of the read as it is */
  readonly isCurrent: (analysis: string) => boolean
}

export function checklistOf(read: ReadToCheck): readonly ItemStanding[] {
  const { choices, protocol } = read.state
  if (choices.notEvaluable !== undefined || isAdjudication(read.state)) return []
  return (protocol.checklist ?? []).map((item) => {
    const found = stands(item, read)
    const reason = choices.waived?.[item.id]
    return found.state === 'open' && item.need === 'reason' && reason !== undefined
      ? { ...found, state: 'waived', reason }
      : found
  })
}

/** What of it keeps the read from being signed. */
export const checklistBlockers = (standings: readonly ItemStanding[]): readonly Blocker[] =>
  standings
    .filter(({ item, state }) => state === 'open' && item.need !== 'wanted')
    .map(({ item, missing }): Blocker => {
      const [first] = missing
      return {
        what: 'protocol-item',
        item: item.id,
        ...(first?.slice === undefined ? {} : { slice: first.slice }),
        ...(first?.phase === undefined ? {} : { phase: first.phase }),
        detail: say(item.need === 'reason' ? 'reading/protocol-asks-or-reason' : 'reading/protocol-asks', {
          item: titleOf(item),
        }),
      }
    })

/** In English, for the log and the command line. */
export function titleOf(item: ChecklistItem): string {
  if (item.title) return item.title.en
  switch (item.kind) {
    case 'contours':
      return say('reading/asks-contours', { borders: item.borders.join(', ') })
    case 'landmarks':
      return item.landmarks.join(', ')
    case 'analysis':
      return say('reading/asks-analysis', { analysis: item.analysis })
    case 'segments':
      return say('reading/asks-scores', { about: item.about })
    case 'grade':
      return say('reading/asks-grade', { grade: item.grade })
    case 'question':
      return say('reading/asks-answer', { en: item.question.en })
  }
}

function stands(item: ChecklistItem, read: ReadToCheck): ItemStanding {
  const { onlyWith } = item
  if (onlyWith && !read.stacks.some(({ role }) => onlyWith.includes(role))) return notHere(item)
  const { choices, analyses } = read.state
  switch (item.kind) {
    case 'contours':
      return onStacks(item, read, (stack) => contoursOn(stack, item, read))
    case 'landmarks':
      return onStacks(item, read, (stack) => landmarksOn(stack, item, read))
    case 'analysis': {
      const made = analyses.has(item.analysis)
      const current = made && read.isCurrent(item.analysis)
      return { ...single(item, current), ...(made && !current ? { stale: true } : {}) }
    }
    case 'segments':
      return segmentsOf(item, read)
    case 'grade':
      return single(item, choices[item.grade] !== undefined)
    case 'question':
      return single(item, choices.answers?.[item.id] !== undefined)
  }
}

const notHere = (item: ChecklistItem): ItemStanding => ({
  item,
  state: 'not-here',
  done: 0,
  of: 0,
  missing: [],
})

const single = (item: ChecklistItem, done: boolean): ItemStanding => ({
  item,
  state: done ? 'done' : 'open',
  done: done ? 1 : 0,
  of: 1,
  missing: done ? [] : [{}],
})

interface Count {
  readonly of: number
  readonly missing: readonly Missing[]
}

/** Of several series of one role the one that most is done on counts: the others were acquired again. */
function onStacks(
  item: ContoursItem | LandmarksItem,
  { stacks }: ReadToCheck,
  count: (stack: Stack) => Count,
): ItemStanding {
  const found = item.roles.flatMap((role) => {
    const counts = ofRole(role, stacks).map(count)
    const [best] = counts.toSorted((a, b) => share(b) - share(a))
    return best ?? []
  })
  if (found.length === 0) return notHere(item)
  const of = found.reduce((sum, one) => sum + one.of, 0)
  const missing = found.flatMap((one) => one.missing)
  return {
    item,
    state: missing.length === 0 ? 'done' : 'open',
    done: Math.max(0, of - missing.length),
    of,
    missing,
  }
}

const share = ({ of, missing }: Count): number => (of === 0 ? 0 : (of - missing.length) / of)

function ofRole(role: SeriesRole, stacks: readonly Stack[]): readonly Stack[] {
  const measured = role === 'cine-sax' ? shortAxisOf(stacks) : undefined
  return measured ? [measured] : stacks.filter((stack) => stack.role === role)
}

/** The phases of a stack at which something is asked; undefined while ED or ES is not known. */
function phasesAsked(
  stack: Stack,
  asked: 'ed' | 'es' | 'both',
  { stacks, phases }: ReadToCheck,
): readonly (number | undefined)[] {
  // what does not beat has one image where the beat has many
  if (stack.axis !== 'phase' || stack.phaseCount === 1) return [0]
  const lead = shortAxisOf(stacks)
  const ends = asked === 'both' ? ([phases.ed, phases.es] as const) : [phases[asked]]
  return ends.map((end) =>
    end === undefined || lead === undefined || lead === stack
      ? end
      : linkedPhase(lead, end, stack, linkViews([lead, stack]).rule),
  )
}

function contoursOn(stack: Stack, item: ContoursItem, read: ReadToCheck): Count {
  const all = item.borders.map((border) => bordersOn(stack, border, item, read))
  return { of: all.reduce((sum, { of }) => sum + of, 0), missing: all.flatMap(({ missing }) => missing) }
}

function bordersOn(stack: Stack, border: Border, item: ContoursItem, read: ReadToCheck): Count {
  const { slices: asked, phases } = item
  const { drawn, empty } = marksOn(read.state, border)
  const at = (slice: number, phase: number): 'drawn' | 'empty' | 'open' | undefined => {
    const frame = stack.frames[slice]?.[phase]
    if (!frame) return undefined
    if (drawn.has(imageKeyText(frame))) return 'drawn'
    return empty(frame) ? 'empty' : 'open'
  }
  const slices = stack.frames.map((_, slice) => slice)
  if (phases === 'any') {
    const anywhere = slices.filter((slice) =>
      stack.frames[slice]?.some((_, phase) => at(slice, phase) === 'drawn'),
    )
    if (asked === 'any') return anywhere.length > 0 ? done : { of: 1, missing: [{ stack, border }] }
    const open = slices.filter(
      (slice) =>
        !anywhere.includes(slice) &&
        isAsked(slice, anywhere, asked) &&
        !stack.frames[slice]?.every((frame, phase) => !frame || at(slice, phase) === 'empty'),
    )
    return counted(
      anywhere.length + open.length,
      open.map((slice) => ({ stack, slice, border })),
      { stack, border },
    )
  }
  const counts = phasesAsked(stack, phases, read).map((phase): Count => {
    if (phase === undefined) return { of: 1, missing: [{ stack, border }] }
    const state = new Map(slices.map((slice) => [slice, at(slice, phase)]))
    const there = slices.filter((slice) => state.get(slice) === 'drawn')
    if (asked === 'any') return there.length > 0 ? done : { of: 1, missing: [{ stack, phase, border }] }
    const open = slices.filter((slice) => state.get(slice) === 'open' && isAsked(slice, there, asked))
    const decided = slices.filter(
      (slice) => state.get(slice) === 'drawn' || (asked === 'decided' && state.get(slice) === 'empty'),
    )
    return counted(
      decided.length + open.length,
      open.map((slice) => ({ stack, slice, phase, border })),
      { stack, phase, border },
    )
  })
  return {
    of: counts.reduce((sum, { of }) => sum + of, 0),
    missing: counts.flatMap(({ missing }) => missing),
  }
}

const done: Count = { of: 1, missing: [] }

/** Where nothing is drawn there is at least one thing to do. */
const counted = (of: number, missing: readonly Missing[], first: Missing): Count =>
  of === 0 ? { of: 1, missing: [first] } : { of, missing }

function isAsked(slice: number, drawn: readonly number[], asked: 'decided' | 'between'): boolean {
  if (asked === 'decided') return true
  const [first, last] = [drawn[0], drawn.at(-1)]
  return first !== undefined && last !== undefined && slice > first && slice < last
}

function marksOn(state: ReadState, border: Border) {
  const drawn = new Set<string>()
  for (const { contour } of state.contours.values())
    if (contour.border === border) drawn.add(imageKeyText(contour.image))
  const chamber = chamberOf(border)
  const empty = (image: Parameters<typeof emptyKeyText>[0]): boolean =>
    chamber !== undefined && state.empty.has(emptyKeyText(image, chamber))
  return { drawn, empty }
}

function landmarksOn(stack: Stack, item: LandmarksItem, read: ReadToCheck): Count {
  const placed = new Map<string, Set<string>>()
  for (const { landmark } of read.state.landmarks.values())
    placed.set(landmark.kind, (placed.get(landmark.kind) ?? new Set()).add(imageKeyText(landmark.image)))
  const isPlaced = (kind: LandmarkKind, phase: number | undefined): boolean =>
    stack.frames.some((frames) =>
      frames.some(
        (frame, k) =>
          frame && (phase === undefined || k === phase) && placed.get(kind)?.has(imageKeyText(frame)),
      ),
    )
  const phases = item.phases === 'any' ? [undefined] : phasesAsked(stack, item.phases, read)
  const wanted = phases.flatMap((phase) => item.landmarks.map((landmark) => ({ phase, landmark })))
  const known = (phase: number | undefined): boolean => item.phases === 'any' || phase !== undefined
  const missing = wanted.filter(({ phase, landmark }) => !known(phase) || !isPlaced(landmark, phase))
  return {
    of: wanted.length,
    missing: missing.map(({ phase, landmark }) => ({
      stack,
      landmark,
      ...(phase === undefined ? {} : { phase }),
    })),
  }
}

/** On the protocol's scale where it fixes one, else on any that is about it. */
function segmentsOf(item: SegmentsItem, { state }: ReadToCheck): ItemStanding {
  const { motionScale } = state.protocol
  const fixed = item.about === 'wall-motion' ? motionScale : undefined
  const scored = new Set(
    (state.choices.scores ?? [])
      .filter(({ scale }) =>
        fixed === undefined
          ? knownScale(scale)?.about === item.about
          : scale.name === fixed.name && scale.version === fixed.version,
      )
      .map(({ segment }) => segment),
  )
  const missing = item.segments.filter((segment) => !scored.has(segment))
  return {
    item,
    state: missing.length === 0 ? 'done' : 'open',
    done: item.segments.length - missing.length,
    of: item.segments.length,
    missing: missing.map((segment) => ({ segment })),
  }
}
