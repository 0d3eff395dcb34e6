/**
 * Phase contrast: every tissue with its velocity through the picture as the angle of a complex signal, so that
 * partial volume, noise and aliasing come about as on a scanner.
 *
 *   S = Σ shareₖ Mₖ e^(iπ vₖ/VENC)
 */
import { indexToPatient } from '../geometry/plane.ts'
import { randomBits } from '../numerics/random.ts'
import { aorticFlow, defaultBackground, defaultVenc, velocityIn } from './aortic-flow.ts'
import { aorta, distanceToLine } from './atria.ts'
import { chestImage } from './chest-image.ts'
import { evenContrast } from './contrasts.ts'
import type { Exposure } from './exposure.ts'
import { tissueAt } from './heart-tissue.ts'
import { type HeartState, heartState, spatialLevel } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { detect, type StoredPixels, spreadPoints, storeValues } from './receiver.ts'
import { paintHeart } from './render.ts'
import { stillSignal } from './still-signal.ts'
import { descendingAorta } from './thorax.ts'
import { code, type TissueCode } from './tissue.ts'

export function flowPicture({ options, scene, slab, attributes, stream, time }: Exposure): StoredPixels {
  const { preset, texture } = scene
  const { plane, scratch, sensitivity } = slab
  const { venc = defaultVenc, rr } = attributes
  const state = heartState(preset, time)
  const flow = aorticFlow(preset, options.flow ?? {}, rr, time)
  const velocity = heartVelocity(preset, state, flow)
  const contrast = evenContrast(options, attributes)
  const magnitudeOf = stillSignal(preset, state, texture, contrast.heart)
  // blood that was never excited before is brighter than any tissue that stays in the slice
  const inflow = (tissue: TissueCode): number =>
    isBlood.has(tissue) ? freshBlood * (1 + 0.5 * Math.min(1, Math.abs(flow) / 300)) : 1
  const tissue = tissueAt(preset, state)
  const part = (wave: (angle: number) => number): Float32Array => {
    const image = chestImage(slab, contrast.chest)
    turnDescendingAorta(image, slab, wave, (-0.5 * Math.PI * flow) / 4 / venc)
    paintHeart(image, slab, tissue, (kind, x, y, z) => {
      const angle = (Math.PI * velocity(kind, x, y, z)) / venc
      return magnitudeOf(kind, x, y, z) * inflow(kind) * wave(angle)
    })
    spreadPoints(image, plane.columns, plane.rows, scratch)
    return image
  }
  const real = part(Math.cos)
  const imaginary = part(Math.sin)
  addBackground(real, imaginary, exposureOffsets({ options, slab, venc }))
  const { magnitude, phase } = detect(real, imaginary, sensitivity, randomBits(scene.seed, stream))
  if (attributes.component === 'magnitude') return storeValues(magnitude, attributes)
  const scale = ((attributes.velocityScale ?? 1) * venc) / Math.PI
  return storeValues(
    phase.map((angle) => scale * angle),
    attributes,
  )
}

/** relative to blood that has seen every pulse */
const freshBlood = 5

const isBlood = new Set<TissueCode>([
  code.lvBlood,
  code.rvBlood,
  code.laBlood,
  code.vesselBlood,
  code.aorticBlood,
  code.pulmonaryBlood,
])

/** cm/s along the direction of the aortic root. Truth in the root; scenery elsewhere. */
function heartVelocity(preset: HeartPreset, state: HeartState, flow: number) {
  const root = aorta(preset)
  const plane = spatialLevel(preset, state, preset.base)
  return (tissue: TissueCode, x: number, y: number, z: number): number => {
    switch (tissue) {
      case code.aorticBlood:
        return velocityIn(root, flow, distanceToLine(root, x - state.shiftX, y - state.shiftY, z - plane))
      case code.pulmonaryBlood:
        return flow / 5.5
      case code.vesselBlood:
        return -12 - 8 * Math.sin(2 * Math.PI * state.time)
      default:
        return 0
    }
  }
}

/** Blood in the descending aorta runs the other way. */
function turnDescendingAorta(
  image: Float32Array,
  { plane }: Exposure['slab'],
  wave: (angle: number) => number,
  angle: number,
): void {
  const still = wave(0)
  for (let row = 0; row < plane.rows; row++)
    for (let column = 0; column < plane.columns; column++) {
      const [x, y] = indexToPatient(plane, [column, row])
      const away = Math.hypot(x - descendingAorta.x, y - descendingAorta.y) / descendingAorta.radius
      const pixel = row * plane.columns + column
      image[pixel] = (image[pixel] ?? 0) * (away < 1 ? wave(angle * (1 - away ** 4)) : still)
    }
}

/** Phase offset of each pixel, radians: a plane through the middle of the picture. */
function exposureOffsets({
  options,
  slab: { plane },
  venc,
}: Pick<Exposure, 'options' | 'slab'> & { readonly venc: number }): Float32Array {
  const { constant, alongRow, alongColumn } = options.flow?.background ?? defaultBackground
  const offsets = new Float32Array(plane.rows * plane.columns)
  for (let row = 0; row < plane.rows; row++)
    for (let column = 0; column < plane.columns; column++) {
      const x = (column - (plane.columns - 1) / 2) * plane.columnSpacing
      const y = (row - (plane.rows - 1) / 2) * plane.rowSpacing
      offsets[row * plane.columns + column] = (Math.PI * (constant + alongRow * x + alongColumn * y)) / venc
    }
  return offsets
}

function addBackground(real: Float32Array, imaginary: Float32Array, offsets: Float32Array): void {
  for (let i = 0; i < real.length; i++) {
    const x = real[i] ?? 0
    const y = imaginary[i] ?? 0
    const c = Math.cos(offsets[i] ?? 0)
    const s = Math.sin(offsets[i] ?? 0)
    real[i] = x * c - y * s
    imaginary[i] = x * s + y * c
  }
}
