/**
 * Flow through the aortic root. What leaves the left ventricle while it shrinks passes the valve, and a chosen
 * fraction of it comes back in diastole:
 *
 *   Q(t) = −dV/dt  in systole      Q(t) = −RF SV g(t)  in diastole, with g a squared sine and ∫ g dt = 1
 *   v(ρ,t) = Q(t)/(π a²) · (n+2)/n · (1 − (ρ/a)ⁿ)
 *
 * so that the forward volume is the ventricle's stroke volume. Positive away from the heart.
 */
import { type ImagePlane, type IndexPoint, patientToIndex, type Vector3 } from '../geometry/plane.ts'
import { type CmPerS, cmPerS, type Ml, type Mm, ml } from '../units/units.ts'
import { type Acquisition, phaseTime } from './acquisition.ts'
import { aorta, type Vessel } from './atria.ts'
import { type HeartState, heartState, spatialLevel } from './motion.ts'
import { heartDirection, heartToPatient, planeAcross } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { lvVolume } from './truth.ts'

export interface FlowOptions {
  /** backward over forward volume; 0 when absent */
  readonly regurgitation?: number
  /** cm/s; 150 when absent, and below the peak velocity the pictures alias */
  readonly venc?: CmPerS
  /** velocity that a perfect scanner would not show: cm/s, and cm/s per mm along a row and a column */
  readonly background?: Background
}

export interface Background {
  readonly constant: number
  readonly alongRow: number
  readonly alongColumn: number
}

export const defaultVenc = cmPerS(150)
export const defaultBackground: Background = { constant: 1.1, alongRow: 0.012, alongColumn: -0.008 }

/** n: the profile is blunt in the root and flat at its wall. */
const bluntness = 6

/** mL/s at a fraction of the RR interval. @param rr  ms */
export function aorticFlow(
  preset: HeartPreset,
  { regurgitation = 0 }: FlowOptions,
  rr: number,
  time: number,
): number {
  const { endSystole } = preset.contraction
  const seconds = rr / 1000
  if (time < endSystole) {
    const h = 1e-5
    const volume = (t: number): number => lvVolume(preset, heartState(preset, t))
    return -(volume(time + h) - volume(Math.max(time - h, 0))) / ((h + Math.min(h, time)) * seconds)
  }
  const lasts = 1 - endSystole
  const g = (2 / (lasts * seconds)) * Math.sin((Math.PI * (time - endSystole)) / lasts) ** 2
  return -regurgitation * strokeVolume(preset) * g
}

const strokeVolume = (preset: HeartPreset): Ml =>
  ml(
    lvVolume(preset, heartState(preset, 0)) -
      lvVolume(preset, heartState(preset, preset.contraction.endSystole)),
  )

/** cm/s at a distance from the vessel's axis, for a flow in mL/s. */
export function velocityIn(vessel: Vessel, flow: number, distance: number): number {
  const x = distance / vessel.radius
  if (x >= 1) return 0
  const area = (Math.PI * vessel.radius ** 2) / 100
  return (flow / area) * ((bluntness + 2) / bluntness) * (1 - x ** bluntness)
}

/** mm beyond the valve at which the picture is taken, along the vessel. */
const beyondValve = 30

/** The middle of the vessel's cross-section in the heart frame, at the picture's plane. */
function sectionCentre(preset: HeartPreset, state: HeartState, through: Vector3): Vector3 {
  const { x, y, z, direction } = aorta(preset)
  const start: Vector3 = [x + state.shiftX, y + state.shiftY, z + spatialLevel(preset, state, preset.base)]
  const along =
    (through[0] - start[0]) * direction[0] +
    (through[1] - start[1]) * direction[1] +
    (through[2] - start[2]) * direction[2]
  return [start[0] + along * direction[0], start[1] + along * direction[1], start[2] + along * direction[2]]
}

/** Through the aortic root at end-diastole, square to it; flow runs away from whoever looks. */
export function aorticPlane(preset: HeartPreset, { matrix, pixelSpacing }: Acquisition): ImagePlane {
  const { direction } = aorta(preset)
  return planeAcross(heartToPatient(planePoint(preset)), heartDirection(direction), matrix, pixelSpacing)
}

const planePoint = (preset: HeartPreset): Vector3 => {
  const { x, y, z, direction } = aorta(preset)
  return [
    x + beyondValve * direction[0],
    y + beyondValve * direction[1],
    z + preset.base + beyondValve * direction[2],
  ]
}

export interface VesselSection {
  /** pixels */
  readonly centre: IndexPoint
  readonly radius: Mm
}

/** The lumen in the picture: a circle that moves with the base of the heart. */
export const aorticSection = (preset: HeartPreset, state: HeartState, plane: ImagePlane): VesselSection => ({
  centre: patientToIndex(plane, heartToPatient(sectionCentre(preset, state, planePoint(preset)))).index,
  radius: aorta(preset).radius as Mm,
})

export interface FlowTruth {
  readonly venc: CmPerS
  readonly regurgitantFraction: number
  /** over a beat, by integration of Q */
  readonly forward: Ml
  readonly backward: Ml
  readonly net: Ml
  /** on the axis */
  readonly peakVelocity: CmPerS
  /** the pictures alias where this is true */
  readonly aliases: boolean
  /** mL/s at the time of each picture */
  readonly curve: readonly number[]
}

const integrationSteps = 20_000

export function flowTruth(preset: HeartPreset, options: FlowOptions, acquisition: Acquisition): FlowTruth {
  const { rr } = acquisition
  const venc = options.venc ?? defaultVenc
  let forward = 0
  let backward = 0
  let peak = 0
  for (let i = 0; i < integrationSteps; i++) {
    const flow = aorticFlow(preset, options, rr, (i + 0.5) / integrationSteps)
    const volume = (flow * rr) / 1000 / integrationSteps
    if (flow > 0) forward += volume
    else backward += volume
    peak = Math.max(peak, Math.abs(velocityIn(aorta(preset), flow, 0)))
  }
  return {
    venc,
    regurgitantFraction: forward > 0 ? -backward / forward : 0,
    forward: ml(forward),
    backward: ml(backward),
    net: ml(forward + backward),
    peakVelocity: cmPerS(peak),
    aliases: peak > venc,
    curve: Array.from({ length: acquisition.phases }, (_, phase) =>
      aorticFlow(preset, options, rr, phaseTime(acquisition, phase)),
    ),
  }
}
