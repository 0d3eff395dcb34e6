/** What a reader entered for analyses, in the log of a read. */
import { describe, expect, it } from 'vitest'
import type { GivenValues, ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { log } from './log.ts'

const entered = (given: GivenValues): ReadEventBody => ({ kind: 'values-given', given })
const givenAfter = (...bodies: readonly ReadEventBody[]) => foldRead(log(...bodies)).choices.given

describe('values for analyses', () => {
  it('take the place of all that were entered before, and are taken back by entering none', () => {
    const both = { haematocrit: 0.42, age: 61 }
    expect(givenAfter(entered(both))).toEqual(both)
    expect(givenAfter(entered(both), entered({ relaxivity: 4.5 }))).toEqual({ relaxivity: 4.5 })
    expect(givenAfter(entered(both), entered({}))).toBeUndefined()
  })

  it('are undone and done again like every other gesture', () => {
    const [first, second] = [entered({ haematocrit: 0.42 }), entered({ haematocrit: 0.38 })]
    expect(givenAfter(first, second, { kind: 'undone', event: 3 })).toEqual({ haematocrit: 0.42 })
    expect(givenAfter(first, { kind: 'undone', event: 2 })).toBeUndefined()
    expect(givenAfter(first, { kind: 'undone', event: 2 }, { kind: 'redone', event: 2 })).toEqual({
      haematocrit: 0.42,
    })
  })

  it('hold one haematocrit: of a sample or by a formula', () => {
    const both = entered({ haematocrit: 0.42, haematocritFormula: 'treibel-2016' })
    expect(refusalOf(foldRead(log()), both)?.code).toBe('event-invalid')
  })
})
