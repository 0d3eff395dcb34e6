import { expect, it } from 'vitest'
import { openProject } from '../../main/registry/projects/seed.ts'
import { longAxisFiles, longAxisOnly, startDemoRegistry } from '../registry/servers/demo.ts'
import { killDownloads } from './kills.ts'

it('a download killed at any moment leaves a whole library, and the next run goes on with it', async () => {
  const registry = await startDemoRegistry({ source: longAxisOnly })
  const { url } = registry
  try {
    const kills = { url, project: openProject, kills: 3, seed: 20_260_102, instances: longAxisFiles }
    expect(await killDownloads(kills)).toMatchObject({ problems: [], kills: 3 })
  } finally {
    await registry.remove()
  }
}, 120_000)
