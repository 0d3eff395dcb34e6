import { describe, expect, it } from 'vitest'
import type { ClassWeights } from '#analysis/protocol/class-votes.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { cmPerS, mm, ms } from '#analysis/units/units.ts'
import { type Cine, cine } from '../synthetic.ts'

const first = (files: readonly InstanceFacts[], weights?: ClassWeights): Stack => {
  const [stack] = sortIntoStacks(files, weights).stacks
  if (stack === undefined) throw new Error('no stack')
  return stack
}
const classOf = (options: Partial<Cine>): string =>
  first(cine({ slices: 1, phases: 1, ...options })).seriesClass
const rulesOf = (stack: Stack): string[] => stack.evidence.map(({ rule }) => rule)

describe('a single image at each slice', () => {
  const inverted = { scanningSequence: ['GR', 'IR'], sequenceVariant: ['SP'] }

  it('of an inversion recovery is late enhancement', () => {
    expect(classOf({ slices: 5, instance: inverted })).toBe('lge')
    expect(classOf({ slices: 5, facts: () => ({ inversionTime: ms(300) }) })).toBe('lge')
    expect(classOf({ slices: 5 })).toBe('other')
  })

  it('of a spin echo is black blood, inverted or not', () => {
    expect(classOf({ instance: { scanningSequence: ['SE'] } })).toBe('black-blood')
    expect(classOf({ instance: { scanningSequence: ['SE', 'IR'] } })).toBe('black-blood')
  })

  it('that keeps its sign is late enhancement, with more confidence than its magnitude', () => {
    const of = (component: 'magnitude' | 'real') =>
      first(cine({ slices: 8, phases: 1, instance: inverted, facts: () => ({ component }) }))
    expect(of('real').seriesClass).toBe('lge')
    expect(rulesOf(of('real'))).toContain('phase-sensitive')
    expect(of('real').confidence).toBeGreaterThanOrEqual(of('magnitude').confidence)
  })

  it('in colour is derived, whatever else it says', () => {
    const [file] = cine({ slices: 1, phases: 1, instance: { imageType: ['DERIVED', 'SECONDARY', 'T1 MAP'] } })
    if (file === undefined) throw new Error('no file')
    expect(first([{ ...file, pixels: { ...file.pixels, samplesPerPixel: 3 } }]).role).toBe('derived')
  })

  it.each(['MPR', 'MIP', 'SUBTRACTION', 'PROJECTION IMAGE'])('that is a %s is derived', (token) => {
    expect(classOf({ instance: { imageType: ['DERIVED', 'SECONDARY', token] } })).toBe('derived')
  })

  it('that is a map in per cent is one of ECV, in milliseconds beside T1 images one of T1', () => {
    const map = (facts: Cine['facts'], raw: readonly InstanceFacts[] = []) =>
      sortIntoStacks([
        ...cine({
          slices: 1,
          phases: 1,
          series: '1.9',
          instance: { imageType: ['DERIVED', 'PRIMARY'] },
          ...(facts ? { facts } : {}),
        }),
        ...raw,
      ]).stacks.find(({ id }) => id === '1.9')?.seriesClass
    const raw = cine({
      slices: 1,
      phases: 8,
      facts: (_, k) => ({ inversionTime: ms(100 + 300 * k), triggerTime: ms(600) }),
    })
    expect(map(() => ({ rescaleType: '%' }))).toBe('ecv-map')
    expect(map(() => ({ rescaleType: 'ms' }), raw)).toBe('t1-map')
    expect(map(undefined, raw)).toBe('t1-map')
    // in ms, but of what?
    expect(map(() => ({ rescaleType: 'ms' }))).toBe('other')
  })
})

describe('images of a beat', () => {
  it('are a cine from twelve phases on', () => {
    expect(classOf({ phases: 12 })).toBe('cine')
    expect(classOf({ phases: 11 })).toBe('other')
  })

  it('of a spin echo are none', () => {
    expect(classOf({ phases: 25, instance: { scanningSequence: ['SE'] } })).not.toBe('cine')
  })

  it('encoded for velocity are no cine even where no phase image came with them', () => {
    expect(classOf({ phases: 25, facts: () => ({ venc: cmPerS(150), component: 'magnitude' }) })).toBe(
      'flow-magnitude',
    )
  })

  it('with lines on the heart are tagging', () => {
    expect(classOf({ phases: 25, facts: () => ({ tagged: true }) })).toBe('tagging')
    expect(classOf({ phases: 25, instance: { sequenceName: 'fl2d_tag' } })).toBe('tagging')
  })

  it('of an inversion recovery are a TI scout', () => {
    expect(classOf({ phases: 25, instance: { scanningSequence: ['GR', 'IR'] } })).toBe('ti-scout')
  })
})

it('a volume of velocities is 4D flow from three directions on, and so is its magnitude', () => {
  const parts = (directions: number) =>
    sortIntoStacks(
      ['m', ...Array.from({ length: directions }, (_, k) => `v${k}`)].flatMap((part) =>
        cine({
          slices: 4,
          phases: 15,
          spacing: 3,
          thickness: 3,
          series: `1.${part}`,
          instance: { acquisitionType: '3D', imageType: ['ORIGINAL', 'PRIMARY', part === 'm' ? 'M' : 'P'] },
          facts: () => ({ sliceThickness: mm(3) }),
        }),
      ),
    ).stacks.map(({ role }) => role)
  expect(parts(3)).toEqual(['4d-flow', '4d-flow', '4d-flow', '4d-flow'])
  expect(parts(2)).toEqual(['flow-magnitude', 'flow-phase', 'flow-phase'])
})

describe('a class', () => {
  const files = cine({ slices: 1, phases: 25 })

  it('has the confidence that its lead in log-odds gives it', () => {
    // phases 3 and sequence 1, against 1 for nothing
    const { seriesClass, evidence } = first(files)
    expect(seriesClass).toBe('cine')
    expect(evidence.slice(0, 2).map(({ weight }) => weight)).toEqual([3, 1])
    const flow = first(
      cine({ slices: 1, phases: 25, facts: () => ({ component: 'phase', venc: cmPerS(150) }) }),
    )
    const against = Math.exp(3 + 1 - 8) + Math.exp(1 - 8)
    expect(flow.confidence).toBeCloseTo(1 / (1 + against), 2)
  })

  it('follows the weights of a site', () => {
    expect(first(files, { phases: { realtime: 5 } }).seriesClass).toBe('realtime')
    expect(first(files, { phases: {}, sequence: {} }).seriesClass).toBe('other')
  })

  it('is left open where two are about as likely', () => {
    const stack = first(files, { phases: { cine: 3, tagging: 3.7 } })
    expect(stack.seriesClass).toBe('other')
    expect(stack.evidence[0]).toMatchObject({ rule: 'undecided' })
    expect(stack.confidence).toBeLessThan(0.1)
    expect(first(files, { phases: { cine: 3, tagging: 3.5 } }).seriesClass).toBe('cine')
  })
})
