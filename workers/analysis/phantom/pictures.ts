/**
 * Any picture of an examination: chest and heart in its contrast, spread by the scanner, weighted by the coils,
 * with noise, as stored values.
 */
import type { ImagePlane, PatientPoint } from '../geometry/plane.ts'
import { randomBits } from '../numerics/random.ts'
import { at } from '../units/at.ts'
import { chestImage, insideMask, movedWithin } from './chest-image.ts'
import { type Contrast, evenContrast, type FirstPassContrast, firstPassContrast } from './contrasts.ts'
import type { Exposure } from './exposure.ts'
import { flowPicture } from './flow-picture.ts'
import { tissueAt } from './heart-tissue.ts'
import { mapPicture } from './map-picture.ts'
import { heartState } from './motion.ts'
import { acquisitionOf, heartOf, type PhantomOptions, scarOf } from './options.ts'
import { dynamicTimes } from './perfusion.ts'
import { type StoredPixels, spreadPoints, storeSignal } from './receiver.ts'
import {
  type Moment,
  makeScene,
  momentAt,
  type PreparedSlab,
  paintHeart,
  prepareSlab,
  renderFrame,
} from './render.ts'
import { slabOf } from './sampling.ts'
import { scarredTissueAt } from './scarred-tissue.ts'
import type { PhantomSeries } from './series.ts'
import { stillSignal } from './still-signal.ts'
import type { TissueAt } from './tissue.ts'

export type PictureMaker = (series: PhantomSeries, slice: number, phase: number) => StoredPixels

/** Keeps what several pictures share: the scene, the heart at each time, the chest in each slice. */
export function pictureMaker(options: PhantomOptions): PictureMaker {
  const scene = makeScene(heartOf(options), options.seed)
  const moments = new Map<number, Moment>()
  const passes = new Map<string, FirstPassContrast>()
  let slab: PreparedSlab | undefined
  let mask: Float32Array | undefined
  return (series, slice, phase) => {
    const plane = at(series.planes, slice)
    if (slab?.plane !== plane) {
      slab = prepareSlab(scene, plane, series.thickness)
      mask = undefined
    }
    const attributes = at(at(series.attributes, slice), phase)
    const time = attributes.kind === 'cine' ? phase / series.phases : attributes.triggerTime / attributes.rr
    const stream = (series.noise * 1000 + slice) * 1000 + phase
    const exposure = { options, scene, slab, attributes, stream, time }
    switch (attributes.kind) {
      case 'scout':
      case 'cine': {
        const moment = moments.get(time) ?? momentAt(scene, time)
        moments.set(time, moment)
        return renderFrame(scene, slab, moment, stream)
      }
      case 'perfusion': {
        const key = `${series.role}/${slice}`
        const state = series.role === 'perfusion-stress' ? 'stress' : 'rest'
        const pass =
          passes.get(key) ??
          firstPassContrast(options, state, dynamicTimes(acquisitionOf(options), state, slice))
        passes.set(key, pass)
        mask ??= insideMask(plane)
        return perfusionPicture(exposure, pass(phase, attributes, heartState(scene.preset, time)), mask)
      }
      case 'flow':
        return flowPicture(exposure)
      case 'map':
        return mapPicture(exposure)
      default:
        return evenPicture(exposure)
    }
  }
}

/** A contrast in which each tissue has one signal. */
function evenPicture(exposure: Exposure): StoredPixels {
  const { options, scene, slab, attributes } = exposure
  const contrast = evenContrast(options, attributes)
  const state = heartState(scene.preset, exposure.time)
  const image = chestImage(slab, contrast.chest)
  const tissue = scarredTissueAt(scene.preset, state, scarOf(options))
  paintHeart(image, slab, tissue, stillSignal(scene.preset, state, scene.texture, contrast.heart))
  return received(exposure, image)
}

/** The heart is sampled where breathing has brought it; the chest within the ribs is moved as a picture. */
function perfusionPicture(exposure: Exposure, contrast: Contrast, mask: Float32Array): StoredPixels {
  const { scene, slab, attributes, time } = exposure
  const { plane, thickness } = slab
  const state = heartState(scene.preset, time)
  const [alongRow, alongColumn] = attributes.shift ?? [0, 0]
  const image = movedWithin(chestImage(slab, contrast.chest), plane, mask, [
    alongRow / plane.columnSpacing,
    alongColumn / plane.rowSpacing,
  ])
  const seen = slabOf(scene.preset, movedPlane(plane, -alongRow, -alongColumn), thickness)
  const tissue: TissueAt = tissueAt(scene.preset, state)
  paintHeart(image, seen, tissue, stillSignal(scene.preset, state, scene.texture, contrast.heart))
  return received(exposure, image)
}

function movedPlane(plane: ImagePlane, alongRow: number, alongColumn: number): ImagePlane {
  const { position, rowDirection: x, columnDirection: y } = plane
  const moved: PatientPoint = [
    position[0] + alongRow * x[0] + alongColumn * y[0],
    position[1] + alongRow * x[1] + alongColumn * y[1],
    position[2] + alongRow * x[2] + alongColumn * y[2],
  ]
  return { ...plane, position: moved }
}

function received({ scene, slab, attributes, stream }: Exposure, image: Float32Array): StoredPixels {
  const { plane, scratch, sensitivity } = slab
  spreadPoints(image, plane.columns, plane.rows, scratch)
  return storeSignal(image, sensitivity, randomBits(scene.seed, stream), attributes)
}
