/** The aortic root of a synthetic examination, as its phase-contrast pictures and exact borders reach the measurement. */
import type { FlowInput } from '#analysis/flow/input.ts'
import { type FlowOptions, type FlowTruth, flowTruth } from '#analysis/phantom/aortic-flow.ts'
import { phantomSeries } from '#analysis/phantom/examination.ts'
import { acquisitionOf, heartOf, type PhantomOptions } from '#analysis/phantom/options.ts'
import { pictureBorders } from '#analysis/phantom/picture-borders.ts'
import { renderedSeries } from '#analysis/phantom/rendered.ts'
import { cmPerS } from '#analysis/units/units.ts'

export interface SyntheticAorta {
  readonly input: FlowInput
  readonly truth: FlowTruth
}

/** A normal heart at full resolution, velocities stored as Siemens does. */
export function syntheticAorta(flow: FlowOptions): SyntheticAorta {
  const options: PhantomOptions = {
    preset: 'normal',
    seed: 31,
    examination: 'whole',
    vendor: 'siemens',
    flow,
  }
  const { rr } = acquisitionOf(options)
  const series = phantomSeries(options).find(({ role }) => role === 'flow-phase')
  if (series === undefined) throw new Error('a whole examination has phase contrast')
  const magnitudes = renderedSeries(options, 'flow-magnitude')
  const phases = renderedSeries(options, 'flow-phase')
  return {
    truth: flowTruth(heartOf(options), flow, acquisitionOf(options)),
    input: {
      vessel: 'aorta',
      phases: phases.map((image, phase) => {
        const magnitude = magnitudes[phase]
        return { image, time: image.attributes.triggerTime, ...(magnitude ? { magnitude } : {}) }
      }),
      contours: phases.map((_, phase) => ({
        phase,
        points: pictureBorders(options, series, 0, phase).borders[0]?.points ?? [],
      })),
      venc: flow.venc ?? cmPerS(150),
      rr,
      gating: 'retrospective',
      manufacturer: 'SIEMENS',
    },
  }
}
