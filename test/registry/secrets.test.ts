import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSecrets } from '../../main/services/registry/secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'midwall-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const secret = { url: 'https://registry.example', account: 'reader', secret: 'swordfish' }

describe('the secret of a registry', () => {
  it('lies in one file that only its owner may read', async () => {
    await keepSecrets(folder).write(secret)
    const [name = ''] = readdirSync(folder)
    expect(readdirSync(folder)).toEqual(['registry-secret.json'])
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  it('that was being written when the process died is gone at the next start, and the one before is kept', async () => {
    await keepSecrets(folder).write(secret)
    writeFileSync(join(folder, 'registry-secret.json.7e0c8a52-0000-4000-8000-000000000000'), 'swordf')
    expect(keepSecrets(folder).read()).toEqual(secret)
    expect(readdirSync(folder)).toEqual(['registry-secret.json'])
  })
})
