/**
 * Which phases may be ED or ES: those that are complete.
 *
 * Slices beyond the contours of a file count as without LV though nobody looked. A phase that somebody left
 * half way then looks complete too, is the smallest of all, and would pass for ES. Such a phase is told by the
 * slices that it does have: it lacks some that another phase has and is not the smaller one where both have one.
 * @source definitions in ../README.md, "ED and ES"
 */
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { type PhaseVolume, phaseName } from './phase.ts'

export interface Candidate {
  readonly phase: number
  /** mL */
  readonly volume: number
}

export interface Candidates {
  readonly phases: readonly Candidate[]
  /** begun phases that were left out, and why */
  readonly warnings: readonly string[]
}

type Beat = Pick<Stack, 'phaseCount'>

/** @param curve  one entry a phase */
export function candidatesAmong(stack: Beat, curve: readonly PhaseVolume[]): Candidates {
  const complete = curve.flatMap((volume): CompletePhase[] =>
    volume.complete && volume.cavity.measured
      ? [{ phase: volume.phase, volume: volume.cavity.value, assumed: volume.assumed, areas: areas(volume) }]
      : [],
  )
  const finished = complete.filter((one) => !complete.some((other) => isUnfinishedBeside(one, other, stack)))
  // of two phases one is ED and one ES, whatever they look like
  const taken = finished.length < 2 ? complete : finished
  const takenPhases = new Set(taken.map(({ phase }) => phase))
  return {
    phases: taken.map(({ phase, volume }) => ({ phase, volume })),
    warnings: curve.flatMap((volume) => {
      const why = takenPhases.has(volume.phase) ? undefined : whyLeftOut(volume)
      return why === undefined
        ? []
        : [say('volumes/left-out-search-ed-es', { phase: phaseName(stack, volume.phase), why })]
    }),
  }
}

/** Nothing is said of a phase that was not begun, or that only waits for the slices beside it. */
function whyLeftOut({ cavity, complete }: PhaseVolume): string | undefined {
  if (complete) return say('volumes/holds-less-only-because-fewer')
  if (cavity.measured || cavity.reason === 'no-contours') return undefined
  return whyOf(cavity)
}

/** no heart leaves so many slices from one phase to the next, and base and apex together give up fewer */
const tooManyToLeave = 3
/** where one or two slices are lacking, as base and apex do at ES: the rest must be larger by this much */
const clearlyLarger = 1.1

interface CompletePhase extends Candidate {
  readonly assumed: readonly number[]
  /** mm² of cavity as drawn, by slice */
  readonly areas: ReadonlyMap<number, number>
}

function isUnfinishedBeside(
  { phase, volume, assumed, areas: own }: CompletePhase,
  { phase: otherPhase, volume: otherVolume, areas: others }: CompletePhase,
  { phaseCount }: Beat,
): boolean {
  if (volume >= otherVolume) return false
  const lacking = [...others.keys()].filter((slice) => !own.has(slice))
  const isPartOfOther = [...own.keys()].every((slice) => others.has(slice))
  if (!isPartOfOther || lacking.length === 0) return false
  if (!lacking.every((slice) => assumed.includes(slice))) return false
  const shared = [...own.keys()].reduce((sum, slice) => sum + (others.get(slice) ?? 0), 0)
  const total = [...own.values()].reduce((sum, area) => sum + area, 0)
  if (lacking.length < tooManyToLeave) return total > clearlyLarger * shared
  const apart = Math.abs(phase - otherPhase)
  return total >= shared || Math.min(apart, phaseCount - apart) === 1
}

const areas = ({ slices }: PhaseVolume): Map<number, number> =>
  new Map(
    slices.flatMap(({ slice, endocardial }) =>
      endocardial === undefined ? [] : [[slice, endocardial] as const],
    ),
  )
