/** What counts as scar, on the images: by one method, by how many methods, or above the threshold that is tried. */
import { useMemo } from 'react'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { useReading } from '../../reading/room.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { layOver, pixelPicture } from '../overlays/pixel-picture.ts'
import { painterOf, type ScarPaint } from './paint.ts'
import { useScarLook } from './scar-store.ts'
import { methodsOf, shownMethod } from './shown-method.ts'

const opacity = 0.55

export function ScarLayer() {
  const analysis = useKnownAnalysis('scar')
  const { overlay, method: chosen, sd } = useScarLook()
  const protocol = useReading(({ state }) => state.protocol)
  const palette = usePreferences((now) => now.palette)
  const [details] = detailsOf(analysis, 'scar')
  const method = shownMethod(methodsOf(undefined, details), chosen, protocol)
  const pictures = useMemo(
    () => (details ? picturesOf(details, { overlay, method, sd, palette }) : new Map<string, Picture>()),
    [details, overlay, method, sd, palette],
  )
  useLayer('overlays', (context, { frame, transform }) => {
    const picture = pictures.get(imageKeyText(frame))?.()
    if (!picture) return false
    layOver(context, transform, picture, opacity)
    return true
  })
  return null
}

/** Made when its image is first seen. */
type Picture = () => HTMLCanvasElement | undefined

function picturesOf(details: ScarDetails, look: ScarPaint): ReadonlyMap<string, Picture> {
  if (look.overlay === 'off') return new Map()
  return new Map(
    details.slices.map((slice, k): [string, Picture] => {
      let made: HTMLCanvasElement | undefined
      const make = (): HTMLCanvasElement | undefined => {
        const paint = painterOf(details, k, look)
        made ??= paint && pixelPicture(slice.plane, slice.index, (_, place) => paint(place))
        return made
      }
      return [imageKeyText(slice.image), make]
    }),
  )
}
