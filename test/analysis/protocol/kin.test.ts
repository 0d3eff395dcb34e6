import { describe, expect, it } from 'vitest'
import { describeStack } from '#analysis/protocol/describe.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { shortAxis, usualHeart } from '../heart.ts'
import { type Cine, cine, shuffled, uidOf, withPlane } from '../synthetic.ts'

const stacksOf = (files: readonly InstanceFacts[]): readonly Stack[] =>
  sortIntoStacks(shuffled(files, 3)).stacks

/** One series for each image that a slice has. */
const inPieces = (options: Cine, text = ''): InstanceFacts[] =>
  cine(options).map((file, k) => ({
    ...file,
    seriesUid: `1.${k % options.phases}`,
    seriesNumber: 1 + (k % options.phases),
    ...(text === '' ? {} : { seriesDescription: `${text} ${1 + (k % options.phases)}` }),
  }))

describe('one series for each phase', () => {
  it('is one cine, put together with a warning', () => {
    const [stack, ...others] = stacksOf(inPieces({ slices: 9, phases: 25 }, 'cine SA ph'))
    expect(others).toEqual([])
    expect(stack).toMatchObject({ phaseCount: 25, axis: 'phase', seriesClass: 'cine' })
    expect(stack?.frames).toHaveLength(9)
    expect(stack?.seriesUids).toHaveLength(25)
    expect(stack?.frames[4]?.map((frame) => frame?.sopInstanceUid)).toEqual(
      Array.from({ length: 25 }, (_, phase) => uidOf('1.2.3.1', 4, phase)),
    )
    expect(stack?.warnings).toContain(
      '25 series with one phase each were put together: the archive or the scanner split them',
    )
  })

  it('keeps a hole where a slice lacks a phase', () => {
    const files = inPieces({ slices: 4, phases: 20 }).filter(
      ({ sopInstanceUid }) => sopInstanceUid !== uidOf('1.2.3.1', 2, 7),
    )
    const [stack, ...others] = stacksOf(files)
    expect(others).toEqual([])
    expect(stack?.frames[2]?.[7]).toBeNull()
  })

  it('without trigger times is in the order of its series, from twelve on', () => {
    const untimed = (phases: number) =>
      inPieces({ slices: 3, phases }).map((file) => ({
        ...file,
        instanceNumber: 1,
        frames: file.frames.map(({ triggerTime: _, nominalInterval: __, ...frame }) => frame),
      }))
    const [stack, ...others] = stacksOf(untimed(12))
    expect(others).toEqual([])
    expect(stack?.frames[1]?.map((frame) => frame?.instance.seriesNumber)).toEqual(
      Array.from({ length: 12 }, (_, k) => k + 1),
    )
    expect(stack?.warnings.join()).toContain('ordered by series-number')
    expect(stacksOf(untimed(11))).toHaveLength(11)
  })

  it('of fewer than eight images each may be an image that was taken again, and stays apart', () => {
    expect(stacksOf(inPieces({ slices: 3, phases: 7 }))).toHaveLength(7)
    expect(stacksOf(inPieces({ slices: 3, phases: 8 }))).toHaveLength(1)
  })

  it('that share their time after R is the same phase again, not a beat', () => {
    const again = inPieces({ slices: 3, phases: 9, facts: () => ({ triggerTime: ms(600) }) })
    expect(stacksOf(again)).toHaveLength(9)
  })
})

it('one series for each echo is one stack of echoes', () => {
  const [stack, ...others] = stacksOf(
    inPieces({ slices: 1, phases: 6, facts: (_, k) => ({ triggerTime: ms(500), echoTime: ms(2 + 2 * k) }) }),
  )
  expect(others).toEqual([])
  expect(stack).toMatchObject({ axis: 'echo-time', axisTimes: [2, 4, 6, 8, 10, 12] })
  expect(stack?.warnings.join()).toContain('6 series with one echo each')
})

it('images at other inversion times minutes later are no recovery curve', () => {
  const apart = (seconds: number) =>
    inPieces({
      slices: 2,
      phases: 5,
      facts: (_, k) => ({
        triggerTime: ms(600),
        inversionTime: ms(250 + 20 * k),
        acquisitionTime: `10${String(Math.floor((k * seconds) / 60)).padStart(2, '0')}${String((k * seconds) % 60).padStart(2, '0')}`,
      }),
    })
  expect(stacksOf(apart(120)).length).toBe(5)
  expect(stacksOf(apart(3)).map(({ axis }) => axis)).toEqual(['inversion-time'])
})

