/**
 * The embedded demo registry: a DICOMweb subset and the project API on 127.0.0.1, filled with synthetic studies,
 * or in front of a real archive. The workstation meets in it everything that a registry does: sign-in, projects
 * that one may not enter, fields that are withheld, results of others that are not shown, withdrawals.
 */
import { join } from 'node:path'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin } from '@orpc/server/node'
import { keepDocuments } from './api/documents.ts'
import { openApiDocument } from './api/openapi.ts'
import { createApi } from './api/router.ts'
import { openFolderArchive } from './archive/folder.ts'
import { NotMade } from './archive/making.ts'
import { openUpstreamArchive, type Upstream } from './archive/upstream.ts'
import { createDicomWebServer } from './dicomweb/routes.ts'
import { json, plain } from './http/answer.ts'
import { type Handle, listen } from './http/server.ts'
import { createAccounts } from './projects/accounts.ts'
import { keepRecords } from './projects/records.ts'
import { demoAccounts, demoRecords, demoSecret } from './projects/seed.ts'
import { noStudies, type StudySource } from './synthesis/source.ts'

export interface RegistryOptions {
  /** everything lies here; created when absent */
  readonly folder: string
  /** absent: that of the last start, else any free one */
  readonly port?: number
  /** of a registry without an upstream archive */
  readonly source?: StudySource
  /** a study of the source that is made from the start on, so that nobody need wait for it */
  readonly ahead?: string
  /** a real archive that holds the images; its studies belong to the project that their protocol ID names */
  readonly upstream?: Upstream
  readonly onError: (error: unknown) => void
}

export interface Registry {
  /** what a workstation signs in to */
  readonly url: string
  readonly accounts: readonly { readonly account: string; readonly secret: string }[]
  /** makes what is not made yet, so that the first download need not wait */
  prepare(signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

const largestApiBody = 128 * 2 ** 20
const challenge = { 'www-authenticate': 'Bearer, Basic realm="Midwall demo registry"' }

export async function startRegistry(options: RegistryOptions): Promise<Registry> {
  const { folder, upstream, onError } = options
  const source = upstream ? noStudies : (options.source ?? noStudies)
  const records = await keepRecords(folder, () => demoRecords(source))
  const accounts = createAccounts(records)
  const archive = upstream
    ? openUpstreamArchive(upstream, records)
    : openFolderArchive(join(folder, 'archive'), records, source)
  const documents = keepDocuments(join(folder, 'documents'), records)
  const api = new OpenAPIHandler(
    createApi({ records, accounts, archive, documents, name: 'Midwall demo registry' }),
    { plugins: [new BodyLimitPlugin({ maxBodySize: largestApiBody })] },
  )
  const dicomWeb = createDicomWebServer(archive, records)
  let closing = false
  const tell = (error: unknown): void => {
    // what closing ended is no mistake
    if (!(closing && error instanceof NotMade)) onError(error)
  }
  const madeAhead = options.ahead === undefined ? undefined : archive.prepare(options.ahead).catch(tell)

  const handle: Handle = async (request, response, url) => {
    if (url.pathname === '/')
      return plain(200, 'Midwall demo registry: DICOMweb at /dicom-web, project API at /api.')
    if (url.pathname === '/api/openapi.json')
      return json(200, await openApiDocument(`${url.origin}/api`, records.now.id))
    const who = await accounts.whose(request.headers.authorization)
    if (url.pathname.startsWith('/api/')) {
      const { matched } = await api.handle(request, response, { prefix: '/api', context: { who } })
      return matched ? 'answered' : plain(404, 'There is no such call.')
    }
    const path = /^\/dicom-web\/(.*?)\/*$/.exec(url.pathname)?.[1]
    if (path === undefined) return plain(404, 'There is nothing here.')
    if (!who) return plain(401, 'Sign in first.', challenge)
    return dicomWeb.answer(request, path, url.searchParams, who.account)
  }

  const listening = await listen(options.port ?? records.now.port ?? 0, handle, tell)
  await records.change((all) => {
    all.port = listening.port
  })

  return {
    url: `http://127.0.0.1:${listening.port}`,
    accounts: demoAccounts.map((account) => ({ account, secret: demoSecret })),
    async prepare(signal) {
      for (const study of source.studies) {
        if (signal?.aborted) return
        await archive.prepare(study)
      }
    },
    async close() {
      closing = true
      await listening.close()
      await archive.close()
      await madeAhead
    },
  }
}
