import { describe, expect, it } from 'vitest'
import { orStopped, Stopped, unlessStopped } from '../../renderer/dialogs/waited.ts'

const never = () => new Promise<never>(() => {})
const failing = (error: Error) => Promise.reject(error)
const aborted = (): AbortSignal => AbortSignal.abort()
const patient = (): AbortSignal => new AbortController().signal

describe('a call that its reader gave up', () => {
  it('was stopped where main says that nothing came of it', async () => {
    const call = unlessStopped(failing(new Error('aborted')), aborted(), async () => false)
    await expect(call).rejects.toBeInstanceOf(Stopped)
  })

  it('is no stopped one where main had done it before', async () => {
    expect(await unlessStopped(failing(new Error('aborted')), aborted(), async () => true)).toBeUndefined()
  })

  it('is not said to be stopped while main cannot be asked what came of it', async () => {
    const gone = new Error('main is away')
    const call = unlessStopped(failing(new Error('aborted')), aborted(), () => failing(gone))
    await expect(call).rejects.toBe(gone)
  })
})

it('a call that fails by itself has failed, and was not stopped', async () => {
  const refused = new Error('wrong passphrase')
  await expect(unlessStopped(failing(refused), patient(), async () => true)).rejects.toBe(refused)
})

it('what cannot be given up is not waited for any longer', async () => {
  const stop = new AbortController()
  const waiting = orStopped(never(), stop.signal)
  stop.abort()
  await expect(waiting).rejects.toBeInstanceOf(Stopped)
  await expect(orStopped(never(), aborted())).rejects.toBeInstanceOf(Stopped)
  expect(await orStopped(Promise.resolve(7), patient())).toBe(7)
})
