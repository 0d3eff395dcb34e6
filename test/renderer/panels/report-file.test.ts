import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ConnectionLost } from '../../../renderer/client/connection-lost.ts'
import { keepReport, useKeeping } from '../../../renderer/panels/report/report.ts'
import { useNotices } from '../../../renderer/status/notices.ts'

const world = vi.hoisted(() => ({
  signals: [] as AbortSignal[],
  answers: [] as { resolve: (made: { files: [] }) => void; reject: (error: Error) => void }[],
}))

vi.mock('../../../renderer/client/client.ts', () => ({
  client: {
    reports: {
      make: (_: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise((resolve, reject) => {
          world.signals.push(signal)
          world.answers.push({ resolve, reject })
        }),
    },
  },
}))

const format = () => useKeeping.getState().keeping?.format

beforeEach(() => {
  useKeeping.getState().keeping?.stop()
  useNotices.setState({ notices: [] })
  world.signals.length = 0
  world.answers.length = 0
})

describe('a report that is made into a file', () => {
  it('is said to be under way until it is there', async () => {
    keepReport('r', 'pdf')
    expect(format()).toBe('pdf')
    world.answers[0]?.resolve({ files: [] })
    await vi.waitFor(() => expect(format()).toBeUndefined())
  })

  it('is given up when the reader says so, in main too, and nothing is heard of it', async () => {
    keepReport('r', 'pdf')
    useKeeping.getState().keeping?.stop()
    expect(format()).toBeUndefined()
    expect(world.signals[0]?.aborted).toBe(true)
    world.answers[0]?.reject(new Error('aborted'))
    await Promise.resolve()
    expect(useNotices.getState().notices).toEqual([])
  })

  it('gives way to the one that is asked for after it', async () => {
    keepReport('r', 'pdf')
    keepReport('r', 'html')
    expect(world.signals.map(({ aborted }) => aborted)).toEqual([true, false])
    world.answers[0]?.reject(new Error('aborted'))
    await Promise.resolve()
    expect(format()).toBe('html')
  })

  it('that does not come is told of', async () => {
    keepReport('r', 'pdf')
    world.answers[0]?.reject(new ConnectionLost())
    await vi.waitFor(() => expect(useNotices.getState().notices).toHaveLength(1))
    expect(format()).toBeUndefined()
  })
})
