import { describe, expect, it } from 'vitest'
import type { Annotation } from '#analysis/annotations/annotation.ts'
import { ellipseInBox } from '#analysis/annotations/figure.ts'
import { statedAnnotations } from '#analysis/annotations/stated.ts'
import type { StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import { patientToIndex } from '#analysis/geometry/plane.ts'
import type { PhantomOptions } from '#analysis/phantom/options.ts'
import { heartToPatient } from '#analysis/phantom/planes.ts'
import { nativeBloodT1 } from '#analysis/phantom/relaxation.ts'
import { type RenderedImage, renderedSeries } from '#analysis/phantom/rendered.ts'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { at } from '#analysis/units/at.ts'
import { stackOf } from '../../contouring/table.ts'
import { log } from '../reading/log.ts'

const options: PhantomOptions = { preset: 'normal', seed: 5, examination: 'whole' }

function stackWith({ sopInstanceUid, frame, plane }: RenderedImage, role: Stack['role']): Stack {
  const facts: FrameFacts = { frame, plane, rescaleSlope: 1, rescaleIntercept: 0 }
  const instance = { pixels: { bitsStored: 16, signed: false } } as InstanceFacts
  return { ...stackOf('sax', 1, 1), role, frames: [[{ sopInstanceUid, frame, facts, instance }]] }
}

const lay = (...set: readonly Annotation[]): ReadEventBody => ({
  kind: 'annotations-changed',
  set,
  removed: [],
  gesture: 'measure',
})
const value = (stated: StatedAnnotation, name: string): number => {
  const found = stated.values.find((one) => one.name === name)
  return found?.outcome.measured ? found.outcome.value : Number.NaN
}

describe('what is stated of the annotations of a read', () => {
  const image = at(renderedSeries(options, 't1-native-map', { slices: [1] }), 0)
  const { plane } = image
  const stack = stackWith(image, 't1-native-map')
  // on the axis of the ventricle at the level of the slice, within the blood and clear of papillary muscles
  const [x, y] = patientToIndex(plane, heartToPatient([0, 0, 0])).index
  const radius = [8 / plane.columnSpacing, 8 / plane.rowSpacing] as const
  const circle: Annotation = {
    number: 2,
    kind: 'ellipse',
    image: { sopInstanceUid: image.sopInstanceUid, frame: 0 },
    points: ellipseInBox([x - radius[0], y - radius[1]], [x + radius[0], y + radius[1]]),
  }
  const note: Annotation = { ...circle, number: 1, kind: 'text', points: [[3, 4]], text: 'look here' }
  const state = foldRead(log(lay(circle), lay(note)))
  const pixelsOf = () => ({ rows: plane.rows, columns: plane.columns, pixels: image.pixels })

  it('is the native T1 of blood within 1 % in a circle of 8 mm on the map of a phantom, in ms', () => {
    const [, blood] = statedAnnotations(state, [stack], pixelsOf)
    if (!blood) throw new Error('there are two')
    expect(value(blood, 'area')).toBeCloseTo(Math.PI * 64, 6)
    expect(Math.abs(value(blood, 'mean') / nativeBloodT1 - 1)).toBeLessThan(0.01)
    // the noise of the map, 2.2 % of its value
    expect(value(blood, 'sd') / nativeBloodT1).toBeLessThan(0.04)
    expect(blood.values.find(({ name }) => name === 'mean')?.unit).toBe('ms')
    expect(blood.place).toMatchObject({ stack: 'sax', role: 't1-native-map', slice: 0, phase: 0 })
  })

  it('comes in the order of the numbers, with who laid it when, and what is written', () => {
    const stated = statedAnnotations(state, [stack], pixelsOf)
    expect(stated.map(({ number, revision }) => [number, revision.seq])).toEqual([
      [1, 3],
      [2, 2],
    ])
    expect(stated[0]).toMatchObject({ text: 'look here', values: [], revision: { author: 'reader-1' } })
  })

  it('says why there is no number: nobody decoded the image, or the study has it no more', () => {
    const [, undecoded] = statedAnnotations(state, [stack], () => undefined)
    expect(undecoded?.values.find(({ name }) => name === 'mean')?.outcome).toMatchObject({
      reason: 'no-images',
    })
    const [, gone] = statedAnnotations(state, [], pixelsOf)
    expect(gone).toMatchObject({ number: 2, values: [] })
    expect(gone).not.toHaveProperty('place')
  })
})
