/**
 * What would change a number, and by how much: each choice that a reader makes is made otherwise, one at a time, and
 * the number is measured again by the very rules of the read.
 *
 *   base slice      at ED or at ES one slice less at the base, or the border of the most basal one in the next too
 *   valve plane     the marked ends of the valve half a pixel of their view nearer to the apex or to the base
 *   phase           ED or ES one frame aside, where those frames are contoured
 *   turning point   an atrium's largest, its smallest or that before it contracts one frame aside
 *   contour offset  all borders of one kind half a pixel farther in or out
 *   threshold       one standard deviation of remote myocardium more or less
 *   remote          the border of remote myocardium half a pixel farther in or out
 *   papillaries     counted the other way, where they are contoured
 *
 * A budget adds the half widths of its lines in quadrature, as of errors that know nothing of each other
 * (u² = Σ uᵢ²). It says nothing of what nobody can see in the images. Body size is known to the digits that were
 * entered, so an index varies as its number does and by nothing of its own.
 */
import type { Papillaries } from '../../contours/contour.ts'
import { isMeasured, type Measurement, type QuantityName } from '../../measurements/measurement.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../../units/outcome.ts'

export const uncertaintySources = [
  'base-slice',
  'valve-plane',
  'phase',
  'turning-point',
  'contour-offset',
  'threshold',
  'remote',
  'papillaries',
] as const
export type UncertaintySource = (typeof uncertaintySources)[number]

/** One choice made otherwise. */
export type Variation =
  | 'base-ed-less'
  | 'base-ed-more'
  | 'base-es-less'
  | 'base-es-more'
  | 'valve-to-apex'
  | 'valve-to-base'
  | 'ed-before'
  | 'ed-after'
  | 'es-before'
  | 'es-after'
  | 'largest-before'
  | 'largest-after'
  | 'pre-atrial-before'
  | 'pre-atrial-after'
  | 'smallest-before'
  | 'smallest-after'
  | `${OffsetName}-${'in' | 'out'}`
  | 'threshold-lower'
  | 'threshold-higher'
  | 'papillaries-other'

/** Borders that are moved together. */
export type OffsetName = 'endocardium' | 'epicardium' | 'remote' | 'blood' | 'vessel' | 'region'

/** What was found with one choice made otherwise, or why it cannot be made so. */
export interface MeasuredOtherwise {
  readonly source: UncertaintySource
  readonly variation: Variation
  readonly found: Outcome<readonly Measurement[]>
}

/** Why a frame beside the chosen one cannot be read. @param phase  from 0 */
export const notContoured = (phase: number, phaseCount: number): Unmeasured =>
  unmeasured('no-contours', say('reading/phase-not-contoured', { phase: phase + 1, phaseCount }))

export interface VariedNumber {
  readonly variation: Variation
  /** or why the choice cannot be made otherwise */
  readonly outcome: Outcome<number>
}

export interface BudgetLine {
  readonly source: UncertaintySource
  readonly varied: readonly VariedNumber[]
  /** lowest and highest of the number itself and of those varied; absent where nothing could be varied */
  readonly range?: { readonly low: number; readonly high: number }
}

/** Choices that were made otherwise, of all. */
export type Progress = (done: number, total: number) => void

export interface UncertaintyBudget {
  readonly quantity: QuantityName
  readonly scope?: string
  /** that the number itself is of: one by another rule is another number */
  readonly method: string
  readonly papillaries?: Papillaries
  /** as it is measured */
  readonly value: number
  readonly lines: readonly BudgetLine[]
  /** half widths of the lines in quadrature */
  readonly halfWidth: number
}

/**
 * @param own      as they are measured
 * @param matters  the choices that a number may depend on; none: it has no budget
 * @returns one for each number that is measured
 */
export function budgetsOf(
  own: readonly Measurement[],
  otherwise: readonly MeasuredOtherwise[],
  matters: (m: Measurement) => readonly UncertaintySource[],
): readonly UncertaintyBudget[] {
  const all = otherwise.map(({ source, variation, found }) => ({
    source,
    variation,
    found: found.measured ? measured(new Map(found.value.map((m) => [keyOf(m), m]))) : found,
  }))
  return own.flatMap((m): UncertaintyBudget[] => {
    const sources = matters(m)
    if (!isMeasured(m) || sources.length === 0) return []
    const lines = sources.map((source) => {
      const varied = all
        .filter((one) => one.source === source)
        .map(
          ({ variation, found }): VariedNumber => ({
            variation,
            outcome: found.measured ? outcomeOf(found.value.get(keyOf(m))) : found,
          }),
        )
      return lineOf(source, m.value, varied)
    })
    const { quantity, scope, method, papillaries, value } = m
    return [
      {
        quantity,
        ...(scope === undefined ? {} : { scope }),
        method,
        ...(papillaries === undefined ? {} : { papillaries }),
        value,
        lines,
        halfWidth: Math.sqrt(
          lines.reduce((sum, { range }) => sum + (range ? ((range.high - range.low) / 2) ** 2 : 0), 0),
        ),
      },
    ]
  })
}

const keyOf = ({ quantity, scope }: Measurement): string => `${quantity} ${scope ?? ''}`

function outcomeOf(m: Measurement | undefined): Outcome<number> {
  if (m === undefined) return unmeasured('not-evaluable', say('reading/number-not-found-then'))
  return isMeasured(m) ? measured(m.value) : unmeasured(m.unmeasured, m.detail)
}

function lineOf(source: UncertaintySource, value: number, varied: readonly VariedNumber[]): BudgetLine {
  const numbers = varied.flatMap(({ outcome }) => (outcome.measured ? [outcome.value] : []))
  return numbers.length === 0
    ? { source, varied }
    : { source, varied, range: { low: Math.min(value, ...numbers), high: Math.max(value, ...numbers) } }
}
