/**
 * What lies at a point of the heart frame at one moment.
 *
 * The left ventricle, the left atrium and the crescent of the right ventricle have closed-form volumes. Right
 * atrium, great vessels, valves and fat are there so that the pictures look like a heart; they take nothing from
 * the others.
 */
import {
  endocardialRadius2,
  epicardialRadius2,
  type HeartState,
  materialLevel,
  radialStretch2,
  radians,
  rotation,
  spatialLevel,
} from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { crescent } from './right-ventricle.ts'
import { leftAtrium } from './truth.ts'

export const tissues = [
  'outside',
  'lv-blood',
  'lv-wall',
  'papillary',
  'rv-blood',
  'rv-wall',
  'la-blood',
  'vessel-blood',
  'thin-wall',
  'fat',
] as const
export type Tissue = (typeof tissues)[number]

/** The same names as small numbers, for the inner loop of rendering. */
export const code = {
  outside: 0,
  lvBlood: 1,
  lvWall: 2,
  papillary: 3,
  rvBlood: 4,
  rvWall: 5,
  laBlood: 6,
  vesselBlood: 7,
  thinWall: 8,
  fat: 9,
} as const satisfies Readonly<Record<string, number>>
export type TissueCode = (typeof code)[keyof typeof code]

/** x, y, z: mm in the heart frame. */
export type TissueAt = (x: number, y: number, z: number) => TissueCode

/** A box of the heart frame beyond which there is only the chest: [low, high] along x, y and z, mm. */
export const heartBox = [
  [-62, 92],
  [-62, 66],
  [-90, 92],
] as const

/** Thickness of the walls of atria and vessels, and of a closed valve, mm. */
const thinWall = 2
const leaflet = 1.3

export function tissueAt(preset: HeartPreset, state: HeartState): TissueAt {
  const ventricles = ventricleTissue(preset, state)
  const atria = atrialTissue(preset, state)
  const plane = spatialLevel(preset, state, preset.base)
  const { shiftX, shiftY } = state
  return (x, y, z) =>
    z <= plane ? ventricles(x - shiftX, y - shiftY, z) : atria(x - shiftX, y - shiftY, z - plane)
}

/** Below the valve plane: x, y from the moving axis, z along it. */
function ventricleTissue(preset: HeartPreset, state: HeartState): TissueAt {
  const { longitudinal, hypokinesis } = state
  const { papillaries } = preset
  const rv = crescent(preset, state)
  const { wall } = preset.rightVentricle
  const rods = papillaries.angles.map((angle) => ({
    angle: radians(angle),
    distance:
      papillaries.distance *
      Math.sqrt(radialStretch2(preset, state, radians(angle))) *
      preset.endocardium.radius,
  }))
  const rodRadius2 = papillaries.radius ** 2 / longitudinal
  const farthest =
    preset.epicardium.radius / Math.sqrt(longitudinal) +
    rv.thickness +
    wall +
    thickestFat +
    preset.endocardium.radius
  const lowest = -preset.epicardium.length
  const uniformStretch2 = state.radial2

  const isPapillary = (x: number, y: number, level: number): boolean => {
    if (level <= papillaries.from || level >= papillaries.to) return false
    const turned = rotation(preset, state, level)
    for (const { angle, distance } of rods) {
      const dx = x - distance * Math.cos(angle + turned)
      const dy = y - distance * Math.sin(angle + turned)
      if (dx * dx + dy * dy < rodRadius2) return true
    }
    return false
  }

  return (x, y, z) => {
    const r2 = x * x + y * y
    const level = materialLevel(preset, state, z)
    if (level < lowest - thickestFat || r2 > farthest * farthest) return code.outside
    const turned = rotation(preset, state, level)
    const inner2 = endocardialRadius2(preset, level)
    const outer2 = epicardialRadius2(preset, level)
    const stretch2 =
      hypokinesis === 0 ? uniformStretch2 : radialStretch2(preset, state, Math.atan2(y, x) - turned)
    if (r2 < stretch2 * inner2) return isPapillary(x, y, level) ? code.papillary : code.lvBlood
    const epicardial2 = outer2 / longitudinal + inner2 * (stretch2 - 1 / longitudinal)
    if (outer2 > 0 && r2 < epicardial2) return code.lvWall

    const angle = wrapped(Math.atan2(y, x) - turned)
    const beyond = Math.sqrt(r2) - Math.sqrt(Math.max(epicardial2, 0))
    const width = crescentWidth(rv, angle, level)
    const cavity = rv.thickness * width
    if (beyond < cavity) return code.rvBlood
    const freeWall = wall * Math.min(1, 4 * width)
    if (width > 0 && beyond < cavity + freeWall) return code.rvWall
    const outside = beyond - cavity - freeWall
    if (level <= lowest || outside > thickestFat + pericardium) return code.outside
    const fat = fatThickness(angle, level, preset)
    if (outside < fat) return code.fat
    return outside < fat + pericardium ? code.thinWall : code.outside
  }
}

