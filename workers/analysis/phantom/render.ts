/** Pictures of the phantom: what a plane of finite thickness shows at one phase. */
import { type ImagePlane, indexToPatient, planeNormal } from '../geometry/plane.ts'
import { randomBits } from '../numerics/random.ts'
import type { Mm } from '../units/units.ts'
import { tissueAt } from './heart-tissue.ts'
import { type HeartState, heartState } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { acquire, coilSensitivity, spreadPoints } from './receiver.ts'
import { latticeOf, type Slab, samplesPerPixel, slabOf, tissueShares } from './sampling.ts'
import { type HeartSignal, heartSignal } from './signal.ts'
import { makeTexture, type Texture } from './texture.ts'
import { cineChestSignals, thoraxAt } from './thorax.ts'
import { code, type TissueAt, tissueCodes } from './tissue.ts'

/** One heart in one chest; the seed gives its texture and noise, never its size. */
export interface Scene {
  readonly preset: HeartPreset
  readonly seed: number
  readonly texture: Texture
}

export const makeScene = (preset: HeartPreset, seed: number): Scene => ({
  preset,
  seed,
  texture: makeTexture(seed),
})

/** The heart at one time, ready to be sampled in any plane. */
export interface Moment {
  readonly state: HeartState
  readonly tissue: TissueAt
  readonly signal: HeartSignal
}

/** @param time  fraction of the RR interval since the R wave */
export function momentAt({ preset, texture }: Scene, time: number): Moment {
  const state = heartState(preset, time)
  return { state, tissue: tissueAt(preset, state), signal: heartSignal(preset, state, texture) }
}

/** A slab with everything in it that does not move. */
export interface PreparedSlab extends Slab {
  /** signal of the chest without the heart, [row][column] */
  readonly chest: Float32Array
  readonly sensitivity: Float32Array
  readonly scratch: Float32Array
  /** what the chest is made of, so that it can be shown in other contrasts: [row][column][depth] */
  readonly materials: Uint8Array
  readonly modulations: Float32Array
}

/** Depths at which the chest is sampled, as fractions of the thickness. */
export const chestDepths = [-1 / 3, 0, 1 / 3]

export function prepareSlab({ preset, texture }: Scene, plane: ImagePlane, thickness: Mm): PreparedSlab {
  const { rows, columns } = plane
  const chestAt = thoraxAt(texture)
  const found = { modulation: 1 }
  const materials = new Uint8Array(chestDepths.length * rows * columns)
  const modulations = new Float32Array(materials.length)
  let next = 0
  const chest = new Float32Array(rows * columns)
  const sensitivity = new Float32Array(rows * columns)
  const n = planeNormal(plane)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y, z] = indexToPatient(plane, [column, row])
      let sum = 0
      for (const depth of chestDepths) {
        const d = depth * thickness
        const material = chestAt(x + d * n[0], y + d * n[1], z + d * n[2], found)
        materials[next] = material
        modulations[next] = found.modulation
        next += 1
        sum += (cineChestSignals[material] ?? 0) * found.modulation
      }
      chest[row * columns + column] = sum / chestDepths.length
      sensitivity[row * columns + column] = coilSensitivity([x, y, z])
    }
  return {
    ...slabOf(preset, plane, thickness),
    chest,
    sensitivity,
    materials,
    modulations,
    scratch: new Float32Array(rows * columns),
  }
}

/**
 * @param stream  tells the noise of one picture from that of another
 * @returns stored values, [row][column], below 4096
 */
export function renderFrame(
  scene: Scene,
  slab: PreparedSlab,
  moment: Moment,
  stream: number,
): Uint16Array<ArrayBuffer> {
  const { plane, chest, sensitivity, scratch } = slab
  const image = chest.slice()
  paintHeart(image, slab, moment.tissue, moment.signal)
  spreadPoints(image, plane.columns, plane.rows, scratch)
  return acquire(image, sensitivity, plane.columns, randomBits(scene.seed, stream))
}

/** Mixes the tissues of each pixel by their shares; what is not heart stays chest. */
function paintHeart(image: Float32Array, slab: Slab, tissue: TissueAt, signal: HeartSignal): void {
  const { left, top, width, height } = slab.region
  const { columns } = slab.plane
  const { first, column, row } = latticeOf(slab)
  const shares = tissueShares(slab, tissue, tissueCodes.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const base = (y * width + x) * tissueCodes.length
      if (shares[base + code.outside] === samplesPerPixel) continue
      const c = left + x
      const r = top + y
      const pixel = r * columns + c
      let sum = (shares[base + code.outside] ?? 0) * (image[pixel] ?? 0)
      for (const kind of heartTissues) {
        const share = shares[base + kind] ?? 0
        if (share === 0) continue
        sum +=
          share *
          signal(
            kind,
            first[0] + c * column[0] + r * row[0],
            first[1] + c * column[1] + r * row[1],
            first[2] + c * column[2] + r * row[2],
          )
      }
      image[pixel] = sum / samplesPerPixel
    }
}

const heartTissues = tissueCodes.filter((kind) => kind !== code.outside)
