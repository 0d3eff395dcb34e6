import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { CommandCancelled, UsageError } from '../../main/commands/command.ts'
import { readSecret } from '../../main/commands/secret.ts'

function source(isTTY: boolean): { stdin: PassThrough & { isTTY: boolean }; stderr: PassThrough } {
  return { stdin: Object.assign(new PassThrough(), { isTTY }), stderr: new PassThrough() }
}

describe('a passphrase', () => {
  it('is the first line of stdin, whatever follows', async () => {
    const { stdin, stderr } = source(false)
    stdin.end('correct horse\r\nnot this\n')
    expect(await readSecret('Passphrase', { stdin, stderr })).toBe('correct horse')
    expect(stderr.read()).toBeNull()
  })

  it('that is typed is asked for and not echoed', async () => {
    const { stdin, stderr } = source(true)
    const typed = readSecret('Passphrase of ana', { stdin, stderr })
    stdin.write('correct horse\r')
    expect(await typed).toBe('correct horse')
    expect(String(stderr.read())).toBe('Passphrase of ana: \n')
  })

  it('that nobody gives is missing, and Ctrl-C instead of it cancels', async () => {
    const piped = source(false)
    piped.stdin.end('')
    await expect(readSecret('Passphrase', piped)).rejects.toBeInstanceOf(UsageError)
    const typed = source(true)
    const asked = readSecret('Passphrase', typed)
    typed.stdin.write('\u0003')
    await expect(asked).rejects.toBeInstanceOf(CommandCancelled)
  })

  it('is waited for no longer when the command is asked to stop', async () => {
    const stop = new AbortController()
    const asked = readSecret('Passphrase', { ...source(false), signal: stop.signal })
    stop.abort()
    await expect(asked).rejects.toBeInstanceOf(UsageError)
  })
})
