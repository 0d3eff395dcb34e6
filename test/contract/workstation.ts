/** Every real service on a library of its own, with a small demo registry and files to import. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { compose } from '../../main/compose.ts'
import { createPages } from '../../main/hosts/pages.ts'
import { createRouter } from '../../main/hosts/router.ts'
import { builtWorkers } from '../built-workers.ts'
import { uid } from '../hostile/encode.ts'
import { file, image, slice } from '../hostile/image.ts'
import { smallStudies, startDemoRegistry } from '../registry/servers/demo.ts'
import { trial } from '../trial.ts'
import type { Served } from './hosts.ts'

export const importedOptions: PhantomStudyOptions = {
  preset: 'normal',
  seed: 5,
  small: true,
  ...trial,
}

export interface Workstation extends Served {
  /** of the demo registry */
  readonly url: string
  /** a study, files that are held back and one that is no DICOM */
  readonly incoming: string
  /** our own mistakes, which must not happen here */
  readonly bugs: readonly unknown[]
  close(): Promise<void>
}

export async function openWorkstation(): Promise<Workstation> {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-contract-'))
  const bugs: unknown[] = []
  const registry = await startDemoRegistry()
  const composed = compose({
    host: 'loopback',
    libraryFolder: join(folder, 'library'),
    threadEntry: (await builtWorkers()).thread,
    onError: (error) => `mistake ${bugs.push(error)}`,
  })
  await composed.resume()
  return {
    url: registry.url,
    incoming: writeIncoming(join(folder, 'incoming')),
    bugs,
    router: createRouter(composed.services, (bug) => void bugs.push(bug)),
    pages: createPages('dist/renderer', composed.frames),
    async close() {
      await composed.close()
      await registry.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeIncoming(folder: string): string {
  const write = (name: string, bytes: Uint8Array): void => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  for (const { fileName, bytes } of phantomStudy(importedOptions)) write(fileName, bytes)
  const apart = { StudyInstanceUID: uid('contract'), SeriesInstanceUID: uid('contract series') }
  write('named.dcm', file(image({ ...apart, PatientName: 'DOE^JANE', PatientIdentityRemoved: undefined })))
  write('burned.dcm', file(slice(1, { ...apart, BurnedInAnnotation: 'YES' })))
  write('other.dcm', file(slice(2, { ...apart, BurnedInAnnotation: 'YES' })))
  write('notes.txt', new TextEncoder().encode('not an image'))
  return folder
}

/** The exact borders of one of the demo registry's studies. */
export function demoContours(index: number): ContourFile {
  const study = smallStudies[index]
  if (!study) throw new RangeError(`there is no demo study ${index}`)
  return contourFileSchema.parse(phantomContours(study.options, 'ed-es'))
}
