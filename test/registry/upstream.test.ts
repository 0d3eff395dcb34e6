import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject, restrictedProject } from '../../main/registry/projects/seed.ts'
import { filesOf, type RegistryClient, signInAs } from './client.ts'
import { type DemoRegistry, startDemoRegistry } from './servers/demo.ts'
import { opinionUid, writeOpinion } from './servers/opinion.ts'
import { hasOrthanc, noOrthanc, type Orthanc, startOrthanc } from './servers/orthanc.ts'

const mine = '1.2.826.0.1.88.1'
const restricted = '1.2.826.0.1.88.2'
const nobodys = '1.2.826.0.1.88.3'

describe.skipIf(!hasOrthanc)(
  `a registry in front of a real archive${hasOrthanc ? '' : ` (skipped: ${noOrthanc})`}`,
  () => {
    let orthanc: Orthanc
    let registry: DemoRegistry
    let reader: RegistryClient
    let folder: string

    const seed = (study: string, project: string) =>
      orthanc.put(writeOpinion({ study, project, subject: 'MW-001', number: 1 }))

    beforeAll(async () => {
      orthanc = await startOrthanc()
      await seed(mine, openProject)
      await seed(restricted, restrictedProject)
      await seed(nobodys, 'CMR-OTHER')
      folder = await mkdtemp(join(tmpdir(), 'midwall-upstream-'))
      const basic = Buffer.from(`${orthanc.account}:${orthanc.secret}`).toString('base64')
      const upstream = { root: new URL(orthanc.root), authorization: `Basic ${basic}` }
      registry = await startDemoRegistry({ folder, upstream })
      reader = await signInAs(registry.url, 'reader')
    })
    afterAll(async () => {
      await registry.close()
      await orthanc.stop()
      await rm(folder, { recursive: true })
      expect(registry.errors).toEqual([])
    })

    it('shows an account the studies of its projects and no others', async () => {
      expect((await reader.dicomWeb.studies({})).map(({ study }) => study)).toEqual([mine])
      const { body } = await reader.get(`/api/projects/${openProject}/studies`)
      expect(body).toMatchObject([{ study: mine, subject: 'MW-001', site: 'SITE-A' }])
      expect((await reader.get(`/dicom-web/studies/${restricted}/instances`)).status).toBe(403)
      expect((await reader.get(`/dicom-web/studies/${nobodys}/instances`)).status).toBe(404)
    })

    it('takes a result, gives it back to its sender, and hides what others think', async () => {
      const file = writeOpinion({ study: mine, project: openProject, subject: 'MW-001', number: 2 })
      const uid = opinionUid(mine, 2)
      expect(await reader.dicomWeb.store(file, uid)).toMatchObject({ status: 200, claimed: true })
      const rows = await reader.dicomWeb.instances({ study: mine })
      expect(rows.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual([uid])
      const [held] = await filesOf(reader.dicomWeb, { study: mine })
      expect(held?.equals(file)).toBe(true)
      const foreign = writeOpinion({ study: nobodys, project: 'CMR-OTHER', subject: 'MW-001', number: 3 })
      expect(await reader.dicomWeb.store(foreign, opinionUid(nobodys, 3))).toMatchObject({
        claimed: false,
        failureReason: 0x0124,
      })
    })

    it('stops showing what was withdrawn, although the archive keeps it', async () => {
      const coordinator = await signInAs(registry.url, 'coordinator')
      const path = `/api/projects/${openProject}/withdrawals`
      const asked = { scope: 'subject', withdrawn: 'MW-001', reason: 'left' }
      expect((await coordinator.send('POST', path, asked)).body).toMatchObject({ studies: [mine] })
      expect(await reader.dicomWeb.studies({})).toEqual([])
      expect((await reader.get(`/dicom-web/studies/${mine}`)).status).toBe(410)
    })
  },
)
