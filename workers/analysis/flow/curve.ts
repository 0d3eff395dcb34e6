/**
 * Flow through a vessel at each phase.
 *
 *   Q = Σ v · w · a      w: exact share of the pixel within the border, a: area of a pixel; cm/s · cm² = mL/s
 */
import type { PixelSize } from '../contours/polygon.ts'
import { type CmPerS, cmPerS, type Mm2, type Ms, mm2 } from '../units/units.ts'

export interface FlowSample {
  /** from 0 */
  readonly phase: number
  readonly time: Ms
  readonly area: Mm2
  /** mL/s */
  readonly rate: number
  /** mL/s through the pixels that flow forward, and through those that flow backward; the second is not positive */
  readonly forward: number
  readonly backward: number
  readonly meanVelocity: CmPerS
  /** largest mean of 3 × 3 pixels within the vessel; undefined where none has five of them within */
  readonly peakVelocity?: CmPerS
}

/** of nine: a mean of fewer is no better than one pixel */
const enoughOfNine = 5

/**
 * @param velocity  cm/s, positive downstream
 * @param share     of each pixel within the border, 0 to 1
 */
export function flowSample(
  phase: number,
  time: Ms,
  velocity: Float32Array,
  share: Float64Array,
  columns: number,
  pixel: PixelSize,
): FlowSample {
  let inside = 0
  let forward = 0
  let backward = 0
  for (let i = 0; i < share.length; i++) {
    const w = share[i] ?? 0
    if (w === 0) continue
    const v = velocity[i] ?? 0
    inside += w
    if (v > 0) forward += v * w
    else backward += v * w
  }
  const area = inside * pixel.rowSpacing * pixel.columnSpacing
  // mm² to cm²
  const unit = (pixel.rowSpacing * pixel.columnSpacing) / 100
  const peak = peakOfNine(velocity, share, columns)
  return {
    phase,
    time,
    area: mm2(area),
    rate: (forward + backward) * unit,
    forward: forward * unit,
    backward: backward * unit,
    meanVelocity: cmPerS((forward + backward) / inside),
    ...(peak === undefined ? {} : { peakVelocity: cmPerS(peak) }),
  }
}

function peakOfNine(velocity: Float32Array, share: Float64Array, columns: number): number | undefined {
  let peak: number | undefined
  for (let i = 0; i < share.length; i++) {
    if ((share[i] ?? 0) < 0.5) continue
    let sum = 0
    let count = 0
    for (let dr = -1; dr <= 1; dr++)
      for (let dc = -1; dc <= 1; dc++) {
        const column = (i % columns) + dc
        const j = i + dr * columns + dc
        if (column < 0 || column >= columns || !((share[j] ?? 0) >= 0.5)) continue
        sum += velocity[j] ?? 0
        count++
      }
    if (count >= enoughOfNine && (peak === undefined || sum / count > peak)) peak = sum / count
  }
  return peak
}
