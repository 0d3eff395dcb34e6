import { describe, expect, it } from 'vitest'
import type { Annotation, AnnotationKind } from '#analysis/annotations/annotation.ts'
import { measuredPlaces } from '../../renderer/reading/measured-places.ts'
import { stackOf } from '../analysis/ventricle.ts'

const stack = stackOf({ slices: 3, phases: 2 })

function laid(number: number, kind: AnnotationKind, slice: number, phase: number): Annotation {
  const frame = stack.frames[slice]?.[phase]
  if (!frame) throw new Error('the stack has such an image')
  const { sopInstanceUid } = frame
  return { number, kind, image: { sopInstanceUid, frame: frame.frame }, points: [[1, 1]] }
}

describe('the images of a stack that carry measurements by hand', () => {
  it('are those that they were laid on, each with their number', () => {
    const everyPhase = { ...laid(3, 'ellipse', 0, 1), everyPhase: true as const }
    const found = measuredPlaces(stack, [laid(1, 'length', 2, 1), laid(2, 'angle', 2, 1), everyPhase])
    expect([...found]).toEqual([
      ['2/1', 2],
      ['0/1', 1],
    ])
  })

  it('are none where something only points or says, and none of another stack', () => {
    const elsewhere = { ...laid(3, 'freehand', 0, 0), image: { sopInstanceUid: 'other', frame: 0 } }
    expect(measuredPlaces(stack, [laid(1, 'arrow', 0, 0), laid(2, 'text', 1, 0), elsewhere]).size).toBe(0)
  })
})
