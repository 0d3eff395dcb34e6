/** What is seen of a stack, made by hand: only what a test is about differs from a plain magnitude image. */
import type { UnnamedStack } from '#analysis/protocol/assemble.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import type { Sight } from '#analysis/protocol/sight.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { instance } from '../synthetic.ts'

export function frameOf(facts: Partial<InstanceFacts> = {}): StackFrame {
  const whole = instance({ uid: '1.2', position: [0, 0, 0], instance: facts })
  const [first] = whole.frames
  if (first === undefined) throw new Error('no frame')
  return { sopInstanceUid: whole.sopInstanceUid, frame: 0, instance: whole, facts: first }
}

/** @param slices  of as many images as `phaseCount` says */
export function stackOf(stack: Partial<UnnamedStack> = {}, slices = 1): UnnamedStack {
  const phaseCount = stack.phaseCount ?? 1
  return {
    seriesUids: ['1.2.3.1'],
    motionCorrected: false,
    frames: Array.from({ length: slices }, () => Array.from({ length: phaseCount }, () => frameOf())),
    phaseCount,
    axis: phaseCount === 1 ? 'single' : 'phase',
    normal: [0, 0, 1],
    positions: Array.from({ length: slices }, (_, k) => mm(10 * k)),
    spacing: unmeasured('single-slice'),
    irregularity: 0,
    jitter: mm(0),
    rr: unmeasured('no-heart-rate'),
    heartRate: unmeasured('no-heart-rate'),
    gating: 'unknown',
    arrhythmia: false,
    warnings: [],
    ...stack,
  }
}

/** An RR that is the same in all slices, in ms. */
export const beat = (value: number): UnnamedStack['rr'] =>
  measured({ median: ms(value), low: ms(value), high: ms(value) })

export const sight = (seen: Partial<Sight> = {}): Sight => ({
  stack: stackOf(),
  first: frameOf(),
  component: 'magnitude',
  text: '',
  purposes: [],
  sequencePurposes: [],
  map: undefined,
  unit: undefined,
  colour: false,
  derived: false,
  secondary: false,
  resampled: false,
  steadyState: false,
  spinEcho: false,
  gradientEcho: true,
  inverted: false,
  saturated: false,
  volume: false,
  tagged: false,
  t2Prepared: false,
  interval: undefined,
  duration: undefined,
  acquired: undefined,
  crossing: false,
  velocityPartners: [],
  encodings: 0,
  lowFlipBesideBalanced: false,
  sources: [],
  ...seen,
})
