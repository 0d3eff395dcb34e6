/** What the layers inside a viewport may use. */
import { createContext, useContext } from 'react'
import type { Overlay } from './overlay.ts'
import type { PointerRouter } from './pointer-router.ts'
import type { ViewportSurface } from './viewport-surface.ts'

export interface ViewportPlace {
  readonly surface: ViewportSurface
  readonly overlay: Overlay
  readonly pointers: PointerRouter
}

export const ViewportContext = createContext<ViewportPlace | undefined>(undefined)

/** @throws Error outside a viewport: the caller has a bug */
export function useViewport(): ViewportPlace {
  const place = useContext(ViewportContext)
  if (!place) throw new Error('a layer must stand inside a CardiacViewport')
  return place
}
