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
  standingOf,
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
  /** these gestures were given up: main refused one for good, or somebody else continued the read */
  givenUp(error: unknown, gestures: readonly Gesture[]): void
}

export class Saving {
  private log: ReadLog
  private state: SavingState = 'saved'
  private running: Promise<void> | undefined
  private closed = false
  private readonly world: SavingWorld
  private listener: SavingListener | undefined

  constructor(opened: OpenedRead, world: SavingWorld) {
    this.log = logOf(opened)
    this.world = world
  }

  get current(): ReadLog {
    return this.log
  }

  get standing(): SavingState {
    return this.state
  }

  /** One at a time: whoever opens the study anew takes over what is still on its way. */
  listen(listener: SavingListener): void {
    this.listener = listener
    this.closed = false
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

  /**
   * Main may have what this window has not: what is ours is answered first, and only what is not is asked for.
   * @param seq  of the last event that was announced; undefined where announcements may have been missed
   */
  async hear(seq?: number): Promise<void> {
    for (let attempt = 0; !this.closed; attempt += 1) {
      await this.settled()
      if (seq !== undefined && seq <= seqOf(this.log)) return
      try {
        await this.reload()
        return
      } catch (error) {
        if (this.world.verdict(error) !== 'unreachable') throw error
        await this.world.untilWorthTrying(attempt)
      }
    }
  }

  close(): void {
    this.closed = true
  }

  private set(log: ReadLog, state: SavingState): void {
    this.log = log
    this.state = state
    if (!this.closed) this.listener?.changed(log, state)
  }

  private async run(): Promise<void> {
    try {
      await this.send()
    } catch (error) {
      this.giveUp(error, withoutWaiting(this.log, this.log.waiting.length), standingOf(this.log))
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
        // what is refused now may be what main had taken before its answer was lost
        if (verdict === 'refused' && uncertain.length === 0) throw error
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
    const { count, continued } = arrivedOf(uncertain, seqOf(this.log), opened.events)
    if (count > 0 && !continued) {
      const log = logBehind(this.log, opened, count)
      this.set(log, log.waiting.length === 0 ? 'saved' : 'saving')
    } else if (count > 0 && count === this.log.waiting.length) this.set(logOf(opened), 'saved')
    else this.giveUp(error, logOf(opened), standingOf(this.log, count))
  }

  private giveUp(error: unknown, log: ReadLog, gestures: readonly Gesture[]): void {
    this.set(log, 'saved')
    this.listener?.givenUp(error, gestures)
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
