import { describe, expect, it } from 'vitest'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { orderSlice, placeInPhases } from '#analysis/protocol/phases.ts'
import type { StackAxis, StackFrame } from '#analysis/protocol/stack.ts'
import { ms } from '#analysis/units/units.ts'
import { instance as instanceOf } from '../synthetic.ts'

interface Image {
  readonly uid: string
  readonly instance?: Partial<InstanceFacts>
  readonly facts?: Partial<FrameFacts>
  readonly frame?: number
}

function frame({ uid, instance = {}, facts = {}, frame: number = 0 }: Image): StackFrame {
  const whole = instanceOf({ uid, position: [0, 0, 0], instance, facts })
  const [first] = whole.frames
  if (first === undefined) throw new Error('no frame')
  return { sopInstanceUid: uid, frame: number, instance: whole, facts: first }
}
const uids = (frames: readonly StackFrame[]) => frames.map(({ sopInstanceUid }) => sopInstanceUid).join('')
const ordered = (
  images: readonly Image[],
  expected = images.length,
  axis: StackAxis = 'phase',
  reading?: (frame: StackFrame) => number | undefined,
) => {
  const { frames, clock, repeats, duplicates } = orderSlice(images.map(frame), expected, axis, reading)
  return { order: uids(frames), clock, repeats: uids(repeats), duplicates: uids(duplicates) }
}

describe('phases of a slice', () => {
  const later = (step: number, uid: string): Image => ({ uid, facts: { triggerTime: ms(step) } })

  it('follow the time after R before anything else', () => {
    const images = [
      { ...later(300, 'a'), instance: { instanceNumber: 1 } },
      { ...later(100, 'b'), instance: { instanceNumber: 2 } },
      { ...later(200, 'c'), instance: { instanceNumber: 3 } },
    ]
    expect(ordered(images)).toEqual({ order: 'bca', clock: 'trigger', repeats: '', duplicates: '' })
  })

  it('follow the first clock that every image has and no two share', () => {
    const clocks: readonly (readonly [string, (k: number) => Omit<Image, 'uid'>])[] = [
      ['phase-number', (k) => ({ facts: { phaseNumber: k } })],
      ['temporal-position', (k) => ({ facts: { temporalPosition: k } })],
      ['acquisition', (k) => ({ facts: { acquisitionTime: `10000${k}` } })],
      ['acquisition', (k) => ({ instance: { acquisitionTime: `10000${k}` } })],
      ['instance-number', (k) => ({ instance: { instanceNumber: k } })],
      ['content', (k) => ({ instance: { contentTime: `10000${k}` } })],
      ['series-number', (k) => ({ instance: { seriesNumber: k } })],
    ]
    for (const [clock, of] of clocks)
      expect(
        ordered([
          { uid: 'a', ...of(3) },
          { uid: 'b', ...of(1) },
          { uid: 'c', ...of(2) },
        ]),
      ).toEqual({
        order: 'bca',
        clock,
        repeats: '',
        duplicates: '',
      })
    // each of these beats all after it, which say the opposite
    clocks.forEach(([clock, of], k) => {
      if (k === 3) return
      const against = clocks.slice(k + 1).map(([, other]) => other)
      const image = (uid: string, n: number): Image => {
        const all = [...against.toReversed().map((other) => other(9 - n)), of(n)]
        return {
          uid,
          instance: Object.assign({}, ...all.map(({ instance }) => instance)) as Partial<InstanceFacts>,
          facts: Object.assign({}, ...all.map(({ facts }) => facts)) as Partial<FrameFacts>,
        }
      }
      expect(ordered([image('a', 3), image('b', 1), image('c', 2)])).toMatchObject({ order: 'bca', clock })
    })
  })

  it('follow another clock where one image lacks a time or two share it', () => {
    const numbered = (uid: string, instanceNumber: number, trigger?: number): Image => ({
      uid,
      instance: { instanceNumber },
      ...(trigger === undefined ? {} : { facts: { triggerTime: ms(trigger) } }),
    })
    expect(ordered([numbered('a', 2, 10), numbered('b', 1, 20), numbered('c', 3)])).toMatchObject({
      order: 'bac',
      clock: 'instance-number',
    })
    expect(ordered([numbered('a', 2, 10), numbered('b', 1, 20), numbered('c', 3, 20)])).toMatchObject({
      order: 'bac',
      clock: 'instance-number',
    })
  })

  it('of Philips follow the moment of making before their numbers, and those where nothing else is', () => {
    const philips = (uid: string, instanceNumber: number, contentTime?: string): Image => ({
      uid,
      instance: {
        manufacturer: 'PHILIPS Healthcare',
        instanceNumber,
        ...(contentTime === undefined ? {} : { contentTime }),
      },
    })
    expect(
      ordered([philips('a', 1, '100003'), philips('b', 2, '100001'), philips('c', 3, '100002')]),
    ).toMatchObject({
      order: 'bca',
      clock: 'content',
    })
    expect(ordered([philips('a', 3), philips('b', 1), philips('c', 2)])).toMatchObject({
      order: 'bca',
      clock: 'instance-number',
    })
  })

  it('of one object are in the order of its frames', () => {
    const images = [2, 0, 1].map((number) => ({
      uid: String(number),
      frame: number,
      instance: { instanceNumber: 7 },
    }))
    expect(ordered(images)).toMatchObject({ order: '012', clock: 'instance-number' })
  })

  it('of a single image have its time, where it has one', () => {
    expect(ordered([later(5, 'a')])).toEqual({ order: 'a', clock: 'trigger', repeats: '', duplicates: '' })
    expect(ordered([{ uid: 'a' }])).toEqual({ order: 'a', clock: 'single', repeats: '', duplicates: '' })
  })
})

