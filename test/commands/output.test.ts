import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../main/commands/output.ts'

class Taken extends Writable {
  text = ''
  readonly #refusal: NodeJS.ErrnoException | undefined
  constructor(refusal?: string) {
    super()
    this.#refusal = refusal === undefined ? undefined : Object.assign(new Error(refusal), { code: refusal })
  }
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.text += chunk.toString()
    done(this.#refusal ?? null)
  }
}

/** What a terminal would obey, or show in another order. */
const obeyed = /(?!\n)[\p{Cc}\p{Cf}]/u
const hostile = 'title\u001b]0;owned\u0007 csi\u009b2J reversed\u202etxt'

describe('the output of a command', () => {
  it('shows what a server wrote without obeying it, as text and as progress', () => {
    const [stdout, stderr] = [new Taken(), new Taken()]
    const output = createOutput(false, { stdout, stderr })
    output.result({}, [hostile])
    output.progress(`${hostile}\nsecond line`)
    for (const { text } of [stdout, stderr]) expect(text).not.toMatch(obeyed)
    expect(stdout.text).toBe('title\\u{1b}]0;owned\\u{7} csi\\u{9b}2J reversed\\u{202e}txt\n')
    expect(stderr.text).toContain('\nsecond line\n')
  })

  it('is JSON that no terminal obeys and every parser reads as it was', () => {
    const stdout = new Taken()
    createOutput(true, { stdout, stderr: new Taken() }).result({ subject: hostile, tag: '\u{e0041}' }, [])
    expect(stdout.text).not.toMatch(obeyed)
    expect(JSON.parse(stdout.text)).toEqual({ subject: hostile, tag: '\u{e0041}' })
  })

  it('ends quietly where nobody reads on, and says when a disk is full', async () => {
    const closed = createOutput(false, { stdout: new Taken('EPIPE'), stderr: new Taken() })
    closed.result({}, ['one'])
    expect(await closed.flush()).toBeUndefined()
    const full = createOutput(false, { stdout: new Taken('ENOSPC'), stderr: new Taken() })
    full.result({}, ['one'])
    expect(await full.flush()).toBe('ENOSPC')
  })
})
