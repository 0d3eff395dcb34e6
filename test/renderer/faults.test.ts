import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { ConnectionLost } from '../../renderer/client/connection-lost.ts'
import { refusalOf } from '../../renderer/client/faults.ts'
import { sentenceOf } from '../../renderer/client/sentences.ts'

describe('a refusal in the window', () => {
  it('names what was refused and says what to do', () => {
    const error = new ORPCError('study-not-downloaded', { defined: true, data: { study: '1.2.3' } })
    expect(sentenceOf(error).what).toContain('1.2.3')
    expect(sentenceOf(error).todo).not.toBe('')
  })

  it('is a lost connection when main did not answer at all', () => {
    expect(refusalOf(new ConnectionLost())).toEqual({ code: 'connection-lost' })
    expect(sentenceOf(new ConnectionLost()).todo).toContain('saved when it is back')
  })

  it('is our own mistake when its data are not what the contract says', () => {
    const error = new ORPCError('study-not-downloaded', { defined: true, data: { patient: 'x' } })
    expect(refusalOf(error).code).toBe('window-bug')
  })

  it('is our own mistake when it is any other exception', () => {
    expect(refusalOf(new TypeError('undefined is not a function')).code).toBe('window-bug')
  })
})
