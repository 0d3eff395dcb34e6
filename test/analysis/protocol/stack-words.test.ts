import { describe, expect, it } from 'vitest'
import { describeStack } from '#analysis/protocol/describe.ts'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import type { OrderedSlice } from '#analysis/protocol/phases.ts'
import { beatOf, evenBeat, phaseAt, phasesSkipped } from '#analysis/protocol/playback.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import {
  droppedWarnings,
  frameOfReferenceWarnings,
  phaseWarnings,
  realignedWarnings,
  repeatWarnings,
  vencWarnings,
} from '#analysis/protocol/stack-warnings.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { cmPerS, mm, ms } from '#analysis/units/units.ts'
import { beat, frameOf, stackOf } from './sights.ts'

const frame = (facts: Partial<FrameFacts> = {}, instance: Partial<InstanceFacts> = {}): StackFrame => {
  const one = frameOf(instance)
  return { ...one, facts: { ...one.facts, ...facts } }
}
const slice = (frames: number | readonly StackFrame[], rest: Partial<OrderedSlice> = {}): OrderedSlice => ({
  frames: typeof frames === 'number' ? Array.from({ length: frames }, () => frame()) : frames,
  clock: 'trigger',
  repeats: [],
  duplicates: [],
  ...rest,
})

describe('warnings of a stack', () => {
  it('name slices that lack phases, in the words of the axis, from 1', () => {
    expect(phaseWarnings([slice(20), slice(19)], 20, 'phase')).toEqual(['slice 2 has 19 of 20 phases'])
    const names = [
      ['dynamic', 'dynamics'],
      ['inversion-time', 'inversion times'],
      ['echo-time', 'echoes'],
      ['preparation-time', 'preparation times'],
      ['single', 'images'],
    ] as const
    for (const [axis, name] of names)
      expect(phaseWarnings([slice(2, { clock: 'dynamic' })], 3, axis)[0]).toBe(`slice 1 has 2 of 3 ${name}`)
  })

  it('name what else phases are ordered by, and how many the header says', () => {
    expect(
      phaseWarnings(
        [slice(3, { clock: 'acquisition' }), slice(3, { clock: 'content' }), slice(3)],
        3,
        'phase',
      ),
    ).toEqual(['phases are ordered by acquisition and content: trigger times are missing or repeated'])
    expect(phaseWarnings([slice(1, { clock: 'single' })], 1, 'phase')).toEqual([])
    const counted = (cardiacNumberOfImages: number, count: number) =>
      phaseWarnings(
        [slice(Array.from({ length: count }, () => frame({}, { cardiacNumberOfImages })))],
        count,
        'phase',
      )
    expect(counted(25, 20)).toEqual(['the header says 25 phases, 20 were found'])
    expect(counted(20, 20)).toEqual([])
    expect(counted(1, 20)).toEqual([])
    expect(counted(20, 1)).toEqual([])
    expect(phaseWarnings([], 0, 'phase')).toEqual([])
  })

  it('name what else another axis is ordered by, and nothing where it is ordered by itself', () => {
    const along = (clock: OrderedSlice['clock'], count = 3) =>
      phaseWarnings([slice(count, { clock })], count, 'inversion-time')
    expect(along('inversion-time')).toEqual([])
    expect(along('instance-number')).toEqual([
      'inversion times are ordered by instance-number: the header does not say them for each image',
    ])
    expect(along('instance-number', 1)).toEqual([])
  })

  it('name repeats, contradictions and slices of which nothing is left', () => {
    const twins = [frame(), frame()]
    expect(
      repeatWarnings([slice(1), slice(1, { repeats: [frame()] }), slice(1, { duplicates: twins })]),
    ).toEqual([
      'slice 2 was acquired again: the newer images are used, the earlier ones are a stack of their own',
      'slice 3 has 2 images that share a place and a time: none of them is used',
    ])
    expect(droppedWarnings([slice(1, { duplicates: twins }), slice(0, { duplicates: twins })])).toEqual([
      'a slice has 2 images that share a place and a time: it is not used at all',
    ])
  })

  it('name velocity encodings that differ by more than half a cm/s', () => {
    const of = (...vencs: number[]) => vencWarnings(vencs.map((venc) => frame({ venc: cmPerS(venc) })))
    expect(of(150, 150.5)).toEqual([])
    expect(of(150, 80, 150)).toEqual(['the images name 2 velocity encodings: 80, 150 cm/s'])
    expect(vencWarnings([frame()])).toEqual([])
  })

  it('name slices whose images moved sideways by more than 2 mm, and not along the normal', () => {
    const at = (x: number, y: number, z: number): StackFrame => {
      const one = frame()
      const { plane } = one.facts
      if (plane === undefined) throw new Error('no plane')
      return { ...one, facts: { ...one.facts, plane: { ...plane, position: [x, y, z] } } }
    }
    const of = (...corners: StackFrame[]) =>
      realignedWarnings([slice([at(0, 0, 0)]), slice(corners)], [0, 0, 1])
    expect(of(at(5, 5, 5), at(5, 7, 9))).toEqual([])
    expect(of(at(5, 5, 5), at(5, 7.1, 5))).toEqual(['the images of slice 2 were realigned between phases'])
    expect(of(at(5, 5, 5), at(3.5, 3.5, 5))).toHaveLength(1)
    const { plane: _, ...lost } = frame().facts
    expect(of({ ...frame(), facts: lost })).toEqual([])
  })

  it('name several frames of reference', () => {
    const of = (...uids: (string | undefined)[]) =>
      frameOfReferenceWarnings(
        uids.map((frameOfReferenceUid) =>
          frame({}, frameOfReferenceUid === undefined ? {} : { frameOfReferenceUid }),
        ),
      )
    expect(of('1', '1', undefined)).toEqual([])
    expect(of('1', '2', undefined)).toEqual([
      '3 images name 2 frames of reference: their positions are taken as one space',
    ])
  })
})

