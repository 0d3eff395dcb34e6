import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServerResponse } from 'node:http'
import { openWorkstation } from '../downloads/here.ts'
import { call, type Workstation } from '../downloads/workstation.ts'
import { uid } from '../hostile/encode.ts'
import { file, slice } from '../hostile/image.ts'
import { type Interference, type PlainArchive, sendJson, startPlainArchive } from './servers/plain-archive.ts'

const project = 'CMR-TRIAL-01'
const study = uid('study')
let archive: PlainArchive
let elsewhere: PlainArchive
let workstation: Workstation

beforeEach(async () => {
  archive = await startPlainArchive([0, 1, 2, 3].map((i) => file(slice(i))))
  elsewhere = await startPlainArchive([])
  workstation = await openWorkstation({ silence: 2000 })
})
afterEach(async () => {
  await workstation.close()
  await archive.close()
  await elsewhere.close()
})
const enter = () => workstation.enter({ url: archive.url, account: 'a', secret: 's', kind: 'dicomweb' }, project)
const outcome = async (work: () => Promise<unknown>) => {
  try { return JSON.stringify(await work()) } catch (e) { return String(e).slice(0, 300) }
}
const on = (path: RegExp, does: (response: ServerResponse) => void): Interference => (request, response) => {
  if (!path.test(request.url ?? '')) return false
  does(response)
  return true
}
const row = (changes: object = {}) => ({ '0020000D': { vr: 'UI', Value: [study] }, '00120020': { vr: 'LO', Value: [project] }, ...changes })

describe('explore', () => {
  const cases: Record<string, (response: ServerResponse) => void> = {
    redirect: (r) => r.writeHead(302, { location: `${elsewhere.url}/x` }).end(),
    html: (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>hi'),
    endless: (r) => { r.writeHead(200, {'content-type':'application/dicom+json'}); const chunk = Buffer.alloc(1 << 20, 0x20); const pump = () => { while (!r.destroyed && r.write(chunk)); if (!r.destroyed) r.once('drain', pump) }; pump() },
    silent: () => {},
    emptyBody: (r) => r.writeHead(200).end(),
    nullBody: (r) => sendJson(r, null),
    number: (r) => sendJson(r, 5),
    arrNull: (r) => sendJson(r, [null]),
    valueNumber: (r) => sendJson(r, [row({ '00100020': { vr: 'LO', Value: 5 } })]),
    valueObject: (r) => sendJson(r, [row({ '00100020': { vr: 'LO', Value: [{}] } })]),
    proto: (r) => { r.writeHead(200); r.end(`[{"__proto__":{"Value":["x"]},"0020000D":{"Value":["${study}"]},"00120020":{"Value":["${project}"]},"00100020":{"Value":["__proto__"]}}]`) },
    protoNumber: (r) => { r.writeHead(200); r.end(`[{"__proto__":5,"0020000D":{"Value":["${study}"]},"00120020":{"Value":["${project}"]}}]`) },
    pathUid: (r) => sendJson(r, [row(), row({ '0020000D': { vr: 'UI', Value: ['../../etc'] } })]),
    longSubject: (r) => sendJson(r, [row({ '00100020': { vr: 'LO', Value: ['x'.repeat(300)] } })]),
    htmlSubject: (r) => sendJson(r, [row({ '00100020': { vr: 'LO', Value: ['<img src=x onerror=alert(1)>\u001b[2J'] } })]),
    longSite: (r) => sendJson(r, [row({ '00120030': { vr: 'LO', Value: ['x'.repeat(300)] } })]),
    size: (r) => sendJson(r, [row({ '00101020': { vr: 'DS', Value: ['1e308'] }, '00101030': { vr: 'DS', Value: [-5] }, '00201208': {Value: [1e300]} })]),
    deep: (r) => { r.writeHead(200); r.end('['.repeat(1_000_000)) },
    gz: (r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    s599: (r) => r.writeHead(599).end('{"message":"\\u001b[2Jevil <b>"}'),
    s101: (r) => { r.socket?.end('HTTP/1.1 101 Switching\r\n\r\n') },
    garbage: (r) => { r.socket?.end('not http at all\r\n\r\n') },
    header: (r) => { r.socket?.end('HTTP/1.1 200 OK\r\nx: ' + 'y'.repeat(100000) + '\r\n\r\n') },
    manyHeaders: (r) => { r.socket?.end('HTTP/1.1 200 OK\r\n' + 'x: y\r\n'.repeat(3000) + '\r\n[]') },
  }
  it.each(Object.entries(cases))('%s', async (name, does) => {
    await enter()
    archive.interfere(on(/\/studies\?/, does))
    const before = process.memoryUsage().rss
    console.log(name, 'sync', await outcome(() => workstation.sync.project(project)), 'remote', await outcome(async () => workstation.remote.studies(project).length), 'elsewhere', elsewhere.seen.length, Math.round((process.memoryUsage().rss - before) / 1e6))
    archive.interfere(undefined)
    console.log(name, 'after', await outcome(() => workstation.sync.project(project)))
  }, 60_000)
})
