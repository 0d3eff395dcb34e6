/**
 * Tissue above the valve plane: the left atrium, whose volume is known in closed form, and what makes the picture
 * look like a heart: right atrium, great vessels, valves.
 */
import type { HeartState } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { code, type Point, type TissueAt, type TissueCode } from './tissue.ts'
import { leftAtrium } from './truth.ts'

/** Thickness of the walls of atria and vessels, and of a closed valve, mm. */
const thinWall = 2
const leaflet = 1.3
/** How far fat fills the groove beside the right atrium, from the valve plane. */
const groove = 14

/**
 * Everything that does not depend on the point is a number of its own before the first one: this is asked for
 * millions of points, and looking into objects would be watched, and compiled again, whenever their shapes differ.
 *
 * @returns tissue at x, y from the moving axis and z from the valve plane, mm
 */
export function atrialTissue(preset: HeartPreset, state: HeartState): TissueAt {
  const { radius, length } = leftAtrium(preset, state)
  const [radius2, outer2, outerLength] = [radius ** 2, (radius + thinWall) ** 2, length + thinWall]
  const { x: rightX, y: rightY, z: rightZ, across, along, high } = rightAtrium(preset, state)
  const vessels = greatVessels(preset).map(withinReach)
  const rim = preset.epicardium.radius + 3
  // mitral leaflets meet in the plane while the ventricle ejects
  const closed = state.activation > 0.02 && state.time < preset.contraction.endSystole + 0.05
  const away = new Float64Array(1)

  return (point) => {
    const x = point[0] ?? 0
    const y = point[1] ?? 0
    const z = point[2] ?? 0
    const r2 = x * x + y * y
    const la = r2 / radius2 + (z / length) ** 2
    if (la < 1) return closed && z < leaflet ? code.thinWall : code.laBlood
    let wall = r2 / outer2 + (z / outerLength) ** 2 < 1
    for (const vessel of vessels) {
      const fromMiddle = (x - vessel.mx) ** 2 + (y - vessel.my) ** 2 + (z - vessel.mz) ** 2
      if (fromMiddle > vessel.reach2) continue
      measureToLine(vessel, point, away)
      if ((away[0] ?? 0) < vessel.radius) return vessel.blood
      wall ||= (away[0] ?? 0) < vessel.radius + thinWall
    }
    const ra = Math.sqrt(
      ((x - rightX) / across) ** 2 + ((y - rightY) / along) ** 2 + ((z - rightZ) / high) ** 2,
    )
    if (ra < 1) return closed && z < leaflet ? code.thinWall : code.vesselBlood
    if (wall || ra < 1 + thinWall / across) return code.thinWall
    // the groove between right atrium and ventricle is filled with fat, less of it away from the valve
    if (z < groove && ra < 1 + (0.45 * (groove - z)) / groove) return code.fat
    return z < 0.5 * length && r2 < rim * rim * (1 - (z / length) ** 2) ? code.fat : code.outside
  }
}

/** With the ball that holds the vessel and its wall, so that most points need not look for its axis. */
function withinReach(one: Vessel) {
  const { blood, x, y, z, direction, length, radius } = one
  const half = length / 2
  return {
    blood,
    x,
    y,
    z,
    direction,
    length,
    radius,
    mx: x + half * direction[0],
    my: y + half * direction[1],
    mz: z + half * direction[2],
    reach2: (half + radius + thinWall) ** 2,
  }
}

/** An ellipsoid beside the left atrium, on the base of the right ventricle. */
function rightAtrium(preset: HeartPreset, state: HeartState) {
  const across = 24 * Math.sqrt(1 + 0.25 * state.activation)
  const septum = leftAtrium(preset, { ...state, activation: 1 }).radius + 3
  return { x: septum + 22, y: -18, z: 14, across, along: across * 1.12, high: across * 1.35 }
}

export interface Vessel {
  readonly blood: TissueCode
  readonly x: number
  readonly y: number
  readonly z: number
  /** unit vector */
  readonly direction: readonly [number, number, number]
  readonly length: number
  readonly radius: number
}

/** From the left ventricle's base. */
export const aorta = (preset: HeartPreset): Vessel => {
  const r = preset.epicardium.radius
  return vessel(code.aorticBlood, [0.72 * r, 0.56 * r, -2], [0.06, 0.42, 0.9], 85, 12)
}

/** Aortic root between the atria, pulmonary trunk in front of it, superior vena cava into the right atrium. */
function greatVessels(preset: HeartPreset): readonly Vessel[] {
  const r = preset.epicardium.radius
  return [
    aorta(preset),
    vessel(code.pulmonaryBlood, [1.05 * r, 1.2 * r, -2], [-0.62, 0.36, 0.7], 70, 10.5),
    vessel(code.vesselBlood, [1.5 * r, -0.1 * r, 24], [-0.42, 0.73, 0.53], 70, 8.5),
  ]
}

function vessel(
  blood: TissueCode,
  [x, y, z]: readonly [number, number, number],
  towards: readonly [number, number, number],
  length: number,
  radius: number,
): Vessel {
  const norm = Math.hypot(...towards)
  return {
    blood,
    x,
    y,
    z,
    direction: [towards[0] / norm, towards[1] / norm, towards[2] / norm],
    length,
    radius,
  }
}

/** @param into  its first number becomes the distance to the axis of the vessel, mm */
export function measureToLine(vessel: Vessel, point: Point, into: Float64Array): void {
  const { direction, length } = vessel
  const u = direction[0]
  const v = direction[1]
  const w = direction[2]
  const dx = (point[0] ?? 0) - vessel.x
  const dy = (point[1] ?? 0) - vessel.y
  const dz = (point[2] ?? 0) - vessel.z
  const along = Math.min(Math.max(dx * u + dy * v + dz * w, 0), length)
  const ex = dx - along * u
  const ey = dy - along * v
  const ez = dz - along * w
  into[0] = Math.sqrt(ex * ex + ey * ey + ez * ez)
}
