/** A certificate for loopback, and the authority that signed it, made when a test needs them. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  readonly cert: string
  readonly key: string
  /** of the authority */
  readonly ca: string
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-certificate-'))
  const openssl = (...args: string[]): void => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${done.stderr}`)
  }
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const newKey = ['-newkey', 'rsa:2048', '-nodes']
  try {
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-days',
      '2',
      '-subj',
      '/CN=Midwall test CA',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    )
    openssl('req', ...newKey, '-subj', '/CN=localhost', '-keyout', 'key.pem', '-out', 'request.pem')
    writeFileSync(
      join(folder, 'names'),
      'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n',
    )
    const signing = [
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'names',
    ]
    openssl('x509', '-req', '-in', 'request.pem', ...signing, '-out', 'cert.pem')
    return { cert: read('cert.pem'), key: read('key.pem'), ca: read('ca.pem') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
