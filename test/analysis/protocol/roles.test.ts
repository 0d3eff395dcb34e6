import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { ms } from '#analysis/units/units.ts'
import { heart, longAxis, longAxisAngles, shortAxis, usualHeart } from '../heart.ts'
import { cine, instance, shuffled } from '../synthetic.ts'

const study = (h = usualHeart, describe: (role: string) => string | undefined = () => undefined) => {
  const named = (files: InstanceFacts[], role: string) => {
    const seriesDescription = describe(role)
    return seriesDescription === undefined ? files : files.map((file) => ({ ...file, seriesDescription }))
  }
  return [
    ...named(shortAxis(h), 'cine-sax'),
    ...Object.entries(longAxisAngles).flatMap(([role, angle]) =>
      named(longAxis(h, angle, { series: `1.${role}` }), role),
    ),
  ]
}

const roles = (files: readonly InstanceFacts[]): Record<string, string> =>
  Object.fromEntries(sortIntoStacks(files).stacks.map(({ id, role }) => [id, role]))

const asPlanned = {
  '1.1': 'cine-sax',
  '1.cine-2ch': 'cine-2ch',
  '1.cine-3ch': 'cine-3ch',
  '1.cine-4ch': 'cine-4ch',
}

describe('without a word of description', () => {
  it('short axis, 2-, 3- and 4-chamber cines are told apart by geometry', () => {
    expect(roles(shuffled(study(), 4))).toEqual(asPlanned)
  })

  it.each([
    ['a vertical heart', [0.3, -0.5, -0.81]],
    ['a horizontal heart', [0.85, -0.5, -0.15]],
    ['the heart of SCD0000101', [0.672, -0.666, -0.323]],
  ] as const)('they are told apart in %s', (_, axis) => {
    expect(roles(study(heart(axis)))).toEqual(asPlanned)
  })

  it.each([-25, -12, 12, 25])(
    'they are told apart when the heart is turned by %i° about its axis',
    (spin) => {
      expect(roles(study(heart([0.62, -0.57, -0.53], spin)))).toEqual(asPlanned)
    },
  )

  it('long-axis planes alone are told apart', () => {
    const files = study().filter(({ seriesUid }) => seriesUid !== '1.1')
    const { '1.1': _, ...planes } = asPlanned
    expect(roles(files)).toEqual(planes)
  })

  it('two of the three long-axis planes keep their names', () => {
    const files = study().filter(({ seriesUid }) => seriesUid !== '1.cine-3ch')
    expect(roles(files)).toMatchObject({ '1.cine-2ch': 'cine-2ch', '1.cine-4ch': 'cine-4ch' })
  })

  it('a long-axis plane halfway between two views is left undecided', () => {
    expect(roles([...shortAxis(usualHeart), ...longAxis(usualHeart, 0, { series: '1.9' })])).toEqual({
      '1.1': 'cine-sax',
      '1.9': 'cine-lax',
    })
  })

  it('a short-axis stack alone is known by the way the heart lies', () => {
    expect(roles(shortAxis(usualHeart))).toEqual({ '1.1': 'cine-sax' })
  })

  it.each([
    ['to the right, as in dextrocardia', [-0.6, -0.6, -0.5]],
    ['upwards', [0.5, -0.3, 0.8]],
  ] as const)('a stack alone and aslant is the short axis of a heart that points %s', (_, axis) => {
    expect(roles(shortAxis(heart(axis)))).toEqual({ '1.1': 'cine-sax' })
  })

  it('a stack of axial cines alone is no short axis', () => {
    expect(roles(cine({ slices: 12, phases: 25, series: '1.5' }))).toEqual({ '1.5': 'other' })
  })

  it('an axial stack beside a short-axis stack does not take its place', () => {
    expect(roles([...study(), ...cine({ slices: 20, phases: 25, series: '1.5' })])).toMatchObject(asPlanned)
  })

  it('a plane that cuts the axis aslant is neither short nor long axis', () => {
    const oblique = { row: [1, 0, 0], column: [0, 1, 0] } as const
    expect(roles([...study(), ...cine({ slices: 1, phases: 25, series: '1.6', ...oblique })])['1.6']).toBe(
      'other',
    )
  })
})

