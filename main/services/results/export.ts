/** The files of a signed read, byte for byte as they were signed; the table is made from the signed result. */
import { Failure } from '#contract/faults.ts'
import type { Services } from '#contract/services.ts'
import { hiddenReader } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import type { Reads } from '../reads/reads.ts'
import type { ResultDocument } from '../reads/result-document.ts'
import type { ResultKind, ResultObject, ResultObjects } from '../reads/result-objects.ts'
import { resultCsv } from './export-csv.ts'

interface Parts {
  readonly library: Library
  readonly reads: Pick<Reads, 'visible' | 'isHidden'>
  readonly objects: ResultObjects
}

type Format = Parameters<Services['results']['export']>[0]['formats'][number]
type File = Awaited<ReturnType<Services['results']['export']>>[number]

const kindsOf: Readonly<Record<Exclude<Format, 'csv'>, readonly ResultKind[]>> = {
  sr: ['sr'],
  seg: ['seg'],
  json: ['result', 'contours'],
}

/**
 * @returns the call's service
 * @throws Failure 'read-not-signed' also for a read that is sealed: what was withdrawn is not handed out;
 *   'no-such-read' and 'read-of-another-reader' for those of others, where reading is blinded
 */
export function createExport({ library, reads, objects }: Parts): Services['results']['export'] {
  async function fileOf(object: ResultObject): Promise<File> {
    const bytes = await library.blobs.read(object.sha256)
    return {
      name: `${stemOf(object)}${endingOf(object)}`,
      mediaType: object.kind === 'sr' || object.kind === 'seg' ? 'application/dicom' : 'application/json',
      base64: Buffer.from(bytes).toString('base64'),
    }
  }

  async function tableOf(signed: readonly ResultObject[]): Promise<File[]> {
    const result = signed.find(({ kind }) => kind === 'result')
    if (!result) throw new Error('a signed version has its result')
    const text = Buffer.from(await library.blobs.read(result.sha256)).toString('utf8')
    const table = resultCsv(JSON.parse(text) as ResultDocument)
    return [
      { name: `${stemOf(result)}.csv`, mediaType: 'text/csv', base64: Buffer.from(table).toString('base64') },
    ]
  }

  return async ({ read, formats }, call) => {
    const row = reads.visible(read, call)
    // a signed file names its reader, and cannot be another than it is
    if (reads.isHidden(row, call)) throw new Failure('read-of-another-reader', { read, reader: hiddenReader })
    const { status, version } = row
    if (status !== 'signed') throw new Failure('read-not-signed', { read })
    const signed = objects.of(read, version)
    const files: File[] = []
    for (const format of new Set(formats)) {
      if (format === 'csv') files.push(...(await tableOf(signed)))
      else
        for (const object of signed.filter(({ kind }) => kindsOf[format].includes(kind)))
          files.push(await fileOf(object))
    }
    return files
  }
}

/** Made of our own identifiers only: no name from a file becomes part of a path. */
const stemOf = ({ read, version }: ResultObject): string => `read-${read}-v${version}`

function endingOf({ kind, phase }: ResultObject): string {
  switch (kind) {
    case 'sr':
      return '.sr.dcm'
    case 'seg':
      return phase === null ? '.seg.dcm' : `.phase-${phase + 1}.seg.dcm`
    case 'contours':
      return '.contours.json'
    case 'result':
      return '.result.json'
  }
}
