import { describe, expect, it } from 'vitest'
import type { Annotation } from '#analysis/annotations/annotation.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { faultInGesture } from '../../main/services/reads/gestures.ts'
import type { ReadStudy, StudyImage } from '../../main/services/reads/study.ts'

const image = { sopInstanceUid: '1.2', frame: 0 }
const study: ReadStudy = {
  stacks: [],
  stack: undefined,
  images: new Map([['1.2/0', { ...image, instance: { pixels: { rows: 100, columns: 200 } } } as StudyImage]]),
  sizes: {},
  person: {},
}
const fault = (points: readonly IndexPoint[], change: Partial<Annotation> = {}) =>
  faultInGesture(
    {
      kind: 'annotations-changed',
      set: [{ number: 1, kind: 'length', image, points, ...change }],
      removed: [],
      gesture: 'measure',
    },
    study,
  )

describe('what is laid on an image', () => {
  it('may reach a tenth of the image beyond its edge, as a slipping hand does, and no farther', () => {
    expect(
      fault([
        [0, 0],
        [199, 99],
      ]),
    ).toBeUndefined()
    expect(
      fault([
        [-15, 0],
        [199, 105],
      ]),
    ).toBeUndefined()
    expect(
      fault([
        [0, 0],
        [260, 50],
      ]),
    ).toContain('annotation 1 on 1.2/0 reaches out')
  })

  it('lies on an image of the study; what lay on one that it lost can be taken off', () => {
    expect(fault([[0, 0]], { image: { sopInstanceUid: '9.9', frame: 0 } })).toContain('no image 9.9/0')
    const off = { kind: 'annotations-changed', set: [], removed: [1], gesture: 'delete' } as const
    expect(faultInGesture(off, study)).toBeUndefined()
  })
})
