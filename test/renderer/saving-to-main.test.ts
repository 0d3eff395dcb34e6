import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReadEvent } from '#analysis/reading/events.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { Appended, MeasurementSet, OpenedRead } from '#contract/views.ts'
import { useConnection } from '../../renderer/client/connection.ts'
import { ConnectionLost } from '../../renderer/client/connection-lost.ts'
import { openReading } from '../../renderer/reading/saving-to-main.ts'

const noResults: MeasurementSet = { phases: {}, provisional: true, blockers: [], measurements: [] }
const begun: ReadEvent = {
  seq: 1,
  at: '2024-05-01T10:00:00Z',
  author: { id: 'anna', role: 'reader' },
  application: 'midwall',
  body: {
    kind: 'opened',
    study: '1.2.3',
    protocol: { name: 'LV', version: '1', base: 'reader-slices', papillaries: 'cavity' },
  },
}
const read: OpenedRead = {
  read: 'r1',
  study: '1.2.3',
  reader: 'anna',
  version: 0,
  status: 'open',
  seq: 1,
  head: 'h',
  events: [begun],
  results: noResults,
  sizes: {},
  person: {},
}

/** Main: why it takes nothing, and what it has taken. */
const main = vi.hoisted(() => ({ refusal: undefined as Error | undefined, taken: [] as unknown[] }))

vi.mock('../../renderer/client/client.ts', () => ({
  client: {
    reads: {
      append: async ({
        after,
        gestures,
      }: {
        after: number
        gestures: readonly Gesture[]
      }): Promise<Appended> => {
        if (main.refusal) throw main.refusal
        main.taken.push(...gestures)
        const events = gestures.map((body, k) => ({ ...begun, seq: after + 1 + k, body }))
        return { events, seq: after + gestures.length, head: 'h', results: noResults }
      },
    },
  },
}))

const drawn: Gesture = { kind: 'quality-graded', grade: 'good' }
const settled = () => new Promise((resolve) => setImmediate(resolve))
/** A new connection is a reason to try again at once. */
const again = () => useConnection.setState(({ epoch }) => ({ state: 'open', epoch: epoch + 1 }))
const goesUnasked = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  main.taken = []
})
afterEach(() => vi.unstubAllGlobals())

describe('work that is not saved when its study is left', () => {
  it('is sent when main is back, and the window does not go unasked before', async () => {
    main.refusal = new ConnectionLost()
    const reading = openReading(read, undefined, [])
    reading.append(drawn)
    await settled()
    reading.close()
    expect(goesUnasked()).toBe(false)
    main.refusal = undefined
    again()
    await settled()
    expect(main.taken).toEqual([drawn])
    expect(goesUnasked()).toBe(true)
  })

  it('waits for its own reader where somebody else reads in the window by then', async () => {
    const data = { read: 'r1', reader: 'anna' }
    main.refusal = new ORPCError('read-of-another-reader', { defined: true, data })
    const reading = openReading(read, undefined, [])
    reading.append(drawn)
    reading.close()
    await settled()
    expect(goesUnasked()).toBe(false)
    main.refusal = undefined
    again()
    await settled()
    expect(main.taken).toEqual([drawn])
  })
})

it('a study that is left with everything saved keeps no window open', async () => {
  main.refusal = undefined
  const reading = openReading(read, undefined, [])
  reading.append(drawn)
  await settled()
  reading.close()
  expect(goesUnasked()).toBe(true)
})
