/** How far a stack has come into memory: enough for a progress bar and for starting the cine. */
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { Cell, type Readable } from '../cine/store.ts'
import type { Standpoint } from './load-order.ts'

export interface LoadProgress {
  readonly loaded: number
  readonly failed: number
  readonly total: number
  /** no phase of the slice on screen is still to come, and some can be seen */
  readonly slicePlayable: boolean
  /** every frame of the stack is in memory */
  readonly stackPlayable: boolean
}

export class StackLoad implements Readable<LoadProgress> {
  private readonly stack: Stack
  private readonly state: Cell<LoadProgress>
  readonly subscribe: Readable<LoadProgress>['subscribe']
  private slice = 0
  private readonly arrived: Set<StackFrame>
  private readonly failed: Set<StackFrame>

  /** What came, or failed, before anybody asked for the stack was wanted by a view of its own. */
  constructor(stack: Stack, arrived: Iterable<StackFrame>, failed: Iterable<StackFrame>) {
    this.stack = stack
    this.arrived = new Set(arrived)
    this.failed = new Set(failed)
    this.state = new Cell<LoadProgress>({
      loaded: 0,
      failed: 0,
      total: stack.frames.flat().filter((frame) => frame !== null).length,
      slicePlayable: false,
      stackPlayable: false,
    })
    this.subscribe = this.state.subscribe
  }

  get(): LoadProgress {
    return this.state.get()
  }

  standAt({ slice }: Standpoint): void {
    this.slice = slice
    this.refresh()
  }

  note(frame: StackFrame, outcome: 'arrived' | 'failed'): void {
    const [into, outOf] = outcome === 'arrived' ? [this.arrived, this.failed] : [this.failed, this.arrived]
    into.add(frame)
    outOf.delete(frame)
    this.refresh()
  }

  private refresh(): void {
    const before = this.get()
    const loaded = this.arrived.size
    const slice = this.stack.frames[this.slice] ?? []
    this.state.set({
      ...before,
      loaded,
      failed: this.failed.size,
      slicePlayable:
        slice.every((frame) => frame === null || this.arrived.has(frame) || this.failed.has(frame)) &&
        slice.some((frame) => frame !== null && this.arrived.has(frame)),
      stackPlayable: loaded === before.total,
    })
  }
}
