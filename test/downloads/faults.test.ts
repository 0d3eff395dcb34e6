import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '#contract/faults.ts'
import { openProject } from '../../main/registry/projects/seed.ts'
import { batchFiles } from '../../main/services/library/ingest.ts'
import { type DemoRegistry, startDemoRegistry } from '../registry/servers/demo.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { openWorkstation } from './here.ts'
import { call, type Workstation } from './workstation.ts'

/** Objects of a small synthetic study, and the bytes of one. */
const all = 143
const list = /\/studies\/[0-9.]+\/instances\?/
const stream = /\/studies\/[0-9.]+$/
const single = /\/instances\/[0-9.]+$/

let registry: DemoRegistry
let proxy: FaultProxy
let workstation: Workstation
let study: string

beforeAll(async () => {
  registry = await startDemoRegistry()
  await registry.prepare()
})
afterAll(() => registry.remove())

beforeEach(async () => {
  proxy = await startFaultProxy(registry.port)
  workstation = await openWorkstation()
  ;[study = ''] = await workstation.enter(
    { url: proxy.origin, account: 'reader', secret: 'demo' },
    openProject,
  )
})
afterEach(async () => {
  await workstation.close()
  await proxy.close()
})

const here = (): number => workstation.keeper.index.objectsOf(study).length
const problem = (): string | undefined => workstation.downloads.view(study)?.problem
const fetched = (path: RegExp): number => proxy.seen.filter((request) => path.test(request.path)).length
const inject = (match: RegExp, does: Fault['does'], times = 1): void =>
  proxy.inject({ method: 'GET', match, times, does })
/** Makes the stream useless, so that every instance is asked for by itself. */
const withoutStream = (): void => inject(stream, { kind: 'status', status: 503 })
const damaged = (body: Buffer): Buffer => body.fill(0xee, 700, 900)
const leftovers = (): string[] => readdirSync(join(workstation.folder, 'incoming'))

describe('a download comes whole although', () => {
  it.each([
    ['with an orderly end, as a server without a length dies', true],
    ['with a reset', false],
  ])('its stream was cut in the middle %s', async (_, orderly) => {
    inject(stream, { kind: 'cut-answer', after: 700_000, orderly })
    expect(await workstation.fetch(study)).toBe('complete')
    expect(here()).toBe(all)
    expect(fetched(single)).toBeGreaterThan(0)
    expect(fetched(single)).toBeLessThan(all)
  })

  it('single instances were cut, refused for a while, or came late', async () => {
    withoutStream()
    inject(single, { kind: 'cut-answer', after: 4_000, orderly: true }, 2)
    inject(single, { kind: 'cut-answer', after: 4_000, orderly: false }, 2)
    inject(single, { kind: 'status', status: 503 })
    inject(single, { kind: 'status', status: 500, body: 'oops' })
    inject(single, { kind: 'wait', milliseconds: 300 })
    expect(await workstation.fetch(study)).toBe('complete')
    expect(here()).toBe(all)
  })

  it('the registry asked to be left alone for seven seconds, which it then was', async () => {
    inject(list, { kind: 'status', status: 429, headers: { 'retry-after': '7' } })
    expect(await workstation.fetch(study)).toBe('complete')
    expect(workstation.waits).toContain(7_000)
  })
})

