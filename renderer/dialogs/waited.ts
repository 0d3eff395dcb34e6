/** A call that a dialog waits for: what it is at is said, and it is given up when the reader says so or leaves. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

/** The reader gave it up, and nothing came of it. */
export class Stopped extends Error {}

export interface Waited {
  readonly signal: AbortSignal
  /** says what is done now */
  readonly tell: (step: string) => void
}

/**
 * What came of a call that may be given up: main may have been done before it heard of it.
 * @param isDone  asks main
 * @returns undefined where it was given up too late, and its answer with it
 * @throws Stopped where nothing came of it; whatever else it failed with
 */
export async function unlessStopped<T>(
  call: Promise<T>,
  signal: AbortSignal,
  isDone: () => Promise<boolean>,
): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (!signal.aborted) throw error
    if (await isDone()) return undefined
    throw new Stopped()
  }
}

/** @throws Stopped as soon as the signal aborts, whatever becomes of the work */
export function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Stopped())
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

export function useWaited(work: (waited: Waited) => Promise<void>, onDone?: () => void) {
  const [step, setStep] = useState<string>()
  const control = useRef<AbortController>(undefined)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const own = new AbortController()
      control.current = own
      return work({ signal: own.signal, tell: setStep })
    },
    ...(onDone ? { onSuccess: onDone } : {}),
    onSettled: () => setStep(undefined),
  })
  const stop = (): void => control.current?.abort()
  useEffect(() => () => control.current?.abort(), [])
  const isStopped = error instanceof Stopped
  return { start: () => mutate(), stop, step, isPending, isStopped, error: isStopped ? null : error }
}
