import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { frameTimes } from '#analysis/protocol/frame-times.ts'
import { beatOf } from '#analysis/protocol/playback.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { type Cine, cine, shuffled, uidOf } from '../synthetic.ts'

/** Images at each slice that have neither trigger time nor interval but what is given. */
const series = (
  options: Cine,
  facts: (slice: number, count: number) => Partial<FrameFacts>,
  instance: Partial<InstanceFacts> = {},
): InstanceFacts[] =>
  cine({ ...options, instance: { sequenceVariant: ['SP'], ...instance } }).map((file, k) => ({
    ...file,
    frames: file.frames.map(({ triggerTime: _, nominalInterval: __, ...frame }) => ({
      ...frame,
      ...facts(Math.floor(k / options.phases), k % options.phases),
    })),
  }))

const clock = (seconds: number): string => {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two((seconds / 3600) % 24)}${two((seconds / 60) % 60)}${two(seconds % 60)}.${String(Math.round((seconds % 1) * 1000)).padStart(3, '0')}`
}

const stacksOf = (files: readonly InstanceFacts[]): readonly Stack[] =>
  sortIntoStacks(shuffled(files, 5)).stacks
const only = (files: readonly InstanceFacts[]): Stack => {
  const stacks = stacksOf(files)
  const [stack] = stacks
  if (stack === undefined || stacks.length !== 1) throw new Error(`${stacks.length} stacks`)
  return stack
}
const order = (stack: Stack, slice = 0) => stack.frames[slice]?.map((frame) => frame?.sopInstanceUid)
const inOrder = (phases: number, slice = 0, uid = '1.2.3.1') =>
  Array.from({ length: phases }, (_, phase) => uidOf(uid, slice, phase))

describe('a first pass', () => {
  const rr = 800
  const pass = (start = 36_000, phases = 60) =>
    series({ slices: 3, phases, spacing: 20 }, (slice, count) => ({
      // the delay after R jitters about one value: sorted by it, dynamics would be shuffled
      triggerTime: ms(100 + 150 * slice + ((count * 7919) % 13)),
      nominalInterval: ms(rr),
      acquisitionTime: clock(start + (count * rr + 150 * slice) / 1000),
    }))

  it('runs along dynamics in the order of the time of day, not of the time after R', () => {
    const stack = only(pass())
    expect(stack).toMatchObject({ axis: 'dynamic', seriesClass: 'perfusion', phaseCount: 60 })
    for (const slice of [0, 1, 2]) expect(order(stack, slice)).toEqual(inOrder(60, slice))
    expect(stack.phaseTimes).toBeUndefined()
  })

  it('tells when each dynamic of each slice was acquired, after the first', () => {
    const times = frameTimes(only(pass()))
    expect(times[0]?.[0]).toBe(0)
    expect(times[2]?.[0]).toBeCloseTo(300, 6)
    expect(times[0]?.[59]).toBeCloseTo(59 * 800, 6)
    expect(only(pass()).axisTimes?.[59]).toBeCloseTo(59 * 800, 6)
  })

  it('goes on over midnight', () => {
    const stack = only(pass(86_390))
    expect(order(stack, 1)).toEqual(inOrder(60, 1))
    expect(frameTimes(stack)[0]?.[59]).toBeCloseTo(59 * 800, 6)
    expect(stack.axisTimes?.[59]).toBeCloseTo(59 * 800, 6)
  })

  it('leaves a hole where the image of a beat is missing', () => {
    const stack = only(pass().filter(({ sopInstanceUid }) => sopInstanceUid !== uidOf('1.2.3.1', 1, 30)))
    expect(stack.frames[1]?.[30]).toBeNull()
    expect(stack.frames[1]?.[31]?.sopInstanceUid).toBe(uidOf('1.2.3.1', 1, 31))
    expect(frameTimes(stack)[1]?.[30]).toBeUndefined()
    expect(frameTimes(stack)[1]?.[31]).toBeCloseTo(31 * 800 + 150, 6)
    expect(stack.warnings).toContain('slice 2 has 59 of 60 dynamics')
  })

  it('has the beat of its intervals where the header has none, and says so', () => {
    const stack = only(
      series({ slices: 1, phases: 40 }, (_, count) => ({
        triggerTime: ms(120),
        acquisitionTime: clock(36_000 + count * 0.9),
      })),
    )
    expect(stack.rr.measured && stack.rr.value.median).toBeCloseTo(900, 6)
    expect(stack.warnings).toEqual(['RR from the times between dynamics: the header has no interval'])
    expect(stack.gating).toBe('unknown')
  })

  it('says how often a beat was skipped', () => {
    const stack = only(
      series({ slices: 1, phases: 40 }, (_, count) => ({
        triggerTime: ms(120),
        nominalInterval: ms(900),
        acquisitionTime: clock(36_000 + (count + (count > 20 ? 1 : 0)) * 0.9),
      })),
    )
    expect(stack.warnings).toEqual(['1 times the next dynamic came late: beats were skipped'])
  })

  it('of Philips runs along trigger times that go on through the scan', () => {
    const stack = only(
      series({ slices: 1, phases: 50 }, (_, count) => ({ triggerTime: ms(120 + count * 850) }), {
        acquisitionTime: '100000',
      }),
    )
    expect(stack.axis).toBe('dynamic')
    expect(stack.axisTimes?.[49]).toBeCloseTo(49 * 850, 6)
    expect(stack.rr.measured && stack.rr.value.median).toBeCloseTo(850, 6)
  })

  it('without any times is in the order of its temporal positions, and has no times', () => {
    const stack = only(
      series({ slices: 1, phases: 40 }, (_, count) => ({
        triggerTime: ms(120),
        temporalPosition: count + 1,
      })),
    )
    expect(order(stack)).toEqual(inOrder(40))
    expect(stack).toMatchObject({ axis: 'dynamic', seriesClass: 'perfusion' })
    expect(stack.axisTimes).toBeUndefined()
    expect(stack.warnings).toContain(
      'dynamics are ordered by temporal-position: the header does not say them for each image',
    )
  })

  it('at rest and under stress in one series is two', () => {
    const twice = [
      ...pass(36_000),
      ...pass(36_900).map((file) => ({ ...file, sopInstanceUid: `9.${file.sopInstanceUid}` })),
    ]
    const stacks = stacksOf(twice)
    expect(stacks.map(({ phaseCount, frames }) => [phaseCount, frames.length])).toEqual([
      [60, 3],
      [60, 3],
    ])
    expect(new Set(stacks.map(({ frames }) => frames[0]?.[0]?.sopInstanceUid.startsWith('9.'))).size).toBe(2)
  })

  it('with a pause of one minute in it after ten beats stays one', () => {
    const stack = only(
      series({ slices: 1, phases: 50 }, (_, count) => ({
        triggerTime: ms(120),
        nominalInterval: ms(800),
        acquisitionTime: clock(36_000 + count * 0.8 + (count < 10 ? 0 : 90)),
      })),
    )
    expect(stack.phaseCount).toBe(50)
  })

  it('plays as long as it took', () => {
    const beat = beatOf(only(pass()))
    expect(beat.measured && beat.value.duration).toBeCloseTo(60 * 800, 6)
    expect(beat.measured && beat.value.starts[1]).toBeCloseTo(800, 6)
  })
})

describe('images without gating', () => {
  it('that follow each other every 50 ms for three seconds are real time', () => {
    const stack = only(
      series({ slices: 1, phases: 60 }, (_, count) => ({ acquisitionTime: clock(36_000 + count * 0.05) })),
    )
    expect(stack).toMatchObject({ axis: 'dynamic', seriesClass: 'realtime' })
    expect(stack.axisTimes?.[59]).toBeCloseTo(2950, 6)
  })

  it('that end within a beat are phases of it', () => {
    const stack = only(
      series({ slices: 1, phases: 20 }, (_, count) => ({ acquisitionTime: clock(36_000 + count * 0.04) })),
    )
    expect(stack.axis).toBe('phase')
  })
})

describe('a recovery curve', () => {
  const times = [110, 960, 190, 1810, 1040, 2660, 270, 3510]
  const curve = (slices = 2) =>
    series({ slices, phases: times.length, spacing: 20 }, (_, count) => ({
      triggerTime: ms(600 + ((count * 31) % 7)),
      nominalInterval: ms(850),
      inversionTime: ms(times[count] ?? 0),
      acquisitionTime: clock(36_000 + count * 0.85),
    }))

  it('runs along inversion times, not along the order of acquisition', () => {
    const stack = only(curve())
    expect(stack).toMatchObject({ axis: 'inversion-time', seriesClass: 'molli', phaseCount: 8 })
    expect(stack.axisTimes).toEqual([...times].sort((a, b) => a - b))
    expect(frameTimes(stack)).toEqual([stack.axisTimes, stack.axisTimes])
    expect(stack.heartRate).toMatchObject({ value: 60_000 / 850 })
  })

  it('has no beat in which it could be played', () => {
    expect(beatOf(only(curve()))).toMatchObject({ measured: false, reason: 'no-times' })
  })

  it('of slices with inversion times of their own has each in order', () => {
    const files = curve().map((file, k) => ({
      ...file,
      frames: file.frames.map((frame) => ({
        ...frame,
        inversionTime: ms((frame.inversionTime ?? 0) + (k < 8 ? 0 : 12)),
      })),
    }))
    const stack = only(files)
    expect(frameTimes(stack)[1]?.[0]).toBe(122)
    expect(stack.axisTimes?.[0]).toBe(116)
  })

  it('that was acquired again after contrast is a stack of its own, without a warning', () => {
    const again = curve().map((file) => ({
      ...file,
      sopInstanceUid: `9.${file.sopInstanceUid}`,
      seriesUid: '1.2.3.9',
      frames: file.frames.map((frame) => ({ ...frame, acquisitionTime: '103000' })),
    }))
    const stacks = stacksOf([...curve(), ...again])
    expect(stacks.map(({ phaseCount, warnings }) => [phaseCount, warnings])).toEqual([
      [8, []],
      [8, []],
    ])
  })

  it('of four images at two inversion times is two stacks, each with its own time', () => {
    const stacks = stacksOf(
      series({ slices: 3, phases: 2 }, (_, count) => ({ inversionTime: ms(count === 0 ? 280 : 310) }), {
        scanningSequence: ['GR', 'IR'],
      }),
    )
    expect(stacks.map(({ frames, axis }) => [axis, frames[0]?.[0]?.facts.inversionTime])).toEqual([
      ['single', 280],
      ['single', 310],
    ])
  })
})

describe('echoes', () => {
  it('run along echo times, from three on', () => {
    const stack = only(
      series({ slices: 1, phases: 3 }, (_, count) => ({ triggerTime: ms(500), echoTime: ms(2 + 4 * count) })),
    )
    expect(stack).toMatchObject({ axis: 'echo-time', axisTimes: [2, 6, 10], seriesClass: 't2star' })
  })

  it('of a cine are two cines', () => {
    const stacks = stacksOf(
      cine({ slices: 2, phases: 40, facts: (_, phase) => ({ echoTime: ms(phase % 2 === 0 ? 1.2 : 2.4) }) }),
    )
    expect(stacks.map(({ phaseCount }) => phaseCount)).toEqual([20, 20])
  })

  it('up to 80 ms are T2 images, those of a gradient echo up to 18 ms T2* images', () => {
    const echoes = (last: number) =>
      only(
        series({ slices: 1, phases: 8 }, (_, count) => ({
          triggerTime: ms(500),
          echoTime: ms(((count + 1) * last) / 8),
        })),
      ).seriesClass
    expect(echoes(80)).toBe('t2prep')
    expect(echoes(18)).toBe('t2star')
  })
})

it('T2 preparations run along their lengths, repeated ones in the order of acquisition', () => {
  const lengths = [55, 0, 25, 0]
  const stack = only(
    series({ slices: 1, phases: 4 }, (_, count) => ({
      triggerTime: ms(600),
      preparationTime: ms(lengths[count] ?? 0),
      acquisitionTime: clock(36_000 + 3 * count),
    })),
  )
  expect(stack).toMatchObject({ axis: 'preparation-time', axisTimes: [0, 0, 25, 55], seriesClass: 't2prep' })
  expect(order(stack)).toEqual([1, 3, 2, 0].map((count) => uidOf('1.2.3.1', 0, count)))
})

describe('images of several kinds in one series', () => {
  const phases = 20
  const flow = (part: Partial<FrameFacts>, name: string) =>
    cine({ slices: 1, phases, facts: () => part }).map((file) => ({
      ...file,
      sopInstanceUid: `${name}.${file.sopInstanceUid}`,
    }))

  it('are magnitude and velocity where only the complex component tells them apart', () => {
    const stacks = stacksOf([
      ...flow({ component: 'magnitude', venc: cmPerS(150) }, '1'),
      ...flow({ component: 'phase', venc: cmPerS(150) }, '2'),
    ])
    expect(
      stacks.map(({ component, role, venc, phaseCount }) => [component, role, venc, phaseCount]),
    ).toEqual([
      ['magnitude', 'flow-magnitude', 150, 20],
      ['velocity', 'flow-phase', 150, 20],
    ])
  })

  it('are one stack for each direction of the velocity', () => {
    const stacks = stacksOf([
      ...flow({ component: 'phase', venc: cmPerS(150), velocityDirection: [1, 0, 0] }, '1'),
      ...flow({ component: 'phase', venc: cmPerS(150), velocityDirection: [0, 1, 0] }, '2'),
      ...flow({ component: 'phase', venc: cmPerS(80), velocityDirection: [0, 1, 0] }, '3'),
    ])
    expect(stacks.map(({ venc, phaseCount }) => [venc, phaseCount])).toEqual([
      [150, 20],
      [150, 20],
      [80, 20],
    ])
  })

  it('of several encodings in one series say so, each naming the series and all of them', () => {
    const named = (seriesDescription?: string) =>
      stacksOf(
        [
          ...flow({ component: 'phase', venc: cmPerS(150) }, '1'),
          ...flow({ component: 'magnitude', venc: cmPerS(150) }, '2'),
          ...flow({ component: 'phase', venc: cmPerS(80) }, '3'),
        ].map((file) => ({
          ...file,
          ...(seriesDescription === undefined ? {} : { seriesNumber: 14, seriesDescription }),
        })),
      )
    const said = (stacks: ReturnType<typeof named>) =>
      stacks.map(({ venc, warnings }) => [venc, warnings.filter((one) => one.includes('encodings'))])
    const [series] = named().flatMap(({ seriesUids }) => seriesUids)
    const sentence = (name: string, venc: number) => [
      `${name} holds velocity encodings of 80, 150 cm/s, each a stack of its own: this one is of ${venc} cm/s`,
    ]
    expect(said(named())).toEqual([150, 150, 80].map((venc) => [venc, sentence(`series ${series}`, venc)]))
    expect(said(named('flow Ao ')).at(-1)).toEqual([80, sentence("series 14 'flow Ao'", 80)])
  })

  it('of several directions and one encoding, or of a rounded one, say nothing', () => {
    const stacks = stacksOf([
      ...flow({ component: 'phase', venc: cmPerS(150), velocityDirection: [1, 0, 0] }, '1'),
      ...flow({ component: 'phase', venc: cmPerS(150.4), velocityDirection: [0, 1, 0] }, '2'),
      ...flow({}, '3'),
    ])
    expect(stacks.flatMap(({ warnings }) => warnings.filter((one) => one.includes('encoding')))).toEqual([])
  })
})

it('phases of Philips are in the order of its phase numbers where trigger times are missing', () => {
  const stack = only(
    series({ slices: 2, phases: 20 }, (_, count) => ({ phaseNumber: count + 1 }), {
      manufacturer: 'Philips Medical Systems',
    }).map((file, k) => ({ ...file, instanceNumber: 1 + ((k * 7919) % 40) })),
  )
  expect(order(stack, 1)).toEqual(inOrder(20, 1))
  expect(stack.warnings.join()).toContain('ordered by phase-number')
})

it('along whatever axis, no image is lost or doubled in any order of files', () => {
  const facts: readonly ((slice: number, count: number) => Partial<FrameFacts>)[] = [
    (_, count) => ({ triggerTime: ms(100), acquisitionTime: clock(36_000 + count * 0.9) }),
    (_, count) => ({ inversionTime: ms(100 + 333 * count) }),
    (_, count) => ({ echoTime: ms(1 + 2 * count) }),
    (_, count) => ({ preparationTime: ms(10 * count) }),
    (_, count) => ({ triggerTime: ms(40 * count), nominalInterval: ms(1000) }),
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...facts),
      fc.integer({ min: 5, max: 24 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 1e6 }),
      (of, phases, slices, seed) => {
        const files = series({ slices, phases }, of)
        const { stacks, unstacked } = sortIntoStacks(shuffled(files, seed))
        expect(unstacked).toEqual([])
        expect(stacks).toHaveLength(1)
        stacks[0]?.frames.forEach((_, slice) => {
          expect(order(stacks[0] as Stack, slice)).toEqual(inOrder(phases, slice))
        })
      },
    ),
    { seed: 3, numRuns: 40 },
  )
})
