/** The heart's tissues with the scar told apart from the wall that it lies in. */
import { tissueAt } from './heart-tissue.ts'
import { type CylinderPoint, type HeartState, toMaterial } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { type Scar, scarAt, wallDepth } from './scar.ts'
import { code, type TissueAt, type TissueCode } from './tissue.ts'

const byRank: readonly TissueCode[] = [code.lvWall, code.scarBorder, code.scarCore, code.obstruction]

export function scarredTissueAt(preset: HeartPreset, state: HeartState, scar: Scar): TissueAt {
  const tissue = tissueAt(preset, state)
  if (scar.patches.length === 0 && scar.sectors === undefined) return tissue
  const rankAt = scarAt(preset, scar)
  return (point) => {
    const found = tissue(point)
    if (found !== code.lvWall) return found
    const [R, angle, level] = materialPoint(preset, state, point[0] ?? 0, point[1] ?? 0, point[2] ?? 0)
    return byRank[rankAt(angle, level, wallDepth(preset, R, angle, level))] ?? code.lvWall
  }
}

/** Where the tissue at a point of the heart frame lay at end-diastole. */
export function materialPoint(
  preset: HeartPreset,
  state: HeartState,
  x: number,
  y: number,
  z: number,
): CylinderPoint {
  const dx = x - state.shiftX
  const dy = y - state.shiftY
  return toMaterial(preset, state, [Math.sqrt(dx * dx + dy * dy), Math.atan2(dy, dx), z])
}
