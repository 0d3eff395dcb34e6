/**
 * Autosave. Every finished gesture goes to main at once, in order, one call at a time; what piled up meanwhile
 * goes with the next call. While main cannot be reached the gestures wait and are sent again. Nothing counts
 * as saved before main confirmed it.
 */
import type { Gesture } from '#contract/read-events.ts'
import { type Appended, mostGestures, type OpenedRead } from '#contract/views.ts'
import {
  arrivedOf,
  logBehind,
  logOf,
  type ReadLog,
  seqOf,
  withAppended,
  withGesture,
  withoutWaiting,
} from './read-log.ts'

export type SavingState = 'saved' | 'saving' | 'unreachable'

export interface SavingWorld {
  append(after: number, gestures: readonly Gesture[]): Promise<Appended>
  /** @param after  only the events behind this one */
  reload(after?: number): Promise<OpenedRead>
  /** what the failure of a call means for what was sent */
  verdict(error: unknown): 'unreachable' | 'changed-elsewhere' | 'refused'
  /** settles when it is worth trying again: after a while, or when the connection is back */
  untilWorthTrying(attempt: number): Promise<void>
}

export interface SavingListener {
  changed(log: ReadLog, state: SavingState): void
  /** main refused a gesture for good; it was taken back */
  refused(error: unknown): void
  /** somebody else continued the read; it was loaded again and these gestures are lost */
  changedElsewhere(error: unknown, lost: number): void
}

export class Saving {
  private log: ReadLog
  private state: SavingState = 'saved'
  private running: Promise<void> | undefined
  private closed = false
  private readonly world: SavingWorld
  private readonly listener: SavingListener

  constructor(opened: OpenedRead, world: SavingWorld, listener: SavingListener) {
    this.log = logOf(opened)
    this.world = world
    this.listener = listener
  }

  get current(): ReadLog {
    return this.log
  }

  add(gesture: Gesture): void {
    this.set(withGesture(this.log, gesture), this.state === 'saved' ? 'saving' : this.state)
    this.running ??= this.run()
  }

  /** Settles when nothing waits; how signing makes sure that it signs what is on the screen. */
  async settled(): Promise<void> {
    while (this.running) await this.running
  }

  /** Takes what main says now, when nothing of ours is under way. */
  async reload(): Promise<void> {
    await this.settled()
    const after = seqOf(this.log)
    const opened = await this.world.reload(after)
    if (this.running || this.closed || seqOf(this.log) !== after) return
    this.set(logOf({ ...opened, events: [...this.log.confirmed, ...opened.events] }), 'saved')
  }

  close(): void {
    this.closed = true
  }

  private set(log: ReadLog, state: SavingState): void {
    this.log = log
    this.state = state
    if (!this.closed) this.listener.changed(log, state)
  }

  private async run(): Promise<void> {
    try {
      await this.send()
    } catch (error) {
      this.set(withoutWaiting(this.log, this.log.waiting.length), 'saved')
      this.listener.refused(error)
    } finally {
      // what was done in answer to the last confirmation came too late for that run
      this.running = this.log.waiting.length > 0 ? this.run() : undefined
    }
  }

  /** @throws what main refused for good: later gestures may rest on the refused one, so all are taken back */
  private async send(): Promise<void> {
    let attempt = 0
    /** their answer was lost: main may or may not have appended them */
    let uncertain: readonly Gesture[] = []
    while (this.log.waiting.length > 0) {
      const sent = uncertain.length > 0 ? uncertain : this.log.waiting.slice(0, mostGestures)
      try {
        const appended = await this.world.append(seqOf(this.log), sent)
        const rest = this.log.waiting.length - sent.length
        this.set(withAppended(this.log, appended, sent.length), rest === 0 ? 'saved' : 'saving')
        uncertain = []
        attempt = 0
      } catch (error) {
        const verdict = this.world.verdict(error)
        if (verdict === 'refused') throw error
        if (verdict === 'unreachable') {
          uncertain = sent
          this.set(this.log, 'unreachable')
          await this.world.untilWorthTrying(attempt)
          attempt += 1
        } else {
          await this.settleWithMain(error, uncertain)
          uncertain = []
        }
      }
    }
  }

  /** Main has more events than we know: our own whose answer was lost, or somebody else's. */
  private async settleWithMain(error: unknown, uncertain: readonly Gesture[]): Promise<void> {
    const opened = await this.reloadUntilAnswered()
    const arrived = arrivedOf(uncertain, seqOf(this.log), opened.events)
    if (arrived !== undefined && arrived > 0) {
      const log = logBehind(this.log, opened, arrived)
      this.set(log, log.waiting.length === 0 ? 'saved' : 'saving')
      return
    }
    const lost = this.log.waiting.length
    this.set(logOf(opened), 'saved')
    this.listener.changedElsewhere(error, lost)
  }

  private async reloadUntilAnswered(): Promise<OpenedRead> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.world.reload()
      } catch (error) {
        if (this.world.verdict(error) !== 'unreachable') throw error
        this.set(this.log, 'unreachable')
        await this.world.untilWorthTrying(attempt)
      }
    }
  }
}
