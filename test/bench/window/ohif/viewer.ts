/**
 * OHIF as npm carries it: its own built application, nothing of which is part of Midwall. It is fetched when it is
 * measured, kept in .cache, and served beside a throw-away Orthanc, as its users run it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Orthanc } from '../../../registry/servers/orthanc.ts'

export const ohifVersion = '3.13.2'
const integrity =
  'sha512-WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA=='

const cache = fileURLToPath(new URL('../../../../.cache/ohif', import.meta.url))

/** @returns the folder of its built application, or why it cannot be had */
export function fetchOhif(): { readonly folder: string } | { readonly missing: string } {
  const kept = join(cache, ohifVersion)
  const folder = join(kept, 'package', 'dist')
  if (existsSync(join(folder, 'index.html'))) return { folder }
  const aside = `${kept}.${process.pid}`
  mkdirSync(aside, { recursive: true })
  const packed = spawnSync('npm', ['pack', `@ohif/app@${ohifVersion}`, '--pack-destination', aside], {
    encoding: 'utf8',
  })
  const file = join(aside, `ohif-app-${ohifVersion}.tgz`)
  if (packed.status !== 0 || !existsSync(file))
    return { missing: `npm pack @ohif/app@${ohifVersion}: ${packed.stderr.trim().slice(-300)}` }
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
  if (found !== integrity) return { missing: `@ohif/app@${ohifVersion} is not what it was: ${found}` }
  const unpacked = spawnSync('tar', ['xzf', file, '-C', aside])
  if (unpacked.status !== 0) return { missing: `tar could not unpack ${file}` }
  rmSync(file)
  renameSync(aside, kept)
  return { folder }
}

export interface Viewer {
  readonly url: string
  /** images that were asked for since the start */
  frames(): number
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Its files, and below /dicom-web the archive: one origin, as behind the web server of a hospital. */
export async function serveOhif(folder: string, archive: Orthanc): Promise<Viewer> {
  let frames = 0
  const authorization = `Basic ${Buffer.from(`${archive.account}:${archive.secret}`).toString('base64')}`
  const agent = new http.Agent({ keepAlive: true })
  const server = http.createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)
    if (path.startsWith('/dicom-web')) {
      if (path.includes('/frames/')) frames++
      const { host: _, ...headers } = request.headers
      const asked = http.request(
        {
          agent,
          host: '127.0.0.1',
          port: archive.port,
          path: request.url,
          method: request.method,
          // the addresses in its answers are then those that the browser knows
          headers: { ...headers, authorization, host: request.headers.host },
        },
        (answered) => {
          answer.writeHead(answered.statusCode ?? 502, answered.headers)
          answered.pipe(answer)
        },
      )
      asked.on('error', () => answer.destroy())
      request.pipe(asked)
      return
    }
    if (path === '/app-config.js') {
      answer.writeHead(200, { 'content-type': 'text/javascript' }).end(configuration)
      return
    }
    const wanted = join(folder, normalize(path))
    const file = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(folder, 'index.html')
    answer.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': file.endsWith('.html') ? 'no-cache' : 'max-age=3600',
    })
    createReadStream(file).pipe(answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    frames: () => frames,
    async close() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** As its documentation gives it for Orthanc; nothing is switched off that a reader would have. */
const configuration = `window.config = ${JSON.stringify({
  routerBasename: '/',
  extensions: [],
  modes: [],
  showStudyList: true,
  maxNumberOfWebWorkers: 3,
  showWarningMessageForCrossOrigin: false,
  showCPUFallbackMessage: false,
  strictZSpacingForVolumeViewport: true,
  investigationalUseDialog: { option: 'never' },
  defaultDataSourceName: 'dicomweb',
  dataSources: [
    {
      namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
      sourceName: 'dicomweb',
      configuration: {
        friendlyName: 'Orthanc',
        name: 'orthanc',
        wadoUriRoot: '/dicom-web',
        qidoRoot: '/dicom-web',
        wadoRoot: '/dicom-web',
        qidoSupportsIncludeField: true,
        imageRendering: 'wadors',
        thumbnailRendering: 'wadors',
        enableStudyLazyLoad: true,
        supportsFuzzyMatching: false,
        supportsWildcard: true,
        omitQuotationForMultipartRequest: true,
      },
    },
  ],
})}`
