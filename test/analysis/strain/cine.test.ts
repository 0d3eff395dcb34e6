import { describe, expect, it } from 'vitest'
import { type Cine, checkedCine, phasesFrom, sinceEd, systoleOf } from '#analysis/strain/cine.ts'
import { at } from '#analysis/units/at.ts'
import { ms } from '#analysis/units/units.ts'
import { planeAt, rr, size, timesOf } from './ring.ts'

const images = timesOf(8).map((_, phase) => ({
  sopInstanceUid: `1.2.${phase}`,
  frame: 0,
  plane: planeAt(0),
  pixels: Float32Array.from({ length: size * size }, (_, i) => 100 + (i % 7)),
}))
const cine: Cine = { images, times: timesOf(8), rr, edPhase: 0 }
const verdict = (change: Partial<Cine>) => {
  const outcome = checkedCine({ ...cine, ...change })
  return outcome.measured ? 'measured' : `${outcome.reason}: ${outcome.detail}`
}
const times = (...values: number[]) => values.map(ms)
const two = images.slice(0, 2)
const replaced = (phase: number, change: object) =>
  images.map((image, k) => (k === phase ? { ...image, ...change } : image))

describe('a cine that cannot be followed says why', () => {
  it.each([
    ['no images', { images: [], times: [] }, 'no-images: undefined'],
    [
      'one phase',
      { images: images.slice(0, 1), times: times(0) },
      'too-few-phases: one phase shows no motion',
    ],
    ['a time too few', { times: timesOf(8).slice(1) }, 'contradictory-input: 7 times for 8 phases'],
    [
      'a negative time',
      { images: two, times: times(-5, 20) },
      'no-times: the times do not ascend from 0 at phase 1 of 2',
    ],
    [
      'a time twice',
      { images: two, times: times(20, 20) },
      'no-times: the times do not ascend from 0 at phase 2 of 2',
    ],
    [
      'times backwards',
      { images: two, times: times(20, 10) },
      'no-times: the times do not ascend from 0 at phase 2 of 2',
    ],
    [
      'a time that is no number',
      { images: two, times: times(0, Number.NaN) },
      'no-times: the times do not ascend from 0 at phase 2 of 2',
    ],
    [
      'an endless time',
      { images: two, times: times(0, Number.POSITIVE_INFINITY) },
      'no-times: the times do not ascend from 0 at phase 2 of 2',
    ],
    [
      'an RR that ends before the last phase',
      { rr: ms(700) },
      'contradictory-input: an RR of 700 ms ends before the last phase',
    ],
    [
      'an endless RR',
      { rr: ms(Number.POSITIVE_INFINITY) },
      'contradictory-input: an RR of Infinity ms ends before the last phase',
    ],
    ['an ED beyond the phases', { edPhase: 8 }, 'contradictory-input: ED is 8 of 8 phases'],
    ['a negative ED', { edPhase: -1 }, 'contradictory-input: ED is -1 of 8 phases'],
    ['half an ED', { edPhase: 0.5 }, 'contradictory-input: ED is 0.5 of 8 phases'],
    [
      'an all-zero picture',
      { images: replaced(4, { pixels: new Float32Array(48 * 48) }) },
      'unusable-images: phase 5 of 8: all pixels are 0',
    ],
    [
      'another matrix',
      { images: replaced(2, { plane: { ...planeAt(0), rows: 40 } }) },
      'contradictory-input: phase 3 of 8 has another matrix',
    ],
    [
      'other columns',
      { images: replaced(2, { plane: { ...planeAt(0), columns: 40 } }) },
      'contradictory-input: phase 3 of 8 has another matrix',
    ],
    ['two phases', { images: two, times: times(0, 20) }, 'measured'],
    ['all phases', {}, 'measured'],
  ])('%s', (_, change, expected) => {
    expect(verdict(change as Partial<Cine>)).toBe(expected)
  })

  it('a NaN names its phase', () => {
    const pixels = at(images, 1).pixels.slice()
    pixels[7] = Number.NaN
    expect(verdict({ images: replaced(1, { pixels }) })).toBe(
      'unusable-images: phase 2 of 8: a pixel is no finite number',
    )
  })
})

describe('the order of a beat', () => {
  it('goes on with the first phase after the last', () => {
    expect(phasesFrom(2, 5)).toEqual([2, 3, 4, 0, 1])
    expect(systoleOf(3, 0, 5)).toEqual([3, 4, 0])
    expect(systoleOf(0, 2, 5)).toEqual([0, 1, 2])
  })

  it('counts time from ED, over the R wave', () => {
    const beat = { times: timesOf(8), rr, edPhase: 6 }
    expect([6, 7, 0, 5].map((phase) => sinceEd(beat, phase))).toEqual([0, 100, 200, 700])
  })
})
