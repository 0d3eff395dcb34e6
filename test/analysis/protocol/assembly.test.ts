import { describe, expect, it } from 'vitest'
import { assemble } from '#analysis/protocol/assemble.ts'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { frameTimes } from '#analysis/protocol/frame-times.ts'
import { linkedPhase, linkViews } from '#analysis/protocol/linking.ts'
import { framesOf } from '#analysis/protocol/placed.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { type Cine, cine, instance, uidOf, withPlane } from '../synthetic.ts'
import { beat } from './sights.ts'

const built = (files: readonly InstanceFacts[], inherited: readonly string[] = [], order?: 'descending') => {
  const made = assemble(framesOf(files).placed, inherited, order)
  if (made === undefined) throw new Error('nothing is left')
  return made
}
const stackOf = (options: Partial<Cine> = {}) => built(cine({ slices: 2, phases: 3, ...options })).stack
const uids = ({ frames }: Pick<Stack, 'frames'>) =>
  frames.map((slice) => slice.map((frame) => frame?.sopInstanceUid.slice('1.2.3.1.'.length) ?? null))

describe('a stack of a cine', () => {
  it('has all that its images say', () => {
    const { stack, repeats, duplicates } = built(cine({ slices: 2, phases: 4, rr: 800 }))
    expect(stack).toMatchObject({
      seriesUids: ['1.2.3.1'],
      component: 'magnitude',
      motionCorrected: false,
      phaseCount: 4,
      axis: 'phase',
      axisTimes: [100, 300, 500, 700],
      phaseTimes: [100, 300, 500, 700],
      normal: [0, 0, 1],
      positions: [0, 10],
      spacing: { value: 10 },
      thickness: 8,
      irregularity: 0,
      jitter: 0,
      rr: { value: { median: 800, low: 800, high: 800 } },
      heartRate: { value: 75 },
      gating: 'retrospective',
      coverage: 1,
      arrhythmia: false,
      warnings: [],
    })
    expect(uids(stack)).toEqual([
      ['0.0', '0.1', '0.2', '0.3'],
      ['1.0', '1.1', '1.2', '1.3'],
    ])
    expect([repeats, duplicates]).toEqual([[], []])
  })

  it('has no more than its images say', () => {
    const bare = cine({ slices: 1, phases: 2, instance: { imageType: ['ORIGINAL', 'PRIMARY'] } }).map(
      (file) => ({
        ...file,
        frames: file.frames.map(
          ({ triggerTime: _, nominalInterval: __, sliceThickness: ___, ...frame }) => frame,
        ),
      }),
    )
    const { stack } = built(bare)
    for (const key of [
      'description',
      'component',
      'venc',
      'axisTimes',
      'thickness',
      'coverage',
      'phaseTimes',
    ])
      expect(stack).not.toHaveProperty(key)
    expect(stack).toMatchObject({ gating: 'unknown', spacing: { reason: 'single-slice' } })
  })

  it('is described as its first image is, without blanks', () => {
    const described = (seriesDescription: string) => stackOf({ instance: { seriesDescription } })
    expect(described(' cine SA ').description).toBe('cine SA')
    expect(described('  ')).not.toHaveProperty('description')
    expect(stackOf({ facts: () => ({ venc: cmPerS(150) }) }).venc).toBe(150)
    expect(stackOf({ instance: { imageType: ['ORIGINAL', 'PRIMARY', 'M', 'MOCO'] } }).motionCorrected).toBe(
      true,
    )
  })

  it('has a component only where all its images have it', () => {
    const mixed = cine({
      slices: 2,
      phases: 2,
      facts: (slice) => ({ component: slice === 0 ? 'real' : 'magnitude' }),
    })
    expect(built(mixed).stack).not.toHaveProperty('component')
  })

  it('begins at the other end where that is asked for, and counts warnings from there', () => {
    const files = cine({ slices: 3, phases: 3 }).filter(
      ({ sopInstanceUid }) => sopInstanceUid !== uidOf('1.2.3.1', 0, 1),
    )
    expect(built(files).stack.positions).toEqual([0, 10, 20])
    expect(built(files).stack.warnings).toEqual(['slice 1 has 2 of 3 phases'])
    const { stack } = built(files, ['before'], 'descending')
    expect(stack.positions).toEqual([20, 10, 0])
    expect(stack.warnings).toEqual(['before', 'slice 3 has 2 of 3 phases'])
    expect(uids(stack)[2]).toEqual(['0.0', null, '0.2'])
  })

  it('has the jitter of its worst slice, and a place in the middle of it', () => {
    const shifted = cine({ slices: 2, phases: 3 }).map((file) =>
      file.sopInstanceUid === uidOf('1.2.3.1', 1, 2)
        ? withPlane(file, () => ({ position: [0, 0, 10.8] }))
        : file,
    )
    const { stack } = built(shifted)
    expect(stack.jitter).toBeCloseTo(0.8, 12)
    expect(stack.positions).toEqual([0, 10])
  })

  it('takes the mean of the normals of its images', () => {
    const tilt = 0.004
    const tilted = cine({ slices: 1, phases: 2 }).map((file, k) =>
      withPlane(file, () => ({
        rowDirection: [Math.cos(tilt), 0, k === 0 ? Math.sin(tilt) : -Math.sin(tilt)],
      })),
    )
    const { normal } = built(tilted).stack
    ;[0, 0, 1].forEach((part, k) => {
      expect(normal[k]).toBeCloseTo(part, 9)
    })
  })

  it('says once what several slices say of their beat, and of single images nothing', () => {
    const odd = (phases: number) => stackOf({ phases, facts: () => ({ nominalInterval: ms(5000) }) }).warnings
    expect(odd(3)).toEqual([
      'nominal interval 5000 ms is no RR and was not used',
      'RR from the times of the frames: the header has no interval',
    ])
    expect(odd(1)).toEqual([])
    expect(stackOf({ phases: 1 }).gating).toBe('unknown')
    expect(stackOf({ phases: 1 }).axis).toBe('single')
  })
})

