/**
 * What summing slices measures, beside the true volume: a slice counts with its whole spacing or not at all, so
 * the answer depends on where the valve plane falls between slices.
 */
import { type Ml, type Mm2, mlFromMm3, mm2, mm3 } from '../units/units.ts'
import { type Acquisition, sliceLevels, sliceSpacing } from './acquisition.ts'
import { tissueAt } from './heart-tissue.ts'
import {
  endocardialRadius2,
  epicardialRadius2,
  type HeartState,
  materialLevel,
  meanWallFactor,
} from './motion.ts'
import { shortAxisPlane } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { type Slab, samplesPerPixel, slabOf, tissueShares } from './sampling.ts'
import { code, tissueCodes } from './tissue.ts'

export interface DiscSums {
  readonly cavity: Ml
  /** between the epicardial and the endocardial border; the whole area where there is no cavity */
  readonly wall: Ml
}

/**
 * Closed form of the disc sums over slices whose centre lies below the valve plane: the `reader-slices` method
 * with perfect contours.
 *
 *   A_endo = π Rᵢ² (s₀² + d/2)     A_epi = A_endo + π (1 + 3e/8) (Rₑ² − Rᵢ²)/λ
 */
export function readerSliceSums(preset: HeartPreset, acquisition: Acquisition, state: HeartState): DiscSums {
  const stretch2 = state.radial2 + state.hypokinesis / 2
  let cavity = 0
  let wall = 0
  for (const z of sliceLevels(preset, acquisition)) {
    const level = materialLevel(preset, state, z)
    if (level > preset.base) continue
    const inner2 = endocardialRadius2(preset, level)
    const outer2 = epicardialRadius2(preset, level)
    cavity += Math.PI * inner2 * stretch2
    wall += (Math.PI * (outer2 - inner2) * meanWallFactor(preset)) / state.longitudinal
  }
  const spacing = sliceSpacing(acquisition)
  return { cavity: mlFromMm3(mm3(cavity * spacing)), wall: mlFromMm3(mm3(wall * spacing)) }
}

export interface RenderedSums {
  /** pixels that are mostly cavity, mostly wall: agrees with `readerSliceSums` */
  readonly borders: DiscSums
  /** every pixel by its share: also counts the part of a slab that reaches below the valve plane */
  readonly partialVolume: DiscSums
}

/** The same from the tissue of every pixel, as it is rendered. */
export function renderedSums(preset: HeartPreset, acquisition: Acquisition, state: HeartState): RenderedSums {
  const tissue = tissueAt(preset, state)
  const sums = { cavity: 0, wall: 0, mostlyCavity: 0, mostlyVentricle: 0 }
  for (const level of sliceLevels(preset, acquisition)) {
    const slab = slabOf(preset, shortAxisPlane(level, acquisition), acquisition.sliceThickness)
    const areas = slabAreas(slab, tissueShares(slab, tissue, tissueCodes.length))
    sums.cavity += areas.cavity
    sums.wall += areas.wall
    sums.mostlyCavity += areas.mostlyCavity
    sums.mostlyVentricle += areas.mostlyVentricle
  }
  const volume = (area: number): Ml => mlFromMm3(mm3(area * sliceSpacing(acquisition)))
  return {
    borders: { cavity: volume(sums.mostlyCavity), wall: volume(sums.mostlyVentricle - sums.mostlyCavity) },
    partialVolume: { cavity: volume(sums.cavity), wall: volume(sums.wall) },
  }
}

/** Areas of one slab at one phase. */
interface SlabAreas {
  /** pixel by pixel the share that is cavity (papillaries included), added up */
  readonly cavity: Mm2
  readonly wall: Mm2
  /** of the pixels that are mostly cavity: what a reader's border would enclose */
  readonly mostlyCavity: Mm2
  /** of the pixels that are mostly cavity or wall */
  readonly mostlyVentricle: Mm2
}

function slabAreas({ plane }: Slab, shares: Uint8Array): SlabAreas {
  let cavity = 0
  let wall = 0
  let mostlyCavity = 0
  let mostlyVentricle = 0
  for (let base = 0; base < shares.length; base += tissueCodes.length) {
    const inside = (shares[base + code.lvBlood] ?? 0) + (shares[base + code.papillary] ?? 0)
    const around = shares[base + code.lvWall] ?? 0
    cavity += inside
    wall += around
    mostlyCavity += majority(inside)
    mostlyVentricle += majority(inside + around)
  }
  const pixel = plane.rowSpacing * plane.columnSpacing
  return {
    cavity: mm2((cavity / samplesPerPixel) * pixel),
    wall: mm2((wall / samplesPerPixel) * pixel),
    mostlyCavity: mm2(mostlyCavity * pixel),
    mostlyVentricle: mm2(mostlyVentricle * pixel),
  }
}

/** 1 for more than half of the samples, ½ for exactly half. */
const majority = (samples: number): number => (Math.sign(2 * samples - samplesPerPixel) + 1) / 2
