import { ORPCError } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { CommandCancelled, exitCodes, UsageError } from '../../main/commands/command.ts'
import { report } from '../../main/commands/report.ts'

function reported(error: unknown): { exit: number; said: string; document: unknown } {
  let said = ''
  let document: unknown
  const exit = report(error, {
    json: true,
    progress: (text) => {
      said += text
    },
    result: (result) => {
      document = result
    },
  })
  return { exit, said, document }
}

describe('a command that is refused', () => {
  it('names the fault in its document and what to do on stderr', () => {
    const error = new ORPCError('disk-full', { defined: true, data: { library: '/data/library' } })
    const { exit, said, document } = reported(error)
    expect([exit, document]).toEqual([
      exitCodes.refused,
      { error: { code: 'disk-full', data: { library: '/data/library' } } },
    ])
    expect(said).toContain('Free some space')
  })

  it('has a document for wrong usage, too', () => {
    expect(reported(new UsageError('STUDY is missing'))).toMatchObject({
      exit: exitCodes.usage,
      document: { error: { code: 'usage', message: "STUDY is missing. See 'midwall help'." } },
    })
    const data = { issues: [{ path: ['entry'], message: 'too long' }] }
    expect(reported(new ORPCError('BAD_REQUEST', { data }))).toMatchObject({
      exit: exitCodes.usage,
      document: { error: { code: 'usage', message: 'entry: too long' } },
    })
  })

  it('does not take a mistake of ours for wrong usage', () => {
    const mistake = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' })
    expect(reported(mistake)).toMatchObject({ exit: exitCodes.bug, document: { error: { code: 'bug' } } })
  })

  it('ends as a cancelled one when a person stopped it', () => {
    expect(reported(new CommandCancelled())).toMatchObject({
      exit: exitCodes.cancelled,
      document: { error: { code: 'cancelled' } },
    })
  })
})
