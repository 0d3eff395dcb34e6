/**
 * What two flows, or a flow and a ventricle, say together.
 *
 *   Qp/Qs = net pulmonary / net aortic
 *   mitral regurgitant volume = LVSV − aortic forward          fraction of LVSV
 *   tricuspid regurgitant volume = RVSV − pulmonary forward    fraction of RVSV
 *
 * Forward, not net: what the aortic valve lets back was part of the stroke.
 *
 * @source  Zoghbi 2017, doi:10.1016/j.echo.2017.01.007, section on CMR, for the indirect method
 */
import { type Measurement, measurement, type QuantityName } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { combined, measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ml } from '../units/units.ts'
import { flowRatio, volumeDifference } from './methods.ts'

export interface VesselVolumes {
  readonly forward: Outcome<Ml>
  readonly net: Outcome<Ml>
}

export interface FlowRelationsInput {
  readonly aorta?: VesselVolumes
  readonly pulmonary?: VesselVolumes
  /** of the left and the right ventricle, by volumes */
  readonly lvsv?: Outcome<Ml>
  readonly rvsv?: Outcome<Ml>
}

/** % that a ventricle and its vessel may differ by without a shunt or a leak, as in the reproducibility of either */
export const consistencyTolerance = 10

/** One of each, measured or with the reason why not: 'no-partner' where one of the two was not examined. */
export function flowRelations({ aorta, pulmonary, lvsv, rvsv }: FlowRelationsInput): Measurement[] {
  return [
    measurement(
      'qp-qs',
      paired(pulmonary?.net, aorta?.net, say('flow/pulmonary-aortic-flow'), (qp, qs) =>
        qp > 0 && qs > 0
          ? measured(qp / qs)
          : unmeasured('out-of-range', say('flow/net-flows-ml-no-ratio', { qp, qs })),
      ),
      flowRatio,
    ),
    ...beside('mitral-rvol', 'mitral-rf', 'lvsv-ao-diff', lvsv, aorta?.forward, [
      'LVSV',
      say('flow/aortic-flow'),
    ]),
    ...beside('tricuspid-rvol', 'tricuspid-rf', 'rvsv-pa-diff', rvsv, pulmonary?.forward, [
      'RVSV',
      say('flow/pulmonary-flow'),
    ]),
  ]
}

function beside(
  volume: QuantityName,
  fraction: QuantityName,
  difference: QuantityName,
  stroke: Outcome<Ml> | undefined,
  forward: Outcome<Ml> | undefined,
  [ventricle, vessel]: readonly [string, string],
): Measurement[] {
  const of = (read: (stroke: number, forward: number) => number): Outcome<number> =>
    paired(stroke, forward, say('flow/ventricle-vessel', { ventricle, vessel }), (sv, out) =>
      sv > 0 && out > 0
        ? measured(
            read(sv, out),
            sv < out ? [say('flow/ml-less-what-leaves-check', { ventricle, out: out - sv })] : [],
          )
        : unmeasured('out-of-range', say('flow/volumes-ml', { sv, out })),
    )
  const apart = of((sv, out) => (200 * (sv - out)) / (sv + out))
  const beyond =
    apart.measured && Math.abs(apart.value) > consistencyTolerance
      ? [say('flow/forward-flow-differ-more-leak', { ventricle, consistencyTolerance })]
      : []
  return [
    measurement(
      volume,
      of((sv, out) => sv - out),
      volumeDifference,
    ),
    measurement(
      fraction,
      of((sv, out) => (100 * (sv - out)) / sv),
      volumeDifference,
    ),
    measurement(difference, apart, volumeDifference, beyond),
  ]
}

function paired(
  a: Outcome<Ml> | undefined,
  b: Outcome<Ml> | undefined,
  needed: string,
  make: (a: number, b: number) => Outcome<number>,
): Outcome<number> {
  if (a === undefined || b === undefined)
    return unmeasured('no-partner', say('flow/flows-needed', { needed }))
  return combined(a, b, make)
}
