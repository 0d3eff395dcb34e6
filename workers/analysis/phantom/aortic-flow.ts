/**
 * Flow through the aortic root. What leaves the left ventricle while it shrinks passes the valve, and a chosen
 * fraction of it comes back in diastole:
 *
 *   Q(t) = −dV/dt  in systole      Q(t) = −RF SV g(t)  in diastole, with g a squared sine and ∫ g dt = 1
 *   v(ρ,t) = Q(t)/(π a²) · (n+2)/n · (1 − (ρ/a)ⁿ)
 *
 * so that the forward volume is the ventricle's stroke volume. Positive away from the heart. A plane that is tilted by
 * φ cuts an ellipse of π a²/cos φ, through which v cos φ goes: its net flow is the same.
 */
import {
  dot,
  type ImagePlane,
  type IndexPoint,
  type PatientPoint,
  patientToIndex,
  planeNormal,
  type Vector3,
} from '../geometry/plane.ts'
import { type CmPerS, cmPerS, type Ml, type Mm, type Mm2, ml, mm, mm2 } from '../units/units.ts'
import { type Acquisition, phaseTime } from './acquisition.ts'
import { aorta, type Vessel } from './atria.ts'
import { type HeartState, heartState, radians, spatialLevel } from './motion.ts'
import { heartDirection, heartToPatient, planeAcross } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { lvVolume } from './truth.ts'

export interface FlowOptions {
  /** backward over forward volume; 0 when absent */
  readonly regurgitation?: number
  /** cm/s; 150 when absent, and below the peak velocity the pictures alias */
  readonly venc?: CmPerS
  /** degrees between the normal of the plane and the vessel; 0 when absent */
  readonly tilt?: number
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

const planePoint = (preset: HeartPreset): Vector3 => {
  const { x, y, z, direction } = aorta(preset)
  return [
    x + beyondValve * direction[0],
    y + beyondValve * direction[1],
    z + preset.base + beyondValve * direction[2],
  ]
}

/**
 * Through the aortic root at end-diastole, square to it or tilted about a column of the picture; flow runs away from
 * whoever looks.
 *
 * @throws RangeError for a tilt of 60 degrees or more: that is no plane across a vessel
 */
export function aorticPlane(
  preset: HeartPreset,
  { matrix, pixelSpacing }: Acquisition,
  { tilt = 0 }: FlowOptions = {},
): ImagePlane {
  if (!(Math.abs(tilt) < 60)) throw new RangeError(`a plane tilted by ${tilt} degrees`)
  const centre = heartToPatient(planePoint(preset))
  const along = heartDirection(aorta(preset).direction)
  const { rowDirection } = planeAcross(centre, along, matrix, pixelSpacing)
  const [c, s] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))]
  const normal: Vector3 = [
    c * along[0] + s * rowDirection[0],
    c * along[1] + s * rowDirection[1],
    c * along[2] + s * rowDirection[2],
  ]
  return planeAcross(centre, normal, matrix, pixelSpacing)
}

/** Share of the velocity in the aortic root that goes through a plane: the cosine of its tilt. */
export const shareThrough = (preset: HeartPreset, plane: ImagePlane): number =>
  Math.abs(dot(planeNormal(plane), heartDirection(aorta(preset).direction)))

export interface VesselSection {
  /** pixels */
  readonly centre: IndexPoint
  /** of the vessel, and half the short axis of the section */
  readonly radius: Mm
  readonly longRadius: Mm
  /** direction of the long axis in the picture, along a row and along a column */
  readonly long: readonly [number, number]
}

/** The lumen in the picture: an ellipse, or a circle where the plane is square, that moves with the base of the heart. */
export function aorticSection(preset: HeartPreset, state: HeartState, plane: ImagePlane): VesselSection {
  const { x, y, z, direction, radius } = aorta(preset)
  const valve = spatialLevel(preset, state, preset.base)
  const start = heartToPatient([x + state.shiftX, y + state.shiftY, z + valve])
  const along = heartDirection(direction)
  const normal = planeNormal(plane)
  const { position, rowDirection, columnDirection } = plane
  const away: Vector3 = [position[0] - start[0], position[1] - start[1], position[2] - start[2]]
  const reach = dot(away, normal) / dot(along, normal)
  const [u, v] = [dot(along, rowDirection), dot(along, columnDirection)]
  const length = Math.hypot(u, v)
  const middle: PatientPoint = [
    start[0] + reach * along[0],
    start[1] + reach * along[1],
    start[2] + reach * along[2],
  ]
  return {
    centre: patientToIndex(plane, middle).index,
    radius: mm(radius),
    longRadius: mm(radius / shareThrough(preset, plane)),
    long: length > 1e-9 ? [u / length, v / length] : [1, 0],
  }
}

export interface FlowTruth {
  readonly venc: CmPerS
  readonly regurgitantFraction: number
  /** over a beat, by integration of Q */
  readonly forward: Ml
  readonly backward: Ml
  readonly net: Ml
  /** on the axis, along the vessel */
  readonly peakVelocity: CmPerS
  /** degrees between the normal of the plane and the vessel */
  readonly tilt: number
  /** what of the peak velocity goes through the plane: v cos(tilt) */
  readonly peakThrough: CmPerS
  /** of the section: π a² / cos(tilt) */
  readonly area: Mm2
  /** the pictures alias where this is true */
  readonly aliases: boolean
  /** mL/s at the time of each picture */
  readonly curve: readonly number[]
}

const integrationSteps = 20_000

export function flowTruth(preset: HeartPreset, options: FlowOptions, acquisition: Acquisition): FlowTruth {
  const { rr } = acquisition
  const { venc = defaultVenc, tilt = 0 } = options
  const through = Math.cos(radians(tilt))
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
    tilt,
    peakThrough: cmPerS(peak * through),
    area: mm2((Math.PI * aorta(preset).radius ** 2) / through),
    aliases: peak * through > venc,
    curve: Array.from({ length: acquisition.phases }, (_, phase) =>
      aorticFlow(preset, options, rr, phaseTime(acquisition, phase)),
    ),
  }
}
