import { describe, expect, it } from 'vitest'
import { type Beat, curveNumbers, largestOf, spreadOfTimes } from '#analysis/strain/curve.ts'
import { ms } from '#analysis/units/units.ts'
import { timesOf } from './ring.ts'

const beat: Beat = { times: timesOf(8), rr: ms(800), edPhase: 0, esPhase: 3 }
const values = (numbers: ReturnType<typeof curveNumbers>) =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, outcome]) => [
      name,
      outcome.measured ? Number(outcome.value.toFixed(6)) : outcome.reason,
    ]),
  )

describe('a strain curve', () => {
  it('gives peak, end-systolic strain and time to peak of a beat that ends in time', () => {
    // symmetric about phase 3, so the parabola has its vertex there
    expect(values(curveNumbers([0, -5, -14, -20, -14, -8, -3, -1], beat, 'shortens'))).toEqual({
      peak: -20,
      endSystolic: -20,
      timeToPeak: 300,
      postSystolic: 0,
    })
  })

  it('finds the peak between two phases by the parabola through three', () => {
    // −(t − 340)² / 1000 at 200, 300, 400 ms
    const at = (t: number) => (t - 340) ** 2 / 1000 - 20
    const curve = [0, -5, at(200), at(300), at(400), -8, -3, -1]
    expect(values(curveNumbers(curve, beat, 'shortens'))['timeToPeak']).toBe(340)
  })

  it('does so for phases at uneven times', () => {
    const times = [0, 90, 210, 290, 400, 520, 600, 700].map(ms)
    const at = (t: number) => (t - 310) ** 2 / 1000 - 20
    const curve = [0, -5, at(210), at(290), at(400), -5, -3, -1]
    expect(values(curveNumbers(curve, { ...beat, times }, 'shortens'))['timeToPeak']).toBe(310)
  })

  it('calls what is gained after ES post-systolic', () => {
    const numbers = values(curveNumbers([0, -5, -12, -15, -20, -8, -3, -1], beat, 'shortens'))
    expect(numbers).toMatchObject({ peak: -15, endSystolic: -15, postSystolic: 25 })
    expect(Number(numbers['timeToPeak'])).toBeGreaterThan(350)
  })

  it('calls nothing post-systolic that came before ES', () => {
    expect(values(curveNumbers([0, -9, -18, -16, -12, -8, -3, -1], beat, 'shortens'))).toMatchObject({
      peak: -18,
      endSystolic: -16,
      postSystolic: 0,
    })
  })

  it('looks for thickening where lines lengthen', () => {
    expect(values(curveNumbers([0, 9, 22, 30, 22, 12, 4, 1], beat, 'lengthens'))).toEqual({
      peak: 30,
      endSystolic: 30,
      timeToPeak: 300,
      postSystolic: 0,
    })
  })

  it('keeps the sign of a segment that bulges, which never reaches a peak of shortening', () => {
    expect(values(curveNumbers([0, 2, 5, 8, 6, 4, 2, 1], beat, 'shortens'))).toEqual({
      peak: 8,
      endSystolic: 8,
      timeToPeak: 'out-of-range',
      postSystolic: 'out-of-range',
    })
    expect(curveNumbers([0, 2, 5, 8, 6, 4, 2, 1], beat, 'shortens').timeToPeak).toMatchObject({
      detail: 'the segment never shortens',
    })
  })

  it('counts from ED where ED is not the first phase', () => {
    const turned = [-14, -20, -14, -8, -3, -1, 0, -5]
    expect(values(curveNumbers(turned, { ...beat, edPhase: 6, esPhase: 1 }, 'shortens'))).toEqual({
      peak: -20,
      endSystolic: -20,
      timeToPeak: 300,
      postSystolic: 0,
    })
  })

  it('takes the extreme phase as it is when the next one is ED again', () => {
    const curve = [0, -1, -2, -3, -4, -5, -6, -9]
    const numbers = values(curveNumbers(curve, beat, 'shortens'))
    // parabola through (600, −6), (700, −9), (800, 0): vertex at 700 − 25
    expect(numbers['timeToPeak']).toBe(675)
  })

  it('cannot bend two phases', () => {
    const two: Beat = { times: [0, 400].map(ms), rr: ms(800), edPhase: 0, esPhase: 1 }
    expect(values(curveNumbers([0, -10], two, 'shortens'))).toEqual({
      peak: -10,
      endSystolic: -10,
      timeToPeak: 400,
      postSystolic: 0,
    })
  })

  it('refuses a systole without phases: the caller has a bug', () => {
    expect(() =>
      curveNumbers([0, -1], { times: [0, 400].map(ms), rr: ms(800), edPhase: 0, esPhase: 0 }, 'shortens'),
    ).toThrow(RangeError)
    expect(() =>
      curveNumbers([0, -1], { times: [0, 400].map(ms), rr: ms(800), edPhase: 0, esPhase: 5 }, 'shortens'),
    ).toThrow(RangeError)
  })

  it('takes of equals the first', () => {
    expect(largestOf([1, -3, 3, 2], [0, 1, 2, 3])).toBe(-3)
    expect(largestOf([1, -3, 4, 2], [0, 1])).toBe(-3)
  })
})

describe('the spread of times to peak', () => {
  it('is the sample standard deviation', () => {
    const outcome = spreadOfTimes([300, 320, 340, 360])
    expect(outcome.measured && outcome.value).toBeCloseTo(25.819889, 6)
  })

  it('needs two segments', () => {
    expect(spreadOfTimes([300])).toMatchObject({
      reason: 'too-few-points',
      detail: '1 segments have a time to peak',
    })
    expect(spreadOfTimes([300, 300])).toMatchObject({ value: 0 })
  })
})
