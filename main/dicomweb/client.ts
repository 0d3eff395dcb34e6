/**
 * A DICOMweb archive as we use one: find studies and instances, fetch instances as DICOM files, store one file.
 *
 * A server's word is never taken for granted: every row is checked against the question it answers (an unknown
 * filter is ignored by some archives, which then return everything), no URL of an answer is followed, and a UID
 * becomes part of an address only after it proved to be one.
 *
 * All calls throw RegistryTrouble, or the signal's reason.
 * @source DICOM PS3.18 10.4 (retrieve), 10.5 (store), 10.6 (search)
 */
import { say } from '#analysis/sentences/say.ts'
import { jsonBody, refusal } from './body.ts'
import { asRow, asRows, count, isUid, type Row, sequence, tags, text, uid } from './dicom-json.ts'
import type { Answer, Exchange } from './exchange.ts'
import { boundaryOf } from './multipart/content-type.ts'
import { type Limits, type Part, readParts, usualLimits } from './multipart/read.ts'
import { multipartBody, newBoundary, relatedType } from './multipart/write.ts'
import { broken } from './trouble.ts'

export interface StudyRow {
  readonly study: string
  readonly protocolId?: string
  readonly row: Row
}

export interface InstanceRow {
  readonly study: string
  readonly series: string
  readonly sopInstanceUid: string
  readonly sopClassUid?: string
  readonly modality?: string
  readonly row: Row
}

export interface SeriesRow {
  readonly series: string
  readonly modality?: string
  readonly instances?: number
}

/** What to fetch: a study, one of its series, or one instance. */
export interface Scope {
  readonly study: string
  readonly series?: string
  readonly instance?: string
}

export interface StoreAnswer {
  readonly status: number
  /** the archive says that it holds the instance now; no proof */
  readonly claimed: boolean
  /** PS3.18 annex on failure reasons, where the archive gave one */
  readonly failureReason?: number
}

export interface DicomWeb {
  /** studies of one protocol, or all with the protocol that they name */
  studies(filter: { protocol?: string; study?: string }, signal?: AbortSignal): Promise<StudyRow[]>
  series(study: string, signal?: AbortSignal): Promise<SeriesRow[]>
  instances(scope: { study: string; sopInstanceUid?: string }, signal?: AbortSignal): Promise<InstanceRow[]>
  /** any one instance of a series */
  sample(scope: { study: string; series: string }, signal?: AbortSignal): Promise<InstanceRow | undefined>
  /** each part is one DICOM file; a cut body throws after the last whole part */
  retrieve(scope: Scope, signal?: AbortSignal): AsyncGenerator<Part, void>
  store(file: Uint8Array, sopInstanceUid: string, signal?: AbortSignal): Promise<StoreAnswer>
}

export interface DicomWebOptions {
  /** of the DICOMweb service, for instance https://archive.example/dicom-web */
  readonly root: URL
  readonly exchange: Exchange
  /** value of the Authorization header */
  readonly authorization: () => string | undefined
  readonly limits?: Limits
}

/** Rows a page: keeps the parsing of one page within a few milliseconds. */
const pageSize = 250
const pageBytes = 32 * 2 ** 20
const mostRows = 1_000_000
const dicomJson = 'application/dicom+json'
const anyDicom = 'multipart/related; type="application/dicom"; transfer-syntax=*'

