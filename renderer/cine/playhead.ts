/**
 * Which phase is on the screen. One playhead leads all views of a study: the lead stack plays by elapsed time at
 * its true heart rate, a phase that comes too late is skipped and counted, and the other views follow in step.
 */
import { type LinkRule, linkedPhase, linkViews } from '#analysis/protocol/linking.ts'
import { type Beat, beatOf, evenBeat, phaseAt, phasesSkipped } from '#analysis/protocol/playback.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { type BeatsPerMinute, beatsPerMinute, type Ms, ms } from '#analysis/units/units.ts'
import { onEachFrame } from './clock.ts'
import { Cell, type Readable } from './store.ts'

export interface PlayheadState {
  /** of the lead stack, 0-based */
  readonly phase: number
  readonly playing: boolean
  /** 1 is the true heart rate */
  readonly speed: number
}

export interface PlayCounts {
  /** images of the lead stack that reached the screen since playing began */
  readonly shown: number
  /** phases that came up and went unseen in that time */
  readonly skipped: number
  /** ms between the first and the last of them */
  readonly elapsed: Ms
}

/** A cine without a known RR plays at this rate; the screen says that it is not the true one. */
export const assumedRate: BeatsPerMinute = beatsPerMinute(60)
const slowest = 0.1
const fastest = 4

export class Playhead implements Readable<PlayheadState> {
  readonly lead: Stack
  /** the true rate, or why it is not known */
  readonly rate: Outcome<BeatsPerMinute>
  readonly linkedBy: LinkRule
  /** why the views are linked that way */
  readonly linkReason: string
  private readonly beat: Beat
  private readonly state: Cell<PlayheadState>
  readonly subscribe: Readable<PlayheadState>['subscribe']
  /** somebody said what is to be shown: from then on nothing plays by itself */
  private touched = false
  private stopClock: (() => void) | undefined
  private origin: { readonly at: number; readonly phase: number } | undefined
  private elapsed = 0
  private lastShown: number | undefined
  private firstShown: number | undefined
  private shown = 0
  private skipped = 0

  constructor(lead: Stack, followers: readonly Stack[] = [], phase = 0) {
    this.lead = lead
    const link = linkViews([lead, ...followers])
    this.linkedBy = link.rule
    this.linkReason = link.reason
    this.rate = lead.heartRate
    const beat = beatOf(lead)
    this.beat = beat.measured ? beat.value : evenBeat(lead.phaseCount, ms(60_000 / assumedRate))
    this.state = new Cell({ phase: within(phase, lead.phaseCount), playing: false, speed: 1 })
    this.subscribe = this.state.subscribe
  }

  get(): PlayheadState {
    return this.state.get()
  }

  /** Plays by itself, as a study that was just opened does. */
  playUnlessTouched(): void {
    if (!this.touched) this.play()
  }

  play(): void {
    this.touched = true
    if (this.get().playing || this.lead.phaseCount < 2) return
    this.state.update({ playing: true })
    this.restart()
    this.stopClock = onEachFrame('advance', (now) => this.advance(now))
  }

  pause(): void {
    this.touched = true
    this.stopClock?.()
    this.stopClock = undefined
    if (this.get().playing) this.state.update({ playing: false })
  }

  toggle(): void {
    if (this.get().playing) this.pause()
    else this.play()
  }

  /** Stops the cine on a phase of the lead stack. */
  showPhase(phase: number): void {
    this.pause()
    this.state.update({ phase: within(phase, this.lead.phaseCount) })
  }

  /** The heart beats in a circle: after the last phase comes the first. */
  step(by: number): void {
    this.showPhase(this.get().phase + by)
  }

  setSpeed(speed: number): void {
    this.state.update({ speed: Math.min(fastest, Math.max(slowest, speed)) })
    this.restart()
  }

  /** The phase of a stack that is in step with the lead. */
  phaseOf(stack: Stack): number {
    const { phase } = this.get()
    return stack === this.lead ? phase : linkedPhase(this.lead, phase, stack, this.linkedBy)
  }

  /** Called by a viewport in the display frame that shows a new image. */
  noteShown(stack: Stack): void {
    if (stack !== this.lead || !this.get().playing || !this.origin) return
    if (this.lastShown !== undefined) {
      this.skipped += phasesSkipped(
        this.beat,
        this.lastShown,
        this.elapsed,
        this.get().speed,
        this.origin.phase,
      )
    }
    this.firstShown ??= this.elapsed
    this.lastShown = this.elapsed
    this.shown += 1
  }

  counts(): PlayCounts {
    return {
      shown: this.shown,
      skipped: this.skipped,
      elapsed: ms((this.lastShown ?? 0) - (this.firstShown ?? 0)),
    }
  }

  dispose(): void {
    this.pause()
  }

  private restart(): void {
    this.origin = undefined
    this.elapsed = 0
    this.lastShown = undefined
    this.firstShown = undefined
    this.shown = 0
    this.skipped = 0
  }

  private advance(now: number): void {
    this.origin ??= { at: now, phase: this.get().phase }
    this.elapsed = Math.max(0, now - this.origin.at)
    const phase = phaseAt(this.beat, this.elapsed, this.get().speed, this.origin.phase)
    if (phase !== this.get().phase) this.state.update({ phase })
  }
}

const within = (phase: number, count: number): number => ((phase % count) + count) % count