describe('a download ends with a sentence, and resumes, when', () => {
  it('the registry is gone for good in the middle', async () => {
    inject(stream, { kind: 'cut-answer', after: 700_000, orderly: false })
    inject(single, { kind: 'cut-answer', after: 0, orderly: false }, 10_000)
    expect(await workstation.fetch(study)).toBe('failed')
    expect(problem()).toContain('does not answer')
    const before = here()
    expect(before).toBeGreaterThan(10)
    proxy.clear()
    const asked = fetched(single)
    await workstation.downloads.service.resume({ study }, call)
    expect(await workstation.rest(study)).toBe('complete')
    expect(here()).toBe(all)
    expect(fetched(single) + fetched(/\/series\/[0-9.]+$/) - asked).toBeLessThanOrEqual(all - before)
  })

  it.each([
    [401, 'not signed in'],
    [403, 'access'],
    [410, '410'],
  ])('it answers %i', async (status, words) => {
    inject(stream, { kind: 'status', status }, 1)
    expect(await workstation.fetch(study)).toBe('failed')
    expect(problem()).toContain(words)
    expect(here()).toBe(0)
    expect(workstation.connection.isSignedIn()).toBe(status !== 401)
  })

  it('the disk is full, with nothing half in the library', async () => {
    await workstation.close()
    const full = new Failure('disk-full', { library: workstation.folder })
    let room = 1
    workstation = await openWorkstation({
      folder: workstation.folder,
      ingest: (real) => async (files, context, progress, signal) => {
        if (files.length > 0 && room-- <= 0) throw full
        return real(files, context, progress, signal)
      },
    })
    expect(await workstation.fetch(study)).toBe('failed')
    expect(problem()).toContain('is full')
    expect(here()).toBe(batchFiles)
    expect(leftovers()).toEqual([])
    room = 1_000
    await workstation.downloads.service.resume({ study }, call)
    expect(await workstation.rest(study)).toBe('complete')
    expect(here()).toBe(all)
  })
})

describe('nothing wrong enters the library when', () => {
  it('an instance that was listed is no longer there: it is named, the rest can be read', async () => {
    withoutStream()
    inject(single, { kind: 'status', status: 404 })
    expect(await workstation.fetch(study)).toBe('complete')
    expect(here()).toBe(all - 1)
    expect(problem()).toContain('1 of 143 images')
  })

  it('the registry sends another instance than was asked for', async () => {
    let first: string | undefined
    const boundaryOf = (body: string): string => body.split('\r\n', 1)[0] ?? ''
    const swap = (body: Buffer): Buffer => {
      const own = body.toString('latin1')
      first ??= own
      return Buffer.from(first.replaceAll(boundaryOf(first), boundaryOf(own)), 'latin1')
    }
    withoutStream()
    inject(single, { kind: 'rewrite', answer: swap }, 3)
    expect(await workstation.fetch(study)).toBe('complete')
    expect(problem()).toContain('another object in its place')
    expect(here()).toBe(all - 2)
  })

  it('a file was damaged on the way and still has its length: its digest tells, and it is fetched again', async () => {
    withoutStream()
    inject(single, { kind: 'rewrite', answer: damaged }, 2)
    expect(await workstation.fetch(study)).toBe('complete')
    expect(here()).toBe(all)
    expect(problem()).toBeUndefined()
  })

  it('a file is damaged where it lies: it is named, the rest can be read', async () => {
    withoutStream()
    inject(single, {
      kind: 'rewrite',
      answer: (body) =>
        damaged(Buffer.from(body.toString('latin1').replace(/Content-Digest: .*\r\n/, ''), 'latin1')),
    })
    expect(await workstation.fetch(study)).toBe('complete')
    expect(here()).toBe(all - 1)
    expect(problem()).toContain('1 of 143 images')
  })

  it('the list of instances is another study’s, no list at all, or endless', async () => {
    for (const answer of ['[{"0020000D":{"vr":"UI","Value":["1.2.3"]}}]', '{"a":1}', '[1,2', '[]']) {
      inject(list, { kind: 'rewrite', answer: () => Buffer.from(answer) }, 2)
      expect(await workstation.fetch(study), answer).toBe('failed')
      expect(problem(), answer).toContain('cannot be used')
      proxy.clear()
      await workstation.downloads.service.cancel({ study }, call)
    }
  })

  it('the answer is compressed although it must not be, or leads elsewhere', async () => {
    for (const headers of [{ 'content-encoding': 'gzip' }, { location: 'http://127.0.0.1:1/' }]) {
      const status = 'location' in headers ? 302 : 200
      inject(list, { kind: 'status', status, headers, body: '[]' }, 1)
      expect(await workstation.fetch(study)).toBe('failed')
      expect(problem()).toContain('cannot be used')
    }
  })
})
