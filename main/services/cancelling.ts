/** What a caller gives up in the middle of its work. */
import { Failure } from '#contract/faults.ts'
import type { AbortSignalLike } from '#contract/services.ts'

/** @throws Failure 'cancelled' */
export function refuseIfCancelled(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted) throw new Failure('cancelled', {})
}

/** A signal of Node's that ends with the caller's; its reason is the Failure 'cancelled'. */
export function following(outer: AbortSignalLike | undefined): AbortSignal {
  const own = new AbortController()
  const end = (): void => own.abort(new Failure('cancelled', {}))
  if (outer?.aborted) end()
  outer?.addEventListener('abort', end, { once: true })
  return own.signal
}
