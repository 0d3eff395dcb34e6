/**
 * Phase contrast: every tissue with its velocity through the picture as the angle of a complex signal, so that
 * partial volume, noise and aliasing come about as on a scanner.
 *
 *   S = Σ shareₖ Mₖ e^(iπ vₖ/VENC)
 */
import { indexToPatient } from '../geometry/plane.ts'
import { randomBits } from '../numerics/random.ts'
import { aorticFlow, defaultBackground, defaultVenc, shareThrough, velocityIn } from './aortic-flow.ts'
import { aorta, measureToLine } from './atria.ts'
import type { ImageAttributes } from './attributes.ts'
import { chestImage } from './chest-image.ts'
import { evenContrast } from './contrasts.ts'
import type { Exposure } from './exposure.ts'
import type { HeartMix } from './heart-mix.ts'
import { type HeartState, heartState, spatialLevel } from './motion.ts'
import type { HeartPreset } from './presets.ts'
import { detect, type StoredPixels, spreadPoints, storeValues } from './receiver.ts'
import { latticeOf, type Slab } from './sampling.ts'
import { descendingAorta } from './thorax.ts'
import { code } from './tissue.ts'

/** Magnitude, and phase from -π to π: both pictures of one acquisition are made from it. */
export type FlowSignal = ReturnType<typeof detect>

export function flowSignal({ options, scene, slab, attributes, stream, time, heart }: Exposure): FlowSignal {
  const { preset } = scene
  const { plane, scratch, sensitivity } = slab
  const { venc = defaultVenc, rr } = attributes
  const flow = aorticFlow(preset, options.flow ?? {}, rr, time)
  const contrast = evenContrast(options, attributes)
  // blood that was never excited before is brighter than any tissue that stays in the slice
  const inflow = freshBlood * (1 + 0.5 * Math.min(1, Math.abs(flow) / 300))
  const real = chestImage(slab, contrast.chest)
  const imaginary = new Float32Array(real.length)
  turnDescendingAorta(real, imaginary, slab, (-0.5 * Math.PI * flow) / 4 / venc)
  const magnitudes = contrast.heart.map((value, tissue) => (isBlood.has(tissue) ? inflow * value : value))
  const velocity = heartVelocity(preset, heartState(preset, time), flow, shareThrough(preset, plane))
  const angleAt: PhaseAt = (tissue, x, y, z) => (Math.PI * velocity(tissue, x, y, z)) / venc
  paintTurned(real, imaginary, slab, heart('grained'), magnitudes, angleAt)
  spreadPoints(real, plane.columns, plane.rows, scratch)
  spreadPoints(imaginary, plane.columns, plane.rows, scratch)
  addBackground(real, imaginary, exposureOffsets({ options, slab, venc }))
  return detect(real, imaginary, sensitivity, plane.columns, randomBits(scene.seed, stream))
}

export function flowPicture(attributes: ImageAttributes, { magnitude, phase }: FlowSignal): StoredPixels {
  if (attributes.component === 'magnitude') return storeValues(magnitude, attributes)
  const { venc = defaultVenc, velocityScale = 1 } = attributes
  const scale = (velocityScale * venc) / Math.PI
  return storeValues(
    phase.map((angle) => scale * angle),
    attributes,
  )
}

/** radians; x, y, z: mm in the heart frame */
type PhaseAt = (tissue: number, x: number, y: number, z: number) => number

/** Puts the heart into both parts of the signal, each tissue turned by its phase. */
function paintTurned(
  real: Float32Array,
  imaginary: Float32Array,
  slab: Slab,
  { pixels, around, starts, labels, weights }: HeartMix,
  magnitudes: Float64Array,
  angleAt: PhaseAt,
): void {
  const { first, column, row } = latticeOf(slab)
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i] ?? 0
    const c = pixel % slab.plane.columns
    const r = (pixel - c) / slab.plane.columns
    const x = first[0] + c * column[0] + r * row[0]
    const y = first[1] + c * column[1] + r * row[1]
    const z = first[2] + c * column[2] + r * row[2]
    let re = (around[i] ?? 0) * (real[pixel] ?? 0)
    let im = (around[i] ?? 0) * (imaginary[pixel] ?? 0)
    for (let part = starts[i] ?? 0; part < (starts[i + 1] ?? 0); part++) {
      const label = labels[part] ?? 0
      const magnitude = (weights[part] ?? 0) * (magnitudes[label] ?? 0)
      const angle = angleAt(label, x, y, z)
      re += magnitude * Math.cos(angle)
      im += magnitude * Math.sin(angle)
    }
    real[pixel] = re
    imaginary[pixel] = im
  }
}

/** relative to blood that has seen every pulse */
const freshBlood = 5

const isBlood: ReadonlySet<number> = new Set([
  code.lvBlood,
  code.rvBlood,
  code.laBlood,
  code.vesselBlood,
  code.aorticBlood,
  code.pulmonaryBlood,
])

/** cm/s through the plane. Truth in the aortic root, of whose velocity a share goes through; scenery elsewhere. */
function heartVelocity(preset: HeartPreset, state: HeartState, flow: number, share: number) {
  const root = aorta(preset)
  const plane = spatialLevel(preset, state, preset.base)
  const point = new Float64Array(3)
  const away = new Float64Array(1)
  return (tissue: number, x: number, y: number, z: number): number => {
    switch (tissue) {
      case code.aorticBlood:
        point[0] = x - state.shiftX
        point[1] = y - state.shiftY
        point[2] = z - plane
        measureToLine(root, point, away)
        return share * velocityIn(root, flow, away[0] ?? 0)
      case code.pulmonaryBlood:
        return flow / 5.5
      case code.vesselBlood:
        return -12 - 8 * Math.sin(2 * Math.PI * state.time)
      default:
        return 0
    }
  }
}

/** Blood in the descending aorta runs the other way. @param angle  of its fastest blood, radians */
function turnDescendingAorta(
  real: Float32Array,
  imaginary: Float32Array,
  { plane }: Slab,
  angle: number,
): void {
  for (let row = 0; row < plane.rows; row++)
    for (let column = 0; column < plane.columns; column++) {
      const [x, y] = indexToPatient(plane, [column, row])
      const away = Math.hypot(x - descendingAorta.x, y - descendingAorta.y) / descendingAorta.radius
      if (away >= 1) continue
      const pixel = row * plane.columns + column
      const magnitude = real[pixel] ?? 0
      const turned = angle * (1 - away ** 4)
      real[pixel] = magnitude * Math.cos(turned)
      imaginary[pixel] = magnitude * Math.sin(turned)
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
