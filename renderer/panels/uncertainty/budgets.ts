/**
 * What would change the numbers of a read, made when somebody asks and kept as long as nothing changes that it rests
 * on: of chambers in a thread of the page.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { changedParts, restsOn } from '#analysis/reading/dependence.ts'
import { type ExaminedStudy, examinationOf } from '#analysis/reading/examined.ts'
import { volumesOfRead } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type { UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'
import { type BudgetChamber, budgetChambers } from '#analysis/reading/uncertainty/chambers.ts'
import { Cell, type Readable } from '../../cine/store.ts'
import type { BudgetNews, BudgetTask } from './budget-worker.ts'

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
  private readonly courses = new Map<BudgetChamber, Course>(
    budgetChambers.map((chamber) => [
      chamber,
      { state: new Cell<BudgetState>({ kind: 'none' }), basis: undefined, stop: undefined },
    ]),
  )
  private readonly stack: Stack
  private readonly study: ExaminedStudy
  private readonly thread: BudgetThread

  constructor(stack: Stack, study: ExaminedStudy, thread: BudgetThread = pageThread) {
    this.stack = stack
    this.study = study
    this.thread = thread
  }

  of(chamber: BudgetChamber): Readable<BudgetState> {
    return this.course(chamber).state
  }

  /** Makes it for the read as it is, unless it is known or under way. */
  ask(chamber: BudgetChamber, state: ReadState): void {
    const course = this.course(chamber)
    const basis = restsOn('volumes', examinationOf(state, this.study, {}))
    const isSame = course.basis !== undefined && changedParts(course.basis, basis).length === 0
    if (isSame && course.state.get().kind !== 'none') return
    this.cancel(chamber)
    course.basis = basis
    course.state.set({ kind: 'working', done: 0, total: 0 })
    const { sizes, stacks } = this.study
    course.stop = this.thread.start(
      { ...volumesOfRead(this.stack, state, sizes, stacks), chamber },
      (news) => {
        course.state.set(news)
        if (news.kind === 'found') course.stop = undefined
      },
      () => course.state.set({ kind: 'failed' }),
    )
  }

  cancel(chamber: BudgetChamber): void {
    const course = this.course(chamber)
    if (course.state.get().kind !== 'working') return
    course.stop?.()
    course.stop = undefined
    course.basis = undefined
    course.state.set({ kind: 'none' })
  }

  close(): void {
    for (const chamber of budgetChambers) this.cancel(chamber)
  }

  private course(chamber: BudgetChamber): Course {
    const course = this.courses.get(chamber)
    if (!course) throw new RangeError(`no chamber is called ${chamber}`)
    return course
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
