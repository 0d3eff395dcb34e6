import { type RefObject, useLayoutEffect, useRef } from 'react'

/** The props of the last render, for listeners that live longer than one. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}
