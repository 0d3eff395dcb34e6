import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { beatsPerMinute, mm, ms } from '#analysis/units/units.ts'
import { cine, instance, shuffled, uidOf, withPlane } from '../synthetic.ts'

const only = (instances: readonly InstanceFacts[]): Stack => {
  const { stacks, unstacked } = sortIntoStacks(instances)
  expect(unstacked).toEqual([])
  expect(stacks).toHaveLength(1)
  const [stack] = stacks
  if (stack === undefined) throw new Error('no stack')
  return stack
}

const uids = (stack: Stack): (string | undefined)[][] =>
  stack.frames.map((slice) => slice.map((frame) => frame?.sopInstanceUid))

describe('slices and phases', () => {
  it('come out the same however the files came in', () => {
    const files = cine({ slices: 6, phases: 12, row: [0.6, 0.8, 0], column: [0, 0, -1] })
    const expected = only(files)
    for (const seed of [1, 2, 3, 4, 5])
      expect(sortIntoStacks(shuffled(files, seed)).stacks).toEqual([expected])
  })

  it('follow position and trigger time where InstanceNumber says the opposite', () => {
    const files = cine({ slices: 3, phases: 12 }).map((file, k) => ({ ...file, instanceNumber: 1000 - k }))
    expect(uids(only(files))[0]?.slice(0, 2)).toEqual([uidOf('1.2.3.1', 0, 0), uidOf('1.2.3.1', 0, 1)])
  })

  it('have the spacing of their positions on an oblique normal, whatever the thickness says', () => {
    const stack = only(
      cine({ slices: 9, phases: 12, spacing: 8, thickness: 6, row: [0.8, 0, 0.6], column: [0, 1, 0] }),
    )
    expect(stack.spacing).toMatchObject({ measured: true })
    expect(stack.spacing.measured && stack.spacing.value).toBeCloseTo(8, 9)
    expect(stack.thickness).toBe(6)
    expect(stack.irregularity).toBeLessThan(1e-9)
  })

  it('of a single slice have no spacing, and say so', () => {
    expect(only(cine({ slices: 1, phases: 20 })).spacing).toEqual({ measured: false, reason: 'single-slice' })
  })

  it('accept 0.3 mm of jitter in silence and name 1.5 mm', () => {
    const jittered = (by: number) =>
      only(
        cine({ slices: 6, phases: 12 }).map((file) =>
          file.sopInstanceUid === uidOf('1.2.3.1', 2, 5) ? moved(file, by) : file,
        ),
      )
    expect(jittered(0.3).warnings).toEqual([])
    expect(jittered(0.3).frames).toHaveLength(6)
    expect(jittered(1.5).frames).toHaveLength(6)
    expect(jittered(1.5).warnings.join()).toContain('slice 3 lie up to 1.5 mm apart')
  })

  it('name the place where a slice is missing', () => {
    const files = cine({ slices: 9, phases: 12 }).filter(
      (file) => !file.sopInstanceUid.startsWith('1.2.3.1.4.'),
    )
    const stack = only(files)
    expect(stack.spacing.measured && stack.spacing.value).toBe(10)
    expect(stack.irregularity).toBeCloseTo(1, 9)
    expect(stack.warnings).toContain('a slice is missing between slices 4 and 5 of 8: 20.0 mm apart')
  })

  it('keep a hole where a phase is missing', () => {
    const files = cine({ slices: 4, phases: 20 }).filter(
      (file) => file.sopInstanceUid !== uidOf('1.2.3.1', 2, 7),
    )
    const stack = only(files)
    expect(stack.frames[2]?.[7]).toBeNull()
    expect(stack.frames.flat().filter((frame) => frame === null)).toHaveLength(1)
    expect(stack.frames[2]?.[8]?.sopInstanceUid).toBe(uidOf('1.2.3.1', 2, 8))
    expect(stack.warnings).toContain('slice 3 has 19 of 20 phases')
  })

  it('find the hole by fraction of the beat where slices have their own RR', () => {
    const files = [700, 800, 900].flatMap((rr, slice) =>
      cine({ slices: 1, phases: 20, rr, origin: [0, 0, slice * 10] })
        .map((file, phase) => ({ ...file, sopInstanceUid: uidOf('1', slice, phase) }))
        .filter((_, phase) => slice !== 2 || phase !== 3),
    )
    const stack = only(files)
    expect(stack.frames[2]?.[3]).toBeNull()
    expect(stack.frames[2]?.[4]?.sopInstanceUid).toBe(uidOf('1', 2, 4))
  })

  it('of 240 images with a frame of reference each stay one stack', () => {
    const files = cine({ slices: 12, phases: 20 }).map((file) => ({
      ...file,
      frameOfReferenceUid: `2.${file.sopInstanceUid}`,
    }))
    expect(only(files).warnings).toEqual([
      '240 images name 240 frames of reference: their positions are taken as one space',
    ])
  })
})

