import { describe, expect, it } from 'vitest'
import type { SeriesClass, SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import type { Grid, Layout } from '../../renderer/hanging/layout.ts'
import {
  type Hangable,
  hang,
  offered,
  type ProtocolId,
  protocolIds,
  protocols,
} from '../../renderer/hanging/protocols.ts'
import { stackOf } from '../analysis/ventricle.ts'

const template = stackOf({ slices: 3, phases: 4 })
const classOf = (role: SeriesRole): SeriesClass =>
  role.startsWith('cine')
    ? 'cine'
    : role.startsWith('lge')
      ? 'lge'
      : role.startsWith('perfusion')
        ? 'perfusion'
        : 'other'
const as = (role: SeriesRole, change: Partial<Stack> = {}): Stack => ({
  ...template,
  id: role,
  role,
  seriesClass: classOf(role),
  ...change,
})

function study(...stacks: readonly Stack[]): Hangable {
  const shortAxis = stacks.find(({ role }) => role === 'cine-sax')
  const lead = shortAxis ?? stacks[0]
  if (!lead) throw new Error('a study has a stack')
  return { stacks, shortAxis, lead }
}

const gridOf = (layout: Layout | undefined): Grid => {
  if (layout?.kind !== 'grid') throw new Error('no grid')
  return layout
}
const rolesIn = (id: ProtocolId, of: Hangable): readonly SeriesRole[] =>
  gridOf(protocols[id](of)).cells.map(({ stack }) => stack.role)

/** How often each place of the grid is taken. */
function taken({ columns, rows, cells, surfaces }: Grid): readonly number[] {
  const count = new Array<number>(columns.length * rows.length).fill(0)
  for (const place of [...cells.map((cell) => cell.place), ...(surfaces ? [surfaces] : [])])
    for (let row = place.row; row < place.row + place.rows; row++)
      for (let column = place.column; column < place.column + place.columns; column++) {
        const index = row * columns.length + column
        count[index] = (count[index] ?? 0) + 1
      }
  return count
}

const whole = study(
  as('cine-sax'),
  as('cine-2ch'),
  as('cine-3ch'),
  as('cine-4ch'),
  as('lge-sax'),
  as('lge-4ch'),
  as('lge-2ch'),
  as('perfusion-stress', { axis: 'dynamic', phaseCount: 60 }),
  as('perfusion-rest', { axis: 'dynamic', phaseCount: 50 }),
  as('t1-native-map'),
  as('t1-post-map'),
  as('ecv-map'),
  as('t2-map'),
  as('t2star-map'),
  as('flow-magnitude'),
  as('flow-phase'),
)
const frames = (slices: number, phases: number): Pick<Stack, 'frames' | 'phaseCount'> => ({
  frames: Array.from({ length: slices }, () => new Array(phases).fill(template.frames[0]?.[0] ?? null)),
  phaseCount: phases,
})

const studies: Readonly<Record<string, Hangable>> = {
  'with every series': whole,
  'of one series': study(as('cine-sax')),
  'of one long axis': study(as('cine-4ch')),
  'without a cine': study(as('lge-sax'), as('lge-4ch')),
  'of a scout': study(as('scout', frames(1, 1))),
  'of one phase': study(as('cine-sax', frames(10, 1))),
  'of 60 phases and 40 slices': study(as('cine-sax', frames(40, 60)), as('cine-4ch', frames(1, 60))),
  'of one slice': study(as('cine-sax', frames(1, 25))),
  'with a perfusion that names no load': study(as('perfusion', { id: 'a' }), as('perfusion', { id: 'b' })),
  'with flow of three vessels': study(
    ...['a', 'b', 'c'].map((id) => as('flow-phase', { id })),
    as('flow-magnitude', { id: 'm' }),
  ),
  'with seven maps': study(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => as('t1-native-map', { id }))),
}

