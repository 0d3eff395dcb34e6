/** A registry that lies, errs or attacks: what it says is not believed, and what it breaks is only its own. */
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '#contract/faults.ts'
import { defaultRules } from '../../main/services/projects/rules.ts'
import { openWorkstation } from '../downloads/here.ts'
import type { Workstation } from '../downloads/workstation.ts'
import { uid } from '../hostile/encode.ts'
import { file, slice } from '../hostile/image.ts'
import { type PlainArchive, sendJson, startPlainArchive } from './servers/plain-archive.ts'

const project = 'CMR-TRIAL-01'
const study = uid('study')

let archive: PlainArchive
let elsewhere: PlainArchive
let workstation: Workstation
beforeEach(async () => {
  archive = await startPlainArchive([0, 1, 2, 3].map((i) => file(slice(i))))
  elsewhere = await startPlainArchive([])
  workstation = await openWorkstation({ silence: 500 })
})
afterEach(async () => {
  await workstation.close()
  await archive.close()
  await elsewhere.close()
})

const enter = () =>
  workstation.enter({ url: archive.url, account: 'a', secret: 'never sent on', kind: 'dicomweb' }, project)
const sync = () => workstation.sync.project(project)
/** Every answer to an address of this form is given here instead. */
const answer = (path: RegExp, does: (response: ServerResponse) => void): void =>
  archive.interfere((request, response) => {
    if (!path.test(request.url ?? '')) return false
    does(response)
    return true
  })
const list = /\/studies\?/
const studyRow = (changes: object = {}) => ({
  '0020000D': { vr: 'UI', Value: [study] },
  '00120020': { vr: 'LO', Value: [project] },
  ...changes,
})
const lo = (value: unknown) => ({ vr: 'LO', Value: [value] })

