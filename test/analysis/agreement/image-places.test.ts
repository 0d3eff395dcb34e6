import { describe, expect, it } from 'vitest'
import { contoursByStudy, type KnownContourFile } from '#analysis/agreement/contour-files.ts'
import { placesOf } from '#analysis/agreement/image-places.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { mm } from '#analysis/units/units.ts'
import { known } from '../../truth/statistics/known.ts'
import { box, imageText, stackOf } from '../ventricle.ts'

/** Three slices of two phases, ten millimetres apart, pixels of a square millimetre. */
const heart = (): Stack => ({ ...stackOf({ slices: 3, phases: 2 }), role: 'cine-sax' })
const spacingOf = () => known(heart().spacing)

describe('where images lie', () => {
  it('is their stack’s role, slice and phase, with the size of pixels and the distance of slices', () => {
    const stack = heart()
    const places = placesOf([stack])
    expect(places.size).toBe(6)
    expect(places.get(imageText(stack, 2, 1))).toEqual({
      stack: 'cine-sax',
      slice: 2,
      phase: 1,
      pixel: { rowSpacing: 1, columnSpacing: 1 },
      sliceSpacing: spacingOf(),
    })
  })

  it('has no distance for a single slice, no hole, and tells stacks of one role apart', () => {
    const single = stackOf({ slices: 1, phases: 2 })
    expect(placesOf([single]).get(imageText(single, 0, 0))).not.toHaveProperty('sliceSpacing')
    const stack = heart()
    const holed = { ...stack, frames: stack.frames.map((phases) => [null, ...phases.slice(1)]) }
    expect(placesOf([holed]).size).toBe(3)
    const other = { ...holed, id: 'other' }
    const names = [...placesOf([stack, other]).values()].map((place) => place.stack)
    expect(new Set(names)).toEqual(new Set([`cine-sax (${stack.id})`, 'cine-sax (other)']))
    const lge = { ...stack, id: 'lge', role: 'lge-sax' as const }
    expect([...placesOf([stack, lge]).values()].every((place) => place.stack === 'lge-sax')).toBe(true)
    const bare = {
      ...stack,
      frames: stack.frames.map((phases) =>
        phases.map((frame) => {
          if (frame === null) return null
          const { plane, ...facts } = frame.facts
          return { ...frame, facts }
        }),
      ),
    }
    expect([...placesOf([bare]).values()].some((place) => 'pixel' in place)).toBe(false)
  })
})

describe('contours on images of known place', () => {
  const file = (area: (slice: number, phase: number) => number | undefined): KnownContourFile => {
    const stack = heart()
    return {
      format: 'midwall-contours/2',
      study: 's',
      papillaries: 'cavity',
      contours: [0, 1, 2].flatMap((slice) =>
        [0, 1].flatMap((phase) => {
          const own = area(slice, phase)
          if (own === undefined) return []
          const [sopInstanceUid = '', frame = '0'] = imageText(stack, slice, phase).split('/')
          const contour = {
            sopInstanceUid,
            frame: Number(frame),
            border: 'lv-endocardial',
            space: 'pixel',
          } as const
          return [{ ...contour, points: box(own) }]
        }),
      ),
    }
  }
  const borders = (...[a, b]: readonly KnownContourFile[]) => {
    if (a === undefined || b === undefined) throw new Error('two files are compared')
    // what is given for all is not taken where the image says it
    const grid = { pixel: { rowSpacing: mm(7), columnSpacing: mm(7) }, sliceSpacing: mm(70) }
    const [found] = contoursByStudy([a], [b], grid, placesOf([heart()]))
    if (found === undefined) throw new Error('no study')
    return known(found.agreement)
  }

  it('make a volume of each phase: what is drawn larger, and what one leaves out, in mL', () => {
    const found = borders(
      file((_, phase) => (phase === 0 ? 1600 : 400)),
      file((slice, phase) => (phase === 0 ? (slice === 2 ? undefined : 1500) : 400)),
    )
    const perMm2 = spacingOf() / 1000
    expect(found.borders.map(({ stack, phase, pairs, lone }) => [stack, phase, pairs, lone])).toEqual([
      ['cine-sax', 0, 2, 1],
      ['cine-sax', 1, 3, 0],
    ])
    const [first, second] = found.borders
    expect(first && known(first.volume)).toBeCloseTo(2 * 100 * perMm2, 9)
    expect(first && known(first.loneVolume)).toBeCloseTo(1600 * perMm2, 9)
    expect(second && known(second.volume)).toBeCloseTo(0, 9)
    // half of the difference of the sides, across the corner
    expect(first && known(first.hausdorff)).toBeCloseTo((Math.SQRT2 * (40 - Math.sqrt(1500))) / 2, 6)
    expect(found.pairs[0]).toMatchObject({ stack: 'cine-sax', slice: 0, phase: 0 })
    expect(found.pairs[0]).not.toHaveProperty('sliceSpacing')
    expect(found.pairs[0]).not.toHaveProperty('pixel')
  })
})
