/**
 * State that changes with every frame or mouse move. It is kept outside React so that a cine or a drag renders
 * only what looks at it; `useStore` is the one way in.
 */
import { useSyncExternalStore } from 'react'

export interface Readable<T> {
  /** the same object until something changed */
  get(): T
  /** of itself: taken off the object, it still is */
  readonly subscribe: (listener: () => void) => () => void
}

export class Cell<T> implements Readable<T> {
  private value: T
  private readonly listeners = new Set<() => void>()

  constructor(value: T) {
    this.value = value
  }

  get(): T {
    return this.value
  }

  set(next: T): void {
    if (Object.is(next, this.value)) return
    this.value = next
    for (const listener of [...this.listeners]) listener()
  }

  /** Nobody is told of a change that changes nothing. */
  update(change: Partial<T>): void {
    const next = { ...this.value, ...change }
    let key: keyof T
    for (key in change) {
      if (!Object.is(next[key], this.value[key])) {
        this.set(next)
        return
      }
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** Renders when the store, or the selected part of it, changes. A selection must be a value or a stable object. */
export function useStore<T>(store: Readable<T>): T
export function useStore<T, S>(store: Readable<T>, select: (value: T) => S): S
export function useStore<T, S>(store: Readable<T>, select?: (value: T) => S): T | S {
  const snapshot = () => (select ? select(store.get()) : store.get())
  return useSyncExternalStore(store.subscribe, snapshot)
}
