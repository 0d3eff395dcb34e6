import { afterEach, describe, expect, it, vi } from 'vitest'
import { CommandCancelled } from '../../main/commands/command.ts'
import { untilStopped } from '../../main/commands/stop.ts'

afterEach(() => vi.useRealTimers())

describe('a command that is asked to stop', () => {
  it('may end in its own way', async () => {
    const before = process.listenerCount('SIGINT')
    const ended = untilStopped(
      (signal) => new Promise((end) => signal.addEventListener('abort', () => end('paused'))),
    )
    process.emit('SIGINT')
    expect(await ended).toBe('paused')
    expect(process.listenerCount('SIGINT')).toBe(before)
  })

  it('is cancelled when it throws because of it', async () => {
    const ended = untilStopped(
      (signal) =>
        new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('aborted')))),
    )
    process.emit('SIGTERM')
    await expect(ended).rejects.toBeInstanceOf(CommandCancelled)
  })

  it('is left when it does not listen', async () => {
    vi.useFakeTimers()
    const ended = untilStopped(() => new Promise(() => {}))
    const cancelled = expect(ended).rejects.toBeInstanceOf(CommandCancelled)
    process.emit('SIGINT')
    await vi.advanceTimersByTimeAsync(2_000)
    await cancelled
  })
})
