/**
 * What would change the volumes of a read, made in a thread of the page when somebody asks, and kept as long as
 * nothing changes that it rests on.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { changedParts, restsOn } from '#analysis/reading/dependence.ts'
import { examinationOf } from '#analysis/reading/examined.ts'
import { volumesOfRead } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type { UncertaintyBudget } from '#analysis/reading/uncertainty.ts'
import { Cell, type Readable } from '../../cine/store.ts'
import type { BudgetNews, BudgetTask } from './budget-worker.ts'

export type BudgetChamber = BudgetTask['chamber']

export type BudgetState =
  | { readonly kind: 'none' | 'failed' }
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  | { readonly kind: 'found'; readonly budgets: readonly UncertaintyBudget[] }

/** The thread, as budgets meet it. */
export interface BudgetThread {
  /** @returns how to end it */
  start(task: BudgetTask, told: (news: BudgetNews) => void, failed: () => void): () => void
}

interface Course {
  readonly state: Cell<BudgetState>
  basis: Examination | undefined
  stop: (() => void) | undefined
}

export class Budgets {
  private readonly courses: Readonly<Record<BudgetChamber, Course>> = {
    lv: { state: new Cell<BudgetState>({ kind: 'none' }), basis: undefined, stop: undefined },
    rv: { state: new Cell<BudgetState>({ kind: 'none' }), basis: undefined, stop: undefined },
  }
  private readonly stack: Stack
  private readonly stacks: readonly Stack[]
  private readonly thread: BudgetThread

  constructor(stack: Stack, stacks: readonly Stack[], thread: BudgetThread = pageThread) {
    this.stack = stack
    this.stacks = stacks
    this.thread = thread
  }

  of(chamber: BudgetChamber): Readable<BudgetState> {
    return this.courses[chamber].state
  }

  /** Makes it for the read as it is, unless it is known or under way. */
  ask(chamber: BudgetChamber, state: ReadState): void {
    const course = this.courses[chamber]
    const basis = restsOn('volumes', examinationOf(state, { stacks: this.stacks, sizes: {} }, {}))
    const isSame = course.basis !== undefined && changedParts(course.basis, basis).length === 0
    if (isSame && course.state.get().kind !== 'none') return
    this.cancel(chamber)
    course.basis = basis
    course.state.set({ kind: 'working', done: 0, total: 0 })
    const end = this.thread.start(
      { ...volumesOfRead(this.stack, state, {}, this.stacks), chamber },
      (news) => {
        course.state.set(news)
        if (news.kind === 'found') course.stop = undefined
      },
      () => course.state.set({ kind: 'failed' }),
    )
    course.stop = end
  }

  cancel(chamber: BudgetChamber): void {
    const course = this.courses[chamber]
    if (course.state.get().kind !== 'working') return
    course.stop?.()
    course.stop = undefined
    course.basis = undefined
    course.state.set({ kind: 'none' })
  }

  close(): void {
    this.cancel('lv')
    this.cancel('rv')
  }
}

const pageThread: BudgetThread = {
  start(task, told, failed) {
    const worker = new Worker(new URL('./budget-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<BudgetNews>) => {
      if (data.kind === 'found') worker.terminate()
      told(data)
    })
    worker.addEventListener('error', () => {
      worker.terminate()
      failed()
    })
    worker.postMessage(task)
    return () => worker.terminate()
  },
}
