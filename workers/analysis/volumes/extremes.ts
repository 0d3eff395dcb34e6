/**
 * End-diastole and end-systole: one phase each for all slices.
 *
 * ED is the largest and ES the smallest volume among the complete phases. Volumes within 1 % are ties: for ED
 * the frame nearest to the R wave counts, for ES the earlier one. What the reader set stands. A phase with
 * fewer slices only because the work is unfinished is never a candidate.
 * @source definitions in ../README.md, "ED and ES"
 */
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type Candidate, candidatesAmong } from './candidates.ts'
import { type PhaseVolume, phaseName } from './phase.ts'

const tie = 0.01

export interface Extremes {
  readonly ed: Outcome<number>
  readonly es: Outcome<number>
}

export interface ChosenPhases {
  readonly ed?: number
  readonly es?: number
}

type Beat = Pick<Stack, 'phaseCount' | 'phaseTimes' | 'rr'>

/** @param chosen  by the reader; phases that the stack does not have are refused */
export function findExtremes(stack: Beat, phases: readonly PhaseVolume[], chosen: ChosenPhases): Extremes {
  const candidates = candidatesAmong(stack, phases)
  const without = (taken: number | undefined) => candidates.phases.filter(({ phase }) => phase !== taken)
  const automatic = (
    others: readonly Candidate[],
    choose: (stack: Beat, candidates: readonly Candidate[]) => number,
    chosenOther: number | undefined,
  ): Outcome<number> =>
    others.length === 0 || (chosenOther === undefined && others.length < 2)
      ? tooFew(stack, phases, candidates.phases)
      : measured(choose(stack, others), candidates.warnings)

  const ed =
    chosen.ed !== undefined ? given(stack, chosen.ed) : automatic(without(chosen.es), largest, chosen.es)
  const taken = ed.measured ? ed.value : undefined
  const es = chosen.es !== undefined ? given(stack, chosen.es) : automatic(without(taken), smallest, taken)
  return { ed, es }
}

/** Why ED and ES are not both there: what is wrong with a phase that was begun, else that too few were. */
function tooFew(stack: Beat, phases: readonly PhaseVolume[], [only]: readonly Candidate[]): Unmeasured {
  for (const { cavity } of phases) if (!cavity.measured && cavity.reason !== 'no-contours') return cavity
  return unmeasured(
    'no-complete-phase',
    only === undefined
      ? say('volumes/no-phase-contoured-marked-base')
      : say('volumes/only-complete-ed-es-need', { phase: phaseName(stack, only.phase) }),
  )
}

const given = (stack: Beat, phase: number): Outcome<number> =>
  phase < stack.phaseCount
    ? measured(phase)
    : unmeasured('no-phases', say('common/phase-chosen', { phase: phase + 1, phases: stack.phaseCount }))

function largest(stack: Beat, candidates: readonly Candidate[]): number {
  const most = Math.max(...candidates.map(({ volume }) => volume))
  const tied = candidates.filter(({ volume }) => volume >= (1 - tie) * most)
  return tied.reduce(
    (best, { phase }) => (fromR(stack, phase) < fromR(stack, best) ? phase : best),
    at(tied, 0).phase,
  )
}

function smallest(_: Beat, candidates: readonly Candidate[]): number {
  const least = Math.min(...candidates.map(({ volume }) => volume))
  return Math.min(...candidates.flatMap(({ phase, volume }) => (volume <= (1 + tie) * least ? [phase] : [])))
}

/** How far a phase is from the nearest R wave: ms, or phases where times are not known. */
function fromR({ phaseCount, phaseTimes, rr }: Beat, phase: number): number {
  if (phaseTimes === undefined || !rr.measured) return Math.min(phase, phaseCount - phase)
  const time = at(phaseTimes, phase)
  return Math.min(Math.abs(time), Math.abs(rr.value.median - time))
}
