import { describe, expect, it } from 'vitest'
import { normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import type { UnnamedStack } from '#analysis/protocol/assemble.ts'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { describedAs, firstFrameIn, framesIn, isSameGrid, sightsOf } from '#analysis/protocol/sight.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { instance } from '../synthetic.ts'
import { stackOf } from './sights.ts'

interface Made {
  readonly normal?: Vector3
  readonly positions?: readonly number[]
  readonly shifted?: Vector3
  readonly phases?: number
  readonly series?: string
  readonly instance?: Partial<InstanceFacts>
  readonly facts?: (phase: number) => Partial<FrameFacts>
  readonly stack?: Partial<UnnamedStack>
}

const frame = (position: Vector3, of: Partial<InstanceFacts>, facts: Partial<FrameFacts>): StackFrame => {
  const whole = instance({ uid: '1', position, instance: of, facts })
  const [first] = whole.frames
  if (first === undefined) throw new Error('no frame')
  return { sopInstanceUid: '1', frame: 0, instance: whole, facts: first }
}

/** A stack whose slices lie along its normal. */
function made(options: Made = {}): UnnamedStack {
  const { normal = [0, 0, 1], positions = [0], shifted = [0, 0, 0], phases = 1, facts = () => ({}) } = options
  const at = (position: number): Vector3 => [
    normal[0] * position + shifted[0],
    normal[1] * position + shifted[1],
    normal[2] * position + shifted[2],
  ]
  return stackOf({
    normal,
    positions: positions.map(mm),
    phaseCount: phases,
    seriesUids: [options.series ?? '1.1'],
    frames: positions.map((position) =>
      Array.from({ length: phases }, (_, phase) => frame(at(position), options.instance ?? {}, facts(phase))),
    ),
    ...options.stack,
  })
}
const seen = (...stacks: readonly UnnamedStack[]) => sightsOf(stacks)
const turned = (degrees: number): Vector3 => {
  const t = (degrees * Math.PI) / 180
  return normalised([Math.sin(t), 0, Math.cos(t)])
}

describe('the images of a stack', () => {
  it('are those that are there, the first of them in the first slice that has one', () => {
    const holed = made({ positions: [0, 10], phases: 2 })
    const [[, second] = [], [third, fourth] = []] = holed.frames
    const frames = [
      [null, null],
      [null, fourth ?? null],
    ]
    expect(framesIn(holed)).toHaveLength(4)
    expect(framesIn({ frames })).toEqual([fourth])
    expect(firstFrameIn({ frames })).toBe(fourth)
    expect(firstFrameIn({ frames: [[null, second ?? null], [third ?? null]] })).toBe(second)
    expect(() => firstFrameIn({ frames: [[null]] })).toThrow('at least one image')
  })

  it('are described by series and protocol', () => {
    const of = (facts: Partial<InstanceFacts>) => describedAs(frame([0, 0, 0], facts, {}))
    expect(of({ seriesDescription: 'cine SA', protocolName: 'heart' })).toBe('cine SA / heart')
    expect(of({ protocolName: 'heart' })).toBe('heart')
    expect(of({})).toBe('')
  })

  it('are one inversion or one T2 preparation enough', () => {
    const mixed = (facts: Partial<FrameFacts>) =>
      seen(made({ phases: 3, facts: (phase) => (phase === 2 ? facts : {}) }))[0]
    expect(mixed({ preparation: 'inversion' })?.inverted).toBe(true)
    expect(mixed({ preparation: 't2' })?.t2Prepared).toBe(true)
    expect(mixed({ preparation: 'saturation' })).toMatchObject({ inverted: false, t2Prepared: false })
    expect(seen(made({ facts: () => ({ tagged: true }) }))[0]?.tagged).toBe(true)
    expect(seen(made())[0]?.tagged).toBe(false)
  })

  it('were acquired at the median of their times', () => {
    const times = ['100000', '100010', '100100']
    const of = (given: readonly string[]) =>
      seen(
        made({
          phases: 3,
          facts: (phase) => (given[phase] === undefined ? {} : { acquisitionTime: given[phase] }),
        }),
      )[0]?.acquired
    expect(of(times)).toBe(36_010)
    expect(of(times.slice(0, 2))).toBe(36_005)
    expect(of([])).toBeUndefined()
  })

  it('have an interval and a duration where they are dynamics with times', () => {
    const of = (axis: UnnamedStack['axis'], axisTimes?: readonly number[]) =>
      seen(made({ phases: 4, stack: { axis, ...(axisTimes ? { axisTimes: axisTimes.map(ms) } : {}) } }))[0]
    expect(of('dynamic', [100, 900, 1700, 3300])).toMatchObject({ interval: 800, duration: 3200 })
    expect(of('phase', [0, 900, 1700, 3300])).toMatchObject({ interval: undefined, duration: undefined })
    expect(of('dynamic')).toMatchObject({ interval: undefined, duration: undefined })
    expect(of('dynamic', [100, 900])).toMatchObject({ interval: 800, duration: 800 })
    expect(of('dynamic', [100])).toMatchObject({ interval: undefined, duration: 0 })
  })
})

describe('two stacks have the same grid', () => {
  const facts = (trigger: number) => (phase: number) => ({ triggerTime: ms(trigger + 40 * phase) })
  const one = made({ positions: [0, 10], phases: 3, facts: facts(10) })

  it('with as many slices and phases, along the same axis and normal, at one place and time', () => {
    const like = (options: Made) =>
      isSameGrid(one, made({ positions: [0, 10], phases: 3, facts: facts(10), ...options }))
    expect(like({})).toBe(true)
    expect(like({ phases: 4 })).toBe(false)
    expect(like({ positions: [0, 10, 20] })).toBe(false)
    expect(like({ stack: { axis: 'dynamic' } })).toBe(false)
    expect(like({ stack: { normal: turned(3) } })).toBe(false)
    expect(like({ stack: { normal: turned(2) } })).toBe(true)
    expect(like({ shifted: [0.09, -0.09, 0.09] })).toBe(true)
    for (const shifted of [
      [0.11, 0, 0],
      [0, -0.11, 0],
      [0, 0, 0.11],
    ] as const)
      expect(like({ shifted })).toBe(false)
    expect(like({ facts: facts(11) })).toBe(true)
    expect(like({ facts: facts(11.1) })).toBe(false)
    expect(like({ facts: facts(8.9) })).toBe(false)
    expect(like({ facts: () => ({}) })).toBe(true)
    expect(isSameGrid(made({ phases: 3 }), made({ phases: 3, facts: facts(900) }))).toBe(true)
  })

  it('and none where nobody knows the place', () => {
    const lost = made({ positions: [0, 10], phases: 3 })
    const without = {
      ...lost,
      frames: lost.frames.map((slice) =>
        slice.map((one) => {
          if (one === null) return null
          const { plane: _, ...rest } = one.facts
          return { ...one, facts: rest }
        }),
      ),
    }
    expect(isSameGrid(without, lost)).toBe(false)
    expect(isSameGrid(lost, without)).toBe(false)
  })

  it('where one is of velocities it is the partner of the other, and counts for its directions', () => {
    const part = (token: string) =>
      made({ positions: [0, 10], phases: 3, instance: { imageType: ['ORIGINAL', 'PRIMARY', token] } })
    const sights = seen(part('M'), part('P'), part('P'), made({ positions: [50], phases: 3 }))
    expect(sights.map(({ velocityPartners }) => velocityPartners)).toEqual([[1, 2], [2], [1], []])
    expect(sights.map(({ encodings }) => encodings)).toEqual([2, 2, 2, 0])
  })
})

describe('single images', () => {
  it('cross others of their series at 26° and more', () => {
    const crossing = (degrees: number, options: Made = {}) =>
      seen(made(), made({ normal: turned(degrees), ...options })).map((one) => one.crossing)
    expect(crossing(26)).toEqual([true, true])
    expect(crossing(25)).toEqual([false, false])
    expect(crossing(154)).toEqual([true, true])
    expect(crossing(90, { series: '1.2' })).toEqual([false, false])
    expect(crossing(90, { phases: 2 })).toEqual([false, false])
    // of several series one is enough
    expect(crossing(90, { stack: { seriesUids: ['1.0', '1.1'] } })).toEqual([true, true])
  })
})

describe('a spoiled cine of a low flip angle', () => {
  const balanced = (options: Made = {}) =>
    made({ positions: [0, 10, 20], phases: 20, instance: { sequenceVariant: ['SS'] }, ...options })
  const low = (options: Made = {}) =>
    made({ positions: [10], phases: 20, instance: { sequenceVariant: ['SP'], flipAngle: 12 }, ...options })
  const beside = (...stacks: readonly UnnamedStack[]) =>
    seen(...stacks).map((one) => one.lowFlipBesideBalanced)

  it('is told where a balanced cine shows its slices too, up to 8 mm beyond its ends', () => {
    expect(beside(low(), balanced())).toEqual([true, false])
    expect(beside(low({ positions: [-7.9, 27.9] }), balanced())[0]).toBe(true)
    expect(beside(low({ positions: [-8.1] }), balanced())[0]).toBe(false)
    expect(beside(low({ positions: [28.1] }), balanced())[0]).toBe(false)
    expect(beside(low({ positions: [10, 29] }), balanced())[0]).toBe(false)
    expect(beside(low({ normal: [0, 0, -1], positions: [-20] }), balanced())[0]).toBe(true)
    expect(beside(low({ normal: [0, 0, -1], positions: [20] }), balanced())[0]).toBe(false)
    expect(beside(low({ normal: turned(3) }), balanced())[0]).toBe(false)
    // one such cine is enough
    expect(beside(low(), balanced({ positions: [900] }), balanced())[0]).toBe(true)
  })

  it('is none of a larger or unknown angle, beside no balanced cine, or balanced itself', () => {
    expect(beside(low({ instance: { sequenceVariant: ['SP'], flipAngle: 12.5 } }), balanced())[0]).toBe(false)
    expect(beside(low({ instance: { sequenceVariant: ['SP'] } }), balanced())[0]).toBe(false)
    expect(beside(low({ instance: { sequenceVariant: ['SS'], flipAngle: 12 } }), balanced())[0]).toBe(false)
    expect(beside(low(), balanced({ instance: { sequenceVariant: ['SP'] } }))[0]).toBe(false)
    expect(beside(low(), balanced({ stack: { axis: 'dynamic' } }))[0]).toBe(false)
    expect(beside(low())).toEqual([false])
  })
})

describe('a still picture may have been computed', () => {
  const curve = (options: Made = {}) =>
    made({
      positions: [0, 20, 40],
      phases: 8,
      ...options,
      stack: { axis: 'inversion-time', ...options.stack },
    })
  const sources = (...stacks: readonly UnnamedStack[]) => seen(...stacks)[0]?.sources

  it('from series of several times at its places, within 2 mm of each', () => {
    for (const axis of ['inversion-time', 'echo-time', 'preparation-time', 'dynamic'] as const)
      expect(sources(made({ positions: [20] }), curve({ stack: { axis } }))).toEqual([1])
    expect(sources(made({ positions: [20] }), curve({ stack: { axis: 'phase' } }))).toEqual([])
    expect(sources(made({ positions: [21.9, 1.9] }), curve())).toEqual([1])
    expect(sources(made({ positions: [22.1] }), curve())).toEqual([])
    expect(sources(made({ positions: [0, 30] }), curve())).toEqual([])
    expect(sources(made({ positions: [20], normal: [0, 0, -1] }), curve())).toEqual([])
    expect(sources(made({ positions: [-20], normal: [0, 0, -1] }), curve())).toEqual([1])
    expect(sources(made({ positions: [20], stack: { normal: turned(3) } }), curve())).toEqual([])
    expect(sources(made({ positions: [20], phases: 2 }), curve())).toEqual([])
    expect(sources(curve(), curve())).toEqual([])
  })

  it('from the one nearest in time first, and of like ones from that with the next number', () => {
    const at = (acquisitionTime?: string, seriesNumber?: number): Made => ({
      instance: {
        ...(acquisitionTime === undefined ? {} : { acquisitionTime }),
        ...(seriesNumber === undefined ? {} : { seriesNumber }),
      },
    })
    const map = (time?: string, number?: number) => made({ positions: [20], ...at(time, number) })
    expect(sources(map('100500'), curve(at('100000')), curve(at('100501')), curve(at('100400')))).toEqual([
      2, 3, 1,
    ])
    expect(sources(map('100500'), curve(at()), curve(at('090000')))).toEqual([2, 1])
    expect(sources(map(undefined, 12), curve(at(undefined, 3)), curve(at(undefined, 11)))).toEqual([2, 1])
    expect(sources(map(undefined, 12), curve(at(undefined, 15)), curve(at(undefined, 10)))).toEqual([2, 1])
    expect(sources(map(undefined, 2), curve(at(undefined, 5)), curve(at()))).toEqual([2, 1])
    expect(sources(map(), curve(at(undefined, 5)), curve(at(undefined, 4)))).toEqual([2, 1])
    expect(sources(map('100500', 9), curve(at('100400', 8)), curve(at('100600', 2)))).toEqual([1, 2])
  })
})
