import { expect, it } from 'vitest'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { openProject } from '../../main/registry/projects/seed.ts'
import { phantomSource } from '../../main/registry/synthesis/phantom.ts'
import { smallStudies, startDemoRegistry } from '../registry/servers/demo.ts'
import { killDownloads } from './kills.ts'

/** Without the short axis: three long-axis cines of 14 phases and three scouts. */
const longAxisOnly = phantomSource(
  async (options, role) => (role === 'cine-sax' ? [] : [...phantomStudy(options, { roles: [role] })]),
  smallStudies.slice(0, 1),
)

it('a download killed at any moment leaves a whole library, and the next run goes on with it', async () => {
  const registry = await startDemoRegistry({ source: longAxisOnly })
  const { url } = registry
  try {
    const kills = { url, project: openProject, kills: 3, seed: 20_260_102, instances: 45 }
    expect(await killDownloads(kills)).toMatchObject({ problems: [], kills: 3 })
  } finally {
    await registry.remove()
  }
}, 120_000)
