import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createReaders, type Readers } from '../../main/services/readers/readers.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'
import { temporaryFolder } from './workplace.ts'

let library: Library
let readers: Readers
beforeEach(() => {
  library = openLibrary(join(temporaryFolder(), 'library'))
  readers = createReaders(library)
})
afterEach(() => {
  library.close()
  rmSync(dirname(library.folder), { recursive: true })
})

const call = () => ({ session: { reader: undefined as string | undefined } })
const anna = { id: 'anna', name: 'Anna', role: 'reader', passphrase: 'sinus rhythm 67' } as const

describe('a reader', () => {
  it('signs with the passphrase and with no other', async () => {
    await readers.service.create(anna, call())
    expect(await readers.verifyPassphrase('anna', 'sinus rhythm 67')).toBe(true)
    expect(await readers.verifyPassphrase('anna', 'sinus rhythm 68')).toBe(false)
    await expect(readers.verifyPassphrase('nobody', 'x')).rejects.toThrow('no-such-reader')
  })

  it('is the same whichever way the keyboard writes an accent', async () => {
    await readers.service.create({ ...anna, passphrase: 'c\u0153ur de l\u00e9on' }, call())
    expect(await readers.verifyPassphrase('anna', 'c\u0153ur de le\u0301on')).toBe(true)
  })

  it('is kept without the passphrase, under a salt of its own', async () => {
    await readers.service.create(anna, call())
    await readers.service.create({ ...anna, id: 'bert' }, call())
    const rows = library.db.prepare('SELECT verifier FROM readers').all() as { verifier: string }[]
    expect(new Set(rows.map(({ verifier }) => verifier)).size).toBe(2)
    expect(JSON.stringify(rows)).not.toContain('sinus')
  })

  it('without a passphrase can be chosen but not sign, until one is set', async () => {
    const { passphrase, ...profile } = anna
    expect(await readers.service.create(profile, call())).toMatchObject({ id: 'anna', hasPassphrase: false })
    expect(await readers.verifyPassphrase('anna', '')).toBe(false)
    await readers.service.setPassphrase({ reader: 'anna', passphrase }, call())
    expect(await readers.verifyPassphrase('anna', passphrase)).toBe(true)
  })

  it('changes a passphrase only by the old one', async () => {
    await readers.service.create(anna, call())
    const next = { reader: 'anna', passphrase: 'another rhythm' }
    await expect(readers.service.setPassphrase(next, call())).rejects.toThrow('wrong-passphrase')
    await expect(readers.service.setPassphrase({ ...next, old: 'guess' }, call())).rejects.toThrow(
      'wrong-passphrase',
    )
    await readers.service.setPassphrase({ ...next, old: anna.passphrase }, call())
    expect(await readers.verifyPassphrase('anna', 'another rhythm')).toBe(true)
  })

  it('exists once, and is who reads in the session that chose it', async () => {
    await readers.service.create(anna, call())
    await expect(readers.service.create(anna, call())).rejects.toThrow('reader-exists')
    const own = call()
    await readers.service.choose({ reader: 'anna' }, own)
    expect(own.session.reader).toBe('anna')
    await expect(readers.service.choose({ reader: 'bert' }, own)).rejects.toThrow('no-such-reader')
    expect(await readers.service.list(undefined, own)).toMatchObject([{ id: 'anna', hasPassphrase: true }])
  })
})
