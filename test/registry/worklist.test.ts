import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject } from '../../main/registry/projects/seed.ts'
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
    })
    expect(await projects.service.list({ refresh: false }, call)).toMatchObject([
      { id: openProject, title: 'Demonstration: left ventricle', studies: 3, downloaded: 1 },
      { id: 'CMR-TRIAL-01', studies: 1, downloaded: 1, protocol: { papillaries: 'cavity' } },
    ])
    const [imported] = await inWorklist('CMR-TRIAL-01')
    expect(imported?.download.status).toBe('complete')
    await expect(inWorklist('NO-SUCH')).rejects.toMatchObject({ code: 'no-such-project' })
  })
})
