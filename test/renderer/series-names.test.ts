import { describe, expect, it } from 'vitest'
import { seriesRoles } from '#analysis/protocol/stack.ts'
import { type NamedSeries, roleNames, seriesNames } from '../../renderer/status/role-names.ts'

const series = (one: Partial<NamedSeries>): NamedSeries => ({
  role: 'lge-sax',
  motionCorrected: false,
  ...one,
})
const named = (...list: readonly Partial<NamedSeries>[]): string[] => [
  ...seriesNames(list.map(series)).values(),
]

describe('series that stand beside each other', () => {
  it('are called by their role where no other has it', () => {
    expect(
      named({ role: 'cine-sax', component: 'magnitude' }, { component: 'psir' }, { role: 'lge-2ch' }),
    ).toEqual(['SAX cine', 'LGE SAX', 'LGE 2ch'])
  })

  it('are magnitude and PSIR of late enhancement by name', () => {
    expect(named({ component: 'magnitude' }, { component: 'psir' })).toEqual([
      'LGE SAX, magnitude',
      'LGE SAX, PSIR',
    ])
    // what no header says is not made up
    expect(named({ component: 'psir' }, {})).toEqual(['LGE SAX, PSIR', 'LGE SAX'])
  })

  it('are told to be registered where another of their role is not', () => {
    const pass = { role: 'perfusion-rest', component: 'magnitude' } as const
    expect(named(pass, { ...pass, motionCorrected: true })).toEqual([
      'Perfusion, rest',
      'Perfusion, rest, registered',
    ])
    expect(named({ ...pass, motionCorrected: true })).toEqual(['Perfusion, rest'])
    expect(named({ component: 'psir', motionCorrected: true }, { component: 'magnitude' })).toEqual([
      'LGE SAX, PSIR, registered',
      'LGE SAX, magnitude',
    ])
  })

  it('of no role are called as they are described, where they are', () => {
    expect(named({ role: 'other', description: 'ao root' }, { role: 'other' })).toEqual(['ao root', 'Other'])
    expect(named({ role: 'scout', description: 'loc' })).toEqual(['Scout'])
  })
})

it('no role has the name of another, and every name fits beside a picture', () => {
  const names = seriesRoles.map((role) => roleNames[role])
  expect(new Set(names).size).toBe(names.length)
  expect(names.flatMap((name) => name.split(', ')).filter((line) => line.length > 14)).toEqual([])
})
