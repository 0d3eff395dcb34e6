/** What would change a volume, as an explanation meets it, beside a thread that answers when it is told to. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { uncertaintyOf } from '#analysis/reading/uncertainty/chambers.ts'
import type { UncertaintyProgress } from '#contract/analysis-documents/uncertainty.ts'
import { askedOf } from '../../../renderer/panels/uncertainty/asked.ts'
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

const lv = { chamber: 'lv' } as const
const rv = { chamber: 'rv' } as const

function opened() {
  const asked: { readonly task: BudgetTask; ended: boolean; told: (news: BudgetNews) => void }[] = []
  const byMain: { readonly analysis: string; readonly signal: AbortSignal }[] = []
  const answers: UncertaintyProgress[] = []
  /** of the calls of main, from 1 */
  const refuses: number[] = []
  const mistakes: unknown[] = []
  let state = read
  let saved = Promise.resolve()
  let answered = Promise.resolve()
  const budgets = new Budgets({
    stack: cine,
    study: { stacks: [cine], sizes: { registry: { heightCm: 160, weightKg: 90 } } },
    read: {
      getState: () => ({ state, numbers: { phases: { ed: ED, es: ES } } }),
      settled: () => saved,
    },
    main: {
      async uncertainty({ analysis }, signal) {
        byMain.push({ analysis, signal })
        if (refuses.includes(byMain.length)) throw new Error('refused')
        return (async function* () {
          await answered
          yield* answers
        })()
      },
      failed: (error) => mistakes.push(error),
    },
    thread: {
      start(task, told) {
        const one = { task, told, ended: false }
        asked.push(one)
        return () => {
          one.ended = true
        }
      },
    },
  })
  return {
    budgets,
    asked,
    byMain,
    answers,
    refuses,
    mistakes,
    answer(k: number): void {
      const one = asked[k]
      if (!one) throw new Error(`nothing was asked ${k + 1} times`)
      const { input, options, chamber } = one.task
      one.told({ kind: 'found', budgets: uncertaintyOf(input, options, chamber) })
    },
    change(...bodies: readonly ReadEventBody[]): void {
      state = foldRead(log(...drawn, ...bodies))
    },
    holdSaving(until: Promise<void>): void {
      saved = until
    },
    holdAnswers(until: Promise<void>): void {
      answered = until
    },
  }
}

describe('what would change a volume', () => {
  it('is made once for a read as it is, and again when what it rests on changes', () => {
    const { budgets, asked, answer, change } = opened()
    budgets.ask(lv)
    answer(0)
    const found = budgets.of(lv).get()
    expect(found.kind === 'found' && found.budgets[0]).toMatchObject({ quantity: 'lv-edv' })
    change({ kind: 'commented', text: 'fine' })
    budgets.ask(lv)
    expect(asked.length).toBe(1)
    change(draw(endo(cine, 2, ED, 1900)))
    budgets.ask(lv)
    expect(asked.length).toBe(2)
    expect(budgets.of(lv).get()).toMatchObject({ kind: 'working' })
  })

  it('is told of indices too: the body is known by the registry', () => {
    const { budgets, answer } = opened()
    budgets.ask(lv)
    answer(0)
    const found = budgets.of(lv).get()
    const budgetsFound = found.kind === 'found' ? found.budgets : []
    const index = budgetsFound.find(({ quantity }) => quantity === 'lv-edv-index')
    expect(index?.value).toBeCloseTo(40, 9)
  })

  it('says how far it is, ends its thread when nobody looks, and begins again', () => {
    const { budgets, asked } = opened()
    budgets.ask(lv)
    asked[0]?.told({ kind: 'working', done: 3, total: 12 })
    expect(budgets.of(lv).get()).toEqual({ kind: 'working', done: 3, total: 12 })
    budgets.cancel(lv)
    expect(asked[0]?.ended).toBe(true)
    expect(budgets.of(lv).get()).toEqual({ kind: 'none' })
    budgets.ask(lv)
    expect(asked.length).toBe(2)
  })

  it('of one ventricle is not that of the other', () => {
    const { budgets, asked, answer } = opened()
    budgets.ask(lv)
    answer(0)
    budgets.ask(rv)
    expect(asked[1]?.task.chamber).toBe('rv')
    answer(1)
    expect(budgets.of(rv).get()).toEqual({ kind: 'found', budgets: [] })
    expect(budgets.of(lv).get().kind).toBe('found')
  })
})

describe('what would change the numbers of an analysis', () => {
  const scar = { analysis: 'scar' } as const

  it('is made by main of what is saved, once for the read as it is', async () => {
    const { budgets, byMain, answers, change, holdSaving } = opened()
    let save = (): void => {}
    holdSaving(new Promise((resolve) => (save = resolve)))
    answers.push({ kind: 'working', done: 1, total: 7 }, { kind: 'found', budgets: [] })
    budgets.ask(scar)
    await Promise.resolve()
    expect(byMain).toEqual([])
    save()
    await expect.poll(() => budgets.of(scar).get()).toEqual({ kind: 'found', budgets: [] })
    change({ kind: 'commented', text: 'fine' })
    budgets.ask(scar)
    expect(byMain.map(({ analysis }) => analysis)).toEqual(['scar'])
    // parts of an analysis are told apart
    expect(budgets.of({ analysis: 'mapping', part: 't2' })).not.toBe(
      budgets.of({ analysis: 'mapping', part: 't2star' }),
    )
  })

  it('ends when nobody looks, and what main says later is not heard', async () => {
    const { budgets, byMain, answers, holdAnswers } = opened()
    let answer = (): void => {}
    holdAnswers(new Promise((resolve) => (answer = resolve)))
    answers.push({ kind: 'found', budgets: [] })
    budgets.ask(scar)
    await expect.poll(() => byMain.length).toBe(1)
    budgets.cancel(scar)
    expect(byMain[0]?.signal.aborted).toBe(true)
    answer()
    await new Promise((resolve) => setTimeout(resolve))
    expect(budgets.of(scar).get()).toEqual({ kind: 'none' })
  })
})

it('what was refused is said, and made when it is asked for again', async () => {
  const { budgets, byMain, answers, refuses, mistakes } = opened()
  const scar = { analysis: 'scar' } as const
  refuses.push(1)
  answers.push({ kind: 'found', budgets: [] })
  budgets.ask(scar)
  await expect.poll(() => budgets.of(scar).get()).toEqual({ kind: 'failed' })
  expect(mistakes.length).toBe(1)
  budgets.ask(scar)
  await expect.poll(() => budgets.of(scar).get()).toEqual({ kind: 'found', budgets: [] })
  expect(byMain.length).toBe(2)
})

describe('a number', () => {
  it('is in the budget of its chamber or of its analysis, or says why it has none', () => {
    expect(askedOf({ analysis: 'volumes' }, { quantity: 'la-ef' })).toEqual({ of: { chamber: 'la' } })
    expect(askedOf({ analysis: 'volumes' }, { quantity: 'heart-rate' })).toEqual({ none: 'of-the-beat' })
    expect(askedOf({ analysis: 'mapping', part: 't2' }, { quantity: 't2' })).toEqual({
      of: { analysis: 'mapping', part: 't2' },
    })
    expect(askedOf({ analysis: 'scores' }, { quantity: 'wall-score-index' })).toEqual({ none: 'scored' })
    expect(askedOf({ analysis: 'inclusion' }, { quantity: 'lv-ef' })).toEqual({ none: 'rests-on-others' })
  })
})