describe('text', () => {
  it('decides where geometry cannot', () => {
    const files = [
      ...shortAxis(usualHeart),
      ...longAxis(usualHeart, 0, { series: '1.9', instance: { seriesDescription: 'cine 4-Kammerblick' } }),
    ]
    expect(roles(files)['1.9']).toBe('cine-4ch')
  })

  it('does not overrule geometry', () => {
    const wrong: Record<string, string> = {
      'cine-4ch': 'cine 2ch',
      'cine-2ch': 'cine 4ch',
      'cine-sax': '4CH',
    }
    expect(roles(study(usualHeart, (role) => wrong[role]))).toEqual(asPlanned)
  })

  it.each(['SAG localiser', 'DECUBITUS', 'pulmonary artery pa'])(
    '%s is not read as more than it says',
    (text) => {
      expect(roles(study(usualHeart, () => text))).toEqual(asPlanned)
    },
  )

  it('is quoted as evidence beside geometry', () => {
    const { stacks } = sortIntoStacks(study(usualHeart, (role) => role.slice(5)))
    expect(stacks.find(({ role }) => role === 'cine-4ch')?.evidence).toEqual([
      { rule: 'phases', weight: 3, text: '25 phases at each position' },
      { rule: 'sequence', weight: 1, text: 'steady-state gradient echo' },
      {
        rule: 'long-axis',
        weight: 3,
        text: 'contains the long axis at -30° from the septal direction',
      },
      { rule: 'text', weight: 1.5, text: 'the description agrees: 4ch' },
    ])
  })
})

describe('slice 0', () => {
  it('is the most basal, whichever way the stack was acquired', () => {
    for (const spacing of [10, -10]) {
      const { stacks } = sortIntoStacks(shortAxis(usualHeart, { spacing }))
      const [stack] = stacks
      const first = stack?.frames[0]?.[0]?.facts.plane?.position
      const last = stack?.frames.at(-1)?.[0]?.facts.plane?.position
      // the apex lies to the left, in front of and below the base
      expect((last?.[0] ?? 0) - (first?.[0] ?? 0)).toBeGreaterThan(0)
      expect((last?.[1] ?? 0) - (first?.[1] ?? 0)).toBeLessThan(0)
      expect((last?.[2] ?? 0) - (first?.[2] ?? 0)).toBeLessThan(0)
    }
  })
})

describe('warnings', () => {
  it('count slices as the reader does, from the base, whichever way the stack was acquired', () => {
    for (const spacing of [10, -10]) {
      // a phase of the second slice and all of the fifth are missing
      const files = shortAxis(usualHeart, { spacing, slices: 10 })
      const baseFirst = sortIntoStacks(files).stacks[0]?.frames ?? []
      const gone = new Set([baseFirst[1]?.[3], ...(baseFirst[4] ?? [])].map((frame) => frame?.sopInstanceUid))
      const { stacks } = sortIntoStacks(files.filter(({ sopInstanceUid }) => !gone.has(sopInstanceUid)))
      expect(stacks[0]?.warnings).toEqual([
        'a slice is missing between slices 4 and 5 of 9: 20.0 mm apart',
        'slice 2 has 24 of 25 phases',
      ])
      expect(stacks[0]?.frames[1]?.[3]).toBeNull()
    }
  })
})

describe('what is no cine', () => {
  const other = (options: Parameters<typeof longAxis>[2]) =>
    roles([...study(), ...longAxis(usualHeart, -30, { series: '1.7', ...options })])['1.7']

  it.each([
    ['velocity images', 'flow-phase', { instance: { imageType: ['ORIGINAL', 'PRIMARY', 'P', 'ND'] } }],
    [
      'a TI scout',
      'ti-scout',
      { facts: (_: number, phase: number) => ({ inversionTime: ms(100 + phase * 25) }) },
    ],
    ['tagging', 'tagging', { instance: { seriesDescription: 'tagging sa' } }],
    [
      'one image a beat',
      'perfusion',
      {
        facts: (_: number, phase: number) => ({
          acquisitionTime: `1000${10 + phase}`,
          triggerTime: ms(phase),
        }),
      },
    ],
    ['eight phases', 'other', { phases: 8 }],
  ] as const)('%s is not taken for one but for %s', (_, role, options) => {
    expect(other(options)).toBe(role)
  })

  it('magnitude images of a velocity series are not taken for a cine', () => {
    const planes = longAxis(usualHeart, -30, { series: '1.7' })
    const velocity = planes.map((file) => ({
      ...file,
      sopInstanceUid: `8.${file.sopInstanceUid}`,
      seriesUid: '1.8',
      imageType: ['ORIGINAL', 'PRIMARY', 'P'],
    }))
    expect(roles([...study(), ...planes, ...velocity])).toMatchObject({
      '1.7': 'flow-magnitude',
      '1.8': 'flow-phase',
    })
  })

  it('three crossing planes of single images are a scout', () => {
    const files = [
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      [
        [0, 1, 0],
        [0, 0, -1],
      ],
      [
        [1, 0, 0],
        [0, 0, -1],
      ],
    ] as const
    const scouts = files.map(([row, column], k) =>
      instance({ uid: `3.${k}`, series: '1.3', row, column, position: [0, 0, 0] }),
    )
    expect(Object.values(roles(scouts))).toEqual(['scout', 'scout', 'scout'])
  })
})
