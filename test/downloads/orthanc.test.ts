import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import { withoutProtocol } from '../../main/services/registry/archive.ts'
import { type Certificate, hasOpenssl, makeCertificate } from '../registry/servers/certificate.ts'
import { smallStudies } from '../registry/servers/demo.ts'
import { startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { opinionUid, writeOpinion } from '../registry/servers/opinion.ts'
import { hasOrthanc, noOrthanc, type Orthanc, startOrthanc } from '../registry/servers/orthanc.ts'
import { openWorkstation } from './here.ts'
import { call, type Workstation } from './workstation.ts'

const trial = 'CMR-TRIAL-01'
const all = 143
const stream = /\/studies\/[0-9.]+$/

const ofTrial = (project: string, seed: number): PhantomStudyOptions => {
  const [first] = smallStudies
  if (!first) throw new Error('there are demo studies')
  return { ...first.options, project, seed }
}

describe.skipIf(!hasOrthanc)(`a plain Orthanc${hasOrthanc ? '' : ` (skipped: ${noOrthanc})`}`, () => {
  const options = ofTrial(trial, 1)
  const study = phantomUid(options)
  const other = phantomUid(ofTrial('CMR-TRIAL-02', 2))
  let orthanc: Orthanc
  let workstation: Workstation

  beforeAll(async () => {
    orthanc = await startOrthanc()
    for (const { bytes } of phantomStudy(options)) await orthanc.put(bytes)
    for (const { bytes } of phantomStudy(ofTrial('CMR-TRIAL-02', 2), { roles: ['scout'] }))
      await orthanc.put(bytes)
    await orthanc.put(writeOpinion({ study, project: trial, subject: options.subject, number: 1 }))
  })
  afterAll(() => orthanc.stop())
  beforeEach(async () => {
    workstation = await openWorkstation()
  })
  afterEach(() => workstation.close())

  const entrance = (url = orthanc.root) => ({ url, account: orthanc.account, secret: orthanc.secret })
  const here = (): number => workstation.keeper.index.objectsOf(study).length

  it('is a registry whose projects are the protocols that its studies name', async () => {
    expect(await workstation.enter(entrance(), trial)).toEqual([study])
    expect(workstation.connection.view()).toMatchObject({ kind: 'dicomweb', state: 'signed-in' })
    expect(workstation.remote.projects().map(({ id }) => id)).toEqual([trial, 'CMR-TRIAL-02'])
    expect(workstation.remote.study(study)).toMatchObject({
      subject: options.subject,
      site: options.site,
      instances: all + 1,
    })
  })

  it('gives a whole study, and not the report that somebody else left in it', async () => {
    await workstation.enter(entrance(), trial)
    expect(await workstation.fetch(study)).toBe('complete')
    expect(workstation.downloads.view(study)?.instances).toEqual({ done: all, total: all })
    const classes = new Set(workstation.keeper.index.objectsOf(study).map(({ sopClassUid }) => sopClassUid))
    expect([...classes]).toEqual(['1.2.840.10008.5.1.4.1.1.4'])
    expect(here()).toBe(all)
  })

  it('that ignores what it was asked for gives another project’s study to nobody', async () => {
    const proxy = await startFaultProxy(orthanc.port)
    const everything = await fetch(`${orthanc.root}/studies?includefield=00120020`, {
      headers: { authorization: `Basic ${Buffer.from('corelab:pw-c').toString('base64')}` },
    }).then((answer) => answer.arrayBuffer())
    const answer = (): Buffer => Buffer.from(everything)
    proxy.inject({ match: /ClinicalTrialProtocolID=/, times: 9, does: { kind: 'rewrite', answer } })
    expect(await workstation.enter(entrance(`${proxy.origin}/dicom-web`), trial)).toEqual([study])
    expect(workstation.remote.study(other)).toBeUndefined()
    await proxy.close()
  })

  it('that is killed in the middle gives the rest when it is back', async () => {
    const proxy = await startFaultProxy(orthanc.port)
    await workstation.enter(entrance(`${proxy.origin}/dicom-web`), trial)
    proxy.inject({ match: /\/series\/[0-9.]+$/, times: 9, does: { kind: 'stall-answer', after: 800_000 } })
    proxy.inject({ match: stream, times: 1, does: { kind: 'stall-answer', after: 800_000 } })
    await workstation.downloads.service.start({ study }, call)
    for await (const { instances } of await workstation.downloads.service.watch({ study }, call))
      if (instances.done > 0) break
    await orthanc.kill()
    proxy.dropConnections()
    expect(await workstation.rest(study)).toBe('failed')
    const before = here()
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(all)
    await orthanc.restart()
    proxy.clear()
    await workstation.downloads.service.resume({ study }, call)
    expect(await workstation.rest(study)).toBe('complete')
    expect(here()).toBe(all)
    await proxy.close()
  })

  it('shows studies that name no protocol as what they are', async () => {
    const bare = writeOpinion({ study: '1.2.826.77.1', project: '', subject: 'MW-009', number: 2 })
    await orthanc.put(bare)
    expect(await workstation.enter(entrance(), withoutProtocol)).toEqual(['1.2.826.77.1'])
    expect(opinionUid('1.2.826.77.1', 2)).toBe('1.2.826.77.1.99.2')
  })

  it.each([
    ['wrong secret', () => ({ ...entrance(), secret: 'pw-x' }), 'not-signed-in'],
    ['wrong address', () => entrance(`${orthanc.root}/nowhere`), 'registry-refused'],
    ['closed port', () => entrance('http://127.0.0.1:1/dicom-web'), 'registry-unreachable'],
    ['plain http over a network', () => entrance('http://192.0.2.1/dicom-web'), 'registry-address-refused'],
  ])('lets nobody in with a %s, and says why', async (_, asked, code) => {
    await expect(workstation.connection.signIn({ kind: 'auto', ...asked() })).rejects.toMatchObject({ code })
    expect(workstation.connection.view()).toEqual({ state: 'not-set' })
  })

  describe.skipIf(!hasOpenssl)(`behind TLS${hasOpenssl ? '' : ' (skipped: no openssl)'}`, () => {
    let certificate: Certificate
    beforeAll(() => {
      certificate = makeCertificate()
    })

    it('is refused when nobody that this machine trusts signed its certificate', async () => {
      const proxy = await startFaultProxy(orthanc.port, certificate)
      const asked = { kind: 'dicomweb', ...entrance(`${proxy.origin}/dicom-web`) } as const
      await expect(workstation.connection.signIn(asked)).rejects.toMatchObject({
        code: 'registry-unreachable',
        data: { detail: expect.stringContaining('certificate') },
      })
      expect(proxy.seen).toEqual([])
      await proxy.close()
    })

    it('gives a whole study when its authority is known', async () => {
      const proxy = await startFaultProxy(orthanc.port, certificate)
      await workstation.close()
      workstation = await openWorkstation({ ca: certificate.ca })
      await workstation.enter(entrance(`${proxy.origin}/dicom-web`), trial)
      expect(await workstation.fetch(study)).toBe('complete')
      expect(here()).toBe(all)
      await proxy.close()
    })
  })
})