describe('the timetable of a stack', () => {
  const times = (...values: number[]) => values.map(ms)

  it('has phases at their times only where these ascend within the beat', () => {
    const starts = (phaseTimes: number[], rr = 1000) => {
      const found = beatOf({ phaseCount: phaseTimes.length, phaseTimes: times(...phaseTimes), rr: beat(rr) })
      return found.measured && found.value
    }
    expect(starts([10, 110, 410])).toEqual({ starts: [0, 100, 400], duration: 1000 })
    expect(starts([10, 110, 110, 400])).toEqual({ starts: [0, 250, 500, 750], duration: 1000 })
    expect(starts([10, 410, 110, 500])).toEqual({ starts: [0, 250, 500, 750], duration: 1000 })
    expect(starts([10, 1010])).toEqual({ starts: [0, 500], duration: 1000 })
    expect(starts([10, 1009])).toEqual({ starts: [0, 999], duration: 1000 })
    expect(beatOf({ phaseCount: 2, rr: beat(900) })).toMatchObject({ value: { starts: [0, 450] } })
    expect(beatOf({ phaseCount: 1, rr: beat(900), axis: 'single' })).toMatchObject({ value: { starts: [0] } })
  })

  it('of dynamics lasts as long as they took, and the last as long as most', () => {
    const pass = (axisTimes: number[] | undefined) =>
      beatOf({
        phaseCount: 4,
        rr: beat(800),
        axis: 'dynamic',
        ...(axisTimes === undefined ? {} : { axisTimes: times(...axisTimes) }),
      })
    expect(pass([100, 900, 1700, 3300])).toMatchObject({
      value: { starts: [0, 800, 1600, 3200], duration: 4000 },
    })
    for (const none of [undefined, [0]])
      expect(pass(none)).toEqual({
        measured: false,
        reason: 'no-times',
        detail: 'its images are not phases of a beat',
      })
    expect(beatOf({ phaseCount: 2, rr: beat(800), axis: 'echo-time', axisTimes: times(2, 4) }).measured).toBe(
      false,
    )
  })

  it('needs phases and a duration', () => {
    expect(() => evenBeat(0, ms(800))).toThrow('no beat of 0 phases in 800 ms')
    expect(() => evenBeat(3, ms(0))).toThrow(RangeError)
    expect(evenBeat(1, ms(800))).toEqual({ starts: [0], duration: 800 })
  })

  it('goes backwards in time too, and counts phases that were never shown', () => {
    const even = evenBeat(4, ms(800))
    expect([-1, -200, -201].map((elapsed) => phaseAt(even, elapsed))).toEqual([3, 3, 2])
    expect(phaseAt(even, 100, 2)).toBe(1)
    expect(phasesSkipped(even, 0, 450, 1, 1)).toBe(1)
    expect(phasesSkipped(even, 0, 450, 0.5)).toBe(0)
    expect(phasesSkipped(even, 450, 0)).toBe(0)
  })
})

