import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProject } from '../../main/registry/projects/seed.ts'
import { auditEntries } from '../../main/store/audit.ts'
import { openWorkstation } from '../downloads/here.ts'
import { call, type Workstation } from '../downloads/workstation.ts'
import { type RegistryClient, signInAs } from './client.ts'
import { type DemoRegistry, startDemoRegistry } from './servers/demo.ts'
import { writeOpinion } from './servers/opinion.ts'

const all = 143
let registry: DemoRegistry
let coordinator: RegistryClient
let workstation: Workstation
let studies: string[]
let sealed: string[]
let sealedWhile: string[]
let stopped: string[]

beforeAll(async () => {
  registry = await startDemoRegistry()
  coordinator = await signInAs(registry.url, 'coordinator')
})
afterAll(() => registry.remove())
beforeEach(async () => {
  sealed = []
  sealedWhile = []
  stopped = []
  workstation = await openWorkstation({
    leaving: {
      sealReads: async (study, reason) => {
        sealed.push(`${study}: ${reason}`)
        sealedWhile.push(workstation.keeper.index.stateOf(study))
      },
      stopOutbox: async (study) => void stopped.push(study),
    },
  })
  const entrance = { url: registry.url, account: 'reader', secret: 'demo' }
  studies = await workstation.enter(entrance, openProject)
})
afterEach(() => workstation.close())

const withdraw = (scope: 'site' | 'subject', withdrawn: string) =>
  coordinator.send('POST', `/api/projects/${openProject}/withdrawals`, {
    scope,
    withdrawn,
    reason: 'consent taken back',
  })
const studyOf = (subject: string): string =>
  workstation.remote.studies(openProject).find((study) => study.subject === subject)?.study ?? ''

describe('when a subject leaves', () => {
  it('its images go at the next sync, its reads are sealed, its results stopped, and only the audit stays', async () => {
    const study = studyOf('MW-003')
    expect(await workstation.fetch(study)).toBe('complete')
    expect(workstation.keeper.index.objectsOf(study)).toHaveLength(all)
    expect((await withdraw('subject', 'MW-003')).status).toBe(200)

    expect(await workstation.sync.project(openProject)).toEqual({ studies: 2, withdrawn: [study] })
    expect(workstation.keeper.index.stateOf(study)).toBe('withdrawn')
    expect(workstation.keeper.index.objectsOf(study)).toEqual([])
    expect((await workstation.keeper.check()).strays).toEqual([])
    const reason = `${study}: the subject MW-003 was withdrawn: consent taken back`
    // once more when nobody can begin a read any longer: one may have been begun in between
    expect(sealed).toEqual([reason, reason])
    expect(sealedWhile.at(-1)).toBe('withdrawn')
    expect(stopped).toEqual([study, study])
    const audit = auditEntries(workstation.library.db, 20)
    expect(audit.some(({ what, about }) => what === 'study-withdrawn' && about.includes(study))).toBe(true)
    expect(workstation.announced).toContainEqual({ kind: 'study-withdrawn', study })

    expect(await workstation.sync.project(openProject)).toEqual({ studies: 2, withdrawn: [] })
  })

  it('the registry gives and takes nothing of it any more', async () => {
    const study = studyOf('MW-003') || (studies.at(-1) ?? '')
    const left = (await coordinator.get(`/api/projects/${openProject}/withdrawals`)).body as {
      studies: string[]
    }[]
    const [gone = study] = left.flatMap((one) => one.studies)
    expect((await coordinator.get(`/dicom-web/studies/${gone}/instances`)).status).toBe(410)
    expect((await coordinator.get(`/dicom-web/studies/${gone}`)).status).toBe(410)
    const late = writeOpinion({ study: gone, project: openProject, subject: 'MW-003', number: 5 })
    expect(await coordinator.dicomWeb.store(late, `${gone.slice(0, 50)}.99.5`)).toMatchObject({
      claimed: false,
      failureReason: 0x0124,
    })
    const elsewhere = writeOpinion({ study: '1.2.826.9', project: openProject, subject: 'MW-003', number: 6 })
    expect(await coordinator.dicomWeb.store(elsewhere, '1.2.826.9.99.6')).toMatchObject({ claimed: false })
  })

  it('a download that was under way ends, with nothing of it kept', async () => {
    const study = studyOf('MW-002')
    await workstation.downloads.service.start({ study }, call)
    expect((await withdraw('subject', 'MW-002')).status).toBe(200)
    const { withdrawn } = await workstation.sync.project(openProject)
    expect(withdrawn).toContain(study)
    expect(workstation.downloads.view(study)).toBeUndefined()
    expect(workstation.keeper.index.objectsOf(study)).toEqual([])
    await expect(workstation.downloads.service.start({ study }, call)).rejects.toMatchObject({
      code: 'study-withdrawn',
    })
  })
})

it('only a coordinator withdraws', async () => {
  const reader = await signInAs(registry.url, 'reader')
  const path = `/api/projects/${openProject}/withdrawals`
  const asked = { scope: 'site', withdrawn: 'SITE-A', reason: 'no' }
  expect((await reader.send('POST', path, asked)).status).toBe(403)
})

it('when a site leaves, so do all of its subjects, those of imported folders included', async () => {
  const study = studyOf('MW-001')
  expect(await workstation.fetch(study)).toBe('complete')
  expect((await withdraw('site', 'SITE-A')).status).toBe(200)
  const { withdrawn, studies: left } = await workstation.sync.project(openProject)
  expect(withdrawn).toContain(study)
  expect(left).toBe(0)
  expect(workstation.keeper.index.objectsOf(study)).toEqual([])
})
