import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { shuffled } from '../synthetic.ts'
import { type DialectName, dialects } from './examination/dialects.ts'
import { compare, type ExaminationOptions, examine } from './examination/examination.ts'
import { languages } from './examination/languages.ts'

const names = Object.keys(dialects) as DialectName[]
const found = (options: ExaminationOptions) => {
  const examination = examine(options)
  const { stacks } = sortIntoStacks(shuffled(examination.instances, options.seed ?? 1))
  const { wrong, torn, images, right } = compare(examination, stacks)
  return { wrong: [...wrong], torn, lost: images - right - [...wrong.values()].reduce((a, b) => a + b, 0) }
}
const flawless = { wrong: [], torn: [], lost: 0 }

describe('every series of a whole examination', () => {
  it.each(names)('has its role without a word of description in the headers of %s', (name) => {
    expect(found({ dialect: dialects[name] })).toEqual(flawless)
  })

  it.each(Object.keys(languages).map((language, k) => [language, names[k % names.length] ?? 'GE'] as const))(
    'has its role when it is described in %s on a scanner of %s',
    (language, name) => {
      const words = languages[language]
      if (words === undefined) throw new RangeError(language)
      expect(found({ dialect: dialects[name], words })).toEqual(flawless)
    },
  )

  it.each([
    [-25, 0, 0],
    [25, 0, 0],
    [0, -25, 0],
    [0, 25, 0],
    [0, 0, -25],
    [0, 0, 25],
  ] as const)('has its role in a body turned by %i, %i and %i° about its axes', (x, y, z) => {
    const name = names[Math.abs(x + 2 * y + 4 * z) % names.length] ?? 'GE'
    expect(found({ dialect: dialects[name], turned: [x, y, z] })).toEqual(flawless)
  })

  it('keeps its role where slices of the short axis are missing', () => {
    const acquisitions: ExaminationOptions['acquisitions'] = (all) =>
      all.map((one) =>
        one.name === 'sax' || one.name === 'lge sax'
          ? { ...one, slices: one.slices.filter((_, slice) => slice !== 3 && slice !== 7) }
          : one,
      )
    for (const name of ['GE', 'Siemens VE'] as const)
      expect(found({ dialect: dialects[name], acquisitions })).toEqual(flawless)
  })
})

/** A few short series, so that many orders can be tried. */
const few: ExaminationOptions['acquisitions'] = (all) =>
  all
    .filter(({ name }) => ['4ch', '2ch', '3ch', 'sax', 'molli native', 'flow', 'lge sax'].includes(name))
    .map((one) => ({
      ...one,
      slices: one.name === 'sax' ? one.slices.slice(0, 7) : one.slices.slice(0, 2),
      counts: one.axis === 'phase' ? 12 : one.counts,
    }))

const gist = (stacks: readonly Stack[]) =>
  stacks.map(({ id, role, phaseCount, frames, confidence }) => [
    id,
    role,
    phaseCount,
    confidence,
    frames.map((slice) => slice.map((frame) => frame?.sopInstanceUid)),
  ])

describe('roles and order', () => {
  it('do not depend on the order in which files come', () => {
    const { instances } = examine({ dialect: dialects.GE, acquisitions: few })
    const expected = gist(sortIntoStacks(instances).stacks)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        expect(gist(sortIntoStacks(shuffled(instances, seed)).stacks)).toEqual(expected)
      }),
      { seed: 7, numRuns: 12 },
    )
  })

  it('do not change when the whole study is turned up to 25° about one axis of the body', () => {
    const degrees = fc.double({ min: -25, max: 25, noNaN: true })
    fc.assert(
      fc.property(degrees, fc.constantFrom(0, 1, 2), fc.constantFrom(...names), (angle, about, name) => {
        const turned = [0, 1, 2].map((k) => (k === about ? angle : 0)) as [number, number, number]
        expect(found({ dialect: dialects[name], turned, acquisitions: few })).toEqual(flawless)
      }),
      { seed: 11, numRuns: 20 },
    )
  })
})
