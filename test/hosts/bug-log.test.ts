import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openBugLog } from '../../main/hosts/bug-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'midwall-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = (): string => join(folder, 'log', 'mistakes.jsonl')

describe('the log of our own mistakes', () => {
  it('has the stack and the causes under an id, and no word of what failed', () => {
    const cause = new SyntaxError('Unexpected token in "DOE^JANE"')
    const id = openBugLog(folder).error(new Error('cannot read DOE^JANE', { cause }))
    const text = readFileSync(file(), 'utf8')
    const entry = JSON.parse(text) as { id: string; stack: string[]; cause: { name: string } }
    expect(entry).toMatchObject({ id, name: 'Error', cause: { name: 'SyntaxError' } })
    expect(entry.stack[0]).toContain('bug-log.test.ts')
    expect(text).not.toContain('DOE')
  })

  it('is readable by its owner only', () => {
    openBugLog(folder).error(new Error('x'))
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'log')).mode & 0o777).toBe(0o700)
  })

  it('that cannot be written is told on stderr, and throws nothing at whoever has failed already', () => {
    writeFileSync(join(folder, 'log'), 'in the way')
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    try {
      const id = openBugLog(folder).error(new Error('x'))
      expect(String(said.mock.calls[0]?.[0])).toContain(id)
    } finally {
      said.mockRestore()
    }
  })

  it('begins anew when it has grown too long, and keeps what came before', () => {
    mkdirSync(join(folder, 'log'))
    writeFileSync(file(), 'x'.repeat(5 * 2 ** 20))
    openBugLog(folder).error(new Error('x'))
    expect(statSync(file()).size).toBeLessThan(10_000)
    expect(statSync(join(folder, 'log', 'mistakes-before.jsonl')).size).toBe(5 * 2 ** 20)
  })
})
