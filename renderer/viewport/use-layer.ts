import { useCallback, useEffect } from 'react'
import type { LayerName } from './overlay.ts'
import type { DrawLayer, LayerExtent, LayerGrounds } from './sheet.ts'
import { useLatest } from './use-latest.ts'
import { useViewport } from './viewport-context.ts'

/**
 * Draws on the overlay of the viewport it stands in, after every render too.
 * @param groundsOf  what of an image the drawing rests on; without it every image has one of its own
 * @param extentOf  where it draws; without it anywhere on the image
 * @returns asks for one more drawing
 */
export function useLayer(
  layer: LayerName,
  draw: DrawLayer,
  { groundsOf, extentOf }: { readonly groundsOf?: LayerGrounds; readonly extentOf?: LayerExtent } = {},
): () => void {
  const { overlay } = useViewport()
  const latest = useLatest({ draw, groundsOf, extentOf })
  useEffect(
    () =>
      overlay.add(layer, {
        draw: (context, shown, words) => latest.current.draw(context, shown, words),
        groundsOf: (shown) => latest.current.groundsOf?.(shown),
        extentOf: (shown) => (latest.current.extentOf ? latest.current.extentOf(shown) : 'everywhere'),
      }),
    [overlay, layer, latest],
  )
  useEffect(() => overlay.redraw(layer))
  return useCallback(() => overlay.redraw(layer), [overlay, layer])
}
