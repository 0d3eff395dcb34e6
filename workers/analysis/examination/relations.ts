/** What the flows of an examination and its ventricles say together. */
import type { FlowResult } from '../flow/flow.ts'
import { consistencyTolerance, flowRelations, type VesselVolumes } from '../flow/relations.ts'
import { isMeasured, type Measurement, type QuantityName } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ml, ml } from '../units/units.ts'
import type { Volumes } from '../volumes/volumes.ts'
import type { Findings } from './examination.ts'
import { aorta, pulmonaryArtery } from './flow.ts'

const relationsMethod = { method: 'flow-relations', version: '1' } as const

export interface FlowRelations extends Findings {
  readonly options: {
    /** vessel whose flow stands for the body, and for the lungs; absent where none was measured */
    readonly systemic?: string
    readonly pulmonary?: string
    /** % */
    readonly consistencyTolerance: number
  }
}

export interface VesselFlow {
  readonly vessel: string
  readonly outcome: Outcome<FlowResult>
}

/**
 * Stroke volumes are those of the protocol's base rule. Of two flows through one vessel the first is taken.
 * @returns unmeasured 'no-partner' where neither the aorta nor the pulmonary artery was examined
 */
export function runFlowRelations(
  flows: readonly VesselFlow[],
  volumes: Outcome<Volumes>,
): Outcome<FlowRelations> {
  const systemic = flows.find(({ vessel }) => vessel === aorta)
  const pulmonary = flows.find(({ vessel }) => vessel === pulmonaryArtery)
  if (systemic === undefined && pulmonary === undefined)
    return unmeasured('no-partner', say('study/no-series-named-aorta-pulmonary'))
  const measurements = flowRelations({
    ...(systemic === undefined ? {} : { aorta: volumesThrough(systemic) }),
    ...(pulmonary === undefined ? {} : { pulmonary: volumesThrough(pulmonary) }),
    lvsv: strokeOf(volumes, 'lv-sv'),
    rvsv: strokeOf(volumes, 'rv-sv'),
  })
  return measured({
    ...relationsMethod,
    options: {
      ...(systemic === undefined ? {} : { systemic: systemic.vessel }),
      ...(pulmonary === undefined ? {} : { pulmonary: pulmonary.vessel }),
      consistencyTolerance,
    },
    measurements,
    warnings: flows.flatMap(({ vessel }) =>
      [aorta, pulmonaryArtery].some((name) => vessel.startsWith(`${name}-`))
        ? [say('study/second-flow-through-same-vessel', { vessel })]
        : [],
    ),
  })
}

function volumesThrough({ vessel, outcome }: VesselFlow): VesselVolumes {
  if (!outcome.measured) return { forward: outcome, net: outcome }
  const { measurements } = outcome.value
  const scope = `region:${vessel}`
  return {
    forward: volumeIn(measurements, 'flow-forward', scope),
    net: volumeIn(measurements, 'flow-net', scope),
  }
}

const strokeOf = (volumes: Outcome<Volumes>, quantity: QuantityName): Outcome<Ml> =>
  volumes.measured ? volumeIn(volumes.value.measurements, quantity) : volumes

function volumeIn(measurements: readonly Measurement[], quantity: QuantityName, scope?: string): Outcome<Ml> {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (found === undefined) return unmeasured('no-contours', say('study/not-among-measurements', { quantity }))
  return isMeasured(found)
    ? measured(ml(found.value), found.warnings)
    : unmeasured(found.unmeasured, found.detail)
}
