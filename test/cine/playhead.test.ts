import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { ms } from '#analysis/units/units.ts'
import { Playhead } from '../../renderer/cine/playhead.ts'
import { studies } from '../viewport/harness/studies.ts'
import { syntheticStudy } from '../viewport/harness/synthetic-study.ts'

/** Display frames by hand: the test says when each comes. */
let frames: FrameRequestCallback[] = []
const frameAt = (now: number): void => {
  const due = frames
  frames = []
  for (const callback of due) callback(now)
}

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
})
afterEach(() => {
  for (const playhead of opened.splice(0)) playhead.dispose()
  frameAt(0)
  vi.unstubAllGlobals()
})

const opened: Playhead[] = []
function open(...stacks: readonly Stack[]): Playhead {
  const [lead, ...followers] = stacks
  if (!lead) throw new Error('no stack')
  const playhead = new Playhead(lead, followers)
  opened.push(playhead)
  return playhead
}

const stacksOf = (name: string) => syntheticStudy(studies[name] ?? []).stacks
const lead = (name: string) => {
  const [stack] = stacksOf(name)
  if (!stack) throw new Error('no stack')
  return stack
}

describe('a study that was just opened', () => {
  it('plays by itself', () => {
    const playhead = open(lead('cine-20-60'))
    playhead.playUnlessTouched()
    expect(playhead.get().playing).toBe(true)
  })

  it.each([
    ['was told to show the phase that is shown already', (playhead: Playhead) => playhead.showPhase(0)],
    ['was held for a contour', (playhead: Playhead) => playhead.pause()],
    ['was started and stopped', (playhead: Playhead) => [playhead.toggle(), playhead.toggle()]],
  ])('stands still when it %s', (_, touch) => {
    const playhead = open(lead('cine-20-60'))
    touch(playhead)
    playhead.playUnlessTouched()
    expect(playhead.get().playing).toBe(false)
  })
})

describe('a cine of 20 phases at 60 /min, 50 ms each', () => {
  it('shows each phase in its turn when a display frame comes every 50 ms', () => {
    const stack = lead('cine-20-60')
    const playhead = open(stack)
    playhead.play()
    const seen: number[] = []
    for (let now = 1000; now <= 2000; now += 50) {
      frameAt(now)
      playhead.noteShown(stack)
      seen.push(playhead.get().phase)
    }
    expect(seen).toEqual([...Array.from({ length: 20 }, (_, phase) => phase), 0])
    expect(playhead.counts()).toMatchObject({ shown: 21, skipped: 0, elapsed: 1000 })
  })

  it('skips two phases of three, and counts them, when frames come every 150 ms: the beat still takes a second', () => {
    const stack = lead('cine-20-60')
    const playhead = open(stack)
    playhead.play()
    for (let now = 0; now <= 3000; now += 150) {
      frameAt(now)
      playhead.noteShown(stack)
    }
    expect(playhead.get().phase).toBe(0)
    expect(playhead.counts()).toMatchObject({ shown: 21, skipped: 40, elapsed: 3000 })
  })

  it('takes twice as long at half speed', () => {
    const playhead = open(lead('cine-20-60'))
    playhead.setSpeed(0.5)
    playhead.play()
    frameAt(0)
    frameAt(1000)
    expect(playhead.get().phase).toBe(10)
  })

  it('plays on from the phase on which it was stopped', () => {
    const playhead = open(lead('cine-20-60'))
    playhead.showPhase(12)
    playhead.play()
    frameAt(500)
    expect(playhead.get().phase).toBe(12)
    frameAt(551)
    expect(playhead.get().phase).toBe(13)
    playhead.pause()
    frameAt(900)
    expect(playhead.get().phase).toBe(13)
  })
})

it('plays a stack without a known RR at 60 /min and says that its rate is not known', () => {
  const stack = {
    ...lead('cine-20-90'),
    rr: unmeasured('no-heart-rate'),
    heartRate: unmeasured('no-heart-rate'),
  }
  const playhead = open(stack)
  expect(playhead.rate).toMatchObject({ measured: false, reason: 'no-heart-rate' })
  playhead.play()
  frameAt(0)
  frameAt(500)
  expect(playhead.get().phase).toBe(10)
})

it('leads views of unlike rhythm by time from R', () => {
  const [slow] = stacksOf('cine-20-60')
  const [fast] = stacksOf('cine-20-90')
  if (!slow || !fast) throw new Error('no stacks')
  const playhead = open(slow, fast)
  expect(playhead.linkedBy).toBe('time')
  playhead.showPhase(6)
  // 300 ms after R in both: phase 6 of 50 ms, phase 9 of 33.3 ms
  expect(playhead.phaseOf(fast)).toBe(9)
})

