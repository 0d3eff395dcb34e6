import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReadEvent } from '#analysis/reading/events.ts'
import type { StudyView } from '#contract/views.ts'
import { candidates, openCompared } from '../../renderer/reading/compared.ts'
import { openImages } from '../../renderer/viewport/study-images.ts'
import { endo, stackOf } from '../analysis/ventricle.ts'

const world = vi.hoisted(() => ({
  reads: [] as unknown[],
  events: [] as unknown[],
  opened: undefined as unknown,
  closed: [] as string[],
}))

vi.mock('../../renderer/client/client.ts', () => ({
  client: {
    reads: { list: async () => world.reads, show: async () => ({ events: world.events }) },
    studies: { open: async () => world.opened },
  },
}))
vi.mock('../../renderer/viewport/study-images.ts', () => ({
  openImages: () => ({ close: () => world.closed.push('images') }),
}))

const stack = stackOf()
const contour = endo(stack, 4, 0, 2000)
const event = (seq: number, body: ReadEvent['body']): ReadEvent => ({
  seq,
  at: '2024-05-01T10:00:00Z',
  author: { id: 'yann', role: 'reader' },
  application: 'midwall',
  body,
})
const own = { stacks: [stack], images: openImages({ objects: {}, stacks: [stack] }) }

const study = (
  name: string,
  subject = 'MW-001',
  status: StudyView['download']['status'] = 'complete',
): StudyView => ({
  study: name,
  project: 'P',
  subject,
  clinical: {},
  download: { study: name, status, instances: { done: 1 }, bytes: 1, quarantined: 0 },
  read: { status: 'none' },
  upload: { status: 'none' },
})

beforeEach(() => {
  world.closed.length = 0
  world.events = [
    event(1, {
      kind: 'opened',
      study: '1.2.3',
      protocol: { name: 'LV', version: '1', base: 'reader-slices', papillaries: 'cavity' },
    }),
    event(2, { kind: 'contours-changed', set: [contour], removed: [], gesture: 'draw' }),
  ]
})

describe('what a study can be compared with', () => {
  it('are the other studies of its subject that are here, and other readings of it', async () => {
    world.reads = [
      { read: 'mine', reader: 'xena', version: 1, status: 'open' },
      { read: 'theirs', reader: 'yann', version: 2, status: 'signed' },
    ]
    const visit = { ...study('1.2.4'), timePoint: 'follow-up', date: '2024-06-01' }
    const found = await candidates(
      study('1.2.3'),
      [study('1.2.3'), visit, study('1.2.5', 'MW-002'), study('1.2.6', 'MW-001', 'running')],
      'mine',
    )
    expect(found.map(({ kind, name }) => [kind, name])).toEqual([
      ['time-point', 'follow-up · 2024-06-01'],
      ['reading', 'yann · 2 · signed'],
    ])
  })
})

describe('what a study is compared with', () => {
  it('is another reading on the same images, with its contours, of which nothing can be changed', async () => {
    const candidate = { kind: 'reading', study: '1.2.3', read: 'theirs', name: 'yann' } as const
    const compared = await openCompared(candidate, own, 'only looked at')
    expect(compared.stacks).toBe(own.stacks)
    expect(compared.images).toBe(own.images)
    expect(compared.editor.desk.board.contoursOn(contour.image)).toHaveLength(1)
    expect(compared.editor.get().locked).toBe('only looked at')
    expect(compared.editor.mayChange([])).toBe(false)
    compared.close()
    expect(world.closed).toEqual([])
  })

  it('is another time point on its own images, which are given back with it', async () => {
    const theirs = [stackOf({ slices: 3 })]
    world.opened = { stacks: theirs }
    const candidate = { kind: 'time-point', study: '1.2.4', read: undefined, name: 'follow-up' } as const
    const compared = await openCompared(candidate, own, 'only looked at')
    expect(compared.stacks).toBe(theirs)
    expect(compared.editor.desk.board.contoursOn(contour.image)).toEqual([])
    compared.close()
    expect(world.closed).toEqual(['images'])
  })
})
