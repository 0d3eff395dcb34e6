/**
 * What lies at a point of the heart frame at one moment. The left ventricle, the left atrium and the crescent of
 * the right ventricle have closed-form volumes; whatever else is shown takes nothing from them.
 */
import { atrialTissue } from './atria.ts'
import { type HeartState, largestWallFactor, spatialLevel } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import type { TissueAt } from './tissue.ts'
import { ventricleTissue } from './ventricles.ts'

export function tissueAt(preset: HeartPreset, state: HeartState): TissueAt {
  const ventricles = ventricleTissue(preset, state)
  const atria = atrialTissue(preset, state)
  const plane = spatialLevel(preset, state, preset.base)
  const { shiftX, shiftY } = state
  const local = new Float64Array(3)
  return (point) => {
    const z = point[2] ?? 0
    local[0] = (point[0] ?? 0) - shiftX
    local[1] = (point[1] ?? 0) - shiftY
    if (z <= plane) {
      local[2] = z
      return ventricles(local)
    }
    local[2] = z - plane
    return atria(local)
  }
}

type Span = readonly [low: number, high: number]

/** A box of the heart frame beyond which there is only the chest, mm: fat below, great vessels above. */
export function heartBox(preset: HeartPreset): Readonly<Record<'x' | 'y' | 'z', Span>> {
  const { length } = preset.epicardium
  const radius = preset.epicardium.radius * Math.sqrt(largestWallFactor(preset))
  const fat = 20
  return { x: [-radius - fat, 2.5 * radius], y: [-radius - fat, 1.2 * radius + 40], z: [-length - fat, 92] }
}
