/**
 * Scar in the wall: regions of the material coordinates (Θ, Z, depth), so that it moves with the tissue.
 *
 * Depth f is the share of the wall's thickness at end-diastole, from 0 at the endocardium to 1 at the epicardium.
 * A patch is a lens: with u, v the angle and level relative to its half width and half length,
 *
 *   u⁴ + v⁴ < 1     and depth within [from, to], both drawn in towards the patch's edge by √(1 − u⁴ − v⁴)
 *
 * but an end that lies on a border of the wall stays on it. A sector is whole segments to an even depth.
 */
import { degrees, endocardialRadius2, outerRadius2 } from './motion.ts'
import type { HeartPreset, PresetName } from './presets.ts'
import { segmentAt } from './segments.ts'

export interface ScarPatch {
  /** 'core' is scar, 'border' the grey zone round it, 'obstruction' the dark part within */
  readonly kind: 'border' | 'core' | 'obstruction'
  /** middle and half width, degrees */
  readonly angle: number
  readonly halfWidth: number
  /** middle and half length, mm along the axis at end-diastole */
  readonly level: number
  readonly halfLength: number
  /** shares of the thickness */
  readonly from: number
  readonly to: number
}

/** AHA segments (two-insertion rule) that are scar from the endocardium to a share of their thickness. */
export interface ScarSectors {
  readonly transmurality: Readonly<Record<number, number>>
}

export interface Scar {
  readonly patches: readonly ScarPatch[]
  readonly sectors?: ScarSectors
}

export const noScar: Scar = { patches: [] }

/** An infarct: a core, a grey zone about it, and an obstruction in its depth when it is nearly transmural. */
function infarction(
  angle: number,
  halfWidth: number,
  level: number,
  halfLength: number,
  depth: number,
): Scar {
  const place = { angle, level }
  return {
    patches: [
      {
        ...place,
        kind: 'border',
        halfWidth: halfWidth + 9,
        halfLength: halfLength + 5,
        from: 0,
        to: Math.min(1, depth + 0.12),
      },
      { ...place, kind: 'core', halfWidth, halfLength, from: 0, to: depth },
      {
        ...place,
        kind: 'obstruction',
        halfWidth: 0.5 * halfWidth,
        halfLength: 0.5 * halfLength,
        from: 0.12,
        to: 0.6 * depth,
      },
    ],
  }
}

const patch = (
  kind: ScarPatch['kind'],
  [angle, halfWidth]: readonly [number, number],
  [level, halfLength]: readonly [number, number],
  [from, to]: readonly [number, number],
): ScarPatch => ({ kind, angle, halfWidth, level, halfLength, from, to })

/** A half width at which no angle is off the middle. */
const allRound = Number.POSITIVE_INFINITY

/** Where each preset is scarred; lengths follow `scale`. */
export const presetScar: Readonly<Record<PresetName, Scar>> = {
  normal: noScar,
  infarct: infarction(62, 48, -26, 30, 0.8),
  // a stripe in the middle of the septum
  dilated: {
    patches: [
      patch('border', [2, 56], [-4, 27], [0.28, 0.74]),
      patch('core', [0, 50], [-4, 24], [0.36, 0.66]),
    ],
  },
  // where the ventricles meet, and patches within the thick septum
  hypertrophic: {
    patches: [
      patch('border', [63, 19], [-6, 25], [0.42, 1]),
      patch('core', [63, 14], [-6, 21], [0.5, 1]),
      patch('border', [-62, 17], [-8, 24], [0.46, 1]),
      patch('core', [-62, 12], [-8, 20], [0.55, 1]),
      patch('border', [18, 22], [-14, 15], [0.3, 0.68]),
      patch('core', [18, 16], [-14, 11], [0.38, 0.6]),
    ],
  },
  // the inner layer all round; less of it towards the apex
  amyloid: {
    patches: [
      patch('border', [0, allRound], [0, 66], [0, 0.44]),
      patch('core', [0, allRound], [2, 58], [0, 0.32]),
    ],
  },
}

/** 0 for healthy wall; the largest of the patches that a point lies in. */
export const scarRank = { none: 0, border: 1, core: 2, obstruction: 3 } as const
export type ScarRank = (typeof scarRank)[keyof typeof scarRank]

/** @param angle  radians; @param level  mm; both at end-diastole; @param depth  share of the thickness */
export type ScarAt = (angle: number, level: number, depth: number) => ScarRank

export function scarAt(preset: HeartPreset, { patches, sectors }: Scar): ScarAt {
  const ranked = patches.map((one) => ({ ...one, rank: scarRank[one.kind] }))
  return (angle, level, depth) => {
    let found: ScarRank = scarRank.none
    for (const one of ranked) {
      if (one.rank <= found) continue
      const v = (level - one.level) / one.halfLength
      if (v <= -1 || v >= 1) continue
      const away = degrees(angle) - one.angle
      const u = (away - 360 * Math.round(away / 360)) / one.halfWidth
      const edge = u ** 4 + v ** 4
      if (edge >= 1) continue
      const taper = Math.sqrt(1 - edge)
      if (isWithin(depth, one, taper)) found = one.rank
    }
    if (found === scarRank.none && sectors !== undefined) {
      const reach = sectors.transmurality[segmentAt(preset, angle, level, 'two-insertion')] ?? 0
      if (depth < reach) return scarRank.core
    }
    return found
  }
}

function isWithin(depth: number, { from, to }: ScarPatch, taper: number): boolean {
  const inner = from === 0
  const outer = to === 1
  if (inner && outer) return true
  if (inner) return depth < to * taper
  if (outer) return depth > 1 - (1 - from) * taper
  const middle = (from + to) / 2
  return Math.abs(depth - middle) < ((to - from) / 2) * taper
}

/** The depth of a point of the wall, from 0 to 1. @param R  mm at end-diastole */
export function wallDepth(preset: HeartPreset, R: number, angle: number, level: number): number {
  const inner = Math.sqrt(endocardialRadius2(preset, level))
  const outer = Math.sqrt(Math.max(outerRadius2(preset, angle, level), 0))
  return outer > inner ? (R - inner) / (outer - inner) : 0
}

/** The same scar in a larger or smaller heart. */
export const scaledScar = ({ patches, sectors }: Scar, factor: number): Scar => ({
  patches: patches.map((one) => ({
    ...one,
    level: one.level * factor,
    halfLength: one.halfLength * factor,
  })),
  ...(sectors === undefined ? {} : { sectors }),
})
