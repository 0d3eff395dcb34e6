/** Synthetic examinations, as files and as analyses take them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { type ExaminationOnDisk, examinationOnDisk } from './on-disk.ts'

/** Synthetic studies, or some series of them, as files with what is drawn on them; they go with the test. */
export function studiesOnDisk(): (
  name: string,
  made: PhantomStudyOptions,
  roles?: readonly SeriesRole[],
) => ExaminationOnDisk {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-examination-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name, made, roles) => {
    const images = join(folder, name)
    const here = new Set<string>()
    for (const { fileName, bytes, sopInstanceUid } of phantomStudy(
      made,
      roles === undefined ? {} : { roles },
    )) {
      const path = join(images, fileName)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
      here.add(sopInstanceUid)
    }
    const drawn = phantomContours(made, 'ed-es')
    const isHere = ({ sopInstanceUid }: { readonly sopInstanceUid: string }): boolean =>
      here.has(sopInstanceUid)
    const file = {
      ...drawn,
      contours: drawn.contours.filter(isHere),
      landmarks: drawn.landmarks?.filter(isHere),
      empty: drawn.empty?.filter(isHere),
    }
    const contours = join(folder, `${name}.json`)
    writeFileSync(contours, JSON.stringify(file))
    return examinationOnDisk(images, contours, made.project)
  }
}
