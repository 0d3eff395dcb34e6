/** The filling of a ventricle by the curve of the protocol's base rule. */
import { type Measurement, measurement, type QuantityName } from '../../measurements/measurement.ts'
import type { Stack } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { combined, measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import type { VentricleByBoth } from '../both-bases.ts'
import { curveOf } from '../methods.ts'
import { type Filling, noFilling, normalisedRate, type Peak, ventricularFilling } from './filling.ts'

/** @returns all unmeasured 'no-times' without times or RR, or with the reason why there is no ED or ES */
export function fillingOf({ phaseTimes, rr, gating }: Stack, ventricle: VentricleByBoth): Filling {
  const { ed, es, own } = ventricle
  const curve = own.base === 'reader-slices' ? ventricle.readerSlices : ventricle.planeClipped
  if (!ed.measured) return noFilling(ed)
  if (!es.measured) return noFilling(es)
  if (phaseTimes === undefined || !rr.measured)
    return noFilling(unmeasured('no-times', say('volumes/frames-beat-no-times')))
  return ventricularFilling({
    volumes: curve.map(({ cavity, complete }) => (cavity.measured && complete ? cavity.value : undefined)),
    times: phaseTimes,
    rr: rr.value.median,
    gating,
    ed: ed.value,
    es: es.value,
  })
}

export function fillingMeasurements(
  { chamber, own }: VentricleByBoth,
  { per, pfr, atrialPart }: Filling,
): readonly Measurement[] {
  const by = curveOf(own.by)
  const of = (peak: Outcome<Peak>, read: (peak: Peak) => number): Outcome<number> =>
    peak.measured ? measured(read(peak.value), peak.warnings) : peak
  const byEdv = (peak: Outcome<Peak>): Outcome<number> =>
    combined(own.amounts.edv, peak, (edv) => normalisedRate(peak, edv))
  return [
    measurement(
      `${chamber}-per`,
      of(per, ({ rate }) => rate),
      by,
    ),
    measurement(`${chamber}-per-edv`, byEdv(per), by),
    measurement(
      `${chamber}-per-time`,
      of(per, ({ fromR }) => fromR),
      by,
    ),
    measurement(
      `${chamber}-per-time-es`,
      of(per, ({ fromEs }) => fromEs),
      by,
    ),
    measurement(
      `${chamber}-pfr`,
      of(pfr, ({ rate }) => rate),
      by,
    ),
    measurement(`${chamber}-pfr-edv`, byEdv(pfr), by),
    measurement(
      `${chamber}-pfr-time`,
      of(pfr, ({ fromR }) => fromR),
      by,
    ),
    measurement(
      `${chamber}-pfr-time-es`,
      of(pfr, ({ fromEs }) => fromEs),
      by,
    ),
    measurement(`${chamber}-atrial-part`, atrialPart, by),
  ]
}

/** Rates, times and the atrial part, which are read from the curve of the whole beat. */
export const isOfFilling = (quantity: QuantityName): boolean =>
  /^(lv|rv)-(per|pfr|atrial-part)/.test(quantity)
