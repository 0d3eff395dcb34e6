import { describe, expect, it } from 'vitest'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import { chamberImages } from '../../../renderer/panels/numbers/chamber-images.ts'
import { log } from '../../analysis/reading/log.ts'
import { drawn, endo, stackOf } from '../../analysis/ventricle.ts'

const cine = stackOf()
const [ED, ES, other] = [19, 7, 3]
const right = (slice: number, phase: number, area: number) =>
  drawn(cine, slice, phase, 'rv-endocardial', endo(cine, slice, phase, area).points)
const state = foldRead(
  log(
    { kind: 'phase-chosen', which: 'ed', phase: ED },
    { kind: 'phase-chosen', which: 'es', phase: ES },
    {
      kind: 'contours-changed',
      set: [2, 3, 4].flatMap((slice) => [
        endo(cine, slice, ED, 2000),
        endo(cine, slice, ES, 1000),
        endo(cine, slice, other, 1500),
        right(slice, ED, 1800),
      ]),
      removed: [],
      gesture: 'draw',
    },
  ),
)
const numbers = measureRead(cine, state)
const at = (...phases: readonly number[]): readonly string[] =>
  phases.flatMap((phase) =>
    [2, 3, 4].map((slice) => {
      const frame = cine.frames[slice]?.[phase]
      if (!frame) throw new Error('no image')
      return imageKeyText(frame)
    }),
  )
const images = (quantity: Parameters<typeof chamberImages>[0]) =>
  [...(chamberImages(quantity, numbers, state) ?? [])].toSorted()

describe('a number of a chamber', () => {
  it('was read at ED, at ES or at both', () => {
    expect(images('lv-edv')).toEqual(at(ED).toSorted())
    expect(images('lv-esv-index')).toEqual(at(ES).toSorted())
    expect(images('lv-gfi')).toEqual(at(ED, ES).toSorted())
  })

  it('of the beat was read on every contour of its own chamber', () => {
    expect(images('lv-per')).toEqual(at(ED, ES, other).toSorted())
    expect(images('rv-per')).toEqual(at(ED).toSorted())
  })

  it('that is of no chamber was read from none', () => {
    expect(chamberImages('heart-rate', numbers, state)).toBeUndefined()
  })
})