export function createDicomWeb(options: DicomWebOptions): DicomWeb {
  const { root, exchange, limits = usualLimits } = options

  const address = (path: string, query: readonly [string, string][] = []): URL => {
    const url = new URL(root)
    url.pathname = `${root.pathname.replace(/\/+$/, '')}/${path}`
    url.search = new URLSearchParams(query).toString()
    return url
  }

  const ask = async (url: URL, accept: string, signal: AbortSignal | undefined): Promise<Answer> => {
    const answer = await exchange({ method: 'GET', url, headers: headers(accept), signal })
    if (answer.status < 200 || answer.status > 299) throw await refusal(answer)
    return answer
  }

  const headers = (accept: string): Record<string, string> => {
    const authorization = options.authorization()
    return authorization === undefined ? { accept } : { accept, authorization }
  }

  /**
   * Pages until nothing new comes: an archive may cut pages shorter than asked, or know no offset.
   *
   * @param nameOf  of a row, which is left out where there is none
   */
  async function search(
    path: string,
    query: readonly [string, string][],
    nameOf: (row: Row) => string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Row[]> {
    const rows = new Map<string, Row>()
    for (let offset = 0; ; ) {
      const page: [string, string][] = [['limit', String(pageSize)]]
      if (offset > 0) page.push(['offset', String(offset)])
      const answer = await ask(address(path, [...query, ...page]), dicomJson, signal)
      const received = answer.status === 204 ? [] : asRows(await jsonBody(answer, pageBytes))
      const before = rows.size
      for (const row of received) {
        const name = nameOf(row)
        if (name !== undefined) rows.set(name, row)
      }
      if (rows.size === before) return [...rows.values()]
      if (rows.size > mostRows) throw broken(say('registry/many-rows', { most: mostRows }))
      offset += received.length
    }
  }

  return {
    async studies({ protocol, study }, signal) {
      const query: [string, string][] = [
        ['includefield', tags.protocolId],
        ['includefield', tags.siteId],
        ['includefield', tags.subjectId],
        ['includefield', tags.timePointId],
      ]
      if (protocol !== undefined) query.push(['ClinicalTrialProtocolID', protocol])
      if (study !== undefined) query.push(['StudyInstanceUID', study])
      const found: StudyRow[] = []
      // one study that nobody can ask for must not hide all others
      const nameOf = (row: Row): string | undefined => {
        const name = text(row, tags.studyUid)
        return name !== undefined && isUid(name) ? name : undefined
      }
      for (const row of await search('studies', query, nameOf, signal)) {
        const protocolId = text(row, tags.protocolId)
        const studyUid = uid(row, tags.studyUid)
        if (protocol !== undefined && protocolId !== protocol) continue
        if (study !== undefined && studyUid !== study) continue
        found.push({ study: studyUid, row, ...(protocolId === undefined ? {} : { protocolId }) })
      }
      return found
    },

    async series(study, signal) {
      const rows = await search(
        `studies/${inPath(study)}/series`,
        [],
        (row) => uid(row, tags.seriesUid),
        signal,
      )
      return rows.map((row) => {
        const modality = text(row, tags.modality)
        const instances = count(row, tags.seriesInstanceCount)
        return {
          series: uid(row, tags.seriesUid),
          ...(modality === undefined ? {} : { modality }),
          ...(instances === undefined ? {} : { instances }),
        }
      })
    },

    async instances({ study, sopInstanceUid }, signal) {
      const query: [string, string][] =
        sopInstanceUid === undefined ? [] : [['SOPInstanceUID', sopInstanceUid]]
      const rows = await search(
        `studies/${inPath(study)}/instances`,
        query,
        (row) => uid(row, tags.sopInstanceUid),
        signal,
      )
      return rows
        .map((row) => instanceRow(row, study))
        .filter((row) => sopInstanceUid === undefined || row.sopInstanceUid === sopInstanceUid)
    },

    async sample({ study, series }, signal) {
      const path = `studies/${inPath(study)}/series/${inPath(series)}/instances`
      const answer = await ask(address(path, [['limit', '1']]), dicomJson, signal)
      const [row] = answer.status === 204 ? [] : asRows(await jsonBody(answer, pageBytes))
      return row && instanceRow(row, study)
    },

    async *retrieve(scope, signal) {
      const answer = await ask(address(retrievePath(scope)), anyDicom, signal)
      const boundary = boundaryOf(answer.headers['content-type'])
      yield* readParts(answer.body, boundary, limits)
    },

    async store(file, sopInstanceUid, signal) {
      const boundary = newBoundary()
      const answer = await exchange({
        method: 'POST',
        url: address('studies'),
        headers: { ...headers(dicomJson), 'content-type': relatedType('application/dicom', boundary) },
        body: multipartBody(boundary, [{ contentType: 'application/dicom', body: file }]),
        signal,
      })
      // 409 and Orthanc's 400 carry the same account of what was stored and what was not
      if (![200, 202, 400, 409].includes(answer.status)) throw await refusal(answer)
      return storeAnswer(answer, sopInstanceUid)
    },
  }
}

function instanceRow(row: Row, study: string): InstanceRow {
  const named = text(row, tags.studyUid)
  if (named !== undefined && named !== study) throw broken(say('registry/instance-of-another'))
  const sopClassUid = text(row, tags.sopClassUid)
  const modality = text(row, tags.modality)
  return {
    study,
    series: uid(row, tags.seriesUid),
    sopInstanceUid: uid(row, tags.sopInstanceUid),
    row,
    ...(sopClassUid === undefined ? {} : { sopClassUid }),
    ...(modality === undefined ? {} : { modality }),
  }
}

async function storeAnswer(answer: Answer, sopInstanceUid: string): Promise<StoreAnswer> {
  const row = asRow(await jsonBody(answer, pageBytes))
  const failure = sequence(row, tags.failedSops)[0]
  const failureReason = failure && count(failure, tags.failureReason)
  return {
    status: answer.status,
    claimed: sequence(row, tags.referencedSops).some(
      (stored) => text(stored, tags.referencedSopInstanceUid) === sopInstanceUid,
    ),
    ...(failureReason === undefined ? {} : { failureReason }),
  }
}

function retrievePath({ study, series, instance }: Scope): string {
  const levels = [`studies/${inPath(study)}`]
  if (series !== undefined) levels.push(`series/${inPath(series)}`)
  if (instance !== undefined) levels.push(`instances/${inPath(instance)}`)
  return levels.join('/')
}

function inPath(value: string): string {
  if (!isUid(value)) throw broken(say('dicom/no-uid', { tag: JSON.stringify(value.slice(0, 80)) }))
  return value
}
