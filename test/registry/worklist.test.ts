import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { openProject } from '../../main/registry/projects/seed.ts'
import { createLocalProtocols } from '../../main/services/projects/local-protocols.ts'
import { createProjects } from '../../main/services/projects/projects.ts'
import { createStudyList, type StudyList } from '../../main/services/studies/list.ts'
import { createLocalStudies } from '../../main/services/studies/local.ts'
import { openWorkstation } from '../downloads/here.ts'
import { call, type Workstation } from '../downloads/workstation.ts'
import { writeSyntheticStudy } from '../library/synthetic-study.ts'
import { temporaryFolder } from '../library/workplace.ts'
import { type DemoRegistry, startDemoRegistry } from './servers/demo.ts'

let registry: DemoRegistry
let workstation: Workstation
let list: StudyList

beforeAll(async () => {
  registry = await startDemoRegistry()
  workstation = await openWorkstation()
  await workstation.enter({ url: registry.url, account: 'reader', secret: 'demo' }, openProject)
  const { library, keeper, remote, sync, downloads } = workstation
  list = createStudyList({
    local: createLocalStudies(library),
    index: keeper.index,
    remote,
    sync,
    downloads,
    outbox: { statusOf: (read) => ({ status: read === 'read-1' ? 'waiting' : 'none' }) },
    ownRead: (_, reader) => (reader === 'reader' ? { id: 'read-1', status: 'signed' } : { status: 'none' }),
  })
})
afterAll(async () => {
  await workstation.close()
  await registry.remove()
})

const inWorklist = async (project?: string) =>
  list.list({ refresh: false, ...(project === undefined ? {} : { project }) }, call)

describe('the worklist', () => {
  it('shows the studies that the registry shares, with what the reading room may see of each subject', async () => {
    const studies = await inWorklist(openProject)
    expect(studies.map(({ subject }) => subject)).toEqual(['MW-001', 'MW-002', 'MW-003'])
    expect(studies[0]).toMatchObject({
      site: 'SITE-A',
      timePoint: 'baseline',
      clinical: { sex: 'F', age: '041Y', heightCm: 168, weightKg: 62, bodySizeSource: 'registry' },
      series: 5,
      instances: 143,
      download: { status: 'not-here' },
    })
    expect(studies[0]).not.toHaveProperty('date')
  })

  it('shows each reader his own read and nobody else’s', async () => {
    expect((await inWorklist())[0]).toMatchObject({
      read: { id: 'read-1', status: 'signed' },
      upload: { status: 'waiting' },
    })
    const other = { session: { reader: 'second' } }
    expect((await list.list({ refresh: false }, other))[0]).toMatchObject({
      read: { status: 'none' },
      upload: { status: 'none' },
    })
  })

  it('follows a download, and stays when the registry is gone', async () => {
    const [{ study = '' } = {}] = await inWorklist(openProject)
    expect(await workstation.fetch(study)).toBe('complete')
    await registry.close()
    expect(await list.viewOf(study, call)).toMatchObject({
      subject: 'MW-001',
      download: { status: 'complete', instances: { done: 143, total: 143 } },
    })
    expect(await inWorklist(openProject)).toHaveLength(3)
    await expect(list.list({ project: openProject, refresh: true }, call)).rejects.toMatchObject({
      code: 'registry-unreachable',
    })
    registry = await startDemoRegistry({ folder: registry.folder })
  })

  it('shows a folder that somebody imported beside them, under its own project', async () => {
    const source = temporaryFolder()
    writeSyntheticStudy(source)
    const input = { path: source, project: 'CMR-TRIAL-01' }
    for await (const _ of await workstation.keeper.imports.run(input, call));
    const projects = createProjects({
      index: workstation.keeper.index,
      remote: workstation.remote,
      sync: workstation.sync,
      local: createLocalProtocols(workstation.library),
    })
    expect(await projects.service.list({ refresh: false }, call)).toMatchObject([
      { id: openProject, title: 'Demonstration: left ventricle', studies: 3, downloaded: 1 },
      { id: 'CMR-TRIAL-01', studies: 1, downloaded: 1, protocol: { papillaries: 'cavity' } },
    ])
    const [imported] = await inWorklist('CMR-TRIAL-01')
    expect(imported?.download.status).toBe('complete')
    await expect(inWorklist('NO-SUCH')).rejects.toMatchObject({ code: 'no-such-project' })
  })

  it('puts the reads of an imported folder under the protocol that somebody attaches, and refuses a wrong one', async () => {
    const source = temporaryFolder()
    writeSyntheticStudy(source)
    const project = 'CMR-TRIAL-01'
    for await (const _ of await workstation.keeper.imports.run({ path: source, project }, call));
    const { service, protocolOf } = createProjects({
      index: workstation.keeper.index,
      remote: workstation.remote,
      sync: workstation.sync,
      local: createLocalProtocols(workstation.library),
    })
    const protocol = {
      format: 'midwall-protocol/1',
      name: 'Local study',
      version: '1',
      base: 'plane-clipped',
      papillaries: 'mass',
      motionScale: { name: 'aha-motion', version: '1' },
      checklist: [{ id: 'quality', need: 'required', kind: 'grade', grade: 'quality' }],
    }
    const file = (content: object, name = 'protocol.json') => ({ name, text: JSON.stringify(content) })
    const problems = async (attaching: Promise<unknown>): Promise<unknown> => {
      const error: unknown = await attaching.catch((cause: unknown) => cause)
      return isFailure(error) ? (isFailure(error, 'file-refused') ? error.data.problems : error.code) : error
    }
    const attach = (content: object, into = project) =>
      service.attachProtocol({ project: into, file: file(content) }, call)

    expect(await problems(attach({ ...protocol, base: 'guessed' }))).toEqual([
      expect.stringMatching(/^base: /),
    ])
    expect(await problems(attach({ ...protocol, checklsit: [] }))).toEqual([
      expect.stringMatching(/checklsit/),
    ])
    const [item] = protocol.checklist
    expect(await problems(attach({ ...protocol, checklist: [{ ...item, titel: { en: 'x' } }] }))).toEqual([
      'checklist.0.titel: there is no such entry',
    ])
    expect(await problems(attach({ ...protocol, checklist: [item, item] }))).toEqual([
      'checklist: two items have one id',
    ])
    expect(await problems(attach({ ...protocol, motionScale: { name: 'own', version: '1' } }))).toEqual([
      'motionScale: there is no such scale of wall motion',
    ])
    expect(await problems(attach(protocol, 'NOWHERE'))).toBe('no-such-project')
    expect(await problems(attach(protocol, openProject))).toBe('project-of-registry')
    expect(protocolOf(project).name).not.toBe('Local study')

    const { format: _, ...said } = protocol
    expect(await attach(protocol)).toMatchObject({ id: project, protocolFrom: 'file', protocol: said })
    expect(protocolOf(project)).toEqual(said)
    // a name and version mean one content for good, whatever was attached since
    await service.detachProtocol({ project }, call)
    expect(protocolOf(project).name).not.toBe('Local study')
    expect(await problems(attach({ ...protocol, papillaries: 'cavity' }))).toEqual([
      expect.stringMatching(/^version: Local study 1 was attached with other content/),
    ])
    await attach({ ...protocol, papillaries: 'cavity', version: '2' })
    expect(protocolOf(project)).toMatchObject({ version: '2', papillaries: 'cavity' })
  })
})
