/** What is still undecided in a read: slice by slice, and what keeps it from being signed. */
import { type Chamber, type Contour, chamberOf } from '../contours/contour.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import type { UnmeasuredReason } from '../units/outcome.ts'
import { type EmptyMarks, placesIn } from '../volumes/grid.ts'
import { type PhaseVolume, phaseName } from '../volumes/phase.ts'
import type { LeftVentricle } from '../volumes/ventricle.ts'
import type { ReadState } from './state.ts'

/** Marks of one chamber, by image key. */
export function emptyMarks(state: ReadState, chamber: Chamber = 'lv'): EmptyMarks {
  const marks = new Map<string, { readonly assumed: boolean }>()
  for (const { image, chamber: of, assumed } of state.empty.values())
    if (of === chamber) marks.set(imageKeyText(image), { assumed })
  return marks
}

export interface Blocker {
  readonly what: UnmeasuredReason | 'protocol-item'
  /** of the protocol's checklist */
  readonly item?: string
  /** from 0 */
  readonly slice?: number
  readonly phase?: number
  /** for a person; counts from 1 */
  readonly detail: string
}

/**
 * What keeps a read from being signed: ED or ES not found, slices left open within or beside the contours,
 * contours without area. What no reader can mend (a slice that was never acquired) does not: the number is
 * then signed as unmeasured, with its reason.
 */
export function signingBlockers(
  stack: Pick<Stack, 'frames' | 'phaseCount'>,
  ventricle: Pick<LeftVentricle, 'curve' | 'ed' | 'es'>,
): Blocker[] {
  const { ed, es, curve } = ventricle
  if (ed.measured && es.measured && ed.value === es.value) {
    const detail = say('reading/both-ed-es', { phase: phaseName(stack, ed.value) })
    return [{ what: 'phases-not-chosen', phase: ed.value, detail }]
  }
  const blockers = [ed, es].flatMap((phase): Blocker[] =>
    phase.measured
      ? blockersAt(stack, at(curve, phase.value))
      : [{ what: phase.reason, detail: whyOf(phase) }],
  )
  // neither ED nor ES found is one thing to do, not two
  return blockers.filter(({ detail }, k) => blockers.findIndex((other) => other.detail === detail) === k)
}

/** reasons that only more or other contours can mend */
const mendable: readonly UnmeasuredReason[] = [
  'no-contours',
  'self-intersecting-contour',
  'degenerate-contour',
]

function blockersAt(stack: Pick<Stack, 'frames' | 'phaseCount'>, volume: PhaseVolume): Blocker[] {
  const { phase, open, cavity } = volume
  const name = phaseName(stack, phase)
  const blockers = open.map(
    (slice): Blocker => ({
      what: 'open-slice',
      slice,
      phase,
      detail: say('reading/slice-neither-contoured-nor-marked', {
        slice: slice + 1,
        frames: stack.frames.length,
        name,
      }),
    }),
  )
  if (!cavity.measured && mendable.includes(cavity.reason))
    blockers.push({
      what: cavity.reason,
      phase,
      detail:
        cavity.detail ?? say('common/place-says', { place: name, what: say(`reasons/${cavity.reason}`) }),
    })
  return blockers
}

/**
 * Images that a file of contours says nothing about: at each phase that it contours, the slices beyond its
 * range. By command line they count as without LV, marked as assumed.
 */
export function imagesBeyondContours(
  stack: Pick<Stack, 'frames' | 'phaseCount'>,
  contours: Iterable<Contour>,
  chamber: Chamber = 'lv',
): ImageKey[] {
  const places = placesIn(stack)
  const ranges = new Map<number, { first: number; last: number }>()
  for (const { image, border } of contours) {
    const place = chamberOf(border) === chamber ? places.get(imageKeyText(image)) : undefined
    if (place === undefined) continue
    const [slice, phase] = place
    const range = ranges.get(phase)
    ranges.set(phase, {
      first: Math.min(slice, range?.first ?? slice),
      last: Math.max(slice, range?.last ?? slice),
    })
  }
  return [...ranges].flatMap(([phase, { first, last }]) =>
    stack.frames.flatMap((phases, slice) => {
      const frame = phases[phase]
      if (frame == null || (slice >= first && slice <= last)) return []
      return [{ sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }]
    }),
  )
}