it('tells the images that are on the screen when one of unlike rhythm comes beside them, which moves them', () => {
  const [slow] = stacksOf('cine-20-60')
  const [fast] = stacksOf('cine-20-90')
  if (!slow?.rr.measured || !slow.phaseTimes || !fast) throw new Error('no stacks')
  const view: Stack = {
    ...slow,
    id: 'view',
    phaseTimes: slow.phaseTimes.map((time) => ms(time * 0.95)),
    rr: measured({ ...slow.rr.value, median: ms(slow.rr.value.median * 0.95) }),
  }
  const playhead = open(slow, view)
  expect(playhead.linkedBy).toBe('fraction')
  let shown = -1
  playhead.subscribe(() => {
    shown = playhead.phaseOf(view)
  })
  playhead.showPhase(15)
  expect(shown).toBe(15)
  // 750 ms after R: phase 16 of 47.5 ms
  playhead.follow([slow, view, fast])
  expect(playhead.phaseOf(view)).toBe(16)
  expect(shown).toBe(16)
})

it('leaves a single image where it is', () => {
  const [first] = stacksOf('short')
  if (!first) throw new Error('no stack')
  const still = { ...first, phaseCount: 1, frames: first.frames.map((phases) => phases.slice(0, 1)) }
  const playhead = open(still)
  playhead.play()
  expect(playhead.get().playing).toBe(false)
})

describe('a lead that changes', () => {
  const stacks = stacksOf('four-views')
  const [sax, view] = stacks
  if (!sax || !view) throw new Error('no stacks')

  it('goes to the stack in the hand at the phase that it shows, and back to where the first stood', () => {
    const playhead = open(...stacks)
    playhead.showPhase(7)
    const seen = playhead.phaseOf(view)
    playhead.leadBy(view)
    expect(playhead.lead).toBe(view)
    expect(playhead.get().phase).toBe(seen)
    expect(playhead.phaseOf(sax)).toBe(7)
    playhead.leadBy(sax)
    expect(playhead.get().phase).toBe(7)
  })

  it('takes the others along once it moves', () => {
    const playhead = open(...stacks)
    playhead.showPhase(7)
    playhead.leadBy(view)
    playhead.step(3)
    expect(playhead.phaseOf(sax)).toBe(10)
  })

  it('is not given to a still image, and a phase that is named leads', () => {
    const playhead = open(...stacks)
    playhead.leadBy({ ...view, id: 'still', phaseCount: 1 })
    expect(playhead.lead).toBe(sax)
    playhead.showPhase(4, view)
    expect(playhead.lead).toBe(view)
    expect(playhead.get().phase).toBe(4)
  })

  it('leaves a first pass where it was: a beat says nothing of it', () => {
    const firstPass: Stack = { ...view, id: 'first pass', axis: 'dynamic' }
    const playhead = open(...stacks, firstPass)
    playhead.showPhase(12, firstPass)
    playhead.showPhase(3, sax)
    expect(playhead.phaseOf(firstPass)).toBe(12)
  })
})

describe('a cine of a part of the beat', () => {
  it('shows no phase outside of it, there and back again', () => {
    const stack = lead('cine-20-60')
    const playhead = open(stack)
    playhead.setSweep({ of: stack, from: 18, to: 1 })
    playhead.setBounce(true)
    playhead.showPhase(18)
    playhead.play()
    const seen: number[] = []
    for (let now = 1000; now < 1450; now += 50) {
      frameAt(now)
      seen.push(playhead.get().phase)
    }
    expect(seen).toEqual([18, 19, 0, 1, 0, 19, 18, 19, 0])
  })
})

describe('two first passes', () => {
  const view = lead('cine-20-60')
  const stress: Stack = { ...view, id: 'stress', axis: 'dynamic', rr: unmeasured('no-times') }
  const rest: Stack = { ...stress, id: 'rest' }

  it('open where there is contrast, and stay where a reader left them', () => {
    const playhead = open(view)
    playhead.openAt(stress, 12)
    playhead.leadBy(stress)
    expect(playhead.get().phase).toBe(12)
    playhead.openAt(stress, 14)
    expect(playhead.get().phase).toBe(14)
    playhead.showPhase(3)
    playhead.openAt(stress, 14)
    expect(playhead.get().phase).toBe(3)
  })

  it('run in step from the arrival of the bolus, and end with their last dynamic', () => {
    const playhead = open(stress, rest)
    playhead.alignBy(
      new Map([
        ['stress', 6],
        ['rest', 9],
      ]),
    )
    playhead.showPhase(8)
    expect(playhead.phaseOf(rest)).toBe(11)
    playhead.showPhase(0)
    expect(playhead.phaseOf(rest)).toBe(3)
    playhead.showPhase(stress.phaseCount - 1)
    expect(playhead.phaseOf(rest)).toBe(rest.phaseCount - 1)
    playhead.showPhase(1, rest)
    expect(playhead.phaseOf(stress)).toBe(0)
  })
})
