/** What keys do to the maps that were made here: which is shown, and how much of it over the images. */
import type { Offers } from '../../keys/registry.ts'
import { textsNow } from '../../texts/texts.ts'
import { stepped } from '../overlays/map-steps.ts'
import { mapExtents, type Parameter, useMapLook } from './map-look.ts'

/**
 * @param known   that something was measured of
 * @param shown   of these
 * @param hasMap  that can be laid over the images
 */
export function mapCommands(
  known: readonly Parameter[],
  shown: Parameter | undefined,
  hasMap: boolean,
): Offers {
  const none = textsNow().panels.state.none
  const step = (by: 1 | -1) => ({
    run: () => {
      if (shown) useMapLook.setState({ parameter: stepped(known, shown, by) })
    },
    unavailable: shown ? undefined : none,
  })
  return {
    'next-map': step(1),
    'previous-map': step(-1),
    'toggle-map': {
      run: () => useMapLook.setState(({ extent }) => ({ extent: stepped(mapExtents, extent, 1) })),
      unavailable: hasMap ? undefined : none,
    },
  }
}
