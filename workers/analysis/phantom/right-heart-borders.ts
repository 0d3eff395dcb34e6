/** The right ventricle in a slice across the axis, as a polygon, and where it meets the left one. */
import { type ImagePlane, type IndexPoint, patientToIndex } from '../geometry/plane.ts'
import type { Mm } from '../units/units.ts'
import { type HeartState, materialLevel, outerRadius2, radialOffset, radians, rotation } from './motion.ts'
import { heartToPatient } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { type Crescent, crescent, crescentWidth } from './right-ventricle.ts'

/** Points along each side of the crescent: the polygon lacks some 0.02 % of it. */
const pointsOfSide = 120

/**
 * The cavity of the right ventricle, whose inner side is the septum.
 *
 * @param level  of the slice's centre, mm along the heart's axis
 * @returns undefined above the valve plane and below the tip of the cavity
 */
export function rightVentricularBorder(
  preset: HeartPreset,
  state: HeartState,
  level: Mm,
  plane: ImagePlane,
): readonly IndexPoint[] | undefined {
  const material = materialLevel(preset, state, level)
  const rv = crescent(preset, state)
  if (material > preset.base || material <= rv.tip) return undefined
  const along = Array.from(
    { length: pointsOfSide + 1 },
    (_, i) => rv.halfWidth * ((2 * i) / pointsOfSide - 1),
  )
  const point = (angle: number, beyond: number) => pointAt(preset, state, level, angle, beyond, plane)
  return [
    ...along.slice(0, -1).map((angle) => point(angle, 0)),
    ...along
      .slice(1)
      .toReversed()
      .map((angle) => point(angle, cavityAt(rv, angle, material))),
  ]
}

const cavityAt = (rv: Crescent, angle: number, level: number): number =>
  rv.thickness * crescentWidth(rv, angle, level)

/** Anterior and inferior: where the border of the right ventricle leaves the septum. */
export function insertionPoints(
  preset: HeartPreset,
  state: HeartState,
  level: Mm,
  plane: ImagePlane,
): readonly [anterior: IndexPoint, inferior: IndexPoint] {
  const half = radians(preset.rightVentricle.halfWidth)
  return [pointAt(preset, state, level, half, 0, plane), pointAt(preset, state, level, -half, 0, plane)]
}

/** Of the epicardium at a material angle, or some millimetres beyond it. */
export function pointAt(
  preset: HeartPreset,
  state: HeartState,
  level: Mm,
  angle: number,
  beyond: number,
  plane: ImagePlane,
): IndexPoint {
  const material = materialLevel(preset, state, level)
  const outer2 =
    outerRadius2(preset, angle, material) / state.longitudinal + radialOffset(preset, state, angle, material)
  const r = Math.sqrt(Math.max(outer2, 0)) + beyond
  const turned = angle + rotation(preset, state, material)
  const x = state.shiftX + r * Math.cos(turned)
  const y = state.shiftY + r * Math.sin(turned)
  return patientToIndex(plane, heartToPatient([x, y, level])).index
}
