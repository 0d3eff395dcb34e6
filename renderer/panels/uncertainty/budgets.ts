/**
 * What would change the numbers of a read, made when somebody asks and kept as long as nothing changes that it rests
 * on: of chambers in a thread of the page, of analyses by main.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { changedParts, restsOn } from '#analysis/reading/dependence.ts'
import { type ExaminedStudy, examinationOf, givenOf } from '#analysis/reading/examined.ts'
import { volumesOfRead } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type { UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'
import type { UncertaintyProgress } from '#contract/analysis-documents/uncertainty.ts'
import { Cell, type Readable } from '../../cine/store.ts'
import { type BudgetOf, budgetKey } from './asked.ts'
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

/** Main, as budgets meet it. */
export interface BudgetMain {
  /** @throws what the call was refused with; the signal's reason when it was stopped */
  uncertainty(
    asked: Exclude<BudgetOf, { readonly chamber: unknown }>,
    signal: AbortSignal,
  ): Promise<AsyncIterable<UncertaintyProgress>>
  /** notes what was our own mistake */
  failed(error: unknown): void
}

/** The open read, as budgets meet it. */
export interface BudgetRead {
  getState(): {
    readonly state: ReadState
    readonly numbers: { readonly phases: Examination['phases'] }
  }
  /** when what was drawn is saved: main goes from what it knows */
  settled(): Promise<void>
}

export interface BudgetParts {
  /** the short-axis cine, without which no chamber is measured */
  readonly stack: Stack | undefined
  readonly study: ExaminedStudy
  readonly read: BudgetRead
  readonly main: BudgetMain
  readonly thread?: BudgetThread
}

interface Course {
  readonly state: Cell<BudgetState>
  basis: Examination | undefined
  stop: (() => void) | undefined
}

export class Budgets {
  private readonly courses = new Map<string, Course>()
  private readonly parts: Required<BudgetParts>

  constructor(parts: BudgetParts) {
    this.parts = { thread: pageThread, ...parts }
  }

  of(of: BudgetOf): Readable<BudgetState> {
    return this.course(of).state
  }

  /** Makes it for the read as it is, unless it is known or under way. */
  ask(of: BudgetOf): void {
    const course = this.course(of)
    const basis = this.basisOf(of)
    const isSame = course.basis !== undefined && changedParts(course.basis, basis).length === 0
    if (isSame && course.state.get().kind !== 'none') return
    this.cancel(of)
    course.basis = basis
    course.state.set({ kind: 'working', done: 0, total: 0 })
    const told = (news: BudgetNews): void => {
      course.state.set(news)
      if (news.kind === 'found') course.stop = undefined
    }
    const failed = (): void => {
      // it is tried again by whoever asks again
      course.basis = undefined
      course.stop = undefined
      course.state.set({ kind: 'failed' })
    }
    course.stop = 'chamber' in of ? this.inThread(of, told, failed) : this.byMain(of, told, failed)
  }

  cancel(of: BudgetOf): void {
    end(this.course(of))
  }

  close(): void {
    for (const course of this.courses.values()) end(course)
  }

  private inThread(
    { chamber }: Extract<BudgetOf, { readonly chamber: unknown }>,
    told: (news: BudgetNews) => void,
    failed: () => void,
  ): () => void {
    const { stack, study, read, thread } = this.parts
    if (stack === undefined) throw new RangeError('no chamber is measured without a short-axis cine')
    const { input, options } = volumesOfRead(stack, read.getState().state, study.sizes, study.stacks)
    return thread.start({ input, options, chamber }, told, failed)
  }

  private byMain(
    asked: Parameters<BudgetMain['uncertainty']>[0],
    told: (news: BudgetNews) => void,
    failed: () => void,
  ): () => void {
    const { read, main } = this.parts
    const stop = new AbortController()
    const listen = async (): Promise<void> => {
      await read.settled()
      for await (const news of await main.uncertainty(asked, stop.signal)) {
        if (stop.signal.aborted) return
        told(news)
      }
    }
    listen().catch((error: unknown) => {
      if (stop.signal.aborted) return
      main.failed(error)
      failed()
    })
    return () => stop.abort()
  }

  private basisOf(of: BudgetOf): Examination {
    const { study, read } = this.parts
    const { state, numbers } = read.getState()
    const examination = examinationOf(state, study, givenOf(state.choices.given, {}, {}))
    return 'chamber' in of
      ? restsOn('volumes', examination)
      : restsOn(budgetKey(of), { ...examination, phases: numbers.phases })
  }

  private course(of: BudgetOf): Course {
    const key = budgetKey(of)
    const known = this.courses.get(key)
    if (known) return known
    const course: Course = {
      state: new Cell<BudgetState>({ kind: 'none' }),
      basis: undefined,
      stop: undefined,
    }
    this.courses.set(key, course)
    return course
  }
}

function end(course: Course): void {
  if (course.state.get().kind !== 'working') return
  course.stop?.()
  course.stop = undefined
  course.basis = undefined
  course.state.set({ kind: 'none' })
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
