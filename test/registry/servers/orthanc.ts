/** A throw-away Orthanc on loopback, with basic authentication and the DICOMweb plugin. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const plugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so'
const found = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))

export const hasOrthanc = found('Orthanc') && found('cc') && existsSync(plugin)
export const noOrthanc = 'no Orthanc'

export interface Orthanc {
  /** of its DICOMweb service */
  readonly root: string
  readonly port: number
  readonly account: string
  readonly secret: string
  /** through Orthanc's own interface, for what DICOMweb cannot do */
  put(file: Uint8Array): Promise<void>
  /** as a power cut would */
  kill(): Promise<void>
  /** again on the same port, with what it had stored */
  restart(): Promise<void>
  stop(): Promise<void>
}

const account = 'corelab'
const secret = 'pw-c'

export async function startOrthanc(): Promise<Orthanc> {
  const folder = await mkdtemp(join(tmpdir(), 'midwall-orthanc-'))
  const port = await freePort()
  const configuration = join(folder, 'orthanc.json')
  writeFileSync(
    configuration,
    JSON.stringify({
      Name: 'registry',
      StorageDirectory: join(folder, 'db'),
      IndexDirectory: join(folder, 'db'),
      HttpPort: port,
      RemoteAccessAllowed: false,
      DicomServerEnabled: false,
      AuthenticationEnabled: true,
      RegisteredUsers: { [account]: secret },
      OverwriteInstances: false,
      HttpThreadsCount: 16,
      KeepAlive: true,
      HttpCompressionEnabled: false,
      StableAge: 1,
      Plugins: [plugin],
      DicomWeb: { Enable: true, Root: '/dicom-web/', StudiesMetadata: 'Full', SeriesMetadata: 'Full' },
    }),
  )
  const run = async (): Promise<ChildProcess> => {
    const child = spawn('Orthanc', [configuration], {
      stdio: 'ignore',
      env: { ...process.env, LD_PRELOAD: loopbackOnly() },
    })
    for (let tries = 0; tries < 400; tries++) {
      if (child.exitCode !== null) throw new Error(`Orthanc ended with ${child.exitCode}`)
      if ((await status(port)) === 200) return child
      await pause(25)
    }
    child.kill('SIGKILL')
    throw new Error('Orthanc did not answer within 10 s')
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  let child = await run()
  return {
    root: `http://127.0.0.1:${port}/dicom-web`,
    port,
    account,
    secret,
    async put(file) {
      const answer = await fetch(`http://127.0.0.1:${port}/instances`, {
        method: 'POST',
        headers: { authorization: basic },
        body: Buffer.from(file),
      })
      if (!answer.ok) throw new Error(`Orthanc refused a file: ${answer.status}`)
    },
    kill: () => end('SIGKILL'),
    async restart() {
      child = await run()
    },
    async stop() {
      await end('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const basic = `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`

function status(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    http
      .get(
        { host: '127.0.0.1', port, path: '/system', headers: { authorization: basic }, agent: false },
        (answer) => {
          answer.resume()
          done(answer.statusCode)
        },
      )
      .on('error', () => done(undefined))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Debian's Orthanc listens on every interface and has no setting against it: a library preloaded in front of
 * bind() keeps it on loopback.
 */
function loopbackOnly(): string {
  const folder = resolve(fileURLToPath(new URL('../../..', import.meta.url)), '.cache/tests')
  const library = join(folder, 'loopback-only.so')
  if (existsSync(library)) return library
  mkdirSync(folder, { recursive: true })
  const aside = `${library}.${process.pid}`
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-x', 'c', '-', '-o', aside, '-ldl'], {
    input: source,
  })
  if (built.status !== 0) throw new Error(`cc failed: ${built.stderr}`)
  renameSync(aside, library)
  return library
}

const source = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
int bind(int fd, const struct sockaddr *a, socklen_t l) {
  int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "bind");
  if (a && a->sa_family == AF_INET) {
    struct sockaddr_in s;
    memcpy(&s, a, sizeof s);
    if (s.sin_addr.s_addr == htonl(INADDR_ANY)) s.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return real(fd, (struct sockaddr *)&s, sizeof s);
  }
  if (a && a->sa_family == AF_INET6) {
    struct sockaddr_in6 s;
    memcpy(&s, a, sizeof s);
    if (IN6_IS_ADDR_UNSPECIFIED(&s.sin6_addr)) s.sin6_addr = in6addr_loopback;
    return real(fd, (struct sockaddr *)&s, sizeof s);
  }
  return real(fd, a, l);
}
`
