import { describe, expect, it } from 'vitest'
import { seriesRoles } from '#analysis/protocol/stack.ts'
import { type NamedSeries, seriesNames } from '../../renderer/status/role-names.ts'
import { series as german } from '../../renderer/texts/de/series.ts'
import { series as english } from '../../renderer/texts/en/series.ts'

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
    expect(named({ component: 'psir', bodyPlane: 'axial' }, { bodyPlane: 'axial' })).toEqual([
      'LGE SAX, PSIR',
      'LGE SAX',
    ])
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

  it('are told apart by the plane of the body, as three scouts are', () => {
    const scout = { role: 'scout', seriesNumber: 1 } as const
    expect(
      named(
        { ...scout, bodyPlane: 'axial' },
        { ...scout, bodyPlane: 'coronal' },
        { ...scout, bodyPlane: 'sagittal' },
      ),
    ).toEqual(['Scout, axial', 'Scout, coronal', 'Scout, sagittal'])
    // where all lie alike the plane tells nothing
    expect(
      named({ ...scout, bodyPlane: 'axial' }, { ...scout, bodyPlane: 'axial', seriesNumber: 7 }),
    ).toEqual(['Scout, series 1', 'Scout, series 7'])
  })

  it('are told apart by their number on the scanner, and by counting where that is one', () => {
    const axial = { role: 'scout', bodyPlane: 'axial', seriesNumber: 3 } as const
    expect(named(axial, { ...axial, bodyPlane: 'coronal' }, { ...axial, seriesNumber: 4 }, axial)).toEqual([
      'Scout, axial, series 3, 1',
      'Scout, coronal',
      'Scout, axial, series 4',
      'Scout, axial, series 3, 2',
    ])
    expect(named({ role: 'cine-sax' }, { role: 'cine-sax' })).toEqual(['SAX cine, 1', 'SAX cine, 2'])
  })

  it('of no role are called as they are described, where they are', () => {
    expect(named({ role: 'other', description: 'ao root' }, { role: 'other' })).toEqual(['ao root', 'Other'])
    expect(named({ role: 'scout', description: 'loc' })).toEqual(['Scout'])
  })
})

it.each([
  ['English', english],
  ['German', german],
])('no role has the name of another in %s, and every name fits beside a picture', (_, { roles }) => {
  const names = seriesRoles.map((role) => roles[role])
  expect(new Set(names).size).toBe(names.length)
  expect(names.flatMap((name) => name.split(', ')).filter((line) => line.length > 14)).toEqual([])
})
