/** What counts as scar, on the images: by one method, by how many methods, or above the threshold that is tried. */
import { useMemo } from 'react'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { tissue } from '#analysis/scar/obstruction.ts'
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { colourAt, type Rgb, rgbOf } from '../../charts/colours.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { type ContourPalette, contourColours } from '../../theme/tokens.ts'
import { drawInPlace } from '../../viewport/transform.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { thresholdOf } from './preview.ts'
import { type ScarOverlay, useScarLook } from './scar-store.ts'

const opacity = 0.55

/** Of each pixel of the wall its colour, or none. */
type Painter = (pixel: number) => Rgb | undefined

export function ScarLayer() {
  const analysis = useKnownAnalysis('scar')
  const { overlay, method, sd } = useScarLook()
  const palette = usePreferences((now) => now.palette)
  const [details] = detailsOf(analysis, 'scar')
  const pictures = useMemo(
    () => (details ? picturesOf(details, { overlay, method, sd, palette }) : new Map<string, Picture>()),
    [details, overlay, method, sd, palette],
  )
  useLayer('overlays', (context, { frame, transform }) => {
    const picture = pictures.get(imageKeyText(frame))?.()
    if (!picture) return false
    context.imageSmoothingEnabled = false
    context.globalAlpha = opacity
    drawInPlace(context, transform, picture)
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
        made ??= paint && drawn(slice, paint)
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
  const found = details.methods.find(({ name }) => name === look.method) ?? details.methods[0]
  const state = found?.slices[k]?.state
  const obstructed = rgbOf(colours['lge-no-reflow'])
  return (
    state &&
    ((i) => (state[i] === tissue.scar ? scar : state[i] === tissue.obstructed ? obstructed : undefined))
  )
}

function drawn({ plane, index }: ScarDetails['slices'][number], paint: Painter): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = plane.columns
  canvas.height = plane.rows
  const context = canvas.getContext('2d')
  if (!context) throw new Error('a mask needs a 2D canvas')
  const image = context.createImageData(plane.columns, plane.rows)
  index.forEach((at, i) => {
    const colour = paint(i)
    if (colour) image.data.set([...colour, 255], 4 * at)
  })
  context.putImageData(image, 0, 0)
  return canvas
}
