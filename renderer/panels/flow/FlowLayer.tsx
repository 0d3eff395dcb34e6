/**
 * The vessel's border at every phase over magnitude and velocity, as it was measured: dashed where it lies between
 * those that were drawn. Pixels whose velocity was put back stand out, and tissue at rest where it is asked for.
 */
import { useMemo } from 'react'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { rgbOf } from '../../charts/colours.ts'
import { drawLine } from '../../contouring/draw-contours.ts'
import { useReading } from '../../reading/room.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { colours, contourColours } from '../../theme/tokens.ts'
import { indexToCanvas } from '../../viewport/transform.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { type Grid, layOver, pixelPicture } from '../overlays/pixel-picture.ts'
import { useFlowLook } from './flow-store.ts'
import { type FlowOnImage, flowByImage } from './on-images.ts'

const opacity = { unwrapped: 0.6, resting: 0.4 } as const
const alpha = { chosen: 1, other: 0.5 } as const

export function FlowLayer() {
  const { details } = useKnownAnalysis('flow')
  const { vessel: chosen, resting } = useFlowLook()
  const palette = usePreferences((now) => now.palette)
  const contours = useReading(({ state }) => state.contours)
  const drawnHere = useMemo(() => {
    const ofVessels = [...contours.values()].filter(({ contour }) => contour.border === 'vessel')
    return new Set(ofVessels.map(({ contour }) => imageKeyText(contour.image)))
  }, [contours])
  const found = useMemo(() => picturesOf(details), [details])
  useLayer('overlays', (context, { frame, transform }) => {
    const key = imageKeyText(frame)
    const here = found.get(key)
    if (!here) return false
    for (const { of, unwrapped, atRest } of here) {
      if (resting && atRest) layOver(context, transform, atRest(transform.grid), opacity.resting)
      if (unwrapped) layOver(context, transform, unwrapped(transform.grid), opacity.unwrapped)
      // the editor draws what somebody drew
      if (drawnHere.has(key)) continue
      drawLine(
        context,
        (point) => indexToCanvas(transform, point),
        of.border,
        true,
        contourColours[palette].vessel,
        {
          width: 1.5,
          alpha: chosen === undefined || chosen === of.vessel ? alpha.chosen : alpha.other,
          dashed: !of.drawn,
        },
      )
    }
    return true
  })
  return null
}

type Picture = (grid: Grid) => HTMLCanvasElement

interface Drawn {
  readonly of: FlowOnImage
  readonly unwrapped: Picture | undefined
  readonly atRest: Picture | undefined
}

function picturesOf(details: readonly AnalysisDetails[]): ReadonlyMap<string, readonly Drawn[]> {
  const marked = rgbOf(colours.attention)
  const still = rgbOf(colours.accent)
  const ofRest = new Map<Uint8Array, Picture>()
  const atRest = (resting: Uint8Array): Picture => {
    const picture = ofRest.get(resting) ?? onGrid(resting.keys(), (i) => resting[i] === 1)
    ofRest.set(resting, picture)
    return picture
  }
  function onGrid(pixels: Iterable<number>, isMarked?: (pixel: number) => boolean): Picture {
    let made: HTMLCanvasElement | undefined
    // all images of a beat have one matrix
    return (grid) => {
      made ??= pixelPicture(grid, pixels, (i) => (isMarked ? (isMarked(i) ? still : undefined) : marked))
      return made
    }
  }
  return new Map(
    [...flowByImage(detailsOf({ details }, 'flow'))].map(([key, list]) => [
      key,
      list.map((of) => ({
        of,
        unwrapped: of.unwrapped.length === 0 ? undefined : onGrid(of.unwrapped),
        atRest: of.resting && atRest(of.resting),
      })),
    ]),
  )
}
