import { useCallback, useEffect } from 'react'
import type { DrawLayer, LayerGrounds, layerOrder } from './overlay.ts'
import { useLatest } from './use-latest.ts'
import { useViewport } from './viewport-context.ts'

/**
 * Draws on the overlay of the viewport it stands in, after every render too.
 * @param groundsOf  what of an image the drawing rests on; without it every image has one of its own
 * @returns asks for one more drawing
 */
export function useLayer(
  layer: keyof typeof layerOrder,
  draw: DrawLayer,
  groundsOf?: LayerGrounds,
): () => void {
  const { overlay } = useViewport()
  const latest = useLatest({ draw, groundsOf })
  useEffect(
    () =>
      overlay.add(
        (context, shown) => latest.current.draw(context, shown),
        layer,
        (shown) => latest.current.groundsOf?.(shown),
      ),
    [overlay, layer, latest],
  )
  useEffect(() => overlay.redraw())
  return useCallback(() => overlay.redraw(), [overlay])
}
