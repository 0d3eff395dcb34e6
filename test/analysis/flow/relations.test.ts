import { describe, expect, it } from 'vitest'
import { flowRelations } from '#analysis/flow/relations.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { type Ml, ml } from '#analysis/units/units.ts'

const of = (value: number, ...warnings: string[]): Outcome<Ml> => measured(ml(value), warnings)
const vessel = (forward: number, net: number) => ({ forward: of(forward), net: of(net) })
const found = (input: Parameters<typeof flowRelations>[0]) =>
  Object.fromEntries(flowRelations(input).map((m) => [m.quantity, m]))

describe('two flows', () => {
  it('give Qp/Qs by their net volumes', () => {
    expect(found({ pulmonary: vessel(130, 120), aorta: vessel(90, 80) })['qp-qs']).toMatchObject({
      value: 1.5,
      unit: '1',
      method: 'net-flow-ratio',
    })
  })
  it('of which one is missing give none, and say which are needed', () => {
    expect(found({ aorta: vessel(90, 80) })['qp-qs']).toMatchObject({
      unmeasured: 'no-partner',
      detail: 'a pulmonary and an aortic flow are needed',
    })
    expect(found({ pulmonary: vessel(90, 80) })['qp-qs']).toMatchObject({ unmeasured: 'no-partner' })
  })
  it('of which one does not go forward have no ratio', () => {
    for (const [p, a] of [
      [-3, 80],
      [80, -3],
      [0, 80],
      [80, 0],
    ] as const)
      expect(found({ pulmonary: vessel(90, p), aorta: vessel(90, a) })['qp-qs']).toMatchObject({
        unmeasured: 'out-of-range',
      })
    expect(found({ pulmonary: vessel(90, -3), aorta: vessel(90, 80) })['qp-qs']).toMatchObject({
      detail: 'net flows of -3.0 and 80.0 mL have no ratio',
    })
  })
})

describe('a ventricle and its vessel', () => {
  it('give the mitral regurgitant volume as LVSV less the aortic forward volume', () => {
    const m = found({ lvsv: of(100), aorta: vessel(75, 70) })
    expect(m['mitral-rvol']).toMatchObject({
      value: 25,
      unit: 'mL',
      method: 'volume-less-flow',
      warnings: [],
    })
    expect(m['mitral-rf']).toMatchObject({ value: 25, unit: '%' })
    expect(m['lvsv-ao-diff']).toMatchObject({
      value: (200 * 25) / 175,
      warnings: ['LVSV and forward flow differ by more than 10 %: a leak, a shunt or an error'],
    })
    expect(m['tricuspid-rvol']).toMatchObject({
      unmeasured: 'no-partner',
      detail: 'RVSV and a pulmonary flow are needed',
    })
  })
  it('give the tricuspid regurgitant volume as RVSV less the pulmonary forward volume', () => {
    const m = found({ rvsv: of(90), pulmonary: vessel(81, 80) })
    expect(m['tricuspid-rvol']).toMatchObject({ value: 9 })
    expect(m['tricuspid-rf']).toMatchObject({ value: 10 })
    expect(m['rvsv-pa-diff']).toMatchObject({ value: (200 * 9) / 171 })
    expect(m['mitral-rf']).toMatchObject({ detail: 'LVSV and an aortic flow are needed' })
  })
  it('agree within 10 % without a word', () => {
    expect(found({ lvsv: of(82), aorta: vessel(80, 78) })['lvsv-ao-diff']).toMatchObject({ warnings: [] })
    expect(found({ lvsv: of(105), aorta: vessel(95, 90) })['lvsv-ao-diff']).toMatchObject({ warnings: [] })
    expect(found({ lvsv: of(105.2), aorta: vessel(95, 90) })['lvsv-ao-diff']).toMatchObject({
      warnings: [expect.any(String)],
    })
  })
  it('that sends more than it has is said to be wrong', () => {
    const m = found({ lvsv: of(70), aorta: vessel(85, 80) })
    expect(m['mitral-rvol']).toMatchObject({
      value: -15,
      warnings: ['LVSV is 15.0 mL less than what leaves: check both'],
    })
    expect(m['lvsv-ao-diff']).toMatchObject({ warnings: [expect.any(String), expect.any(String)] })
    expect(found({ lvsv: of(85), aorta: vessel(85, 80) })['mitral-rvol']).toMatchObject({
      value: 0,
      warnings: [],
    })
  })
  it('of volumes that are none give none', () => {
    expect(found({ lvsv: of(0), aorta: vessel(85, 80) })['mitral-rf']).toMatchObject({
      unmeasured: 'out-of-range',
    })
    expect(found({ lvsv: of(85), aorta: vessel(0, 0) })['mitral-rf']).toMatchObject({
      unmeasured: 'out-of-range',
      detail: 'volumes of 85.0 and 0.0 mL',
    })
  })
  it('hand on why one of them is not measured, and what was said of it', () => {
    const missing = unmeasured('no-contours', 'none')
    expect(found({ lvsv: missing, aorta: vessel(85, 80) })['mitral-rvol']).toMatchObject({
      unmeasured: 'no-contours',
    })
    const aorta = { forward: of(75, 'wrapped'), net: of(70) }
    expect(found({ lvsv: of(80, 'open slice'), aorta })['mitral-rvol']).toMatchObject({
      warnings: ['open slice', 'wrapped'],
    })
    const broken = { forward: missing, net: missing }
    expect(found({ lvsv: of(80), aorta: broken })['mitral-rvol']).toMatchObject({ unmeasured: 'no-contours' })
  })
})
