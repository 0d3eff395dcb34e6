import { describe, expect, it } from 'vitest'
import { type LinkedView, linkedPhase, linkViews, runTogether } from '#analysis/protocol/linking.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { ms } from '#analysis/units/units.ts'

const view = (
  rr: number,
  phaseCount: number,
  gating: LinkedView['gating'] = 'retrospective',
): LinkedView => ({
  phaseCount,
  phaseTimes: Array.from({ length: phaseCount }, (_, k) => ms((k * rr) / phaseCount)),
  rr: measured({ median: ms(rr), low: ms(rr), high: ms(rr) }),
  gating,
})

describe('views run in step', () => {
  it('by fraction of the beat when all are retrospective and RR differs by less than 10 %', () => {
    expect(linkViews([view(800, 25), view(870, 25), view(810, 30)]).rule).toBe('fraction')
  })

  it('by time from R when RR differs by 10 %', () => {
    expect(linkViews([view(800, 25), view(880, 25)])).toEqual({
      rule: 'time',
      reason: 'RR differs: 800 to 880 ms',
    })
  })

  it('by time from R when one view is prospective', () => {
    expect(linkViews([view(800, 25), view(800, 20, 'prospective')]).rule).toBe('time')
  })

  it('by time from R when an RR is not known', () => {
    const unknown: LinkedView = { ...view(800, 25), rr: unmeasured('no-heart-rate') }
    expect(linkViews([view(800, 25), unknown]).rule).toBe('time')
  })
})

describe('the phase of another view', () => {
  it('by fraction is the same share of the beat: phase 10 of 20 goes with 15 of 30', () => {
    expect(linkedPhase(view(800, 20), 10, view(840, 30), 'fraction')).toBe(15)
  })

  it('by fraction wraps at the R wave', () => {
    const late: LinkedView = {
      ...view(800, 20),
      phaseTimes: view(800, 20).phaseTimes?.map((t) => ms(t + 30)) ?? [],
    }
    expect(linkedPhase(late, 19, view(800, 20), 'fraction')).toBe(0)
  })

  it('by time is the nearest time after R: 400 ms of 800 goes with 400 ms of 1000', () => {
    expect(linkedPhase(view(800, 20), 10, view(1000, 25), 'time')).toBe(10)
  })

  it('by time stays at the last phase of a view that ended early', () => {
    const early: LinkedView = { ...view(500, 20), gating: 'prospective' }
    expect(linkedPhase(view(1000, 20), 18, early, 'time')).toBe(19)
  })

  it('of a still image is its only one', () => {
    expect(linkedPhase(view(800, 20), 13, view(800, 1), 'time')).toBe(0)
  })

  it('that does not exist is refused', () => {
    expect(() => linkedPhase(view(800, 20), 20, view(800, 20), 'time')).toThrow(RangeError)
  })
})

describe('views that are no beats', () => {
  const firstPass = (phaseCount: number, beat: number): LinkedView => ({
    phaseCount,
    rr: unmeasured('no-heart-rate'),
    gating: 'unknown',
    axis: 'dynamic',
    axisTimes: Array.from({ length: phaseCount }, (_, k) => ms(k * beat)),
  })
  const inversions = (...times: number[]): LinkedView => ({
    phaseCount: times.length,
    rr: unmeasured('no-heart-rate'),
    gating: 'unknown',
    axis: 'inversion-time',
    axisTimes: times.map(ms),
  })

  it('go dynamic by dynamic at stress and at rest, however fast the heart beats', () => {
    const [stress, rest] = [firstPass(60, 650), firstPass(50, 1000)]
    expect(linkViews([stress, rest]).rule).toBe('number')
    expect(linkedPhase(stress, 20, rest, 'number')).toBe(20)
    expect(linkedPhase(stress, 59, rest, 'number')).toBe(49)
  })

  it('go by inversion time before and after contrast', () => {
    const [native, post] = [inversions(100, 180, 1000, 3000), inversions(120, 1100, 2900)]
    expect(linkViews([native, post]).rule).toBe('time')
    expect(linkedPhase(native, 2, post, 'time')).toBe(1)
  })

  it('are not in step with a beat, nor is a still image', () => {
    expect(runTogether(view(800, 20), firstPass(60, 650))).toBe(false)
    expect(runTogether(view(800, 20), view(800, 1))).toBe(false)
    expect(runTogether(view(800, 20), view(900, 30))).toBe(true)
  })
})
