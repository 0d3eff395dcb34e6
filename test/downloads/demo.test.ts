import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProject } from '../../main/registry/projects/seed.ts'
import { type DemoRegistry, startDemoRegistry } from '../registry/servers/demo.ts'
import { openWorkstation, type Workstation } from './workstation.ts'

let registry: DemoRegistry
let workstation: Workstation

beforeAll(async () => {
  registry = await startDemoRegistry()
  workstation = await openWorkstation()
})
afterAll(async () => {
  await workstation.close()
  await registry.remove()
  expect(registry.errors).toEqual([])
})

it('a study of the demo registry comes whole into the library', async () => {
  const [study = ''] = await workstation.enter(
    { url: registry.url, account: 'reader', secret: 'demo' },
    openProject,
  )
  const t = performance.now()
  expect(await workstation.fetch(study)).toBe('complete')
  console.log(performance.now() - t, workstation.downloads.view(study))
  expect(workstation.keeper.index.instancesOf(study)).toHaveLength(143)
})
