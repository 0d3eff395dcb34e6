import { describe, expect, it } from 'vitest'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { type FollowedPlace, trackedByImage } from '../../../renderer/panels/strain/on-images.ts'

const images = (name: string) => [0, 1, 2].map((k) => ({ sopInstanceUid: `${name}.${k}`, frame: 0 }))
/** One point that moves by a pixel a phase. */
const from = (column: number) => ({ phases: [0, 1, 2].map((k) => Float64Array.of(column + k, 7)) })

const slice: FollowedPlace = {
  images: images('sax'),
  segmentOf: [4],
  tracked: measured({ edPhase: 1, layers: { endocardial: from(10), epicardial: from(20) } }),
}
const view: FollowedPlace = {
  images: images('4ch'),
  tracked: measured({ edPhase: 0, endocardial: from(30) }),
}

describe('the points that were followed', () => {
  it('lie on the image of each phase where the tissue is then, with where it was at end-diastole', () => {
    const found = trackedByImage([slice, view], 'endocardial')
    expect(found.size).toBe(6)
    expect(found.get('sax.2/0')).toEqual({
      now: Float64Array.of(12, 7),
      before: Float64Array.of(11, 7),
      segmentOf: [4],
    })
    expect(found.get('4ch.2/0')).toMatchObject({
      now: Float64Array.of(32, 7),
      before: Float64Array.of(30, 7),
    })
  })

  it('are those of the layer that is looked at, on a long axis always of the endocardium', () => {
    const found = trackedByImage([slice, view], 'epicardial')
    expect(found.get('sax.0/0')?.now).toEqual(Float64Array.of(20, 7))
    expect(found.get('4ch.0/0')?.now).toEqual(Float64Array.of(30, 7))
    expect(trackedByImage([slice], 'mid-wall').size).toBe(0)
  })

  it('are nowhere where the tissue could not be followed', () => {
    expect(trackedByImage([{ ...slice, tracked: unmeasured('tracking-failed') }], 'endocardial').size).toBe(0)
  })
})
