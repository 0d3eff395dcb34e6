/** What counts as scar, on the images: by one method, by how many methods, or above the threshold that is tried. */
import { useMemo } from 'react'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { tissue } from '#analysis/scar/obstruction.ts'
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { colourAt, type Rgb, rgbOf } from '../../charts/colours.ts'
import { useReading } from '../../reading/room.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { type ContourPalette, contourColours } from '../../theme/tokens.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { layOver, pixelPicture } from '../overlays/pixel-picture.ts'
import { thresholdOf } from './preview.ts'
import { type ScarOverlay, useScarLook } from './scar-store.ts'
import { methodsOf, shownMethod } from './shown-method.ts'

const opacity = 0.55

/** Of each pixel of the wall its colour, or none. */
type Painter = (pixel: number) => Rgb | undefined

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

interface Look {
  readonly overlay: ScarOverlay
  readonly method: string | undefined
  readonly sd: number
  readonly palette: ContourPalette
}

function picturesOf(details: ScarDetails, look: Look): ReadonlyMap<string, Picture> {
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

function painterOf(details: ScarDetails, k: number, look: Look): Painter | undefined {
  const slice = details.slices[k]
  if (!slice) return undefined
  const colours = contourColours[look.palette]
  const scar = rgbOf(colours['lge-scar'])
  if (look.overlay === 'threshold') {
    const threshold = thresholdOf(slice, look.sd)
    return (i) => ((slice.signal[i] ?? 0) > threshold ? scar : undefined)
  }
  if (look.overlay === 'disagreement')
    return (i) => {
      const votes = slice.votes[i] ?? 0
      return votes === 0 ? undefined : colourAt('magma', votes / Math.max(1, details.voters))
    }
  const found = details.methods.find(({ name }) => name === look.method)
  const state = found?.slices[k]?.state
  const obstructed = rgbOf(colours['lge-no-reflow'])
  return (
    state &&
    ((i) => (state[i] === tissue.scar ? scar : state[i] === tissue.obstructed ? obstructed : undefined))
  )
}
