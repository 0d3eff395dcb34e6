/**
 * How much of the wall is scar, by integration over the material coordinates. The motion keeps volume, so that the
 * numbers hold at every phase.
 *
 *   V = ∫∫∫ R dR dΘ dZ over the points of each rank
 */
import { type Gram, gram, type Ml, type Mm, ml, type Percent, percent } from '../units/units.ts'
import { endocardialRadius2, type HeartState, materialLevel, outerRadius2 } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { type Scar, scarAt, scarRank } from './scar.ts'
import { segmentAt } from './segments.ts'
import { myocardialDensity } from './truth.ts'

/** Scar counts the core and the obstruction in it; the grey zone stands beside it. */
export interface ScarAmount {
  readonly wall: Ml
  readonly scar: Ml
  readonly border: Ml
  readonly obstruction: Ml
  /** scar of the wall */
  readonly share: Percent
  /** of the scar */
  readonly mass: Gram
}

export interface ScarTruth extends ScarAmount {
  /** AHA segments 1 to 17 by the two-insertion rule */
  readonly segments: Readonly<Record<number, ScarAmount>>
}

const samples = { around: 240, along: 150, across: 40 }

export function scarTruth(preset: HeartPreset, scar: Scar): ScarTruth {
  const rankAt = scarAt(preset, scar)
  const bySegment = new Map<number, Float64Array>()
  const total = new Float64Array(4)
  const low = -preset.epicardium.length
  const dz = (preset.base - low) / samples.along
  const dAngle = (2 * Math.PI) / samples.around
  for (let j = 0; j < samples.along; j++) {
    const level = low + (j + 0.5) * dz
    const inner = Math.sqrt(endocardialRadius2(preset, level))
    for (let i = 0; i < samples.around; i++) {
      const angle = (i + 0.5) * dAngle
      const thickness = Math.sqrt(Math.max(outerRadius2(preset, angle, level), 0)) - inner
      if (thickness <= 0) continue
      const segment = segmentAt(preset, angle, level, 'two-insertion')
      const sums = bySegment.get(segment) ?? new Float64Array(4)
      bySegment.set(segment, sums)
      const dR = thickness / samples.across
      for (let k = 0; k < samples.across; k++) {
        const depth = (k + 0.5) / samples.across
        const volume = ((inner + depth * thickness) * dR * dAngle * dz) / 1000
        const rank = rankAt(angle, level, depth)
        sums[rank] = (sums[rank] ?? 0) + volume
        total[rank] = (total[rank] ?? 0) + volume
      }
    }
  }
  return {
    ...amountOf(total),
    segments: Object.fromEntries([...bySegment].map(([segment, sums]) => [segment, amountOf(sums)])),
  }
}

/**
 * What summing slices finds in each of them: the area at the middle of the slice times the spacing.
 *
 *   A = ∬ r dr dθ = ∬ R dR dΘ / λ     at the material level that now lies in the slice
 *
 * @param spacing  between slice centres, mm
 */
export function scarOfSlice(
  preset: HeartPreset,
  state: HeartState,
  scar: Scar,
  place: Mm,
  spacing: Mm,
): ScarAmount {
  const byRank = new Float64Array(4)
  const level = materialLevel(preset, state, place)
  if (level > preset.base) return amountOf(byRank)
  const rankAt = scarAt(preset, scar)
  const inner = Math.sqrt(endocardialRadius2(preset, level))
  const dAngle = (2 * Math.PI) / samples.around
  for (let i = 0; i < samples.around; i++) {
    const angle = (i + 0.5) * dAngle
    const thickness = Math.sqrt(Math.max(outerRadius2(preset, angle, level), 0)) - inner
    if (thickness <= 0) continue
    for (let k = 0; k < samples.across; k++) {
      const depth = (k + 0.5) / samples.across
      const area = ((inner + depth * thickness) * (thickness / samples.across) * dAngle) / state.longitudinal
      const rank = rankAt(angle, level, depth)
      byRank[rank] = (byRank[rank] ?? 0) + (area * spacing) / 1000
    }
  }
  return amountOf(byRank)
}

function amountOf(byRank: Float64Array): ScarAmount {
  const of = (rank: number): number => byRank[rank] ?? 0
  const wall = byRank.reduce((sum, volume) => sum + volume, 0)
  const scar = of(scarRank.core) + of(scarRank.obstruction)
  return {
    wall: ml(wall),
    scar: ml(scar),
    border: ml(of(scarRank.border)),
    obstruction: ml(of(scarRank.obstruction)),
    share: percent(wall > 0 ? (100 * scar) / wall : 0),
    mass: gram(myocardialDensity * scar),
  }
}
