/** A library, readers and the reads service: what a reading room needs. The caller closes its workplace. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import type { ReadProtocol } from '#analysis/reading/events.ts'
import type { BodySizes } from '#analysis/volumes/body-size.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import type { Call } from '#contract/services.ts'
import type { Announcement } from '#contract/views.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { createMakeAgain } from '../../main/services/analyses/again.ts'
import { createKeptDetails, type KeptDetails } from '../../main/services/analyses/kept.ts'
import { createAnalysisLooks } from '../../main/services/analyses/looks.ts'
import { createReaders } from '../../main/services/readers/readers.ts'
import { createStatingAnnotations, type StateAnnotations } from '../../main/services/reads/annotated.ts'
import { createReads, type Reads } from '../../main/services/reads/reads.ts'
import type { MakeAgain } from '../../main/services/reads/recompute-analyses.ts'
import { createExport } from '../../main/services/results/export.ts'
import { openWorkplace, project, temporaryFolder, type Workplace } from '../library/workplace.ts'
import { protocol } from './fresh-library.ts'

export const software = { name: 'midwall', version: '0.1.0' }
export const passphrase = 'correct horse'

export const phantomOptions: PhantomStudyOptions = {
  preset: 'normal',
  seed: 5,
  small: true,
  project,
  site: 'SITE01',
  subject: 'SUBJ-0001',
  studyDate: '20250101',
}

export interface ReadingRoom extends Reads {
  readonly workplace: Workplace
  readonly makeAgain: MakeAgain
  readonly stateAnnotations: StateAnnotations
  readonly announced: readonly Announcement[]
  readonly exportFiles: ReturnType<typeof createExport>
  /** the session of a reader */
  as(reader: string): Call
  /** without a passphrase a reader can read and not sign */
  addReader(id: string, role?: 'reader' | 'adjudicator', passphrase?: string): Promise<void>
}

export async function openReadingRoom(
  registrySize: BodySizes['registry'] = undefined,
  rules: ReadProtocol = protocol,
): Promise<ReadingRoom> {
  const workplace = await openWorkplace()
  const { library, keeper, threads } = workplace
  const readers = createReaders(library)
  const announced: Announcement[] = []
  const onError = (error: unknown): never => {
    throw error
  }
  const makeAgain = createMakeAgain({ library, index: keeper.index, threads, onError })
  const stateAnnotations = createStatingAnnotations({ library, index: keeper.index, threads })
  const reads = createReads({
    library,
    index: keeper.index,
    readers,
    announcements: { announce: (announcement) => void announced.push(announcement) },
    software,
    protocolOf: () => rules,
    registryPatient: () => (registrySize === undefined ? {} : { size: registrySize }),
    isListed: (study) => study === '9.9.9',
    makeAgain,
    stateAnnotations,
  })
  const as = (reader: string): Call => ({ session: { reader } })
  const addReader: ReadingRoom['addReader'] = async (id, role = 'reader', secret) => {
    const known = secret === undefined ? {} : { passphrase: secret }
    await readers.service.create({ id, name: `Reader ${id}`, role, ...known }, as(id))
  }
  return {
    ...reads,
    makeAgain,
    stateAnnotations,
    workplace,
    announced,
    exportFiles: createExport({ library, reads, objects: reads.objects }),
    as,
    addReader,
  }
}

/** What was made before, in this process or in the one before it, which had the same library. */
export const looksOf = ({ workplace }: ReadingRoom, kept = keptOf(workplace)) => createAnalysisLooks(kept)

const keptIn = new Map<Workplace, KeptDetails[]>()

export function keptOf(workplace: Workplace): KeptDetails {
  const kept = createKeptDetails(workplace.library, software, (error) => {
    throw error
  })
  keptIn.set(workplace, [...(keptIn.get(workplace) ?? []), kept])
  return kept
}

/** What is kept is written when its answer was given: the library is closed after that. */
export async function closeRoom({ workplace }: ReadingRoom): Promise<void> {
  for (const kept of keptIn.get(workplace) ?? []) await kept.settled()
  await workplace.close()
}

export interface ImportedPhantom {
  /** its exact borders at ED and ES */
  readonly file: ContourFile
  readonly truth: ReturnType<typeof phantomTruth>
}

/** Imports the synthetic study and gives its exact contours. */
export async function importPhantom(
  { workplace }: ReadingRoom,
  options: PhantomStudyOptions = phantomOptions,
): Promise<ImportedPhantom> {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  let number = 0
  for (const { bytes } of phantomStudy(options)) writeFileSync(join(folder, `${number++}.dcm`), bytes)
  const report = await workplace.importFrom(folder)
  const refused = report.files.filter(({ outcome }) => !outcome.startsWith('accepted'))
  if (refused.length > 0) throw new Error(JSON.stringify(refused.slice(0, 3)))
  return { file: contourFileSchema.parse(phantomContours(options, 'ed-es')), truth: phantomTruth(options) }
}
