import { beforeEach, expect, it, vi } from 'vitest'
import type { OpenedStudy } from '#contract/views.ts'
import { useConnection } from '../../renderer/client/connection.ts'
import { forget, prepare, preparedFor } from '../../renderer/reading/ahead.ts'
import { stackOf } from '../analysis/ventricle.ts'

const world = vi.hoisted(() => ({ opened: [] as unknown[], closed: 0 }))

vi.mock('../../renderer/client/client.ts', () => ({
  client: { studies: { open: async () => world.opened.at(-1) } },
}))
vi.mock('../../renderer/viewport/study-images.ts', () => ({
  openImages: () => ({
    expect: () => {},
    close: () => {
      world.closed += 1
    },
  }),
}))

/** What the window asks of an opened study here. */
const opening = (): Pick<OpenedStudy, 'stacks'> => ({ stacks: [stackOf()] })

beforeEach(() => {
  forget()
  world.closed = 0
})

it('a study that was opened ahead is opened anew after the connection broke: it may have changed unheard', async () => {
  world.opened.push(opening())
  await prepare('1.2.3')
  expect(preparedFor('1.2.3')).toBe(world.opened.at(-1))
  useConnection.setState({ state: 'lost' })
  expect(preparedFor('1.2.3')).toBe(world.opened.at(-1))
  useConnection.setState(({ epoch }) => ({ state: 'open', epoch: epoch + 1 }))
  expect(preparedFor('1.2.3')).toBeUndefined()
  expect(world.closed).toBe(1)
  world.opened.push(opening())
  await prepare('1.2.3')
  expect(preparedFor('1.2.3')).toBe(world.opened.at(-1))
})
