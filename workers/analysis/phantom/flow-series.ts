/** Phase contrast through the aortic root: magnitude, and the velocity through the picture. */
import { type CmPerS, mm, ms } from '../units/units.ts'
import { type Acquisition, phaseTime } from './acquisition.ts'
import { aorticPlane, defaultVenc, type FlowOptions } from './aortic-flow.ts'
import type { Vendor } from './options.ts'
import type { HeartPreset } from './presets.ts'
import { attributesBy, minutes, type PlannedSeries, storedMagnitude } from './series.ts'

/** Half of the range of stored velocities. */
const storedVenc = 2048

/**
 * How velocity is stored: as a share of the VENC from −4096 to 4094 (Siemens), in mm/s (GE), in cm/s (Philips).
 * A plain study follows the first.
 */
function storedVelocity(vendor: Vendor | undefined, venc: CmPerS) {
  switch (vendor) {
    case 'ge':
      return { slope: 1, intercept: 0, signed: true, velocityScale: 10 }
    case 'philips':
      return { slope: venc / storedVenc, intercept: -venc, signed: false, velocityScale: 1 }
    default:
      return { slope: 2, intercept: -2 * storedVenc, signed: false, velocityScale: (2 * storedVenc) / venc }
  }
}

export function flowSeries(
  preset: HeartPreset,
  acquisition: Acquisition,
  options: FlowOptions,
  vendor: Vendor | undefined,
  starts: number,
): readonly PlannedSeries[] {
  const { phases, rr } = acquisition
  const { venc = defaultVenc } = options
  const shared = { planes: [aorticPlane(preset, acquisition, options)], thickness: mm(6), phases }
  const magnitude = attributesBy(1, phases, (_, phase) => ({
    ...storedMagnitude,
    kind: 'flow' as const,
    acquired: ms(minutes(starts)),
    rr,
    triggerTime: ms(phaseTime(acquisition, phase) * rr),
    repetitionTime: ms(4.6),
    echoTime: ms(2.5),
    flipAngle: 20,
    venc,
  }))
  return [
    {
      ...shared,
      role: 'flow-magnitude',
      name: 'flow-magnitude',
      description: 'Flow aorta',
      attributes: magnitude,
    },
    {
      ...shared,
      role: 'flow-phase',
      name: 'flow-phase',
      description: 'Flow aorta P',
      sharesNoiseOf: 'flow-magnitude',
      attributes: magnitude.map((slice) =>
        slice.map((one) => ({ ...one, component: 'phase', ...storedVelocity(vendor, venc) })),
      ),
    },
  ]
}
