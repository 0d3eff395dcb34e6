/** Stacks as rows: what a coordinator reads on the command line and a reader in the series list. */
import { placedAs } from '#analysis/protocol/body-plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { BeatsPerMinute, Mm } from '#analysis/units/units.ts'
import type { MeasuredView, SeriesView } from '#contract/views.ts'

export function seriesView(stack: Stack): SeriesView {
  const [seriesUid = stack.id] = stack.seriesUids
  return {
    seriesUid,
    stack: stack.id,
    role: stack.role,
    ...(stack.description === undefined ? {} : { description: stack.description }),
    ...placedAs(stack),
    ...(stack.component === undefined ? {} : { component: stack.component }),
    motionCorrected: stack.motionCorrected,
    slices: stack.frames.length,
    phases: stack.phaseCount,
    spacing: inUnit<Mm>(stack.spacing, 'mm'),
    ...(stack.thickness === undefined ? {} : { thickness: { value: stack.thickness, unit: 'mm' as const } }),
    rr: stack.rr.measured ? { ...spread(stack.rr.value), unit: 'ms' } : reasonOf(stack.rr),
    heartRate: inUnit<BeatsPerMinute>(stack.heartRate, '/min'),
    gating: stack.gating,
    evidence: stack.evidence,
    warnings: stack.warnings,
  }
}

const inUnit = <T extends number>(outcome: Outcome<T>, unit: string): MeasuredView =>
  outcome.measured ? { value: outcome.value, unit } : reasonOf(outcome)

const reasonOf = ({ reason, detail }: Extract<Outcome<never>, { measured: false }>): MeasuredView =>
  detail === undefined ? { unmeasured: reason } : { unmeasured: reason, detail }

const spread = ({ median, low, high }: { median: number; low: number; high: number }) => ({
  value: median,
  low,
  high,
})
