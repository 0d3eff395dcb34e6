/** What lies over an image at a place, in words: layers of a viewport tell it, and who reads values there asks. */
import { useEffect } from 'react'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { useLatest } from './use-latest.ts'
import { useViewport } from './viewport-context.ts'
import type { OnScreen, ViewportSurface } from './viewport-surface.ts'

/** @returns undefined where nothing of the layer lies there */
export type ReadPlace = (shown: OnScreen, index: IndexPoint) => string | undefined

const readers = new WeakMap<ViewportSurface, Set<ReadPlace>>()

export function useLaidOver(read: ReadPlace): void {
  const { surface } = useViewport()
  const latest = useLatest(read)
  useEffect(() => {
    const own: ReadPlace = (shown, index) => latest.current(shown, index)
    const all = readers.get(surface) ?? new Set()
    readers.set(surface, all.add(own))
    return () => {
      all.delete(own)
    }
  }, [surface, latest])
}

export const laidOver = (surface: ViewportSurface, shown: OnScreen, index: IndexPoint): readonly string[] =>
  Array.from(readers.get(surface) ?? []).flatMap((read) => read(shown, index) ?? [])
