/**
 * A map of a relaxation time as a scanner makes it: the time itself with an error that grows where there was little
 * signal, and nonsense where there was none. Nothing is fitted here.
 */

import { randomBits, uniform } from '../numerics/random.ts'
import type { MapKind } from './attributes.ts'
import { chestImage } from './chest-image.ts'
import { evenContrast } from './contrasts.ts'
import type { Exposure } from './exposure.ts'
import { paintMix } from './heart-mix.ts'
import { type StoredPixels, spreadPoints, storeValues } from './receiver.ts'
import { chestRelaxation } from './relaxation.ts'
import { chestMaterials } from './thorax.ts'

/** Relative standard deviation where the density is 1. */
const uncertainty: Readonly<Record<MapKind, number>> = { t1: 0.022, t2: 0.03, t2star: 0.04 }
/** Where there is less, a scanner does not fit, and the map is 0. */
const airDensity = 0.02
/** The largest value that a fit gives, ms. */
const largest: Readonly<Record<MapKind, number>> = { t1: 3000, t2: 250, t2star: 150 }

export function mapPicture({ options, scene, slab, attributes, stream, heart }: Exposure): StoredPixels {
  const { map = 't1' } = attributes
  const contrast = evenContrast(options, attributes)
  // a map has no coil shading and no speckle; the chest keeps its grain off the times
  const even = { ...slab, modulations: slab.modulations.map(() => 1) }
  const values = chestImage(even, contrast.chest)
  const density = chestImage(
    even,
    Float64Array.from(chestMaterials, (material) => chestRelaxation[material].density),
  )
  const plain = heart('plain')
  paintMix(values, plain, contrast.heart)
  paintMix(
    density,
    plain,
    contrast.heart.map(() => 0.85),
  )
  spreadPoints(values, slab.plane.columns, slab.plane.rows, slab.scratch)
  const bits = randomBits(scene.seed, stream)
  for (let i = 0; i < values.length; i++) {
    // the sum of three uniform numbers is nearly normal, with a standard deviation of one half
    const normal = 2 * (uniform(bits) + uniform(bits) + uniform(bits) - 1.5)
    const d = density[i] ?? 0
    const value = (values[i] ?? 0) * (1 + (uncertainty[map] * normal) / Math.max(d, 0.05))
    if (d < airDensity) {
      values[i] = 0
      continue
    }
    const lost = Math.max(0, 1 - d / 0.12)
    values[i] = Math.min(largest[map], Math.max(0, (1 - lost) * value + lost * largest[map] * uniform(bits)))
  }
  return storeValues(values, attributes)
}
