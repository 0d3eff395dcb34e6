/** The heart with the layers of its segments told apart, as a first pass shows it. */

import type { LabelledHeart } from './heart-mix.ts'
import { tissueAt } from './heart-tissue.ts'
import type { HeartState } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { wallDepth } from './scar.ts'
import { materialPoint } from './scarred-tissue.ts'
import { segmentAt } from './segments.ts'
import { code, tissueCodes } from './tissue.ts'

const perfusedSegments = 16

/** Labels of the inner and the outer half of segments 1 to 16, one after the other, follow the tissue codes. */
export function perfusedHeart(preset: HeartPreset, state: HeartState): LabelledHeart {
  const tissue = tissueAt(preset, state)
  return {
    preset,
    state,
    labels: tissueCodes.length + 2 * perfusedSegments,
    labelAt(point) {
      const found = tissue(point)
      if (found !== code.lvWall) return found
      const [R, angle, level] = materialPoint(preset, state, point[0] ?? 0, point[1] ?? 0, point[2] ?? 0)
      // the tip has no flow of its own: it is fed like the apical segment next to it
      const segment = Math.min(perfusedSegments, segmentAt(preset, angle, level, 'two-insertion'))
      const outer = wallDepth(preset, R, angle, level) < 0.5 ? 0 : 1
      return tissueCodes.length + 2 * (segment - 1) + outer
    },
  }
}
