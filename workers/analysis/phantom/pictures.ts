/**
 * Any picture of an examination: chest and heart in its contrast, spread by the scanner, weighted by the coils,
 * with noise, as stored values.
 */
import type { ImagePlane } from '../geometry/plane.ts'
import { randomBits } from '../numerics/random.ts'
import { at } from '../units/at.ts'
import { chestImage, insideMask, movedWithin } from './chest-image.ts'
import { evenContrast, type FirstPassContrast, firstPassContrast } from './contrasts.ts'
import type { Exposure } from './exposure.ts'
import { type FlowSignal, flowPicture, flowSignal } from './flow-picture.ts'
import { heartMix, paintMix } from './heart-mix.ts'
import { mapPicture } from './map-picture.ts'
import { heartState } from './motion.ts'
import { type MovingHeart, movingHeart, paintMoved } from './moving-heart.ts'
import { acquisitionOf, heartOf, type PhantomOptions, scarOf } from './options.ts'
import { perfusedHeart } from './perfused-heart.ts'
import { dynamicTimes } from './perfusion.ts'
import { type StoredPixels, spreadPoints, storeSignal } from './receiver.ts'
import { makeScene, momentAt, type PreparedSlab, prepareSlab, renderFrame, type Scene } from './render.ts'
import { scarredTissueAt } from './scarred-tissue.ts'
import { type PhantomSeries, planeKey } from './series.ts'
import { tissueCodes } from './tissue.ts'

export type PictureMaker = (series: PhantomSeries, slice: number, phase: number) => StoredPixels

/**
 * Keeps what several pictures share: the scene, the heart at each time, the chest in each plane, what is still
 * while a contrast changes. That is some 2 MB a plane.
 */
export function pictureMaker(options: PhantomOptions): PictureMaker {
  const scene = makeScene(heartOf(options), options.seed)
  const momentOf = kept((time: number) => momentAt(scene, time))
  const planeOf = kept((_key: string, plane: ImagePlane, { thickness }: PhantomSeries) =>
    shownPlane(options, scene, prepareSlab(scene, plane, thickness)),
  )
  return (series, slice, phase) => {
    const plane = at(series.planes, slice)
    const shown = planeOf(planeKey(plane, series.thickness), plane, series)
    const { slab } = shown
    const attributes = at(at(series.attributes, slice), phase)
    const time = attributes.kind === 'cine' ? phase / series.phases : attributes.triggerTime / attributes.rr
    const stream = (series.noise * 1000 + slice) * 1000 + phase
    const heart: Exposure['heart'] = (grain) => shown.mix(`${grain} ${time}`, grain, time)
    const exposure: Exposure = { options, scene, slab, attributes, stream, time, heart }
    switch (attributes.kind) {
      case 'scout':
      case 'cine':
        return renderFrame(scene, slab, momentOf(time), stream)
      case 'perfusion':
        return perfusionPicture(exposure, shown, shown.pass(series.role, slice), phase)
      case 'flow':
        return flowPicture(attributes, shown.flow(stream, exposure))
      case 'map':
        return mapPicture(exposure)
      default:
        return evenPicture(exposure)
    }
  }
}

/** A plane with what is made in it once and used for many pictures. */
interface ShownPlane {
  readonly slab: PreparedSlab
  mix(key: string, grain: 'grained' | 'plain', time: number): ReturnType<typeof heartMix>
  flow(stream: number, exposure: Exposure): FlowSignal
  pass(role: PhantomSeries['role'], slice: number): FirstPassContrast
  /** at the time of its first pass */
  moving(time: number): MovingHeart
  /** what breathing moves */
  inside(role: 'ribs'): Float32Array
}

function shownPlane(options: PhantomOptions, scene: Scene, slab: PreparedSlab): ShownPlane {
  const { preset, texture } = scene
  return {
    slab,
    mix: kept((_key, grain: 'grained' | 'plain', time: number) => {
      const state = heartState(preset, time)
      const labelAt = scarredTissueAt(preset, state, scarOf(options))
      const heart = { preset, state, labelAt, labels: tissueCodes.length }
      return heartMix(slab, heart, grain === 'grained' ? texture : undefined)
    }),
    flow: kept((_stream: number, exposure: Exposure) => flowSignal(exposure)),
    pass: kept((role, slice: number) => {
      const state = role === 'perfusion-stress' ? 'stress' : 'rest'
      return firstPassContrast(options, state, dynamicTimes(acquisitionOf(options), state, slice))
    }),
    moving: kept((time: number) =>
      movingHeart(slab, perfusedHeart(preset, heartState(preset, time)), texture),
    ),
    inside: kept(() => insideMask(slab.plane)),
  }
}

/** Remembers what was made for a key. */
function kept<Key, Rest extends readonly unknown[], Value>(
  make: (key: Key, ...rest: Rest) => Value,
): (key: Key, ...rest: Rest) => Value {
  const known = new Map<Key, Value>()
  return (key, ...rest) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = make(key, ...rest)
    known.set(key, value)
    return value
  }
}

/** A contrast in which each tissue has one signal. */
function evenPicture(exposure: Exposure): StoredPixels {
  const { options, slab, attributes, heart } = exposure
  const contrast = evenContrast(options, attributes)
  const image = chestImage(slab, contrast.chest)
  paintMix(image, heart('grained'), contrast.heart)
  return received(exposure, image)
}

/** The heart is sampled where breathing has brought it; the chest within the ribs is moved as a picture. */
function perfusionPicture(
  exposure: Exposure,
  shown: ShownPlane,
  pass: FirstPassContrast,
  dynamic: number,
): StoredPixels {
  const { slab, attributes, time } = exposure
  const { plane } = slab
  const contrast = pass(dynamic, attributes)
  const [alongRow, alongColumn] = attributes.shift ?? [0, 0]
  const shift = [alongRow / plane.columnSpacing, alongColumn / plane.rowSpacing] as const
  const image = movedWithin(chestImage(slab, contrast.chest), plane, shown.inside('ribs'), shift)
  paintMoved(image, plane, shown.moving(time), contrast.heart, shift)
  return received(exposure, image)
}

function received({ scene, slab, attributes, stream }: Exposure, image: Float32Array): StoredPixels {
  const { plane, scratch, sensitivity } = slab
  spreadPoints(image, plane.columns, plane.rows, scratch)
  return storeSignal(image, sensitivity, plane.columns, randomBits(scene.seed, stream), attributes)
}
