/** Propagation on real cines, beside what an expert drew. All slices are held in the table of truths. */
import { describe, expect, it } from 'vitest'
import { at } from '#analysis/units/at.ts'
import { noShared, sharedFolder } from '../../shared.ts'
import { carriedToEs, dice, expertSlices } from './real-cine.ts'

const skipped = sharedFolder === undefined ? ` (skipped: ${noShared})` : ''
const shared = sharedFolder ?? ''

describe.skipIf(sharedFolder === undefined)(`a Sunnybrook heart${skipped}`, () => {
  it.each([
    ['SCD0000101_SC-HF-I-1', 4, 0.9],
    ['SCD0000401_SC-HF-I-5', 6, 0.92],
  ] as const)(
    '%s: the endocardium of slice %i reaches ES with a Dice of %d or more, and is believed',
    async (patient, slice, floor) => {
      const [found] = await expertSlices(shared, patient, [slice])
      if (found === undefined) throw new Error('no such slice')
      const carried = carriedToEs(found)
      expect(carried.dice).toBeGreaterThan(floor)
      expect(carried.border.quality).toBeGreaterThanOrEqual(2)
      const still = dice(at(found.drawn, 0).points, found.endSystolic, found.plane)
      expect(carried.dice).toBeGreaterThan(still + 0.1)
    },
  )

  it('is flagged where the base moves out of the slice and tracking fails', async () => {
    const [found] = await expertSlices(shared, 'SCD0000101_SC-HF-I-1', [2])
    if (found === undefined) throw new Error('no such slice')
    const carried = carriedToEs(found)
    expect(carried.dice).toBeLessThan(0.88)
    expect(carried.border.quality).toBeLessThanOrEqual(1)
  })
})
