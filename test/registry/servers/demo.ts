/** The embedded demo registry with small synthetic studies, made in this process. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { type Registry, startRegistry } from '../../../main/registry/registry.ts'
import { demoStudies, phantomSource } from '../../../main/registry/synthesis/phantom.ts'
import type { StudySource } from '../../../main/registry/synthesis/source.ts'

/** The demo registry's studies in few coarse pixels: 143 files of 10 kB each. */
export const smallStudies = demoStudies.map((study) => ({
  ...study,
  options: { ...study.options, small: true },
}))

export const smallSource = (): StudySource =>
  phantomSource({ make: async (options, part) => [...phantomStudy(options, part)], seats: 1 }, smallStudies)

const longAxesAndScouts = ['scout', 'cine-2ch', 'cine-3ch', 'cine-4ch'] as const

/** One study without its short axis: three long-axis cines of 14 phases and three scouts, 45 files. */
export const longAxisOnly = phantomSource(
  {
    make: async (options, part) => [...phantomStudy(options, { ...part, roles: longAxesAndScouts })],
    seats: 1,
  },
  smallStudies.slice(0, 1),
)
export const longAxisFiles = 45

/** SHA-256 of every file of the source's first study, as a registry serves them. */
export async function hashesOf(source: StudySource): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>()
  for (const part of source.parts(source.studies[0] ?? ''))
    for (const file of await part.files()) hashes.add(createHash('sha256').update(file).digest('hex'))
  return hashes
}

export interface DemoRegistry extends Registry {
  readonly folder: string
  readonly port: number
  /** what the registry could not answer */
  readonly errors: readonly unknown[]
  /** and removes its folder */
  remove(): Promise<void>
}

export async function startDemoRegistry(
  options: Partial<Parameters<typeof startRegistry>[0]> = {},
): Promise<DemoRegistry> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'midwall-registry-')))
  const errors: unknown[] = []
  const registry = await startRegistry({
    folder,
    source: smallSource(),
    onError: (error) => void errors.push(error),
    ...options,
  })
  return {
    ...registry,
    folder,
    port: Number(new URL(registry.url).port),
    errors,
    async remove() {
      await registry.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
