/** What keeps a read from being signed is said in words, whatever the reason. */
import { describe, expect, it } from 'vitest'
import { signingBlockers } from '#analysis/reading/completeness.ts'
import { germanSpeaker } from '#analysis/sentences/german/german.ts'
import { reasons } from '#analysis/sentences/reasons.ts'
import { type UnmeasuredReason, unmeasured } from '#analysis/units/outcome.ts'

const inGerman = germanSpeaker({})
const stack = { frames: [[null], [null]], phaseCount: 1 }
const names = Object.keys(reasons) as UnmeasuredReason[]

describe('ED and ES that were not found', () => {
  it.each(names)('say why in both languages, though no analysis gave a detail: %s', (reason) => {
    const blockers = signingBlockers(stack, { curve: [], ed: unmeasured(reason), es: unmeasured(reason) })
    expect(blockers).toEqual([{ what: reason, detail: reasons[reason] }])
    const [{ detail } = { detail: '' }] = blockers
    expect(detail).not.toMatch(/\w-\w+-\w|^[a-z]+-[a-z]+$/)
    expect(inGerman(detail)).not.toBe(detail)
  })

  it('say what the analysis knows of it, where it does', () => {
    const ed = unmeasured('no-complete-phase', 'slice 2 of 9 has no contour at phase 1')
    expect(signingBlockers(stack, { curve: [], ed, es: ed }).map(({ detail }) => detail)).toEqual([ed.detail])
  })
})

it('a phase without area says why beside its place', () => {
  const phase = { measured: true, value: 0, warnings: [] } as const
  const curve = [{ phase: 0, open: [], cavity: unmeasured('degenerate-contour') }]
  const volumes = { curve, ed: phase, es: unmeasured('no-phases') } as unknown as Parameters<
    typeof signingBlockers
  >[1]
  expect(signingBlockers(stack, volumes)[0]?.detail).toBe('phase 1 of 1: a contour encloses nothing')
})
