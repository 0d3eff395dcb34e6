import { describe, expect, it } from 'vitest'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { beatsPerMinute, ms } from '#analysis/units/units.ts'
import { type Cine, cine } from '../synthetic.ts'

const stackOf = (options: Partial<Cine>): Stack => {
  const [stack] = sortIntoStacks(cine({ slices: 2, phases: 20, ...options })).stacks
  if (stack === undefined) throw new Error('no stack')
  return stack
}

describe('gating', () => {
  it.each([
    [0.96, 'retrospective'],
    [0.94, 'prospective'],
  ] as const)('that covers %f of the beat is %s', (share, gating) => {
    const stack = stackOf({ rr: 1000 * share, facts: () => ({ nominalInterval: ms(1000) }) })
    expect(stack.gating).toBe(gating)
    expect(stack.coverage).toBeCloseTo(share, 6)
  })

  it('never covers more than the whole beat', () => {
    expect(stackOf({ rr: 900, facts: () => ({ nominalInterval: ms(800) }) }).coverage).toBe(1)
  })

  it('has the coverage of the least covered slice', () => {
    const stack = stackOf({ rr: 800, facts: (slice) => ({ nominalInterval: ms(slice === 0 ? 800 : 1000) }) })
    expect(stack.coverage).toBeCloseTo(0.8, 6)
    expect(stack.gating).toBe('prospective')
  })

  it('of unknown beats covers nobody knows how much', () => {
    expect(stackOf({ facts: () => ({ nominalInterval: ms(0) }) }).coverage).toBeUndefined()
  })
})

describe('arrhythmia', () => {
  it.each([
    [660, 899, false],
    [660, 905, true],
  ] as const)('from %i to %i ms about 800 ms: %s', (low, high, arrhythmia) => {
    const stack = stackOf({ rr: 800, facts: () => ({ lowRR: ms(low), highRR: ms(high) }) })
    expect(stack.arrhythmia).toBe(arrhythmia)
    expect(stack.warnings.some((warning) => warning.includes('arrhythmia'))).toBe(arrhythmia)
  })

  it('is told against the beat that the frames run through, where the header has none', () => {
    const facts = () => ({ nominalInterval: ms(0), lowRR: ms(600), highRR: ms(1000) })
    expect(stackOf({ rr: 800, facts }).arrhythmia).toBe(true)
  })
})

it('single images have the beat of the header, of its rate where it has no interval', () => {
  const still = (facts: ReturnType<NonNullable<Cine['facts']>>) =>
    stackOf({
      phases: 6,
      facts: (_, k) => ({ triggerTime: ms(600), echoTime: ms(2 + 2 * k), nominalInterval: ms(0), ...facts }),
    }).heartRate
  expect(still({ heartRate: beatsPerMinute(66) })).toMatchObject({ value: 66 })
  expect(still({ nominalInterval: ms(1000), heartRate: beatsPerMinute(66) })).toMatchObject({ value: 60 })
  expect(still({})).toMatchObject({ measured: false, reason: 'no-heart-rate' })
})
