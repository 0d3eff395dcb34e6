import { describe, expect, it } from 'vitest'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { shuffled } from '../synthetic.ts'
import { dialects } from './examination/dialects.ts'
import { type ExaminationOptions, examine } from './examination/examination.ts'
import type { Acquisition } from './examination/prescription.ts'

/** Long series that decide nothing here. */
const idle = new Set(['flow 4d', 'lvot', 'rvot', 'real-time'])

type Change = (acquisition: Acquisition) => readonly Acquisition[]

/** Stacks in the order of acquisition. */
const numberOf = ({ frames }: Stack): number => frames[0]?.[0]?.instance.seriesNumber ?? 0

const stacksOf = (change: Change, options: Partial<ExaminationOptions> = {}) =>
  sortIntoStacks(
    shuffled(
      examine({
        dialect: dialects['Siemens VE'],
        acquisitions: (all) => all.filter(({ name }) => !idle.has(name)).flatMap(change),
        ...options,
      }).instances,
      2,
    ),
  ).stacks.toSorted((a, b) => numberOf(a) - numberOf(b))
const of = (change: Change, seriesClass: string, options: Partial<ExaminationOptions> = {}) =>
  stacksOf(change, options).filter((stack) => stack.seriesClass === seriesClass)

/** The first pass that is called stress at one RR, that at rest at another, one of them left out at undefined. */
const beats =
  (stress: number | undefined, rest: number | undefined): Change =>
  (one) => {
    const rr = one.name === 'stress' ? stress : one.name === 'rest' ? rest : one.rr
    return rr === undefined ? [] : [{ ...one, rr }]
  }

describe('rest or stress without words', () => {
  it('is told by the heart rate where one first pass is 15 % faster than the other', () => {
    expect(of(beats(640, 860), 'perfusion').map(({ role }) => role)).toEqual([
      'perfusion-stress',
      'perfusion-rest',
    ])
    expect(of(beats(860, 640), 'perfusion').map(({ role }) => role)).toEqual([
      'perfusion-rest',
      'perfusion-stress',
    ])
  })

  it('is asked, not guessed, where both are as fast', () => {
    for (const stack of of(beats(840, 860), 'perfusion'))
      expect(stack).toMatchObject({
        role: 'perfusion',
        question: { between: ['perfusion-stress', 'perfusion-rest'] },
      })
  })

  it('of a single first pass is stress where it is faster than the cines, and asked where it is not', () => {
    expect(of(beats(640, undefined), 'perfusion').map(({ role }) => role)).toEqual(['perfusion-stress'])
    expect(of(beats(840, undefined), 'perfusion').map(({ role }) => role)).toEqual(['perfusion'])
    // slower than at rest proves nothing
    expect(of(beats(1000, undefined), 'perfusion').map(({ role }) => role)).toEqual(['perfusion'])
  })
})

describe('rest or stress in words', () => {
  const described = (stress: string, rest: string) => {
    const blank = Object.fromEntries(
      [
        'scout',
        'sax',
        'twoChamber',
        'threeChamber',
        'fourChamber',
        'outflow',
        'rightOutflow',
        'realTime',
        'tagging',
      ]
        .concat([
          'black',
          'nativeT1',
          'postT1',
          't2',
          't2star',
          'tiScout',
          'lge',
          'ecv',
          'flow',
          'flow4d',
          'other',
        ])
        .map((key) => [key, 'x']),
    )
    const words = { ...blank, stress, rest } as NonNullable<ExaminationOptions['words']>
    return of(beats(840, 860), 'perfusion', { words }).map(({ role }) => role)
  }

  it('decides against nothing to be seen in the heart rate', () => {
    expect(described('perf adenosine', 'perf Ruhe')).toEqual(['perfusion-stress', 'perfusion-rest'])
  })

  it('of one is enough: the other of two is the other', () => {
    expect(described('perf 1', 'perf Belastung')).toEqual(['perfusion-rest', 'perfusion-stress'])
  })

  it('that are the same for both decide nothing', () => {
    expect(described('perf stress', 'perf stress')).toEqual(['perfusion', 'perfusion'])
    expect(described('perf rest and stress', 'perf')).toEqual(['perfusion', 'perfusion'])
  })
})

describe('before or after contrast', () => {
  const needsNone = new Set(['stress', 'rest', 'ecv', 'ti scout', 'flow 4d'])
  const roles = (change: Change, options: Partial<ExaminationOptions> = {}) =>
    stacksOf(change, options)
      .filter(({ seriesClass }) => seriesClass === 'molli' || seriesClass === 't1-map')
      .map(({ role }) => role)

  it('is told by the time of late enhancement alone, in a header without agents', () => {
    const change: Change = (one) => (needsNone.has(one.name) ? [] : [one])
    expect(roles(change, { dialect: dialects.GE })).toEqual([
      'molli-native',
      't1-native-map',
      'molli-post',
      't1-post-map',
    ])
  })

  it('of a study with neither late enhancement nor perfusion is native, with little confidence', () => {
    const change: Change = (one) =>
      needsNone.has(one.name) || one.name.startsWith('lge') || one.name.includes('post') ? [] : [one]
    const [molli] = of(change, 'molli', { dialect: dialects.GE })
    expect(molli).toMatchObject({ role: 'molli-native', contrast: 'native' })
    expect(molli?.confidence).toBeLessThan(0.8)
  })

  it('is not told by an agent that the scout was already registered with', () => {
    const change: Change = (one) =>
      needsNone.has(one.name) || one.name.startsWith('lge') || one.name.includes('post')
        ? []
        : [{ ...one, physics: { ...one.physics, agent: true } }]
    const [molli] = of(change, 'molli')
    expect(molli).toMatchObject({ role: 'molli', contrast: 'unknown' })
    expect(molli?.question?.between).toEqual(['molli-native', 'molli-post'])
  })
})

describe('lines on the heart', () => {
  it('that no field of the header names are supposed in a spoiled cine of low angle, and asked for', () => {
    const [stack] = of((one) => [one], 'tagging')
    expect(stack?.question).toEqual({
      text: 'Are there tag lines on these images?',
      between: ['tagging', 'cine-sax'],
    })
    expect(stack?.confidence).toBeLessThan(0.8)
  })

  it('that the header names are not asked for', () => {
    const [stack] = of((one) => [one], 'tagging', { dialect: dialects['Philips enhanced'] })
    expect(stack?.question).toBeUndefined()
    expect(stack?.confidence).toBeGreaterThan(0.95)
  })

  it('are not supposed at a larger angle, nor without a balanced cine beside it', () => {
    const wider: Change = (one) => [
      one.name === 'tagging' ? { ...one, physics: { ...one.physics, flip: 20 } } : one,
    ]
    expect(of(wider, 'tagging')).toEqual([])
    const alone: Change = (one) => (one.name === 'sax' ? [] : [one])
    expect(of(alone, 'tagging', { dialect: dialects.GE })).toEqual([])
  })
})
