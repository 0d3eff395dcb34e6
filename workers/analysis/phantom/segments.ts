/**
 * AHA segments of the phantom, in material coordinates: thirds of the endocardial length, 17 below the cavity.
 *
 * 'two-insertion' takes the septum between the borders of the right ventricle, halves it, and divides the rest
 * into four; 'even' takes six sectors of 60°. The apical level has four of 90° in both.
 *
 * @source  Cerqueira 2002, doi:10.1161/hc0402.102975
 */
import { degrees } from './motion.ts'
import type { HeartPreset } from './presets.ts'

export type SegmentRule = 'two-insertion' | 'even'

/** @param angle  radians; @param level  mm; both at end-diastole */
export function segmentAt(
  { base, endocardium, rightVentricle }: HeartPreset,
  angle: number,
  level: number,
  rule: SegmentRule,
): number {
  const below = (base - level) / (base + endocardium.length)
  const around = degrees(angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI)))
  if (below >= 1) return 17
  if (below >= 2 / 3) {
    if (around >= -45 && around < 45) return 14
    if (around >= 45 && around < 135) return 13
    return around >= -135 && around < -45 ? 15 : 16
  }
  return sixth(around, rule === 'even' ? 60 : rightVentricle.halfWidth) + (below < 1 / 3 ? 0 : 6)
}

/** Basal segment by angle from the middle of the septum, degrees in [-180, 180]. */
function sixth(around: number, insertion: number): number {
  const free = 180 - insertion
  if (around >= insertion + free / 2) return 6
  if (around >= insertion) return 1
  if (around >= 0) return 2
  if (around >= -insertion) return 3
  return around >= -insertion - free / 2 ? 4 : 5
}