/** q(Θ,Z) of `right-ventricle.ts`. */
function crescentWidth(
  { halfWidth, tip, height }: { halfWidth: number; tip: number; height: number },
  angle: number,
  level: number,
): number {
  if (Math.abs(angle) >= halfWidth || level <= tip) return 0
  return Math.cos((0.5 * Math.PI * angle) / halfWidth) * Math.sqrt((level - tip) / height)
}

const wrapped = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))

const thickestFat = 11
const pericardium = 1.5

/** Epicardial fat, mm: thick in the grooves where the ventricles meet and under the atria, patchy elsewhere. */
function fatThickness(
  angle: number,
  level: number,
  { base, rightVentricle, epicardium }: HeartPreset,
): number {
  const fromGroove = (Math.abs(angle) - radians(rightVentricle.halfWidth)) / 0.3
  const groove = 5 * Math.exp(-fromGroove * fromGroove)
  const fromBase = (base - level) / 14
  const underAtria = 3.5 * Math.exp(-fromBase * fromBase)
  const patches =
    0.9 * Math.sin(3 * angle + 0.6) * Math.cos(level / 13) + 0.5 * Math.sin(7 * angle - level / 9)
  const apex = Math.min(1, (level + epicardium.length) / 12)
  return Math.max(0.4, (1.6 + patches + groove + underAtria) * apex)
}

/** Above the valve plane: x, y from the moving axis, z from the plane. */
function atrialTissue(preset: HeartPreset, state: HeartState): TissueAt {
  const left = leftAtrium(preset, state)
  const right = rightAtrium(preset, state)
  const vessels = greatVessels(preset)
  const rim = preset.epicardium.radius + 3
  // mitral leaflets meet in the plane while the ventricle ejects
  const closed = state.activation > 0.02 && state.time < preset.contraction.endSystole + 0.05

  return (x, y, z) => {
    const r2 = x * x + y * y
    const la = r2 / left.radius ** 2 + (z / left.length) ** 2
    if (la < 1) return closed && z < leaflet ? code.thinWall : code.laBlood
    let wall = r2 / (left.radius + thinWall) ** 2 + (z / (left.length + thinWall)) ** 2 < 1
    for (const vessel of vessels) {
      const away = distanceToLine(vessel, x, y, z)
      if (away < vessel.radius) return code.vesselBlood
      wall ||= away < vessel.radius + thinWall
    }
    const ra = Math.sqrt(
      ((x - right.x) / right.across) ** 2 +
        ((y - right.y) / right.along) ** 2 +
        ((z - right.z) / right.high) ** 2,
    )
    if (ra < 1) return closed && z < leaflet ? code.thinWall : code.vesselBlood
    if (wall || ra < 1 + thinWall / right.across) return code.thinWall
    return z < 0.5 * left.length && r2 < rim * rim * (1 - (z / left.length) ** 2) ? code.fat : code.outside
  }
}

/** An ellipsoid beside the left atrium, on the base of the right ventricle. */
function rightAtrium(preset: HeartPreset, state: HeartState) {
  const across = 24 * Math.sqrt(1 + 0.25 * state.activation)
  const septum = leftAtrium(preset, { ...state, activation: 1 }).radius + 3
  return { x: septum + 22, y: -18, z: 14, across, along: across * 1.12, high: across * 1.35 }
}

interface Vessel {
  readonly x: number
  readonly y: number
  readonly z: number
  /** unit vector */
  readonly direction: readonly [number, number, number]
  readonly length: number
  readonly radius: number
}

/** Aortic root between the atria, pulmonary trunk in front of it, superior vena cava into the right atrium. */
function greatVessels(preset: HeartPreset): readonly Vessel[] {
  const r = preset.epicardium.radius
  return [
    vessel([0.72 * r, 0.56 * r, -2], [0.06, 0.42, 0.9], 85, 12),
    vessel([1.05 * r, 1.2 * r, -2], [-0.62, 0.36, 0.7], 70, 10.5),
    vessel([1.5 * r, -0.1 * r, 24], [-0.42, 0.73, 0.53], 70, 8.5),
  ]
}

function vessel(
  [x, y, z]: readonly [number, number, number],
  towards: readonly [number, number, number],
  length: number,
  radius: number,
): Vessel {
  const norm = Math.hypot(...towards)
  return { x, y, z, direction: [towards[0] / norm, towards[1] / norm, towards[2] / norm], length, radius }
}

function distanceToLine(
  { x, y, z, direction: [u, v, w], length }: Vessel,
  px: number,
  py: number,
  pz: number,
): number {
  const dx = px - x
  const dy = py - y
  const dz = pz - z
  const along = Math.min(Math.max(dx * u + dy * v + dz * w, 0), length)
  const ex = dx - along * u
  const ey = dy - along * v
  const ez = dz - along * w
  return Math.sqrt(ex * ex + ey * ey + ez * ez)
}
