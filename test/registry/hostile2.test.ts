import { afterEach, beforeEach, describe, it } from 'vitest'
import { openWorkstation } from '../downloads/here.ts'
import { call, type Workstation } from '../downloads/workstation.ts'
import { uid } from '../hostile/encode.ts'
import { file, slice } from '../hostile/image.ts'
import { type PlainArchive, sendJson, startPlainArchive } from './servers/plain-archive.ts'
import { createProjects } from '../../main/services/projects/projects.ts'

const study = uid('study')
let archive: PlainArchive
let workstation: Workstation
beforeEach(async () => {
  archive = await startPlainArchive([0, 1, 2, 3].map((i) => file(slice(i))))
  workstation = await openWorkstation({ silence: 2000 })
})
afterEach(async () => {
  await workstation.close()
  await archive.close()
})
const outcome = async (work: () => Promise<unknown>) => {
  try { return JSON.stringify(await work())?.slice(0, 400) } catch (e) { return String(e instanceof Error ? (e.name + ' ' + e.message) : e).slice(0, 300) }
}
const protocol = { name: 'n', version: '1', base: 'reader-slices', papillaries: 'cavity', sharesResults: false, keepsDates: false, opensFields: [] }
const P = (changes: object = {}) => ({ id: 'CMR-TRIAL-01', title: 't', protocol, permissions: ['download', 'upload'], ...changes })
const S = (changes: object = {}) => ({ study, subject: 's', clinical: {}, fields: {}, ...changes })
const good: Record<string, unknown> = {
  '/api/openapi.json': { info: { title: 'Midwall project API' } },
  '/api/sessions': { token: 'tok', account: 'a', expires: '2030-01-01T00:00:00Z' },
  '/api/projects': [P()],
  '/api/projects/CMR-TRIAL-01/studies': [S()],
  '/api/projects/CMR-TRIAL-01/withdrawals': [],
}
const cases: Record<string, Record<string, unknown>> = {
  good: {},
  tokenCrlf: { '/api/sessions': { token: 'tok\r\nx: y', account: 'a', expires: '2030-01-01T00:00:00Z' } },
  tokenUnicode: { '/api/sessions': { token: 'tök\u2028', account: 'a', expires: '2030-01-01T00:00:00Z' } },
  accountProto: { '/api/sessions': { token: 't', account: '__proto__', expires: '2030-01-01T00:00:00Z' } },
  projProto: { '/api/projects': [P({ id: '__proto__' }), P({ id: 'constructor' }), P()] },
  projDots: { '/api/projects': [P({ id: '..' }), P()] },
  projSurrogate: { '/api/projects': [P({ id: '\ud800' }), P()] },
  projCtl: { '/api/projects': [P({ id: 'a\u001b[2Jb\u202e', title: '<script>\u001b' }), P()] },
  projTwice: { '/api/projects': [P(), P()] },
  fieldsProto: { '/api/projects/CMR-TRIAL-01/studies': [JSON.parse(`{"study":"${study}","subject":"s","clinical":{},"fields":{"__proto__":{"x":1},"constructor":"y"}}`)] },
  fieldsProto2: { '/api/projects/CMR-TRIAL-01/studies': [JSON.parse(`{"study":"${study}","subject":"s","clinical":{},"fields":{"__proto__":"z"}}`)] },
  topProto: { '/api/projects/CMR-TRIAL-01/studies': [JSON.parse(`{"study":"${study}","subject":"s","clinical":{"__proto__":{"bsa":3}},"fields":{}}`)] },
  pathStudy: { '/api/projects/CMR-TRIAL-01/studies': [S({ study: '../../x' })] },
  studyTwice: { '/api/projects/CMR-TRIAL-01/studies': [S(), S({ subject: 'other' })] },
  nums: { '/api/projects/CMR-TRIAL-01/studies': [S({ clinical: { heightCm: '180' } })] },
  withdrawAll: { '/api/projects/CMR-TRIAL-01/withdrawals': [{ id: 'w', at: '2030-01-01T00:00:00Z', scope: 'subject', withdrawn: 'undefined', reason: '\u001b[2J<b>', studies: [study, '1.2.3'] }] },
  noAccess: { '/api/projects': 403 }, 
}
describe('explore', () => {
  it.each(Object.entries(cases))('%s', async (name, changes) => {
    archive.interfere((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      if (!path.startsWith('/api')) return false
      const value = changes[path] ?? good[path]
      if (typeof value === 'number') response.writeHead(value).end('{"message":"no"}')
      else if (value === undefined) response.writeHead(404).end('{}')
      else sendJson(response, value)
      return true
    })
    const say = (what: string, v: unknown) => console.log('>>', name, what, v)
    say('signIn', await outcome(() => workstation.connection.signIn({ url: archive.url, account: 'a', secret: 's', kind: 'auto' })))
    say('projects', await outcome(() => workstation.sync.projects()))
    say('all', await outcome(() => workstation.sync.all()))
    say('remote', await outcome(async () => [workstation.remote.projects().map(p => p.id), workstation.remote.studies().map(s => [s.study, s.subject, Object.keys(s.fields)])]))
  }, 60_000)
})
