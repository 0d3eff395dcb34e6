/** Synthetic examinations, as files and as analyses take them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { writeStudy } from '../../cli/study-files.ts'
import { trial } from '../../trial.ts'
import { type ExaminationOnDisk, examinationOnDisk } from './on-disk.ts'

export const wholeInfarct: PhantomStudyOptions = {
  preset: 'infarct',
  seed: 7,
  examination: 'whole',
  vendor: 'siemens',
  small: true,
  ...trial,
}

/** Late enhancement alone in the pixels of a scanner: in coarse ones no wall is clear of its borders. */
export const lateOfInfarct = [
  'late',
  { ...wholeInfarct, small: false },
  ['lge-sax'],
] as const satisfies Parameters<ReturnType<typeof studiesOnDisk>>

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
    const { drawn } = writeStudy(images, made, roles)
    const contours = join(folder, `${name}.json`)
    writeFileSync(contours, JSON.stringify(drawn))
    return examinationOnDisk(images, contours, made.project)
  }
}