describe('a stack as plain data', () => {
  const stack = (change: Partial<Stack> = {}): Stack => ({
    ...stackOf({ phaseCount: 2 }, 4),
    id: '1.1',
    role: 'cine-sax',
    seriesClass: 'cine',
    plane: 'sax',
    contrast: 'native',
    evidence: [{ rule: 'phases', weight: 3, text: 'many' }],
    confidence: 0.9,
    spacing: measured(mm(10)),
    thickness: mm(8),
    ...change,
  })

  it('says all that was found, with gap, extent, holes and what is missing', () => {
    const [first = [], ...rest] = stack().frames
    const found = describeStack(
      stack({
        frames: [[first[0] ?? null, null], ...rest],
        positions: [0, 10, 20, 40].map(mm),
        description: 'cine SA',
        component: 'magnitude',
        question: { text: 'which?', between: ['cine-sax', 'tagging'] },
        axisTimes: [ms(0), ms(40)],
        coverage: 0.97,
        venc: cmPerS(150),
        irregularity: 1,
        jitter: mm(0.4),
        rr: beat(900),
        gating: 'prospective',
        arrhythmia: true,
        motionCorrected: true,
        warnings: ['odd'],
      }),
    )
    expect(found).toEqual({
      method: 'series-roles',
      version: expect.any(String),
      stack: '1.1',
      series: ['1.2.3.1'],
      description: 'cine SA',
      role: 'cine-sax',
      seriesClass: 'cine',
      plane: 'sax',
      contrast: 'native',
      component: 'magnitude',
      motionCorrected: true,
      confidence: 0.9,
      evidence: [{ rule: 'phases', weight: 3, text: 'many' }],
      question: { text: 'which?', between: ['cine-sax', 'tagging'] },
      sliceCount: 4,
      phaseCount: 2,
      axis: 'phase',
      axisTimes: [0, 40],
      spacing: measured(mm(10)),
      thickness: 8,
      gap: measured(mm(2)),
      extent: 40,
      irregularity: 1,
      irregular: true,
      missingAfter: [2],
      jitter: 0.4,
      holes: [{ slice: 0, phase: 1 }],
      rr: beat(900),
      heartRate: unmeasured('no-heart-rate'),
      gating: 'prospective',
      coverage: 0.97,
      arrhythmia: true,
      venc: 150,
      warnings: ['odd'],
    })
  })

  it('leaves out what nobody knows', () => {
    const { thickness: _, ...bare } = stack({ spacing: unmeasured('single-slice') })
    const found = describeStack(bare)
    for (const key of ['description', 'component', 'question', 'axisTimes', 'thickness', 'coverage', 'venc'])
      expect(found).not.toHaveProperty(key)
    expect(found).toMatchObject({ gap: { reason: 'single-slice' }, irregular: false })
    expect(describeStack({ ...bare, spacing: measured(mm(10)) }).gap).toEqual(
      unmeasured('no-geometry', 'the header gives no slice thickness'),
    )
  })
})
