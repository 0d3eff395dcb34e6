import { expect, it } from 'vitest'
import { harmlessDescriptions } from '../../main/services/reports/descriptions.ts'

it('a report names a series as the scanner does, but where that may name somebody', () => {
  const described = [
    'cine_trufi_sax 8mm bh',
    'LGE PSIR apex -> base',
    'MUELLER^ANNA cine',
    '\uff2d\uff35\uff25\uff2c\uff2c\uff25\uff32^\uff21\uff2e\uff2e\uff21',
    'follow up of 2024-03-01',
    'born 19520314',
    'MRN 4711 sax',
    'send to a.mueller@example.org',
    undefined,
  ]
  const stacks = described.map((description, k) =>
    description === undefined ? { id: `s${k}` } : { id: `s${k}`, description },
  )
  expect([...harmlessDescriptions(stacks)]).toEqual([
    ['s0', 'cine_trufi_sax 8mm bh'],
    ['s1', 'LGE PSIR apex -> base'],
  ])
})
