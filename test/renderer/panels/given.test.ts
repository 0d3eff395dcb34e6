import { describe, expect, it } from 'vitest'
import type { GivenValues, ReadEvent } from '#analysis/reading/events.ts'
import { sourceOf } from '../../../renderer/panels/given/given-source.ts'
import { enteredNumber, numberAsText, numberRules } from '../../../renderer/panels/given/numbers.ts'

describe('a number that is entered', () => {
  it('is kept in the unit of the analysis: a haematocrit of 42 % as a fraction', () => {
    expect(enteredNumber('42', numberRules.haematocrit)).toBeCloseTo(0.42, 12)
    expect(enteredNumber(' 42,5 ', numberRules.haematocrit)).toBeCloseTo(0.425, 12)
    expect(numberAsText(0.425, numberRules.haematocrit)).toBe('42.5')
  })

  it('is refused beyond what any patient has, and as a fraction where a percentage is asked for', () => {
    for (const text of ['0.42', '120', 'forty', '-3'])
      expect(enteredNumber(text, numberRules.haematocrit)).toBe('wrong')
    expect(enteredNumber('12', numberRules.heartRate)).toBe('wrong')
    expect(enteredNumber('118', numberRules.systolicPressure)).toBe(118)
  })

  it('that is cleared takes the value back', () => {
    expect(enteredNumber('  ', numberRules.relaxivity)).toBeNull()
  })
})

describe('who entered a value', () => {
  const gave = (id: string, hour: number, given: GivenValues): ReadEvent => ({
    seq: hour,
    at: `2026-01-01T${hour}:00:00.000Z`,
    author: { id, role: 'reader' },
    application: 'test',
    body: { kind: 'values-given', given },
  })
  const events = [
    gave('anna', 10, { relaxivity: 4.5 }),
    gave('ben', 11, { relaxivity: 4.5, haematocrit: 0.4 }),
    gave('ben', 12, { relaxivity: 5, haematocrit: 0.4 }),
  ]

  it('is the one who gave it, not who gave another beside it', () => {
    expect(sourceOf(events.slice(0, 2), 'relaxivity', 4.5)?.author).toBe('anna')
    expect(sourceOf(events, 'haematocrit', 0.4)?.at).toContain('T11')
    expect(sourceOf(events, 'relaxivity', 5)?.author).toBe('ben')
  })

  it('is nobody for what is not given', () => {
    expect(sourceOf(events, 'age', undefined)).toBeUndefined()
    expect(sourceOf([], 'relaxivity', 4.5)).toBeUndefined()
  })
})