describe('slices of one prescription with another pixel size', () => {
  const resized = (files: readonly InstanceFacts[], size: number) =>
    files.map((file) => withPlane(file, () => ({ rowSpacing: mm(size), columnSpacing: mm(size) })))
  const whole = shortAxis(usualHeart, { slices: 9 })
  const study = (pixel: number, slice = 4) => [
    ...whole.filter((_, k) => Math.floor(k / 25) !== slice),
    ...resized(
      whole.filter((_, k) => Math.floor(k / 25) === slice),
      pixel,
    ),
  ]

  it('stay a stack of their own, and both say so', () => {
    const stacks = stacksOf(study(1.8))
    expect(stacks.map(({ role, frames }) => [role, frames.length])).toEqual([
      ['cine-sax', 8],
      ['cine-sax', 1],
    ])
    expect(stacks[0]?.warnings).toContain(
      '1 slice of the same prescription is a stack of its own (1.1#2): the pixels are 1.80 mm, not 1.50 mm',
    )
    expect(stacks[1]?.warnings).toContain(
      '8 slices of the same prescription are a stack of their own (1.1): the pixels are 1.50 mm, not 1.80 mm',
    )
  })

  it('at the end of the stack are its next slice', () => {
    const stacks = stacksOf(study(1.8, 0))
    expect(stacks.map(({ role }) => role)).toEqual(['cine-sax', 'cine-sax'])
    expect(stacks[1]?.warnings.join()).toContain('same prescription')
  })

  it('of the same size are no news', () => {
    const [stack, ...others] = stacksOf(study(1.5))
    expect(others).toEqual([])
    expect(stack?.warnings).toEqual([])
  })

  it('at the place of another slice are another acquisition, not kin', () => {
    const stacks = stacksOf([
      ...whole,
      ...resized(whole.slice(100, 125), 1.8).map((file) => ({
        ...file,
        sopInstanceUid: `8.${file.sopInstanceUid}`,
      })),
    ])
    expect(stacks.flatMap(({ warnings }) => warnings).join()).not.toContain('same prescription')
  })
})

it('the same images without correction for distortion point to those with it', () => {
  const series = (uid: string, token: string) =>
    cine({ slices: 3, phases: 20, series: uid, instance: { imageType: ['ORIGINAL', 'PRIMARY', 'M', token] } })
  const stacks = stacksOf([...series('1.1', 'ND'), ...series('1.2', 'DIS2D')])
  expect(stacks.map(({ id, warnings }) => [id, warnings])).toEqual([
    ['1.1', ['the same images corrected for distortion are 1.2: measure on those']],
    ['1.2', []],
  ])
})

describe('a stack as plain data', () => {
  it('counts its gap, extent, holes and missing slices', () => {
    const files = shortAxis(usualHeart, { slices: 8, spacing: 10, thickness: 8 }).filter(
      (_, k) => Math.floor(k / 25) !== 3 && k !== 130,
    )
    const [stack] = stacksOf(files)
    if (stack === undefined) throw new Error('no stack')
    const found = describeStack(stack)
    expect(found).toMatchObject({
      method: 'series-roles',
      role: 'cine-sax',
      sliceCount: 7,
      phaseCount: 25,
      irregular: true,
      holes: [{ slice: expect.any(Number), phase: 5 }],
    })
    expect(found.gap.measured && found.gap.value).toBeCloseTo(2, 9)
    expect(found.extent).toBeCloseTo(70, 9)
    expect(found.missingAfter).toHaveLength(1)
    expect(found.confidence).toBeGreaterThan(0.9)
    expect(structuredClone(found)).toEqual(found)
  })

  it('of one slice has no spacing and no gap, and of no thickness no gap', () => {
    const described = (files: InstanceFacts[]) => {
      const [stack] = stacksOf(files)
      if (stack === undefined) throw new Error('no stack')
      return describeStack(stack)
    }
    expect(described(cine({ slices: 1, phases: 20 }))).toMatchObject({
      spacing: { measured: false, reason: 'single-slice' },
      gap: { measured: false, reason: 'single-slice' },
      irregular: false,
      extent: 0,
    })
    const thin = cine({ slices: 2, phases: 20 }).map((file) => ({
      ...file,
      frames: file.frames.map(({ sliceThickness: _, ...frame }) => frame),
    }))
    expect(described(thin).gap).toMatchObject({ measured: false, reason: 'no-geometry' })
  })
})