describe('two images at one time', () => {
  const at = (uid: string, trigger: number, instance: Partial<InstanceFacts> = {}): Image => ({
    uid,
    instance,
    facts: { triggerTime: ms(trigger) },
  })

  it('are neither used where nothing tells which counts', () => {
    expect(ordered([at('a', 10), at('b', 20), at('c', 20), at('d', 30)])).toEqual({
      order: 'ad',
      clock: 'trigger',
      repeats: '',
      duplicates: 'bc',
    })
    expect(ordered([{ uid: 'a' }, { uid: 'b' }])).toEqual({
      order: '',
      clock: 'single',
      repeats: '',
      duplicates: 'ab',
    })
  })

  it('are the newer one by time, else by number of acquisition, the other a repeat', () => {
    const timed = (uid: string, acquisitionTime: string) => at(uid, 20, { acquisitionTime })
    expect(ordered([at('a', 10), timed('b', '100000'), timed('c', '100500')], 2)).toEqual({
      order: 'ac',
      clock: 'trigger',
      repeats: 'b',
      duplicates: '',
    })
    const numbered = (uid: string, acquisitionNumber: number) => at(uid, 20, { acquisitionNumber })
    expect(ordered([at('a', 10), numbered('b', 2), numbered('c', 1)], 2)).toMatchObject({
      order: 'ab',
      repeats: 'c',
    })
    expect(ordered([at('a', 10), numbered('b', 2), numbered('c', 2)], 2)).toMatchObject({
      order: 'a',
      duplicates: 'bc',
    })
    // no time is older than any
    expect(ordered([at('a', 10), at('b', 20), timed('c', '000000')], 2)).toMatchObject({
      order: 'ac',
      repeats: 'b',
    })
  })

  it('by number alone are no two phases where its neighbours have one image fewer', () => {
    const numbered = (uid: string, instanceNumber: number) => at(uid, 20, { instanceNumber })
    expect(ordered([numbered('a', 1), numbered('b', 2)], 1)).toMatchObject({ order: '', duplicates: 'ab' })
    expect(ordered([numbered('a', 1), numbered('b', 2)], 2)).toMatchObject({
      order: 'ab',
      clock: 'instance-number',
    })
    // with a time of their own they are
    expect(ordered([at('a', 10), at('b', 20)], 1)).toMatchObject({ order: 'ab', clock: 'trigger' })
  })
})

