/**
 * The exact borders of the left ventricle in a short-axis slice, as polygons in pixels.
 *
 * They are the section at the middle of the slice, which is also where half of the slab's thickness is blood:
 * the border that a reader would follow.
 */
import { type ImagePlane, type IndexPoint, patientToIndex } from '../geometry/plane.ts'
import type { Mm } from '../units/units.ts'
import { endocardialRadius2, type HeartState, materialLevel, outerRadius2, toSpace } from './motion.ts'
import { heartToPatient } from './planes.ts'
import type { HeartPreset } from './presets.ts'

/** A polygon of n points on a circle encloses 1 − (2π/n)²/6 of it: 0.016 % are missing at 200. */
const pointsOfBorder = 200

export interface SliceBorders {
  /** absent above the valve plane and below the tip of the cavity */
  readonly endocardial?: readonly IndexPoint[]
  /** absent above the valve plane and below the apex */
  readonly epicardial?: readonly IndexPoint[]
}

/**
 * @param level  of the slice's centre, mm along the heart's axis
 * @param plane  the slice
 */
export function sliceBorders(
  preset: HeartPreset,
  state: HeartState,
  level: Mm,
  plane: ImagePlane,
): SliceBorders {
  const material = materialLevel(preset, state, level)
  if (material > preset.base) return {}
  const border = (radius2At: (angle: number) => number): readonly IndexPoint[] =>
    Array.from({ length: pointsOfBorder }, (_, i) => {
      const around = (2 * Math.PI * i) / pointsOfBorder
      const [r, angle] = toSpace(preset, state, [Math.sqrt(radius2At(around)), around, material])
      const x = state.shiftX + r * Math.cos(angle)
      const y = state.shiftY + r * Math.sin(angle)
      return patientToIndex(plane, heartToPatient([x, y, level])).index
    })
  const inner2 = endocardialRadius2(preset, material)
  return {
    ...(inner2 > 0 ? { endocardial: border(() => inner2) } : {}),
    ...(outerRadius2(preset, 0, material) > 0
      ? { epicardial: border((angle) => outerRadius2(preset, angle, material)) }
      : {}),
  }
}
