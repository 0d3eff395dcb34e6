/** Ctrl-C, or a system that ends the process: a command is asked to stop first, and left where it does not. */
import { CommandCancelled } from './command.ts'

const signals = ['SIGINT', 'SIGTERM'] as const
/** For a download to note where it is, and an import to remove what it has not placed. */
const graceMs = 2_000

/**
 * @param work  gets a signal that aborts when a person asks to stop; a second Ctrl-C ends the process at once
 * @throws CommandCancelled when it does not come to its end soon after
 */
export async function untilStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  for (const signal of signals) process.once(signal, abort)
  let grace: NodeJS.Timeout | undefined
  const leaving = new Promise<never>((_, leave) =>
    stop.signal.addEventListener('abort', () => {
      grace = setTimeout(() => leave(new CommandCancelled()), graceMs)
    }),
  )
  const working = work(stop.signal)
  // left behind, it may still fail: its library is closed under it
  working.catch(() => undefined)
  try {
    return await Promise.race([working, leaving])
  } catch (error) {
    throw stop.signal.aborted ? new CommandCancelled() : error
  } finally {
    clearTimeout(grace)
    for (const signal of signals) process.off(signal, abort)
  }
}
