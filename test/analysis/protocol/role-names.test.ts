import { describe, expect, it } from 'vitest'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { assignRoles } from '#analysis/protocol/roles.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { ms } from '#analysis/units/units.ts'
import { longAxis, shortAxis, usualHeart } from '../heart.ts'
import { cine } from '../synthetic.ts'

const find = (files: readonly InstanceFacts[], series: string): Stack => {
  const stack = sortIntoStacks(files).stacks.find(({ id }) => id === series)
  if (stack === undefined) throw new Error(`no stack ${series}`)
  return stack
}
const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))
const rounded = (value: number): number => Math.round(100 * value) / 100

const late = {
  phases: 1,
  instance: { scanningSequence: ['GR', 'IR'], sequenceVariant: ['SP'] },
  facts: (): Partial<FrameFacts> => ({ inversionTime: ms(300) }),
} as const
const recovery = (series: string, instance: Partial<InstanceFacts> = {}) =>
  shortAxis(usualHeart, {
    slices: 1,
    phases: 8,
    series,
    instance,
    facts: (_, k) => ({ inversionTime: ms(100 + 300 * k), triggerTime: ms(600) }),
  })
const pass = (series: string, instance: Partial<InstanceFacts> = {}, start = 10) =>
  shortAxis(usualHeart, {
    slices: 1,
    phases: 40,
    series,
    instance: { sequenceVariant: ['SP'], ...instance },
    facts: (_, k) => ({
      triggerTime: ms(120),
      acquisitionTime: `${start}${String(Math.floor((k * 0.8) / 60)).padStart(2, '0')}${((k * 0.8) % 60).toFixed(1).padStart(4, '0')}`,
    }),
  })

