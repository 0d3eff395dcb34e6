/** The DICOMweb subset that the demo registry serves, each call for one account and what it may see. */
import type { IncomingMessage } from 'node:http'
import type { Permission } from '#contract/project-api.ts'
import { isUid, type Row } from '../../dicomweb/dicom-json.ts'
import type { Archive, Described, HeldInstance } from '../archive/archive.ts'
import { type HttpAnswer, json, plain } from '../http/answer.ts'
import {
  isWithdrawn,
  may,
  maySeeInstance,
  permissionsOf,
  projectOf,
  studyAccess,
  withdrawnParticipant,
} from '../projects/access.ts'
import type { RecordKeeper, StudyRecord } from '../projects/records.ts'
import { files, frames, metadata } from './retrieve.ts'
import { filterable, instanceRows, seriesRows, studyRow, withoutDates } from './rows.ts'
import { BadQuery, matches, page, parseQuery } from './search.ts'
import { type Sender, store } from './store.ts'

export interface DicomWebServer {
  /** @param path  below the service's root, decoded, without slashes at its ends */
  answer(request: IncomingMessage, path: string, query: URLSearchParams, account: string): Promise<HttpAnswer>
}

export function createDicomWebServer(archive: Archive, records: RecordKeeper): DicomWebServer {
  const hide = (project: string, row: Row): Row =>
    projectOf(records.now, project)?.protocol.keepsDates ? row : withoutDates(row)

  const seen = (account: string, project: string, instances: readonly HeldInstance[]): HeldInstance[] =>
    instances.filter((instance) => {
      const storedBy = records.now.senders[instance.sopInstanceUid]
      const { modality } = instance
      return maySeeInstance(records.now, account, project, {
        ...(modality === undefined ? {} : { modality }),
        ...(storedBy === undefined ? {} : { storedBy }),
      })
    })

  const addStudy = (record: StudyRecord): Promise<void> =>
    records.change(({ studies }) => {
      studies[record.study] = record
    })

  async function searchStudies(query: URLSearchParams, account: string): Promise<HttpAnswer> {
    const asked = parseQuery(query, filterable.studies)
    const rows: Row[] = []
    for (const { id } of records.now.projects) {
      if (!may(records.now, account, id, 'download')) continue
      for (const { row, instances } of await archive.studies(id))
        rows.push(hide(id, studyRow(row, instances && seen(account, id, instances))))
    }
    return rowsAnswer(
      page(
        rows.filter((row) => matches(row, asked)),
        asked,
      ),
    )
  }

  async function enter(account: string, study: string, what: Permission): Promise<string | HttpAnswer> {
    let { access, project } = studyAccess(records.now, account, study, what)
    if (access === 'unknown') {
      const found = await archive.discover(study)
      if (found) await addStudy(found)
      ;({ access, project } = studyAccess(records.now, account, study, what))
    }
    if (access === 'withdrawn') return plain(410, 'This study was withdrawn.')
    if (access === 'denied') return plain(403, 'This account has no access to the project of this study.')
    if (access === 'unknown' || project === undefined) return plain(404, 'There is no such study.')
    return project
  }

  async function ofStudy(
    request: IncomingMessage,
    { study, series, instance, what }: Address & { readonly study: string },
    query: URLSearchParams,
    account: string,
  ): Promise<HttpAnswer> {
    const project = await enter(account, study, 'download')
    if (typeof project !== 'string') return project
    const visible = seen(account, project, await archive.instances(study))
    const wanted = visible.filter(
      (one) =>
        (series === undefined || one.series === series) &&
        (instance === undefined || one.sopInstanceUid === instance),
    )
    if (what === 'instances' || what === 'series') {
      const asked = parseQuery(query, filterable[what])
      const rows = what === 'series' ? seriesRows(wanted) : instanceRows(wanted)
      const shown = rows.map((row) => hide(project, row)).filter((row) => matches(row, asked))
      return rowsAnswer(page(shown, asked))
    }
    const [first] = wanted
    if (!first) return plain(404, 'There is nothing of that name in this study.')
    if (what === 'metadata') return metadata(archive, wanted)
    if (typeof what === 'object') return frames(archive, first, what.frames)
    return files(archive, wanted, request.headers.accept)
  }

  const senderOf = (account: string): Sender => ({
    async admits({ instance, protocolId, siteId, subjectId }: Described) {
      const entry = await enter(account, instance.study, 'upload')
      if (typeof entry === 'string') return true
      if (entry.status !== 404 || protocolId === undefined || subjectId === undefined) return false
      const participant = { subject: subjectId, ...(siteId === undefined ? {} : { site: siteId }) }
      const { now } = records
      if (!projectOf(now, protocolId) || !may(now, account, protocolId, 'upload')) return false
      if (isWithdrawn(now, instance.study) || withdrawnParticipant(now, protocolId, participant)) return false
      const record = { study: instance.study, project: protocolId, ...participant, clinical: {}, fields: {} }
      await addStudy(record)
      return true
    },
    sent: (sopInstanceUid) =>
      records.change(({ senders }) => {
        senders[sopInstanceUid] = account
      }),
  })

  return {
    async answer(request, path, query, account) {
      const address = parseAddress(path)
      if (!address) return plain(404, 'There is no such address here.')
      const { study, series, what } = address
      if (request.method === 'POST') {
        if (series !== undefined || (study === undefined ? what !== 'studies' : what !== 'files'))
          return plain(405, 'Files are stored at studies.')
        if (records.now.projects.every(({ id }) => permissionsOf(records.now, id, account).length === 0))
          return plain(403, 'This account may not send anything.')
        return store(archive, senderOf(account), study, request.headers['content-type'], request)
      }
      if (request.method !== 'GET') return plain(405, 'Studies are searched, fetched and stored here.')
      try {
        if (study === undefined) return await searchStudies(query, account)
        return await ofStudy(request, { ...address, study }, query, account)
      } catch (error) {
        if (error instanceof BadQuery) return plain(400, `${error.message}.`)
        throw error
      }
    },
  }
}

const rowsAnswer = (rows: readonly Row[]): HttpAnswer => json(200, rows, 'application/dicom+json')

interface Address {
  readonly study?: string
  readonly series?: string
  readonly instance?: string
  /** a list of that level, the files, their metadata, or frames by number */
  readonly what: 'studies' | 'series' | 'instances' | 'files' | 'metadata' | { readonly frames: string }
}

/** studies/{study}/series/{series}/instances/{instance}, cut short anywhere, then what is wanted of it. */
function parseAddress(path: string): Address | undefined {
  const segments = path.split('/')
  const uids: { study?: string; series?: string; instance?: string } = {}
  for (const [list, name] of [
    ['studies', 'study'],
    ['series', 'series'],
    ['instances', 'instance'],
  ] as const) {
    if (segments[0] !== list) break
    if (segments.length === 1) return { ...uids, what: list }
    const [, uid = ''] = segments.splice(0, 2)
    if (!isUid(uid)) return undefined
    uids[name] = uid
  }
  const [what, frameList, ...more] = segments
  if (uids.study === undefined || more.length > 0) return undefined
  if (what === undefined) return { ...uids, what: 'files' }
  if (what === 'frames' && frameList !== undefined && uids.instance !== undefined)
    return { ...uids, what: { frames: frameList } }
  if (frameList !== undefined) return undefined
  return what === 'metadata' || (what === 'instances' && uids.series === undefined)
    ? { ...uids, what }
    : undefined
}
