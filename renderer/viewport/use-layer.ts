import { useCallback, useEffect } from 'react'
import type { DrawLayer, layerOrder } from './overlay.ts'
import { useLatest } from './use-latest.ts'
import { useViewport } from './viewport-context.ts'

/** Draws on the overlay of the viewport it stands in, after every render too. @returns asks for one more drawing */
export function useLayer(layer: keyof typeof layerOrder, draw: DrawLayer): () => void {
  const { overlay } = useViewport()
  const latest = useLatest(draw)
  useEffect(
    () => overlay.add((context, shown) => latest.current(context, shown), layer),
    [overlay, layer, latest],
  )
  useEffect(() => overlay.redraw())
  return useCallback(() => overlay.redraw(), [overlay])
}
