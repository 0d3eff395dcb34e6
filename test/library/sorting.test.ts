import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { createIndex } from '../../main/services/library/index.ts'
import type { Rows } from '../../main/services/library/rows.ts'
import { sortStudy } from '../../main/services/library/sorting.ts'
import { dialects } from '../analysis/protocol/examination/dialects.ts'
import { examine } from '../analysis/protocol/examination/examination.ts'
import { builtWorkers } from '../built-workers.ts'

let threads: Threads
beforeAll(async () => {
  threads = createThreads((await builtWorkers()).thread, { threads: 1 })
})
afterAll(() => threads.close())

/** A whole examination, as its rows are kept. */
const whole = examine({ dialect: dialects['Siemens VE'] })
  .instances.map((facts) => ({
    sop_instance_uid: facts.sopInstanceUid,
    sha256: `hash of ${facts.sopInstanceUid}`,
    facts: JSON.stringify(facts),
  }))
  .toSorted((a, b) => (a.sop_instance_uid < b.sop_instance_uid ? -1 : 1))

type Kept = (typeof whole)[number]

/** @param kept  may change between two questions */
const rowsOf = (kept: () => readonly Kept[]): Rows =>
  ({
    factsAfter: (_study: string, last: string, limit: number) =>
      kept()
        .filter(({ sop_instance_uid }) => sop_instance_uid > last)
        .slice(0, limit),
  }) as Partial<Rows> as Rows

/** Of facts that are up to date. */
const indexOf = (kept: () => readonly Kept[], on: Pick<Threads, 'run'>) =>
  createIndex({ rows: rowsOf(kept), threads: on, renewal: { ofStudy: async () => {} } })

const study = '1.2.3'
const here = Number.POSITIVE_INFINITY
const never = new AbortController().signal

describe('a study of two thousand images', () => {
  it('is the same whether a thread sorts it or main does', async () => {
    const rows = rowsOf(() => whole)
    const inThread = await sortStudy(study, rows, threads, never, 0)
    const onMain = await sortStudy(study, rows, threads, never, here)
    expect(inThread).toEqual(onMain)
    expect(inThread.images).toHaveLength(whole.length)
    expect(inThread.stacks.length).toBeGreaterThan(30)
  })

  it('goes to a thread by itself, and an ordinary study does not', async () => {
    const asked: number[] = []
    const watched: Pick<Threads, 'run'> = {
      run: (kind, input, options) => {
        asked.push(1)
        return threads.run(kind, input, options)
      },
    }
    await indexOf(() => whole.slice(0, 600), watched).stacksOf(study)
    expect(asked).toEqual([])
    await indexOf(() => whole.slice(0, 601), watched).stacksOf(study)
    expect(asked).toEqual([1])
  })

  it('is sorted once for all who ask at once, and remembered', async () => {
    let asked = 0
    const index = indexOf(() => whole, {
      run: (kind, input, options) => {
        asked += 1
        return threads.run(kind, input, options)
      },
    })
    const [a, b] = await Promise.all([index.stacksOf(study), index.stacksOf(study)])
    expect(a).toBe(b)
    expect(await index.stacksOf(study)).toBe(a)
    expect(asked).toBe(1)
    index.forget([study])
    expect(await index.stacksOf(study)).not.toBe(a)
    expect(asked).toBe(2)
  })

  it('is given up within 200 ms of the signal, and sorted anew for the next who asks', async () => {
    const index = indexOf(() => whole, threads)
    const stop = new AbortController()
    const opening = index.stacksOf(study, stop.signal)
    await new Promise((resolve) => setTimeout(resolve, 30))
    const asked = performance.now()
    stop.abort()
    const next = index.stacksOf(study)
    const error: unknown = await opening.catch((reason: unknown) => reason)
    expect(isFailure(error, 'cancelled')).toBe(true)
    expect(performance.now() - asked).toBeLessThan(200)
    expect((await next).images).toHaveLength(whole.length)
  })

  it('goes on for the others when one of those who wait gives up', async () => {
    const index = indexOf(() => whole, threads)
    const stop = new AbortController()
    const one = index.stacksOf(study, stop.signal)
    const other = index.stacksOf(study)
    stop.abort()
    await expect(one).rejects.toThrow('cancelled')
    expect((await other).images).toHaveLength(whole.length)
    const late = new AbortController()
    late.abort()
    await expect(indexOf(() => whole, threads).stacksOf(study, late.signal)).rejects.toThrow('cancelled')
  })

  it('is sorted as it is at the end, where images come while it is sorted', async () => {
    let kept: readonly Kept[] = whole.slice(0, 700)
    const index = indexOf(() => kept, threads)
    const sorting = index.stacksOf(study)
    kept = whole
    index.forget([study])
    expect((await sorting).images).toHaveLength(whole.length)
    expect((await index.stacksOf(study)).images).toHaveLength(whole.length)
  })

  it('fails alone where its thread breaks, and is sorted when it is asked for again', async () => {
    let broken = true
    const index = indexOf(() => whole, {
      run: (kind, input, options) =>
        broken ? Promise.reject(new Error('the thread broke')) : threads.run(kind, input, options),
    })
    await expect(index.stacksOf(study)).rejects.toThrow('the thread broke')
    broken = false
    expect((await index.stacksOf(study)).images).toHaveLength(whole.length)
  })
})
