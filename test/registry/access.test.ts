import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import { openProject, restrictedProject } from '../../main/registry/projects/seed.ts'
import { filesOf, type RegistryClient, signInAs } from './client.ts'
import { type DemoRegistry, smallStudies, startDemoRegistry } from './servers/demo.ts'
import { opinionUid, writeOpinion } from './servers/opinion.ts'

let registry: DemoRegistry
let reader: RegistryClient
let second: RegistryClient
let coordinator: RegistryClient

const [normal, dilated, infarct, restricted] = smallStudies.map(({ options }) => phantomUid(options))
const study = normal ?? ''

beforeAll(async () => {
  registry = await startDemoRegistry()
  reader = await signInAs(registry.url, 'reader')
  second = await signInAs(registry.url, 'second')
  coordinator = await signInAs(registry.url, 'coordinator')
})
afterAll(async () => {
  await registry.remove()
  expect(registry.errors).toEqual([])
})

describe('an account', () => {
  it('is refused with a wrong secret, a made-up token, and after signing out', async () => {
    await expect(signInAs(registry.url, 'reader', 'guess')).rejects.toThrow('401')
    await expect(signInAs(registry.url, 'nobody')).rejects.toThrow('401')
    const asked = { headers: { authorization: 'Bearer made-up' } }
    expect((await fetch(`${registry.url}/api/projects`, asked)).status).toBe(401)
    expect((await fetch(`${registry.url}/dicom-web/studies`, asked)).status).toBe(401)
    const leaving = await signInAs(registry.url, 'reader')
    expect((await leaving.send('DELETE', '/api/sessions/current')).status).toBe(200)
    expect((await leaving.get('/api/projects')).status).toBe(401)
    expect((await reader.get('/api/projects')).status).toBe(200)
  })

  it('enters the projects that it was let into and no others, by any door', async () => {
    const projects = async (client: RegistryClient) =>
      ((await client.get('/api/projects')).body as { id: string }[]).map(({ id }) => id)
    expect(await projects(reader)).toEqual([openProject])
    expect(await projects(second)).toEqual([openProject, restrictedProject])
    expect((await reader.get(`/api/projects/${restrictedProject}/studies`)).status).toBe(403)
    expect((await reader.get('/api/projects/NONE/studies')).status).toBe(404)
    expect(await reader.dicomWeb.studies({ protocol: restrictedProject })).toEqual([])
    expect((await reader.dicomWeb.studies({})).map((row) => row.study)).toEqual([normal, dilated, infarct])
    for (const path of ['', '/instances', '/metadata', '/series'])
      expect((await reader.get(`/dicom-web/studies/${restricted}${path}`)).status).toBe(403)
    expect((await reader.get('/dicom-web/studies/1.2.3/instances')).status).toBe(404)
  })

  it('is let in and shut out by the coordinator, from that moment on', async () => {
    const grant = `/api/projects/${restrictedProject}/grants/reader`
    expect((await reader.send('PUT', grant, { permissions: ['download'] })).status).toBe(403)
    expect((await coordinator.send('PUT', grant, { permissions: ['download'] })).status).toBe(200)
    expect((await reader.dicomWeb.studies({ protocol: restrictedProject })).length).toBe(1)
    expect((await coordinator.send('DELETE', grant)).status).toBe(200)
    expect(await reader.dicomWeb.studies({ protocol: restrictedProject })).toEqual([])
  })

  it('sees only its own assignments', async () => {
    const path = `/api/projects/${openProject}/assignments`
    const ask = { study, account: 'second', role: 'second', blinded: true }
    expect((await coordinator.send('POST', path, ask)).status).toBe(200)
    expect((await second.get(path)).body).toMatchObject([ask])
    expect((await reader.get(path)).body).toEqual([])
  })
})

describe('clinical fields', () => {
  it('reach the reading room only as far as the protocol opens them', async () => {
    const { body } = await reader.get(`/api/projects/${openProject}/studies`)
    const [first] = body as Record<string, unknown>[]
    expect(first).toMatchObject({
      subject: 'MW-001',
      clinical: { sex: 'F', age: '041Y', heightCm: 168, weightKg: 62, heartRate: 67 },
      fields: { indication: 'screening' },
    })
    expect(first).not.toHaveProperty('date')
    expect(JSON.stringify(body)).not.toContain('no event')
    const [row] = await reader.dicomWeb.studies({ study })
    expect(JSON.stringify(row)).not.toContain('20240102')
  })
})

