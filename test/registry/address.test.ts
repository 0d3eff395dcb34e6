import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import { type Connection, createConnection } from '../../main/services/registry/connection.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'

describe('an address with a password in it', () => {
  let folder: string
  let library: Library
  let connection: Connection
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'midwall-address-'))
    library = openLibrary(folder)
    const announcements = {
      announce: () => {},
      listen: () => {
        throw new Error('nobody listens here')
      },
    }
    connection = createConnection({ library, announcements })
  })
  afterEach(() => {
    connection.close()
    library.close()
    rmSync(folder, { recursive: true })
  })

  const refusal = (url: string): Promise<unknown> =>
    connection
      .signIn({ url, kind: 'auto', account: 'reader', secret: 'demo' })
      .catch((error: unknown) => error)

  it.each([
    'https://reader:swordfish@registry.example/dicom-web',
    'http://swordfish@127.0.0.1:1/',
    'http://reader:swordfish@registry.example/?token=swordfish#swordfish',
  ])('is refused before anything is asked, in words without the password', async (url) => {
    const error = await refusal(url)
    if (!isFailure(error, 'registry-address-refused')) throw error
    const { what, todo } = faultSentence(error.fault)
    expect(what).toContain('do not belong into the address')
    expect(`${what} ${todo} ${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(
      'swordfish',
    )
    expect(connection.view()).toEqual({ state: 'not-set' })
  })

  it('in its query is not repeated when nobody answers there', async () => {
    const error = await refusal('http://127.0.0.1:1/dicom-web?token=swordfish')
    expect(isFailure(error, 'registry-unreachable') && error.data.registry).toBe(
      'http://127.0.0.1:1/dicom-web',
    )
  })
})
