/** What would change a volume, as an explanation meets it, beside a thread that answers when it is told to. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { uncertaintyOf } from '#analysis/reading/uncertainty/chambers.ts'
import type { BudgetNews, BudgetTask } from '../../../renderer/panels/uncertainty/budget-worker.ts'
import { Budgets } from '../../../renderer/panels/uncertainty/budgets.ts'
import { log } from '../../analysis/reading/log.ts'
import { endo, epi, stackOf } from '../../analysis/ventricle.ts'

const cine = stackOf()
const [ED, ES] = [19, 7]
const draw = (...set: readonly Contour[]): ReadEventBody => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})
const ventricle = [2, 3, 4, 5].flatMap((slice) => [
  endo(cine, slice, ED, 2000),
  epi(cine, slice, ED, 3000),
  endo(cine, slice, ES, 1000),
])
const drawn = [
  { kind: 'phase-chosen', which: 'ed', phase: ED },
  { kind: 'phase-chosen', which: 'es', phase: ES },
  draw(...ventricle),
] as const satisfies readonly ReadEventBody[]
const read = foldRead(log(...drawn))

function opened() {
  const asked: { readonly task: BudgetTask; ended: boolean; told: (news: BudgetNews) => void }[] = []
  const budgets = new Budgets(
    cine,
    { stacks: [cine], sizes: {} },
    {
      start(task, told) {
        const one = { task, told, ended: false }
        asked.push(one)
        return () => {
          one.ended = true
        }
      },
    },
  )
  const answer = (k: number): void => {
    const { input, options, chamber } = asked[k]?.task ?? { input: undefined }
    if (input) asked[k]?.told({ kind: 'found', budgets: uncertaintyOf(input, options, chamber) })
  }
  return { budgets, asked, answer }
}

describe('what would change a volume', () => {
  it('is made once for a read as it is, and again when what it rests on changes', () => {
    const { budgets, asked, answer } = opened()
    budgets.ask('lv', read)
    answer(0)
    const found = budgets.of('lv').get()
    expect(found.kind === 'found' && found.budgets[0]).toMatchObject({ quantity: 'lv-edv' })
    budgets.ask('lv', foldRead(log(...drawn, { kind: 'commented', text: 'fine' })))
    expect(asked.length).toBe(1)
    budgets.ask('lv', foldRead(log(...drawn, draw(endo(cine, 2, ED, 1900)))))
    expect(asked.length).toBe(2)
    expect(budgets.of('lv').get()).toMatchObject({ kind: 'working' })
  })

  it('says how far it is, ends its thread when nobody looks, and begins again', () => {
    const { budgets, asked } = opened()
    budgets.ask('lv', read)
    asked[0]?.told({ kind: 'working', done: 3, total: 12 })
    expect(budgets.of('lv').get()).toEqual({ kind: 'working', done: 3, total: 12 })
    budgets.cancel('lv')
    expect(asked[0]?.ended).toBe(true)
    expect(budgets.of('lv').get()).toEqual({ kind: 'none' })
    budgets.ask('lv', read)
    expect(asked.length).toBe(2)
  })

  it('of one ventricle is not that of the other', () => {
    const { budgets, asked, answer } = opened()
    budgets.ask('lv', read)
    answer(0)
    budgets.ask('rv', read)
    expect(asked[1]?.task.chamber).toBe('rv')
    answer(1)
    expect(budgets.of('rv').get()).toEqual({ kind: 'found', budgets: [] })
    expect(budgets.of('lv').get().kind).toBe('found')
  })
})