describe('a synthetic study', () => {
  it('is fetched as the very files that the generator writes', async () => {
    const [options] = smallStudies.map((one) => one.options)
    if (!options) throw new Error('there are demo studies')
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
    const written = [...phantomStudy(options)].map(({ bytes }) => hash(bytes))
    const fetched = (await filesOf(reader.dicomWeb, { study })).map(hash)
    expect(fetched.toSorted()).toEqual(written.toSorted())
  })

  it('gives its list, its header and its pixels instance by instance', async () => {
    const rows = await reader.dicomWeb.instances({ study })
    expect(rows).toHaveLength(143)
    const [{ series = '', sopInstanceUid = '' } = {}] = rows
    const path = `/dicom-web/studies/${study}/series/${series}/instances/${sopInstanceUid}`
    const [header] = (await reader.get(`${path}/metadata`)).body as Record<string, { Value?: unknown[] }>[]
    expect(header?.['00080018']?.Value).toEqual([sopInstanceUid])
    expect(header?.['00120062']?.Value).toEqual(['YES'])
    const frame = await reader.get(`${path}/frames/1`, '*/*')
    expect(frame.status).toBe(200)
    expect(frame.type).toContain('application/octet-stream')
    expect(String(frame.body).length).toBeGreaterThan(64 * 64)
    expect((await reader.get(`${path}/frames/2`)).status).toBe(404)
    expect((await reader.get(`${path}/frames/0`)).status).toBe(404)
    expect(await filesOf(reader.dicomWeb, { study, series, instance: sopInstanceUid })).toHaveLength(1)
  })

  it('is found by the trial’s own identifiers, and an unknown filter is refused instead of ignored', async () => {
    const found = async (query: string): Promise<unknown[]> =>
      (await reader.get(`/dicom-web/studies?${query}`)).body as unknown[]
    expect(await found('ClinicalTrialSubjectID=MW-00*')).toHaveLength(3)
    expect(await found('00120030=SITE-B')).toHaveLength(1)
    expect(await found(`StudyInstanceUID=${study},${dilated}`)).toHaveLength(2)
    expect(await found('PatientID=MW-???&limit=2')).toHaveLength(2)
    expect(await found('PatientID=MW-???&limit=2&offset=2')).toHaveLength(1)
    expect((await reader.get('/dicom-web/studies?PatientsShoeSize=42')).status).toBe(400)
    expect((await reader.get('/dicom-web/studies?PatientName=x')).status).toBe(400)
  })
})

describe('a report that a reader sends', () => {
  const mine = (number: number, sentence?: string) =>
    writeOpinion({
      study,
      project: openProject,
      subject: 'MW-001',
      number,
      ...(sentence === undefined ? {} : { sentence }),
    })
  const uid = (number: number): string => opinionUid(study, number)

  it('is read back byte for byte by its sender, and unseen by a blinded colleague', async () => {
    const file = mine(1)
    expect(await reader.dicomWeb.store(file, uid(1))).toMatchObject({ status: 200, claimed: true })
    const sees = async (client: RegistryClient) =>
      client.dicomWeb.instances({ study, sopInstanceUid: uid(1) })
    const [row] = await sees(reader)
    const [held] = await filesOf(reader.dicomWeb, {
      study,
      series: row?.series ?? '',
      instance: uid(1),
    })
    expect(held?.equals(file)).toBe(true)
    expect(await sees(second)).toEqual([])
    expect(await sees(coordinator)).toHaveLength(1)
    expect(await filesOf(second.dicomWeb, { study })).toHaveLength(143)
  })

  it('is never replaced by other content under its UID', async () => {
    expect(await reader.dicomWeb.store(mine(2), uid(2))).toMatchObject({ claimed: true })
    expect(await reader.dicomWeb.store(mine(2), uid(2))).toMatchObject({ status: 200, claimed: true })
    const other = await reader.dicomWeb.store(mine(2, 'EF 40 %'), uid(2))
    expect(other).toEqual({ status: 409, claimed: false, failureReason: 0x0111 })
  })

  it('is not stored when it was cut, when it belongs to another project, or to nobody', async () => {
    const whole = mine(3)
    expect(await reader.dicomWeb.store(whole.subarray(0, whole.length - 7), uid(3))).toMatchObject({
      claimed: false,
      failureReason: 0xc000,
    })
    const foreign = writeOpinion({
      study: restricted ?? '',
      project: restrictedProject,
      subject: 'MW-101',
      number: 4,
    })
    expect(await reader.dicomWeb.store(foreign, opinionUid(restricted ?? '', 4))).toMatchObject({
      claimed: false,
      failureReason: 0x0124,
    })
    expect(await reader.dicomWeb.instances({ study, sopInstanceUid: uid(3) })).toEqual([])
  })
})

it('starts again on the same port with everything that it had', async () => {
  const { folder, port } = registry
  await registry.close()
  const again = await startDemoRegistry({ folder })
  expect(again.port).toBe(port)
  expect((await reader.get('/api/projects')).status).toBe(200)
  expect(await filesOf(reader.dicomWeb, { study })).toHaveLength(143 + 2)
  registry = again
})