describe.each(Object.entries(studies))('a study %s', (_, of) => {
  it('hangs without a hole and without an overlap in everything that it is offered', () => {
    for (const id of offered(of)) {
      const layout = protocols[id](of)
      if (layout?.kind === 'grid') expect([id, taken(layout)]).toEqual([id, taken(layout).map(() => 1)])
    }
  })

  it('can always be shown, whatever was asked for', () => {
    for (const id of protocolIds) {
      const hung = hang(id, of)
      expect(offered(of)).toContain(hung.id)
    }
  })

  it('names each of its cells once', () => {
    for (const id of offered(of)) {
      const layout = protocols[id](of)
      const ids = layout?.kind === 'grid' ? layout.cells.map((cell) => cell.id) : []
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('function', () => {
  it('hangs the short axis large and the 4-, 2- and 3-chamber view beside it', () => {
    expect(rolesIn('function', whole)).toEqual(['cine-sax', 'cine-4ch', 'cine-2ch', 'cine-3ch'])
    const [large] = gridOf(protocols.function(whole)).cells
    expect(large?.place).toEqual({ column: 0, row: 0, columns: 1, rows: 3 })
  })

  it('gives the whole room to a short axis that is alone', () => {
    expect(gridOf(protocols.function(study(as('cine-sax'))))).toMatchObject({ columns: [1], rows: [1] })
  })

  it('hangs a long axis large, and not twice, where there is no short axis', () => {
    expect(rolesIn('function', study(as('cine-4ch'), as('cine-2ch')))).toEqual(['cine-4ch', 'cine-2ch'])
  })
})

describe('late enhancement', () => {
  it('hangs beside the cine of the same plane', () => {
    expect(rolesIn('lge', whole)).toEqual(['lge-sax', 'cine-sax'])
    expect(rolesIn('lge', study(as('lge-2ch'), as('cine-4ch'), as('cine-2ch')))).toEqual([
      'lge-2ch',
      'cine-2ch',
    ])
  })

  it('takes PSIR where the scanner made both', () => {
    const both = study(
      as('lge-sax', { id: 'magnitude', component: 'magnitude' }),
      as('lge-sax', { id: 'psir', component: 'psir' }),
    )
    expect(gridOf(protocols.lge(both)).cells[0]?.stack.id).toBe('psir')
  })
})

describe('perfusion', () => {
  it('hangs stress on the left and rest on the right, and the registered one of two', () => {
    const of = study(
      as('perfusion-rest'),
      as('perfusion-stress', { id: 'raw' }),
      as('perfusion-stress', { id: 'moco', motionCorrected: true }),
    )
    expect(gridOf(protocols.perfusion(of)).cells.map(({ stack }) => stack.id)).toEqual([
      'moco',
      'perfusion-rest',
    ])
  })

  it('hangs every slice of stress above the same of rest', () => {
    const cells = gridOf(protocols['perfusion-slices'](whole)).cells
    expect(cells.map(({ stack, slice, place }) => [stack.role, slice, place.row])).toEqual([
      ...[0, 1, 2].map((slice) => ['perfusion-stress', { kind: 'fixed', slice }, 0]),
      ...[0, 1, 2].map((slice) => ['perfusion-rest', { kind: 'fixed', slice }, 1]),
    ])
  })
})

describe('maps', () => {
  it('hang in the order in which they are read', () => {
    expect(rolesIn('maps', whole)).toEqual([
      't1-native-map',
      't1-post-map',
      'ecv-map',
      't2-map',
      't2star-map',
    ])
  })

  it('give way to the images that they are made from where there are none', () => {
    expect(rolesIn('maps', study(as('molli-post'), as('molli-native')))).toEqual([
      'molli-native',
      'molli-post',
    ])
  })
})

describe('flow', () => {
  it('hangs the magnitude beside the velocity of the same plane', () => {
    expect(rolesIn('flow', whole)).toEqual(['flow-magnitude', 'flow-phase'])
  })
})

describe('compare', () => {
  it('is offered with a second study only, and hangs the same series of both', () => {
    expect(offered(whole)).not.toContain('compare')
    const cells = gridOf(
      protocols.compare({ ...whole, other: [as('scout'), as('cine-sax', { id: 'before' })] }),
    ).cells
    expect(cells.map(({ stack, study: of }) => [stack.id, of])).toEqual([
      ['cine-sax', 'own'],
      ['before', 'other'],
    ])
  })
})

describe('levels', () => {
  it('are base, middle and apex beside each other', () => {
    const of = study(as('cine-sax', frames(12, 20)))
    expect(gridOf(protocols.levels(of)).cells.map(({ slice }) => slice)).toEqual(
      ['base', 'mid', 'apex'].map((level) => ({ kind: 'level', level })),
    )
  })
})
