/** The volume of a ventricle at every phase that is whole, by the protocol's rule: what filling is read from. */
import { type Measurement, measurement, scoped } from '../measurements/measurement.ts'
import type { Stack } from '../protocol/stack.ts'
import { measured } from '../units/outcome.ts'
import type { VentricleByBoth } from './both-bases.ts'

/** After R, where the headers say so. */
const byHeaders = { method: 'trigger-time/median-over-slices', version: '1' } as const

/** Phases that nobody contoured, or not wholly, are left out: they have no volume and are no candidates for one. */
export function curveMeasurements(
  { phaseTimes = [] }: Pick<Stack, 'phaseTimes'>,
  { chamber, own, readerSlices, planeClipped }: VentricleByBoth,
): readonly Measurement[] {
  const curve = own.base === 'reader-slices' ? readerSlices : planeClipped
  return curve.flatMap(({ phase, cavity, complete }) => {
    if (!complete || !cavity.measured) return []
    const time = phaseTimes[phase]
    return [
      scoped({ phase }, measurement(`${chamber}-volume`, cavity, own.by)),
      ...(chamber === 'lv' && time !== undefined
        ? [scoped({ phase }, measurement('phase-time', measured(time), byHeaders))]
        : []),
    ]
  })
}
