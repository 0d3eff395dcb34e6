/**
 * Which phase is on the screen. One stack leads: it plays by elapsed time at its true heart rate, a phase that
 * comes too late is skipped and counted, and the other views follow in step. Whoever has the reader's hand leads,
 * so that no phase of it is passed over by a series that has fewer.
 */
import { type Link, type LinkRule, linkedPhase, linkViews, runTogether } from '#analysis/protocol/linking.ts'
import {
  type Beat,
  beatOf,
  type Course,
  courseOf,
  evenBeat,
  phaseAt,
  phasesSkipped,
} from '#analysis/protocol/playback.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { type BeatsPerMinute, beatsPerMinute, type Ms, ms } from '#analysis/units/units.ts'
import { onEachFrame } from './clock.ts'
import { Cell, type Readable } from './store.ts'

/** A part of the beat, in phases of one stack. */
export interface Sweep {
  readonly of: Stack
  readonly from: number
  readonly to: number
}

export interface PlayheadState {
  readonly lead: Stack
  /** of the lead stack, 0-based */
  readonly phase: number
  readonly playing: boolean
  /** 1 is the true heart rate */
  readonly speed: number
  /** what is played of the beat; undefined: all of it */
  readonly sweep: Sweep | undefined
  /** there and back again */
  readonly bounce: boolean
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
  private readonly state: Cell<PlayheadState>
  readonly subscribe: Readable<PlayheadState>['subscribe']
  private inSight: readonly Stack[]
  private link: Link
  private beat: Beat
  private course: Course
  /** phases of stacks since the phase last moved: who takes the lead and gives it back stands where it stood */
  private readonly still = new Map<string, number>()
  /** where stacks were left that do not run with the lead */
  private readonly left = new Map<string, number>()
  /** of stacks of one axis that are laid on each other at what happens in both: the bolus of two first passes */
  private aligned: ReadonlyMap<string, number> = new Map()
  /** somebody went through them */
  private readonly seen = new Set<string>()
  /** somebody said what is to be shown: from then on nothing plays by itself */
  private touched = false
  private stopClock: (() => void) | undefined
  private origin: { readonly at: number; readonly step: number } | undefined
  private elapsed = 0
  private lastShown: number | undefined
  private firstShown: number | undefined
  private shown = 0
  private skipped = 0

  constructor(lead: Stack, followers: readonly Stack[] = [], phase = 0) {
    this.inSight = followers
    this.link = linkOf(lead, followers)
    this.beat = beatOrAssumed(lead)
    this.course = courseOf(this.beat)
    this.state = new Cell<PlayheadState>({
      lead,
      phase: within(phase, lead.phaseCount),
      playing: false,
      speed: 1,
      sweep: undefined,
      bounce: false,
    })
    this.subscribe = this.state.subscribe
  }

  get(): PlayheadState {
    return this.state.get()
  }

  get lead(): Stack {
    return this.get().lead
  }

  /** the true rate of the lead, or why it is not known */
  get rate(): Outcome<BeatsPerMinute> {
    return this.lead.heartRate
  }

  get linkedBy(): LinkRule {
    return this.link.rule
  }

  /** why the views are linked that way */
  get linkReason(): string {
    return this.link.reason
  }

  /** The stacks on the screen: they decide together how they are held in step. */
  follow(stacks: readonly Stack[]): void {
    const { rule } = this.link
    this.inSight = stacks
    this.link = linkOf(this.lead, stacks)
    if (this.link.rule !== rule) this.tellFollowers()
  }

  /** From now on this stack leads, at the phase that it shows. A still image leads nothing. */
  leadBy(stack: Stack): void {
    const { lead, phase } = this.get()
    if (stack === lead || stack.phaseCount < 2) return
    const next = this.phaseOf(stack)
    this.still.set(lead.id, phase).set(stack.id, next)
    this.left.set(lead.id, phase)
    this.link = linkOf(stack, this.inSight)
    this.beat = beatOrAssumed(stack)
    this.state.update({ lead: stack, phase: next })
    this.plan()
  }

