/**
 * How much of the wall is scar, by integration over the material coordinates. The motion keeps volume, so that the
 * numbers hold at every phase.
 *
 *   V = ∫∫∫ R dR dΘ dZ over the points of each rank
 */
import { type Gram, gram, type Ml, ml, type Percent, percent } from '../units/units.ts'
import { endocardialRadius2, outerRadius2 } from './motion.ts'
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
}

export interface ScarTruth extends ScarAmount {
  readonly mass: Gram
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
  const whole = amountOf(total)
  return {
    ...whole,
    mass: gram(myocardialDensity * whole.scar),
    segments: Object.fromEntries([...bySegment].map(([segment, sums]) => [segment, amountOf(sums)])),
  }
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
  }
}
