/** The library that the window is measured with, made by the command line. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { beatsPerMinute } from '#analysis/units/units.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { project } from '../../library/workplace.ts'
import { midwall } from '../../running/app.ts'
import { type NoiseStudy, writeNoiseStudy } from '../files/synthetic.ts'

export const reader = 'bench'

/** A cine whose phases are counted, at its true rate. */
export interface Cine extends NoiseStudy {
  readonly phases: number
  readonly beatsPerMinute: number
}

const shortAxis: readonly SeriesRole[] = ['cine-sax']
const fourViews: readonly SeriesRole[] = ['cine-2ch', 'cine-3ch', 'cine-4ch', 'cine-sax']

const cine = (subject: string, phases: number, rate: number, roles: readonly SeriesRole[]): Cine => ({
  subject,
  phases,
  beatsPerMinute: rate,
  heartRate: beatsPerMinute(rate),
  slices: 3,
  roles,
})

/** Four viewports each, as the reading room shows a whole study. */
export const cines: readonly Cine[] = [20, 30].flatMap((phases) =>
  [60, 90].map((rate) => cine(`cine-${phases}-${rate}`, phases, rate, fourViews)),
)

/** More phases a second than any screen shows: every display frame has a new image. */
export const freeRunning = {
  one: cine('free-1', 60, 120, shortAxis),
  four: cine('free-4', 60, 120, fourViews),
}

export const toOpen: readonly NoiseStudy[] = Array.from({ length: 10 }, (_, n) => ({
  subject: `open-${String(n + 1).padStart(2, '0')}`,
  slices: 12,
  roles: ['scout', ...fourViews],
}))

/** A rendered heart with its exact borders at ED and ES, as a reader would have left it. */
export const contoured: PhantomStudyOptions = {
  preset: 'normal',
  seed: 1,
  project,
  site: 'SITE-A',
  subject: 'contoured',
  studyDate: '20240102',
}
export const borders = phantomContours(contoured, 'ed-es')

export async function makeLibrary(folder: string): Promise<string> {
  const library = join(folder, 'window-library')
  const files = join(folder, 'window-files')
  for (const study of [...cines, freeRunning.one, freeRunning.four, ...toOpen]) writeNoiseStudy(files, study)
  mkdirSync(join(files, contoured.subject))
  let number = 0
  for (const { bytes } of phantomStudy(contoured))
    writeFileSync(join(files, contoured.subject, `${number++}.dcm`), bytes)
  const contourFile = join(folder, 'contours.json')
  writeFileSync(contourFile, JSON.stringify(borders))

  const asReader = ['--library', library, '--reader', reader]
  await midwall(['readers', 'add', reader, '--library', library], 'correct horse battery\n')
  await midwall(['import', files, '--project', project, ...asReader])
  await midwall(['volumes', borders.study, '--contours', contourFile, ...asReader])
  return library
}
