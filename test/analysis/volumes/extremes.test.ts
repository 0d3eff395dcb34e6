import { describe, expect, it } from 'vitest'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { ml, ms } from '#analysis/units/units.ts'
import { findExtremes } from '#analysis/volumes/extremes.ts'
import type { PhaseVolume } from '#analysis/volumes/phase.ts'

const rr = measured({ median: ms(1000), low: ms(1000), high: ms(1000) })
const beat = { phaseCount: 20, phaseTimes: Array.from({ length: 20 }, (_, k) => ms(25 + k * 50)), rr }

/** Phases with a volume are complete; an unfinished one is given as [volume, false]. */
const curve = (volumes: Readonly<Record<number, number | readonly [number, boolean]>>): PhaseVolume[] =>
  Array.from({ length: 20 }, (_, phase) => {
    const entry = volumes[phase]
    const [volume, complete] = typeof entry === 'object' ? entry : [entry, true]
    const none = unmeasured('no-contours')
    return {
      phase,
      cavity: volume === undefined ? none : measured(ml(volume)),
      wall: none,
      mass: none,
      complete: volume !== undefined && complete,
      open: complete ? [] : [1],
      assumed: [],
      papillaries: false,
      slices: [],
    }
  })

const find = (volumes: Parameters<typeof curve>[0], chosen = {}) => findExtremes(beat, curve(volumes), chosen)

describe('ED and ES', () => {
  it('are the largest and the smallest volume', () => {
    expect(find({ 0: 150, 7: 80, 12: 100, 19: 140 })).toMatchObject({ ed: { value: 0 }, es: { value: 7 } })
  })

  it('tie within 1 %: ED is then nearest to R, before or after it, ES the earlier', () => {
    expect(find({ 2: 150, 19: 149, 7: 80, 8: 79.5 })).toMatchObject({ ed: { value: 19 }, es: { value: 7 } })
    expect(find({ 0: 150, 16: 150.5, 7: 80 })).toMatchObject({ ed: { value: 0 } })
    expect(find({ 2: 148, 19: 150, 7: 80, 8: 79 })).toMatchObject({ ed: { value: 19 }, es: { value: 8 } })
  })

  it('are never a phase that is unfinished', () => {
    expect(find({ 0: 150, 1: 140, 7: 80, 8: [20, false], 19: [300, false] })).toMatchObject({
      ed: { value: 0 },
      es: { value: 7 },
    })
  })

  it('are what the reader set, contoured or not', () => {
    expect(find({}, { ed: 18, es: 6 })).toMatchObject({ ed: { value: 18 }, es: { value: 6 } })
    expect(find({ 0: 150, 7: 80 }, { es: 0 })).toMatchObject({ ed: { value: 7 }, es: { value: 0 } })
  })

  it('cannot both be the only phase that is complete', () => {
    const none = { measured: false, reason: 'no-complete-phase' }
    expect(find({ 19: 150 })).toMatchObject({ ed: none, es: none })
    expect(find({ 19: 150 }, { ed: 19 })).toMatchObject({ ed: { value: 19 }, es: none })
    expect(find({ 19: 150 }).ed).toMatchObject({
      detail: 'only phase 20 of 20 is complete: ED and ES need one each',
    })
    expect(find({})).toMatchObject({ ed: none, es: none })
  })

  it('differ even when two phases hold the same volume', () => {
    expect(find({ 3: 100, 4: 100 })).toMatchObject({ ed: { value: 3 }, es: { value: 4 } })
  })

  it('set to a phase that the stack does not have are refused', () => {
    expect(find({}, { ed: 25 }).ed).toEqual({
      measured: false,
      reason: 'no-phases',
      detail: 'phase 26 was chosen, the stack has 20',
    })
    expect(find({}, { ed: 19 }).ed).toMatchObject({ value: 19 })
    expect(find({}, { es: 20 }).es).toMatchObject({ reason: 'no-phases' })
  })

  it('tie at 1 % just so, and no farther', () => {
    // 100 against 99 and 98.99 for ED, 50 against 50.5 and 50.51 for ES
    expect(find({ 1: 99, 4: 100, 9: 50 }).ed).toMatchObject({ value: 1 })
    expect(find({ 1: 98.99, 4: 100, 9: 50 }).ed).toMatchObject({ value: 4 })
    expect(find({ 0: 100, 7: 50.5, 9: 50 }).es).toMatchObject({ value: 7 })
    expect(find({ 0: 100, 7: 50.51, 9: 50 }).es).toMatchObject({ value: 9 })
  })

  it('without times, or without RR, are as near to R as phases are to either end', () => {
    const { phaseTimes: _, ...timeless } = beat
    const beatless = { ...beat, rr: unmeasured('no-heart-rate') }
    for (const other of [timeless, beatless]) {
      const ed = (volumes: Parameters<typeof curve>[0]) => findExtremes(other, curve(volumes), {}).ed
      expect(ed({ 3: 100, 18: 100, 9: 50 })).toMatchObject({ value: 18 })
      expect(ed({ 1: 100, 17: 100, 9: 50 })).toMatchObject({ value: 1 })
      expect(ed({ 2: 100, 18: 100, 9: 50 })).toMatchObject({ value: 2 })
    }
    // by times phase 19 is 25 ms before the next R, phase 1 75 ms after it
    expect(find({ 1: 100, 19: 100, 9: 50 }).ed).toMatchObject({ value: 19 })
  })

  it('are refused for what is wrong with a phase that was begun', () => {
    const phases = curve({ 0: 150 }).map((volume) =>
      volume.phase === 7
        ? { ...volume, cavity: unmeasured('missing-slice', 'slice 3 of 8 has no endocardial contour') }
        : volume,
    )
    expect(findExtremes(beat, phases, {})).toMatchObject({
      ed: { reason: 'missing-slice', detail: 'slice 3 of 8 has no endocardial contour' },
      es: { reason: 'missing-slice' },
    })
    expect(find({}).ed).toMatchObject({ detail: 'no phase is contoured or marked from base to apex' })
  })
})