describe('images that share a place and a time', () => {
  it('are both left out when nothing tells which counts', () => {
    const files = [0, 0, 16, 24].map((z, k) =>
      instance({
        uid: `1.${k}`,
        position: [0, 0, z],
        instance: { instanceNumber: k + 1 },
        facts: { triggerTime: ms(0) },
      }),
    )
    const { stacks, unstacked } = sortIntoStacks(files)
    expect(unstacked).toEqual([
      { sopInstanceUid: '1.0', frame: 0, reason: 'duplicate-position' },
      { sopInstanceUid: '1.1', frame: 0, reason: 'duplicate-position' },
    ])
    expect(stacks[0]?.positions).toEqual([16, 24])
  })

  it('leave a hole in a cine, not a twenty-first phase', () => {
    const files = cine({ slices: 4, phases: 20 })
    const twin = files.find((file) => file.sopInstanceUid === uidOf('1.2.3.1', 1, 6))
    if (twin === undefined) throw new Error('no twin')
    const { stacks, unstacked } = sortIntoStacks([
      ...files,
      { ...twin, sopInstanceUid: '9.9', instanceNumber: 999 },
    ])
    expect(stacks[0]?.phaseCount).toBe(20)
    expect(stacks[0]?.frames[1]?.[6]).toBeNull()
    expect(unstacked.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual([uidOf('1.2.3.1', 1, 6), '9.9'])
  })

  it('count once when a slice was acquired again: the newer, with the older as a stack of its own', () => {
    const first = cine({
      slices: 5,
      phases: 20,
      instance: { acquisitionTime: '090000', acquisitionNumber: 1 },
    })
    const again = first
      .filter((file) => file.sopInstanceUid.startsWith('1.2.3.1.2.'))
      .map((file) => ({
        ...file,
        sopInstanceUid: `7.${file.sopInstanceUid}`,
        acquisitionTime: '090500',
        acquisitionNumber: 2,
        frames: file.frames.map((frame) => ({ ...frame, triggerTime: ms((frame.triggerTime ?? 0) + 1) })),
      }))
    const { stacks, unstacked } = sortIntoStacks(shuffled([...first, ...again], 3))
    expect(unstacked).toEqual([])
    expect(stacks.map(({ id, phaseCount, positions }) => [id, phaseCount, positions.length])).toEqual([
      ['1.2.3.1', 20, 5],
      ['1.2.3.1#2', 20, 1],
    ])
    expect(stacks[0]?.frames[2]?.[0]?.sopInstanceUid).toBe(`7.${uidOf('1.2.3.1', 2, 0)}`)
    expect(stacks[0]?.warnings.join()).toContain('slice 3 was acquired again')
  })
})

describe('series', () => {
  it('of one slice each become one stack', () => {
    const files = [0, 1, 2, 3, 4, 5].flatMap((slice) =>
      cine({
        slices: 1,
        phases: 25,
        series: `1.${slice}`,
        origin: [0, 0, slice * 10],
        instance: { seriesDescription: `cine_sl${slice}`, acquisitionTime: `1000${slice}0` },
      }),
    )
    const stack = only(shuffled(files, 11))
    expect(stack.positions).toEqual([0, 10, 20, 30, 40, 50])
    expect(stack.seriesUids).toHaveLength(6)
    expect(stack.id).toBe('1.0')
  })

  it('of one slice each with one acquired twice use the newer', () => {
    const slice = (k: number, series: string, time: string) =>
      cine({ slices: 1, phases: 25, series, origin: [0, 0, k * 10], instance: { acquisitionTime: time } })
    const { stacks } = sortIntoStacks([
      ...slice(0, '1.0', '100000'),
      ...slice(1, '1.1', '100100'),
      ...slice(2, '1.2', '100200'),
      ...slice(1, '1.3', '100300'),
    ])
    expect(stacks.map(({ seriesUids }) => seriesUids)).toEqual([['1.0', '1.2', '1.3'], ['1.1']])
    expect(stacks[1]?.warnings).toContain('an earlier acquisition of slices that were acquired again')
  })

  it('that hold a scout beside the cine are split, and the cine keeps the plain name', () => {
    const scouts = [
      { row: [1, 0, 0], column: [0, 1, 0] },
      { row: [0, 1, 0], column: [0, 0, -1] },
      { row: [1, 0, 0], column: [0, 0, -1] },
    ] as const
    const files = [
      ...cine({
        slices: 8,
        phases: 20,
        row: [-0.104592, 0.346381, -0.932245],
        column: [-0.733192, -0.660188, -0.163037],
      }),
      ...scouts.flatMap(({ row, column }, k) =>
        [0, 1, 2].map((slice) =>
          instance({
            uid: `0.${k}.${slice}`,
            row,
            column,
            position: [slice * 18, slice * 18, slice * 18],
          }),
        ),
      ),
    ]
    const { stacks } = sortIntoStacks(shuffled(files, 5))
    expect(stacks.map(({ id, role, phaseCount }) => [id, role, phaseCount])).toEqual([
      ['1.2.3.1', 'cine-sax', 20],
      ['1.2.3.1#2', 'scout', 1],
      ['1.2.3.1#3', 'scout', 1],
      ['1.2.3.1#4', 'scout', 1],
    ])
  })

  it('keep UIDs with leading zeros as they are', () => {
    const files = cine({ slices: 2, phases: 12, series: '2.16.124.99.08975' })
    expect(only(files).id).toBe('2.16.124.99.08975')
  })

  it('of one enhanced multi-frame object give the same stack as single frames', () => {
    const files = cine({ slices: 3, phases: 12 })
    const [first] = files
    if (first === undefined) throw new Error('no file')
    const enhanced = {
      ...first,
      frames: shuffled(files, 9).map((file, frame) => ({
        ...file.frames[0],
        frame,
        rescaleSlope: 1,
        rescaleIntercept: 0,
      })),
    }
    const classic = only(files)
    const stack = only([enhanced])
    const shape = ({ positions, phaseCount, phaseTimes, rr, spacing }: Stack) => ({
      positions,
      phaseCount,
      phaseTimes,
      rr,
      spacing,
    })
    expect(shape(stack)).toEqual(shape(classic))
    expect(stack.frames.flat().map((frame) => frame?.facts.triggerTime)).toEqual(
      classic.frames.flat().map((frame) => frame?.facts.triggerTime),
    )
  })
})

describe('the heart beat', () => {
  it('is the median RR over the slices, with its spread', () => {
    const files = [750, 731, 779, 800].flatMap((rr, slice) =>
      cine({ slices: 1, phases: 20, rr, origin: [0, 0, slice * 10] }).map((file, phase) => ({
        ...file,
        sopInstanceUid: uidOf('1', slice, phase),
      })),
    )
    const stack = only(files)
    expect(stack.rr).toMatchObject({ value: { median: 764.5, low: 731, high: 800 } })
    expect(stack.heartRate).toMatchObject({ value: 60_000 / 764.5 })
    expect(stack.gating).toBe('retrospective')
  })

  it.each([0, 5000])(
    'ignores a nominal interval of %i ms and counts the frames instead',
    (nominalInterval) => {
      const stack = only(
        cine({ slices: 2, phases: 20, rr: 900, facts: () => ({ nominalInterval: ms(nominalInterval) }) }),
      )
      expect(stack.rr.measured && stack.rr.value.median).toBeCloseTo(900, 6)
      expect(stack.warnings.join()).toContain('is no RR')
    },
  )

  it('says when the heart rate in the header disagrees', () => {
    const stack = only(
      cine({ slices: 2, phases: 20, rr: 800, facts: () => ({ heartRate: beatsPerMinute(172) }) }),
    )
    expect(stack.rr).toMatchObject({ value: { median: 800 } })
    expect(stack.warnings).toContain("the header's heart rate is 172/min, its RR means 75/min")
  })

  it('is prospective when the frames end before it does', () => {
    const stack = only(cine({ slices: 2, phases: 20, rr: 700, facts: () => ({ nominalInterval: ms(1000) }) }))
    expect(stack.gating).toBe('prospective')
    expect(stack.rr).toMatchObject({ value: { median: 1000 } })
  })

  it('without times is in the order of InstanceNumber, not of the moment when each image was made', () => {
    const made = (phase: number) => `1000${10 + ((phase * 7) % 20)}`
    const untimed = (manufacturer: string) =>
      only(
        cine({ slices: 2, phases: 20 }).map((file) => ({
          ...file,
          manufacturer,
          contentTime: made(((file.instanceNumber ?? 1) - 1) % 20),
          frames: file.frames.map(({ triggerTime: _, ...frame }) => frame),
        })),
      )
    const order = ({ frames }: Stack) => frames[0]?.map((frame) => (frame?.instance.instanceNumber ?? 0) - 1)
    expect(order(untimed('GE MEDICAL SYSTEMS'))).toEqual(Array.from({ length: 20 }, (_, k) => k))
    // Philips numbers at random, and makes images in order
    expect(untimed('Philips Medical Systems').warnings.join()).toContain('ordered by content')
  })

  it('is unknown, not invented, when frames carry no times', () => {
    const files = cine({ slices: 2, phases: 20 }).map((file) => ({
      ...file,
      frames: file.frames.map(({ triggerTime: _, nominalInterval: __, ...frame }) => frame),
    }))
    const stack = only(files)
    expect(stack.rr).toEqual({ measured: false, reason: 'no-heart-rate' })
    expect(stack.heartRate).toEqual({ measured: false, reason: 'no-heart-rate' })
    expect(stack.phaseTimes).toBeUndefined()
    expect(stack.warnings.join()).toContain('ordered by instance-number')
  })
})

it('keeps an image without geometry out of every stack, and names it', () => {
  const [file] = cine({ slices: 1, phases: 1 })
  if (file === undefined) throw new Error('no file')
  const { stacks, unstacked } = sortIntoStacks([
    { ...file, frames: [{ frame: 0, rescaleSlope: 1, rescaleIntercept: 0 }] },
  ])
  expect(stacks).toEqual([])
  expect(unstacked).toEqual([{ sopInstanceUid: file.sopInstanceUid, frame: 0, reason: 'no-geometry' }])
})

const moved = (file: InstanceFacts, by: number): InstanceFacts =>
  withPlane(file, ({ position: [x, y, z] }) => ({ position: [x, y, z + mm(by)] }))