describe('a slice that was acquired again', () => {
  const run = (prefix: string, count: number, instance: Partial<InstanceFacts>, offset = 0): Image[] =>
    Array.from({ length: count }, (_, k) => ({
      uid: `${prefix}${k}`,
      instance,
      facts: { triggerTime: ms(40 * k + offset) },
    }))

  it('is its newest acquisition, told by series, by number or by time', () => {
    const keys: readonly (readonly [Partial<InstanceFacts>, Partial<InstanceFacts>])[] = [
      [
        { seriesUid: '1', acquisitionTime: '100000' },
        { seriesUid: '2', acquisitionTime: '100500' },
      ],
      [{ acquisitionNumber: 1 }, { acquisitionNumber: 2 }],
      [{ acquisitionTime: '100000' }, { acquisitionTime: '100500' }],
    ]
    for (const [older, newer] of keys)
      expect(ordered([...run('a', 5, older), ...run('b', 5, newer, 1)], 5)).toEqual({
        order: 'b0b1b2b3b4',
        clock: 'trigger',
        repeats: 'a0a1a2a3a4',
        duplicates: '',
      })
  })

  it('may lack a fifth of its images, and no more', () => {
    const older = run('a', 5, { acquisitionNumber: 1 })
    expect(ordered([...older, ...run('b', 4, { acquisitionNumber: 2 }, 1)], 5).order).toBe('b0b1b2b3')
    expect(ordered([...older, ...run('b', 3, { acquisitionNumber: 2 }, 1)], 5).order).toHaveLength(16)
    // nor have more than a slice has
    expect(ordered([...older, ...run('b', 6, { acquisitionNumber: 2 }, 1)], 5).order).toHaveLength(22)
    expect(ordered([...older, ...run('b', 4, {}, 1)], 5).order).toHaveLength(18)
  })
})

describe('along another axis', () => {
  const read = ({ facts }: StackFrame) => facts.inversionTime
  const ti = (uid: string, time: number, facts: Partial<FrameFacts> = {}): Image => ({
    uid,
    facts: { inversionTime: ms(time), triggerTime: ms(600), ...facts },
  })

  it('images follow what the axis counts, equal ones as they were acquired', () => {
    expect(ordered([ti('a', 300), ti('b', 100), ti('c', 200)], 3, 'inversion-time', read)).toMatchObject({
      order: 'bca',
      clock: 'inversion-time',
    })
    const again = [
      ti('a', 100, { acquisitionTime: '100009' }),
      ti('b', 100, { acquisitionTime: '100001' }),
      ti('c', 90, { acquisitionTime: '100005' }),
    ]
    expect(ordered(again, 3, 'inversion-time', read)).toMatchObject({ order: 'cba', clock: 'inversion-time' })
  })

  it('times after R do not order them, numbers do', () => {
    const untold = (uid: string, trigger: number, instanceNumber: number): Image => ({
      uid,
      instance: { instanceNumber },
      facts: { triggerTime: ms(trigger), phaseNumber: trigger },
    })
    expect(
      ordered([untold('a', 1, 3), untold('b', 2, 1), untold('c', 3, 2)], 3, 'inversion-time', read),
    ).toMatchObject({
      order: 'bca',
      clock: 'instance-number',
    })
  })

  it('a slice with more images than its neighbours keeps them all where the axis tells them apart', () => {
    expect(ordered([ti('a', 300), ti('b', 100), ti('c', 200)], 2, 'inversion-time', read).order).toBe('bca')
    const numbered = (uid: string, instanceNumber: number): Image => ({ uid, instance: { instanceNumber } })
    expect(
      ordered([numbered('a', 2), numbered('b', 1), numbered('c', 3)], 2, 'dynamic', () => undefined),
    ).toMatchObject({
      order: 'bac',
      clock: 'instance-number',
    })
  })
})

describe('frames of a slice that lacks some', () => {
  it('take the phases that they are nearest to, in order', () => {
    expect(placeInPhases([0.05, 0.45, 0.95], [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])).toEqual([
      0, 4, 9,
    ])
    expect(placeInPhases([0.3, 0.31], [0, 0.3, 0.6])).toEqual([1, 2])
    expect(placeInPhases([0.29, 0.3], [0, 0.3, 0.6])).toEqual([0, 1])
    expect(placeInPhases([0.9], [0, 0.5, 0.9])).toEqual([2])
    expect(placeInPhases([], [0, 0.5])).toEqual([])
    expect(placeInPhases([0.1, 0.2], [0.1, 0.2])).toEqual([0, 1])
  })

  it('of hundreds keep their order', () => {
    const reference = Array.from({ length: 201 }, (_, k) => k)
    expect(placeInPhases([200], reference)).toEqual([0])
    expect(placeInPhases([199], reference.slice(0, 200))).toEqual([199])
  })
})
