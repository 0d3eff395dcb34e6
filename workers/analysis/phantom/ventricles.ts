/** Tissue below the valve plane: both ventricles, the papillary muscles, and the fat on them. */
import {
  endocardialRadius2,
  epicardialRadius2,
  type HeartState,
  largestWallFactor,
  materialLevel,
  radialStretch2,
  radians,
  rotation,
  wallFactor,
} from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { crescent, crescentWidth } from './right-ventricle.ts'
import { code, type TissueAt } from './tissue.ts'

/** @returns tissue at x, y from the moving axis and z along it, mm */
export function ventricleTissue(preset: HeartPreset, state: HeartState): TissueAt {
  const { longitudinal, hypokinesis, radial2 } = state
  const even = hypokinesis === 0 && preset.asymmetry === undefined
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
    preset.epicardium.radius * Math.sqrt(largestWallFactor(preset) / longitudinal) +
    rv.thickness +
    wall +
    thickestFat +
    pericardium
  const lowest = -preset.epicardium.length
  const fatThickness = fatOn(preset)

  // where the rods stand at the level that was last asked for: neighbours share it
  const standing = { level: Number.NaN, x: new Float64Array(rods.length), y: new Float64Array(rods.length) }
  const isPapillary = (x: number, y: number, level: number): boolean => {
    if (level <= papillaries.from || level >= papillaries.to) return false
    if (level !== standing.level) {
      const turned = rotation(preset, state, level)
      standing.level = level
      for (const [rod, { angle, distance }] of rods.entries()) {
        standing.x[rod] = distance * Math.cos(angle + turned)
        standing.y[rod] = distance * Math.sin(angle + turned)
      }
    }
    for (let rod = 0; rod < rods.length; rod++) {
      const dx = x - (standing.x[rod] ?? 0)
      const dy = y - (standing.y[rod] ?? 0)
      if (dx * dx + dy * dy < rodRadius2) return true
    }
    return false
  }

  return (point) => {
    const x = point[0] ?? 0
    const y = point[1] ?? 0
    const z = point[2] ?? 0
    const r2 = x * x + y * y
    const level = materialLevel(preset, state, z)
    if (level < lowest - thickestFat || r2 > farthest * farthest) return code.outside
    const turned = rotation(preset, state, level)
    const inner2 = endocardialRadius2(preset, level)
    const outer2 = epicardialRadius2(preset, level)
    // the angle costs more than all else here, and an evenly moving, even wall does not need it yet
    const stretch2 = even ? radial2 : radialStretch2(preset, state, Math.atan2(y, x) - turned)
    if (r2 < stretch2 * inner2) return isPapillary(x, y, level) ? code.papillary : code.lvBlood
    const thicker = even ? 1 : wallFactor(preset, Math.atan2(y, x) - turned)
    const epicardial2 = (thicker * (outer2 - inner2)) / longitudinal + inner2 * stretch2
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
    const fat = fatThickness(angle, level)
    if (outside < fat) return code.fat
    return outside < fat + pericardium ? code.thinWall : code.outside
  }
}

const wrapped = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))

const thickestFat = 11
const pericardium = 1.5

/**
 * Epicardial fat, mm: thick in the grooves where the ventricles meet and under the atria, patchy elsewhere. Its
 * sines stand in tables, and what follows from the level is kept, because neighbours share it.
 */
function fatOn(preset: HeartPreset): FatThickness {
  if (lastFat?.preset !== preset) lastFat = { preset, thickness: newFat(preset) }
  return lastFat.thickness
}

type FatThickness = (angle: number, level: number) => number
/** It is the same at all times, and they come one after the other. */
let lastFat: { readonly preset: HeartPreset; readonly thickness: FatThickness } | undefined

function newFat({ base, rightVentricle, epicardium }: HeartPreset): FatThickness {
  const byAngle = (value: (angle: number) => number): Float64Array =>
    Float64Array.from({ length: angles }, (_, i) => value((2 * Math.PI * (i + 0.5)) / angles - Math.PI))
  const groove = byAngle((angle) => {
    const away = (Math.abs(angle) - radians(rightVentricle.halfWidth)) / 0.3
    return 5 * Math.exp(-away * away)
  })
  const three = byAngle((angle) => 0.9 * Math.sin(3 * angle + 0.6))
  const sine = byAngle((angle) => 0.5 * Math.sin(7 * angle))
  const cosine = byAngle((angle) => 0.5 * Math.cos(7 * angle))
  const of = { level: Number.NaN, underAtria: 0, three: 0, sine: 0, cosine: 0, apex: 0 }
  return (angle, level) => {
    if (level !== of.level) {
      const fromBase = (base - level) / 14
      of.level = level
      of.underAtria = 3.5 * Math.exp(-fromBase * fromBase)
      of.three = Math.cos(level / 13)
      of.sine = Math.cos(level / 9)
      of.cosine = Math.sin(level / 9)
      of.apex = Math.min(1, (level + epicardium.length) / 12)
    }
    const i = Math.min(angles - 1, Math.floor(((angle + Math.PI) / (2 * Math.PI)) * angles))
    const patches = of.three * (three[i] ?? 0) + of.sine * (sine[i] ?? 0) - of.cosine * (cosine[i] ?? 0)
    return Math.max(0.4, (1.6 + patches + (groove[i] ?? 0) + of.underAtria) * of.apex)
  }
}

const angles = 512