function pour(response: ServerResponse): void {
  const megabyte = Buffer.alloc(2 ** 20, ' ')
  const more = (): void => {
    while (!response.destroyed && response.write(megabyte));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}

describe('an archive', () => {
  beforeEach(enter)

  it.each<[string, string, (response: ServerResponse) => void]>([
    ['leads elsewhere', 'registry-broken', (r) => r.writeHead(302, { location: `${elsewhere.url}/x` }).end()],
    ['answers with a page', 'registry-broken', (r) => r.writeHead(200).end('<!doctype html>')],
    ['answers with nothing', 'registry-broken', (r) => r.writeHead(200).end()],
    ['answers without end', 'registry-broken', pour],
    ['answers with nested brackets', 'registry-broken', (r) => r.writeHead(200).end('['.repeat(1_000_000))],
    [
      'compresses although asked not to',
      'registry-broken',
      (r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(),
    ],
    ['sends no list', 'registry-broken', (r) => sendJson(r, { studies: [] })],
    ['sends rows that are none', 'registry-broken', (r) => sendJson(r, [null])],
    [
      'sends values that are none',
      'registry-broken',
      (r) => sendJson(r, [studyRow({ '00100020': { Value: 5 } })]),
    ],
    ['speaks something else', 'registry-unreachable', (r) => r.socket?.end('SSH-2.0-x\r\n\r\n')],
    [
      'sends endless headers',
      'registry-unreachable',
      (r) => r.socket?.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1e5)}\r\n\r\n`),
    ],
    ['says nothing', 'registry-unreachable', () => {}],
  ])('that %s is %s, and its list of before stays', async (_, code, does) => {
    answer(list, does)
    await expect(sync()).rejects.toMatchObject({ code })
    expect(workstation.remote.studies(project).map((one) => one.study)).toEqual([study])
    expect(elsewhere.seen).toEqual([])
  })

  it('says why it refuses without driving a terminal', async () => {
    answer(list, (r) => r.writeHead(400).end(JSON.stringify({ message: 'no\u001b[2J\u009b1m \u202ereally' })))
    await expect(sync()).rejects.toMatchObject({ data: { status: 400, detail: 'no [2J 1m  really' } })
  })

  it('does not spoil the worklist by values that cannot be', async () => {
    const long = 'x'.repeat(300)
    answer(list, (r) =>
      sendJson(r, [
        studyRow({
          '00120040': lo(long),
          '00100020': lo({}),
          '00120030': lo(long),
          '00120050': lo(7),
          '00101020': lo('1e308'),
          '00101030': lo(-5),
          '00201208': { vr: 'IS', Value: [1e300] },
        }),
      ]),
    )
    await sync()
    expect(workstation.remote.study(study)).toMatchObject({ subject: study, clinical: {} })
  })

  it('does not hide its studies behind one that cannot be named', async () => {
    const unnameable = studyRow({ '0020000D': { vr: 'UI', Value: ['../../etc/passwd'] } })
    answer(list, (r) => sendJson(r, [unnameable, studyRow()]))
    await sync()
    expect(workstation.remote.studies(project).map((one) => one.study)).toEqual([study])
  })

  it('sends its images from nowhere else', async () => {
    answer(/\/studies\/[0-9.]+($|\/series\/.*\/instances\/)/, (r) =>
      r.writeHead(307, { location: `${elsewhere.url}/dicom-web` }).end(),
    )
    expect(await workstation.fetch(study)).toBe('failed')
    expect(elsewhere.seen).toEqual([])
  })

  it('that sends bytes for ever, drop by drop, is left when a person says so', async () => {
    answer(/\/studies\/[0-9.]+\/series(\?|$)/, (response) => {
      response.writeHead(200, { 'content-type': 'application/dicom+json' })
      const drops = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drops))
    })
    await workstation.downloads.service.start({ study }, { session: { reader: undefined } })
    expect(
      (await workstation.downloads.service.pause({ study }, { session: { reader: undefined } })).status,
    ).toBe('paused')
  })
})

const protocol = { ...defaultRules, name: 'n' }
const projectRow = (changes: object = {}) => ({
  id: project,
  title: 't',
  protocol,
  permissions: ['download', 'upload'],
  ...changes,
})
const session = (token: string) => ({ token, account: 'a', expires: '2030-01-01T00:00:00Z' })
const api: Readonly<Record<string, unknown>> = {
  '/api/openapi.json': { info: { title: 'Midwall project API' } },
  '/api/sessions': session('token'),
  '/api/projects': [projectRow()],
  [`/api/projects/${project}/studies`]: [{ study, subject: 's', clinical: {}, fields: {} }],
  [`/api/projects/${project}/withdrawals`]: [],
}

describe('a registry with the project API', () => {
  function speak(changes: Readonly<Record<string, unknown>>): void {
    archive.interfere((request, response) => {
      const path = request.url ?? ''
      if (!path.startsWith('/api/')) return false
      const value = changes[path] ?? api[path]
      if (value === undefined) response.writeHead(404).end()
      else sendJson(response, value)
      return true
    })
  }
  const signIn = (signal?: AbortSignal) =>
    workstation.connection.signIn({ url: archive.url, account: 'a', secret: 's', kind: 'auto' }, signal)

  it.each(['two\r\nx-header: lines', 'tök', ' ', ''])(
    'is not signed in to with the token %j',
    async (token) => {
      speak({ '/api/sessions': session(token) })
      await expect(signIn()).rejects.toMatchObject({ code: 'registry-broken' })
      expect(workstation.connection.isSignedIn()).toBe(false)
    },
  )

  it.each(['/api/openapi.json', '/api/sessions'])(
    'is signed in to by nobody who gives up while it is silent about %s',
    async (silent) => {
      const stop = new AbortController()
      archive.interfere(({ url }, response) => {
        if (url === silent) stop.abort(new Failure('cancelled', {}))
        else sendJson(response, api[url ?? ''])
        return true
      })
      await expect(signIn(stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
      expect(workstation.connection.isSignedIn()).toBe(false)
    },
  )

  it('may name a project twice, and like a part of an object', async () => {
    const named = ['__proto__', 'constructor', project, project].map((id) => projectRow({ id }))
    speak({ '/api/projects': named })
    await signIn()
    await workstation.sync.projects()
    expect(workstation.remote.projects().map(({ id }) => id)).toEqual([project, '__proto__', 'constructor'])
    // two of them cannot be listed; the third is, all the same
    await expect(workstation.sync.all()).rejects.toMatchObject({ code: 'registry-refused' })
    expect(workstation.remote.studies(project)).toHaveLength(1)
  })

  it.each(['line\nbreak', 'esc\u001b[2J', '\ud800', ''])('may not name a project %j', async (id) => {
    speak({ '/api/projects': [projectRow({ id })] })
    await signIn()
    await expect(workstation.sync.projects()).rejects.toMatchObject({ code: 'registry-broken' })
  })

  it('adds nothing to objects by the names of its fields', async () => {
    const poisoned = `{"study":"${study}","subject":"s","clinical":{"__proto__":{"bsa":3}},"fields":{"__proto__":"x"}}`
    speak({ [`/api/projects/${project}/studies`]: [JSON.parse(poisoned)] })
    await signIn()
    await workstation.sync.all()
    expect(workstation.remote.study(study)?.clinical.bsa).toBeUndefined()
    expect(Reflect.get({}, 'bsa')).toBeUndefined()
  })
})
