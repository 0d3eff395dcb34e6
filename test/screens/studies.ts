/** The library that is pictured: a whole examination with contours at two visits, and what a registry shares. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { cm, kg } from '#analysis/units/units.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { demoStudies } from '../../main/registry/synthesis/phantom.ts'
import { file, slice } from '../hostile/image.ts'
import { midwall } from '../running/app.ts'

export const reader = { id: 'anna', name: 'Anna Berg' } as const
export const passphrase = 'correct horse'
export const project = 'MIDWALL-PHANTOM'

const infarct: PhantomStudyOptions = {
  preset: 'infarct',
  seed: 7,
  examination: 'whole',
  vendor: 'siemens',
  project,
  site: 'SITE-A',
  subject: 'MW-P007',
  timePoint: 'baseline',
  studyDate: '20240102',
  patient: { sex: 'M', age: 61, height: cm(178), weight: kg(84) },
}
const later: PhantomStudyOptions = {
  ...infarct,
  seed: 8,
  examination: 'cine',
  scale: 1.03,
  timePoint: 'month-12',
  studyDate: '20250108',
}
/** nobody has drawn anything in it */
const untouched: PhantomStudyOptions = {
  ...infarct,
  preset: 'normal',
  seed: 9,
  examination: 'cine',
  subject: 'MW-P009',
  site: 'SITE-B',
}

export const [shared] = demoStudies
if (!shared) throw new Error('the demo registry has studies')

export const subjects = {
  read: infarct.subject,
  untouched: untouched.subject,
  shared: shared.options.subject,
} as const
export const visits = { first: infarct.timePoint ?? '', second: later.timePoint ?? '' }

/** Files with a fault each, for the report of an import. */
export const faulty = 'faulty'

export async function makeLibrary(folder: string, registry: string, say: (line: string) => void) {
  const library = join(folder, 'library')
  const asReader = ['--library', library, '--reader', reader.id]
  const into = ['--library', library]
  say('a library with three examinations')
  await midwall(['readers', 'add', reader.id, '--name', reader.name, ...into], `${passphrase}\n`)
  for (const options of [infarct, later, untouched]) {
    const files = join(folder, 'files', `${options.subject}-${options.timePoint}`)
    mkdirSync(files, { recursive: true })
    let number = 0
    for (const { bytes } of phantomStudy(options)) writeFileSync(join(files, `${number++}.dcm`), bytes)
    await midwall(['import', files, '--project', project, ...asReader])
  }
  say('contours of two of them, and what can be measured in them')
  for (const options of [infarct, later]) {
    const contours = phantomContours(options, options === infarct ? 'all' : 'ed-es')
    const contourFile = join(folder, `${options.seed}.json`)
    writeFileSync(contourFile, JSON.stringify(contours))
    await midwall(['volumes', contours.study, '--contours', contourFile, ...asReader])
    if (options === infarct) await midwall(['analyse', contours.study, ...asReader])
  }
  say('a registry, and a study that it shares')
  await midwall(['registry', 'sign-in', registry, '--account', 'reader', ...into], 'demo\n')
  await midwall(['studies', '--refresh', ...into])
  const { study } = phantomContours(sharedOptions, 'ed-es')
  await midwall(['download', study, ...into])
  writeFaulty(join(folder, faulty))
  return library
}

const sharedOptions = shared.options
export const sharedContours = () => phantomContours(sharedOptions, 'ed-es')

function writeFaulty(into: string): void {
  mkdirSync(into, { recursive: true })
  const write = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(into, name), bytes)
  for (let n = 0; n < 6; n++) write(`image-${n}.dcm`, file(slice(n)))
  write('named.dcm', file(slice(7, { PatientName: 'Meyer^Hanna', PatientIdentityRemoved: undefined })))
  write('unmarked.dcm', file(slice(8, { PatientIdentityRemoved: undefined, DeviceSerialNumber: 'SN-1' })))
  write('cut-off.dcm', file(slice(9)).subarray(0, 400))
  write('notes.txt', 'no image')
}
