/**
 * One ventricle by both base rules. The protocol's rule finds ED and ES and gives the numbers; the other is computed
 * at the same phases, labelled, and never put in its place.
 */
import type { Chamber, Contour, Papillaries } from '../contours/contour.ts'
import type { Measurement, Method } from '../measurements/measurement.ts'
import { isMeasured, scoped } from '../measurements/measurement.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import type { Outcome } from '../units/outcome.ts'
import { type Amounts, amountMeasurements, amountsOf, indexMeasurements } from './amounts.ts'
import type { ApexRule } from './apex.ts'
import type { BodySurface } from './body-size.ts'
import { type ClippedPhase, clippedPhase, type LongAxisPoints, type OutflowRule } from './clipped.ts'
import { type ChosenPhases, type Extremes, findExtremes } from './extremes.ts'
import { arrange, type EmptyMarks, type Grid } from './grid.ts'
import { type BaseRule, planeClipped, readerSlices } from './methods.ts'
import { type PhaseVolume, phaseName, phaseVolume } from './phase.ts'
import { suspicions } from './suspicion.ts'
import { stackAxes } from './valve-plane.ts'

export interface VentricleInput {
  readonly chamber: Chamber
  readonly stack: Stack
  readonly contours: Iterable<Contour>
  readonly empty: EmptyMarks
  /** by phase of the stack; a phase without entry has no points */
  readonly longAxis: readonly (LongAxisPoints | undefined)[]
}

export interface VentricleRules {
  readonly base: BaseRule
  readonly papillaries: Papillaries
  readonly outflow: OutflowRule
  readonly apex: ApexRule
  readonly chosen: ChosenPhases
}

/** One ventricle by one base rule and one papillary convention. */
export interface VentricleByRule {
  readonly base: BaseRule
  readonly papillaries: Papillaries
  readonly by: Method
  readonly amounts: Amounts
}

export interface VentricleByBoth extends Extremes {
  readonly chamber: Chamber
  /** contours at ED and ES that a person should look at */
  readonly suspicions: readonly string[]
  readonly readerSlices: readonly PhaseVolume[]
  readonly planeClipped: readonly ClippedPhase[]
  /** by the protocol's rule and convention */
  readonly own: VentricleByRule
  /** by the other rule, by the other convention, by both; conventions only where papillaries are contoured */
  readonly beside: readonly VentricleByRule[]
}

export function ventricleByBoth(input: VentricleInput, rules: VentricleRules): VentricleByBoth {
  const { chamber, stack } = input
  const { base, papillaries } = rules
  const grid = arrange(stack, input.contours, input.empty, chamber)
  const summed = (convention: Papillaries): readonly PhaseVolume[] =>
    grid.map((_, phase) => phaseVolume(stack, grid, phase, convention, chamber))
  const slices = summed(papillaries)
  const clipped = clip(input, rules, grid, slices, papillaries)
  const curves = { 'reader-slices': slices, 'plane-clipped': clipped }
  const extremes = findExtremes(stack, curves[base], rules.chosen)
  const assumed = input.longAxis.some((points) => points?.squareTo) ? ['valve-square-to-view'] : []
  const by = (rule: BaseRule, convention: Papillaries): Method =>
    rule === 'reader-slices'
      ? readerSlices(convention)
      : planeClipped(convention, rules.outflow, rules.apex, ...assumed)
  const ruled = (
    rule: BaseRule,
    convention: Papillaries,
    curve: readonly PhaseVolume[],
  ): VentricleByRule => ({
    base: rule,
    papillaries: convention,
    by: by(rule, convention),
    amounts: amountsOf(stack, curve, extremes, chamber),
  })
  const otherBase = base === 'reader-slices' ? 'plane-clipped' : 'reader-slices'
  const read = [extremes.ed, extremes.es].flatMap((phase) => (phase.measured ? [phase.value] : []))
  const beside = [ruled(otherBase, papillaries, curves[otherBase])]
  if (read.some((phase) => at(slices, phase).papillaries)) {
    const convention = papillaries === 'cavity' ? 'mass' : 'cavity'
    const again = slices.map((volume) =>
      read.includes(volume.phase) ? phaseVolume(stack, grid, volume.phase, convention, chamber) : volume,
    )
    const other = { 'reader-slices': again, 'plane-clipped': clip(input, rules, grid, again, convention) }
    beside.push(ruled(base, convention, other[base]), ruled(otherBase, convention, other[otherBase]))
  }
  return {
    chamber,
    suspicions: suspicious(stack, grid, extremes),
    ...extremes,
    readerSlices: slices,
    planeClipped: clipped,
    own: ruled(base, papillaries, curves[base]),
    beside,
  }
}

function suspicious(stack: Stack, grid: Grid, { ed, es }: Extremes): string[] {
  const phases = [ed, es].flatMap((phase) => (phase.measured ? [phase.value] : []))
  return [...new Set(phases)].flatMap((phase) =>
    suspicions(at(grid, phase)).map((said) =>
      say('volumes/phase-says', { phase: phaseName(stack, phase), said }),
    ),
  )
}

function clip(
  { stack, longAxis, chamber }: VentricleInput,
  { outflow, apex }: VentricleRules,
  grid: Grid,
  slices: readonly PhaseVolume[],
  papillaries: Papillaries,
): readonly ClippedPhase[] {
  const axes = stackAxes(stack)
  return slices.map((volume): ClippedPhase => {
    if (!axes.measured)
      return { ...volume, cavity: axes, wall: axes, mass: axes, complete: false, valve: axes, atStake: [] }
    const points = longAxis[volume.phase] ?? { valve: [] }
    return clippedPhase(stack, axes.value, grid, volume, points, { outflow, apex, papillaries, chamber })
  })
}

/** The numbers of a ventricle: the protocol's without a scope, those beside it each with its method. */
export function ventricleMeasurements(
  { chamber, own, beside }: VentricleByBoth,
  body: Outcome<BodySurface>,
): readonly Measurement[] {
  const all = ({ amounts, by }: VentricleByRule): readonly Measurement[] =>
    [...amountMeasurements(chamber, amounts, by), ...indexMeasurements(chamber, amounts, body, by)].filter(
      (m) => chamber === 'lv' || isMeasured(m) || !m.quantity.startsWith('rv-mass'),
    )
  return [
    ...all(own),
    ...beside.flatMap((other) =>
      all(other).map((m) => scoped({ method: `${other.base}/${other.papillaries}` }, m)),
    ),
  ]
}
