import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReadEvent } from '#analysis/reading/events.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { Appended, MeasurementSet, OpenedRead } from '#contract/views.ts'
import { useConnection } from '../../renderer/client/connection.ts'
import { ConnectionLost } from '../../renderer/client/connection-lost.ts'
import { openReading } from '../../renderer/reading/saving-to-main.ts'
import { dismiss, dismissAll, notify, useNotices } from '../../renderer/status/notices.ts'

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
const main = vi.hoisted(() => ({ refusal: undefined as Error | undefined, taken: [] as ReadEvent['body'][] }))
const eventsNow = (): ReadEvent[] => [begun, ...main.taken.map((body, k) => ({ ...begun, seq: 2 + k, body }))]

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
        if (after !== 1 + main.taken.length) {
          const data = { read: 'r1', expected: after, actual: 1 + main.taken.length }
          throw new ORPCError('read-changed-elsewhere', { defined: true, data })
        }
        main.taken.push(...gestures)
        const events = gestures.map((body, k) => ({ ...begun, seq: after + 1 + k, body }))
        return { events, seq: after + gestures.length, head: 'h', results: noResults }
      },
      show: async ({ after = 0 }: { after?: number }): Promise<OpenedRead> => {
        if (main.refusal) throw main.refusal
        const events = eventsNow()
        return { ...read, seq: events.length, events: events.slice(after) }
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
  main.refusal = undefined
  useNotices.setState({ notices: [] })
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

const noted = (text: string): Gesture => ({ kind: 'commented', text })
const notices = () => useNotices.getState().notices
const kept = () => notices().find(({ action }) => action !== undefined)

it('a study that is opened again goes on from the work that was left on its way, and loses none of it', async () => {
  const data = { read: 'r1', reader: 'anna' }
  main.refusal = new ORPCError('read-of-another-reader', { defined: true, data })
  const left = openReading(read, undefined, [])
  left.append(drawn)
  left.close()
  await settled()
  main.refusal = undefined
  const again = openReading(read, undefined, [])
  expect(again.getState().state.choices.quality).toBe('good')
  expect(again.getState().saving).toBe('unreachable')
  again.append(noted('and on'))
  useConnection.setState(({ epoch }) => ({ state: 'open', epoch: epoch + 1 }))
  await settled()
  expect(main.taken).toEqual([drawn, noted('and on')])
  expect(again.getState().saving).toBe('saved')
  expect(notices()).toEqual([])
  again.close()
})

it('a read takes up after a lost connection what another window did meanwhile', async () => {
  const reading = openReading(read, undefined, [])
  main.taken.push(noted('theirs'))
  again()
  await settled()
  expect(reading.getState().state.comments).toHaveLength(1)
  reading.close()
})

describe('what the read did not take because another window went on', () => {
  async function conflict() {
    const reading = openReading(read, undefined, [])
    main.taken.push(noted('theirs'))
    reading.append(drawn)
    reading.append(noted('mine'))
    await settled()
    return reading
  }

  it('is kept in the window, which does not close unasked, and is done again on the word of the reader', async () => {
    const reading = await conflict()
    expect(reading.getState().state.choices.quality).toBeUndefined()
    expect(kept()?.what).toContain('2')
    expect(goesUnasked()).toBe(false)
    const { id = 0, action } = kept() ?? {}
    dismiss(id)
    action?.run()
    await settled()
    expect(main.taken).toEqual([noted('theirs'), drawn, noted('mine')])
    expect(goesUnasked()).toBe(true)
    reading.close()
  })

  it('waits where its study was left, for the study to be opened again', async () => {
    const reading = await conflict()
    reading.close()
    const { id = 0, action } = kept() ?? {}
    dismiss(id)
    action?.run()
    expect(kept()?.what).toContain('2')
    expect(main.taken).toEqual([noted('theirs')])
  })

  it('gives way to no other message', async () => {
    const reading = await conflict()
    for (let k = 0; k < 9; k += 1) notify({ tone: 'bad', what: `message ${k}` })
    dismissAll()
    expect(notices()).toEqual([kept()])
    expect(kept()?.action).toBeDefined()
    reading.close()
  })
})

it('says at every gesture that the disk is full, and again when it is full a second time', async () => {
  const full = new ORPCError('disk-full', { defined: true, data: { library: 'here' } })
  main.refusal = full
  const reading = openReading(read, undefined, [])
  reading.append(noted('one'))
  await settled()
  expect(notices()).toHaveLength(1)
  dismissAll()
  reading.append(noted('two'))
  expect(notices()).toHaveLength(1)
  dismissAll()
  main.refusal = undefined
  again()
  await settled()
  expect(main.taken).toEqual([noted('one'), noted('two')])
  reading.append(noted('with room'))
  await settled()
  expect(notices()).toEqual([])
  main.refusal = full
  reading.append(noted('three'))
  await settled()
  expect(notices()).toHaveLength(1)
  main.refusal = undefined
  again()
  await settled()
  expect(main.taken).toHaveLength(4)
  reading.close()
})