  /**
   * Where a stack begins that nobody has gone through yet: a first pass where there is contrast. One that somebody was
   * at stays where it was left.
   */
  openAt(stack: Stack, phase: number): void {
    if (this.seen.has(stack.id) || stack.phaseCount < 2) return
    const first = within(phase, stack.phaseCount)
    this.left.set(stack.id, first)
    if (stack !== this.lead) return
    this.pause()
    this.still.clear()
    this.state.update({ phase: first })
  }

  /** Stacks whose phases run from what happens at these, by stack id, instead of from the first. */
  alignBy(phases: ReadonlyMap<string, number>): void {
    this.aligned = phases
    this.still.clear()
    this.tellFollowers()
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

  /** Stops the cine on a phase of the lead stack, or of another, which leads from then on. */
  showPhase(phase: number, of: Stack = this.lead): void {
    this.pause()
    this.leadBy(of)
    if (of === this.lead) this.moveTo(within(phase, of.phaseCount))
  }

  /** The heart beats in a circle: after the last phase comes the first. */
  step(by: number): void {
    this.showPhase(this.get().phase + by)
  }

  setSpeed(speed: number): void {
    this.state.update({ speed: Math.min(fastest, Math.max(slowest, speed)) })
    this.restart()
  }

  setSweep(sweep: Sweep | undefined): void {
    this.state.update({ sweep })
    this.plan()
  }

  setBounce(bounce: boolean): void {
    this.state.update({ bounce })
    this.plan()
  }

  /** The phase of a stack that is in step with the lead; of one that does not run with it, where it was left. */
  phaseOf(stack: Stack): number {
    const { lead, phase } = this.get()
    if (stack === lead) return phase
    if (stack.phaseCount < 2) return 0
    if (!runTogether(lead, stack)) return this.left.get(stack.id) ?? 0
    return this.still.get(stack.id) ?? this.inStep(lead, phase, stack)
  }

  /** Called by a viewport in the display frame that shows a new image. */
  noteShown(stack: Stack): void {
    if (stack !== this.lead || !this.get().playing || !this.origin) return
    if (this.lastShown !== undefined) {
      this.skipped += phasesSkipped(
        this.course,
        this.lastShown,
        this.elapsed,
        this.get().speed,
        this.origin.step,
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

  /** They stand elsewhere now, though the lead has not moved. */
  private tellFollowers(): void {
    this.state.set({ ...this.get() })
  }

  private plan(): void {
    const { lead, sweep, bounce } = this.get()
    const inLead = (phase: number, { of }: Sweep): number =>
      of === lead ? phase : this.inStep(of, phase, lead)
    const part =
      sweep && (sweep.of === lead || runTogether(sweep.of, lead))
        ? { from: inLead(sweep.from, sweep), to: inLead(sweep.to, sweep) }
        : undefined
    this.course = courseOf(this.beat, { part, bounce })
    this.restart()
  }

  private inStep(from: Stack, phase: number, to: Stack): number {
    const [here, there] = [this.aligned.get(from.id), this.aligned.get(to.id)]
    if (here === undefined || there === undefined) return linkedPhase(from, phase, to, this.link.rule)
    return Math.min(Math.max(phase - here + there, 0), to.phaseCount - 1)
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
    this.origin ??= { at: now, step: Math.max(0, this.course.phases.indexOf(this.get().phase)) }
    this.elapsed = Math.max(0, now - this.origin.at)
    const step = phaseAt(this.course, this.elapsed, this.get().speed, this.origin.step)
    const phase = this.course.phases[step]
    if (phase !== undefined && phase !== this.get().phase) this.moveTo(phase)
  }

  private moveTo(phase: number): void {
    if (phase !== this.get().phase) this.still.clear()
    this.seen.add(this.lead.id)
    this.state.update({ phase })
  }
}

function linkOf(lead: Stack, others: readonly Stack[]): Link {
  return linkViews([lead, ...others.filter((other) => other !== lead && runTogether(lead, other))])
}

function beatOrAssumed(lead: Stack): Beat {
  const beat = beatOf(lead)
  return beat.measured ? beat.value : evenBeat(lead.phaseCount, ms(60_000 / assumedRate))
}

const within = (phase: number, count: number): number => ((phase % count) + count) % count