describe('slices with different numbers of images', () => {
  it('have as many phases as the fullest, and holes at the phases of the others', () => {
    const fewer = cine({ slices: 3, phases: 10 }).filter((_, k) => k !== 13 && k !== 14)
    const { stack } = built(fewer)
    expect(stack.phaseCount).toBe(10)
    expect(
      uids(stack)[1]
        ?.map((uid, k) => (uid === null ? k : -1))
        .filter((k) => k >= 0),
    ).toEqual([3, 4])
    // phases have the median time of the slices that have them
    expect(stack.phaseTimes).toEqual([40, 120, 200, 280, 360, 440, 520, 600, 680, 760])
  })

  it('without times share the beat evenly', () => {
    const untimed = cine({ slices: 3, phases: 10 })
      .filter((_, k) => k < 25)
      .map((file) => ({ ...file, frames: file.frames.map(({ triggerTime: _, ...frame }) => frame) }))
    const places = uids(built(untimed).stack)[2]?.flatMap((uid, k) => (uid === null ? [] : [k]))
    expect(places).toHaveLength(5)
    expect(built(untimed).stack).not.toHaveProperty('phaseTimes')
  })

  it('usually have the count that most have, of equally frequent ones the smaller', () => {
    // one slice was taken twice: 2 × 3 images where the others have 3
    const twice = cine({ slices: 1, phases: 3, origin: [0, 0, 10] }).map((file) => ({
      ...file,
      sopInstanceUid: `9.${file.sopInstanceUid}`,
      acquisitionNumber: 2,
      frames: file.frames.map((frame) => ({ ...frame, triggerTime: ms((frame.triggerTime ?? 0) + 1) })),
    }))
    const once = cine({ slices: 3, phases: 3, instance: { acquisitionNumber: 1 } })
    expect(built([...once, ...twice]).stack.phaseCount).toBe(3)
    expect(built([...once, ...twice]).repeats).toHaveLength(3)
    const two = once.filter(({ sopInstanceUid }) => !sopInstanceUid.startsWith('1.2.3.1.2.'))
    expect(built([...two, ...twice]).repeats).toHaveLength(3)
  })

  it('lose slices of which every image has a twin', () => {
    const twins = ['a', 'b'].map((uid) =>
      instance({ uid, position: [0, 0, 30], facts: { triggerTime: ms(0) } }),
    )
    const { stack, duplicates } = built([
      ...cine({ slices: 3, phases: 1, facts: () => ({ triggerTime: ms(0) }) }),
      ...twins,
    ])
    expect(stack.positions).toEqual([0, 10, 20])
    expect(duplicates.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(['a', 'b'])
    expect(stack.warnings).toEqual([
      'a slice has 2 images that share a place and a time: it is not used at all',
    ])
    expect(assemble(framesOf(twins).placed, [])).toBeUndefined()
    expect(sortIntoStacks(twins)).toEqual({
      stacks: [],
      unstacked: [
        { sopInstanceUid: 'a', frame: 0, reason: 'duplicate-position' },
        { sopInstanceUid: 'b', frame: 0, reason: 'duplicate-position' },
      ],
    })
  })
})

describe('along another axis', () => {
  const curve = (slices: number, facts: (slice: number, k: number) => Partial<FrameFacts>) =>
    built(cine({ slices, phases: 6, facts: (slice, k) => ({ triggerTime: ms(600), ...facts(slice, k) }) }))
      .stack

  it('times are the median over the slices, and those of each image its own', () => {
    const stack = curve(2, (slice, k) => ({ inversionTime: ms(100 + 300 * k + 20 * slice) }))
    expect(stack).toMatchObject({
      axis: 'inversion-time',
      axisTimes: [110, 410, 710, 1010, 1310, 1610],
      gating: 'unknown',
    })
    expect(stack).not.toHaveProperty('phaseTimes')
    expect(stack).not.toHaveProperty('coverage')
    expect(frameTimes(stack)[1]).toEqual([120, 420, 720, 1020, 1320, 1620])
  })

  it('a slice that lacks one has a hole there, told by its times', () => {
    const files = cine({
      slices: 2,
      phases: 6,
      facts: (_, k) => ({ triggerTime: ms(600), inversionTime: ms(100 + 300 * k) }),
    })
    const { stack } = built(files.filter((_, k) => k !== 8))
    expect(uids(stack)[1]).toEqual(['1.0', '1.1', null, '1.3', '1.4', '1.5'])
    expect(frameTimes(stack)[1]).toEqual([100, 400, undefined, 1000, 1300, 1600])
    expect(stack.warnings).toEqual(['slice 2 has 5 of 6 inversion times'])
  })

  it('dynamics count from the first of all', () => {
    const stack = curve(2, (slice, k) => ({ acquisitionTime: `1000${10 + k}.${slice}` }))
    expect(stack.axis).toBe('dynamic')
    expect(stack.axisTimes).toEqual([0, 1000, 2000, 3000, 4000, 5000])
    expect(frameTimes(stack)[0]?.[0]).toBe(0)
    expect(frameTimes(stack)[1]?.[5]).toBeCloseTo(5100, 6)
  })
})

describe('frames of all instances', () => {
  it('are in the order of series, instance and frame; those without a plane stand apart', () => {
    const [one, two] = [
      instance({ uid: 'b', position: [0, 0, 0] }),
      instance({ uid: 'a', position: [0, 0, 1] }),
    ]
    const other = instance({ uid: '0', series: '9', position: [0, 0, 2] })
    const [facts] = one.frames
    if (facts === undefined) throw new Error('no frame')
    const { plane: _, ...lost } = facts
    const many = {
      ...one,
      frames: [
        { ...facts, frame: 2 },
        { ...facts, frame: 0, imageType: ['T1 MAP'] },
        { ...lost, frame: 1 },
      ],
    }
    const { placed, withoutGeometry } = framesOf([other, many, two])
    expect(placed.map(({ frame }) => `${frame.sopInstanceUid}${frame.frame}`)).toEqual([
      'a0',
      'b0',
      'b2',
      '00',
    ])
    expect(withoutGeometry.map(({ frame }) => frame)).toEqual([1])
    expect(placed[1]?.frame.instance).toMatchObject({ imageType: ['T1 MAP'], frames: [{ frame: 0 }] })
    expect(placed[2]?.frame.instance.imageType).toEqual(one.imageType)
    expect(placed[0]?.frame.instance).toBe(two)
    expect(placed[0]?.normal).toEqual([0, 0, 1])
  })
})

describe('stacks of one series', () => {
  it('have its name, the largest the plain one, of equally large ones the first by UID', () => {
    const turned = { row: [0, 1, 0], column: [0, 0, 1] } as const
    const aslant = { row: [1, 0, 0], column: [0, 0, 1] } as const
    const named = (prefix: string, acquisitionTime: string, options: Partial<Cine>) =>
      cine({ slices: 1, phases: 3, instance: { acquisitionTime }, ...options }).map((file) => ({
        ...file,
        sopInstanceUid: `${prefix}${file.sopInstanceUid}`,
      }))
    // newest first is the order in which they are joined, and not that of their names
    const { stacks } = sortIntoStacks([
      ...named('c', '100300', turned),
      ...named('b', '100200', aslant),
      ...named('d', '100100', { slices: 2 }),
      ...named('0', '100000', { series: '0.9' }),
    ])
    expect(stacks.map(({ id, frames }) => [id, frames[0]?.[0]?.sopInstanceUid[0]])).toEqual([
      ['0.9', '0'],
      ['1.2.3.1', 'd'],
      ['1.2.3.1#2', 'b'],
      ['1.2.3.1#3', 'c'],
    ])
  })

  it('leave images out in the order of their UIDs and frames, whatever the reason', () => {
    const lost = instance({ uid: 'm', position: [0, 0, 0] })
    const frames = [2, 0, 1].map((frame) => ({ frame, rescaleSlope: 1, rescaleIntercept: 0 }))
    const twins = ['z', 'a'].map((uid) =>
      instance({ uid, position: [0, 0, 30], facts: { triggerTime: ms(0) } }),
    )
    const { unstacked } = sortIntoStacks([{ ...lost, frames }, ...twins])
    expect(
      unstacked.map(({ sopInstanceUid, frame, reason }) => `${sopInstanceUid}${frame} ${reason}`),
    ).toEqual([
      'a0 duplicate-position',
      'm0 no-geometry',
      'm1 no-geometry',
      'm2 no-geometry',
      'z0 duplicate-position',
    ])
  })
})

describe('views in step', () => {
  const view = (phaseCount: number, rr: number | undefined, gating: Stack['gating'] = 'retrospective') => ({
    phaseCount,
    rr: rr === undefined ? unmeasured('no-heart-rate') : beat(rr),
    gating,
    phaseTimes: Array.from({ length: phaseCount }, (_, k) => ms((k * (rr ?? 1000)) / phaseCount)),
  })

  it('leave still pictures out', () => {
    expect(linkViews([view(25, 800), view(1, undefined, 'unknown')]).rule).toBe('fraction')
    expect(linkViews([view(25, 800), view(2, undefined, 'unknown')]).rule).toBe('time')
    expect(linkedPhase(view(25, 800), 24, view(1, 800), 'fraction')).toBe(0)
    expect(measured(1).measured).toBe(true)
  })
})