describe('a role', () => {
  it('of a cine is its plane, with both kinds of evidence and the confidence of both', () => {
    const sax = find(shortAxis(usualHeart), '1.1')
    expect(sax.evidence.map(({ rule }) => rule)).toEqual(['phases', 'sequence', 'short-axis-stack'])
    // 4 against 1 for a cine, 3 for the stack across the axis
    expect(sax.confidence).toBe(rounded(logistic(3) * logistic(3)))
    expect(sax.question).toBeUndefined()
  })

  it('of a cine that no plane is told of is left to others', () => {
    const axial = find(cine({ slices: 1, phases: 25, series: '1.9' }), '1.9')
    expect(axial).toMatchObject({ role: 'other', seriesClass: 'cine', plane: 'unknown' })
    const aslant = find([...shortAxis(usualHeart), ...cine({ slices: 1, phases: 25, series: '1.9' })], '1.9')
    expect(aslant).toMatchObject({ role: 'other', seriesClass: 'cine', plane: 'oblique' })
  })

  it('of late enhancement is its plane; in no plane that can be named, some long axis', () => {
    const of = (files: readonly InstanceFacts[]) => find([...shortAxis(usualHeart), ...files], '1.9').role
    expect(of(shortAxis(usualHeart, { ...late, series: '1.9' }))).toBe('lge-sax')
    expect(of(longAxis(usualHeart, 90, { ...late, series: '1.9' }))).toBe('lge-2ch')
    expect(of(longAxis(usualHeart, 30, { ...late, series: '1.9' }))).toBe('lge-3ch')
    expect(of(longAxis(usualHeart, -30, { ...late, series: '1.9' }))).toBe('lge-4ch')
    expect(of(longAxis(usualHeart, 0, { ...late, series: '1.9' }))).toBe('lge-lax')
    expect(of(cine({ slices: 1, ...late, series: '1.9' }))).toBe('lge-lax')
    const named = (seriesDescription: string) =>
      of(cine({ slices: 1, ...late, series: '1.9', instance: { ...late.instance, seriesDescription } }))
    expect([named('RVOT'), named('LVOT cor')]).toEqual(['lge-lax', 'lge-lax'])
    expect(find(cine({ slices: 1, ...late, series: '1.9' }), '1.9').role).toBe('lge-lax')
  })

  it('of an outflow tract is that of a cine in its plane', () => {
    const called = (seriesDescription: string) =>
      find(
        [
          ...shortAxis(usualHeart),
          ...cine({ slices: 1, phases: 25, series: '1.9', instance: { seriesDescription } }),
        ],
        '1.9',
      ).role
    expect([called('RVOT'), called('LVOT cor')]).toEqual(['cine-rvot', 'cine-lvot'])
  })

  it('of T1 images is told by contrast, which is asked where it is open', () => {
    const open = find([...recovery('1.5'), ...late300()], '1.5')
    expect(open).toMatchObject({
      role: 'molli',
      contrast: 'unknown',
      question: {
        text: 'Were these T1 images acquired before or after contrast?',
        between: ['molli-native', 'molli-post'],
      },
    })
    expect(open.evidence.map(({ rule }) => rule)).toEqual(['inversion-times'])
    expect(open.confidence).toBe(rounded(logistic(4)))
    const native = find([...recovery('1.5', { acquisitionTime: '100000' }), ...late300('110000')], '1.5')
    expect(native).toMatchObject({ role: 'molli-native', contrast: 'native' })
    expect(native.question).toBeUndefined()
    // 5 against 1 for the class, 3 for the time; the plane of a map is no part of its role
    expect(native.confidence).toBe(rounded(logistic(4) * logistic(3)))
    const post = find([...recovery('1.5', { acquisitionTime: '120000' }), ...late300('110000')], '1.5')
    expect(post).toMatchObject({ role: 'molli-post', contrast: 'post' })
  })

  it('of a T1 map is that of its contrast', () => {
    const map = (instance: Partial<InstanceFacts>) =>
      shortAxis(usualHeart, {
        slices: 1,
        phases: 1,
        series: '1.6',
        instance: { imageType: ['DERIVED', 'PRIMARY', 'T1 MAP'], ...instance },
      })
    const at = (acquisitionTime: string) => find([...map({ acquisitionTime }), ...late300('110000')], '1.6')
    expect([at('100000').role, at('120000').role]).toEqual(['t1-native-map', 't1-post-map'])
    expect(find([...map({}), ...late300()], '1.6')).toMatchObject({
      role: 't1-map',
      question: {
        text: 'Was this T1 map acquired before or after contrast?',
        between: ['t1-native-map', 't1-post-map'],
      },
    })
  })

  it('of a first pass is its load, which is asked where it is open', () => {
    const open = find(pass('1.7'), '1.7')
    expect(open).toMatchObject({
      role: 'perfusion',
      question: {
        text: 'Was this first pass acquired under stress or at rest?',
        between: ['perfusion-stress', 'perfusion-rest'],
      },
    })
    const said = find(pass('1.7', { seriesDescription: 'perf adenosine' }), '1.7')
    expect(said).toMatchObject({ role: 'perfusion-stress', plane: 'sax' })
    expect(said.question).toBeUndefined()
    expect(said.evidence.map(({ rule }) => rule)).toEqual(['one-per-beat', 'text', 'text'])
    // where it lies is no part of what it is
    expect(said.confidence).toBe(rounded(1 / (1 + Math.exp(-5.5))))
  })

  it('of tag lines that only the sequence suggests is asked for, in the plane where they lie', () => {
    const spoiled = { sequenceVariant: ['SP'], flipAngle: 10 }
    const suggested = (options: object = {}) =>
      find(
        [
          ...shortAxis(usualHeart),
          ...shortAxis(usualHeart, { series: '1.8', slices: 3, instance: spoiled, ...options }),
        ],
        '1.8',
      )
    expect(suggested()).toMatchObject({
      role: 'tagging',
      plane: 'sax',
      question: { text: 'Are there tag lines on these images?', between: ['tagging', 'cine-sax'] },
    })
    expect(suggested({ facts: () => ({ tagged: true }) }).question).toBeUndefined()
    const said = suggested({ instance: { ...spoiled, seriesDescription: 'tagging' } })
    expect(said.role).toBe('tagging')
    expect(said.question).toBeUndefined()
  })

  it('of anything else is its class', () => {
    const scout = find(
      cine({ slices: 1, phases: 1, series: '1.4', instance: { scanningSequence: ['SE'] } }),
      '1.4',
    )
    expect(scout).toMatchObject({ role: 'black-blood', plane: 'unknown', contrast: 'native' })
    const agents = find([...pass('1.7', { contrastAgent: 'Gadovist' })], '1.7')
    expect(agents.contrast).toBe('post')
  })
})

describe('slices', () => {
  it('across the axis begin at the base, and along it as they lie', () => {
    const orders = (files: readonly InstanceFacts[]) => {
      const { stacks } = sortIntoStacks(files)
      return assignRoles(stacks).map(({ order }) => order)
    }
    // the normal of the first points to the apex, that of the second to the base
    const { axis, septum, anterior } = usualHeart
    const minus = ([x, y, z]: typeof axis): typeof axis => [-x, -y, -z]
    const across = (row: typeof axis, column: typeof axis) =>
      cine({ slices: 8, phases: 12, series: '1.1', row, column })
    expect(orders(across(septum, minus(anterior)))).toEqual(['ascending'])
    expect(orders(across(minus(septum), minus(anterior)))).toEqual(['descending'])
    expect(orders(cine({ slices: 8, phases: 12 }))).toEqual(['ascending'])
    expect(orders(longAxis(usualHeart, 30, { slices: 3 }))).toEqual(['ascending'])
  })
})

/** Late enhancement, at a time of day where one is given. */
function late300(acquisitionTime?: string): InstanceFacts[] {
  return shortAxis(usualHeart, {
    ...late,
    series: '1.3',
    instance: { ...late.instance, ...(acquisitionTime === undefined ? {} : { acquisitionTime }) },
  })
}
