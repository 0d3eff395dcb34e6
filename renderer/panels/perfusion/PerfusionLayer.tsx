/**
 * Over every dynamic: the map that was chosen, and the contours where breathing has moved the heart, dashed because
 * nobody drew them there.
 */
import { useMemo } from 'react'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { drawLine } from '../../contouring/draw-contours.ts'
import { usePlace, useReading } from '../../reading/room.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { contourColours } from '../../theme/tokens.ts'
import { indexToCanvas } from '../../viewport/transform.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { carriedContours } from './on-dynamics.ts'
import { PerfusionMapLayer } from './PerfusionMapLayer.tsx'

export function PerfusionLayer() {
  const analysis = useKnownAnalysis('perfusion')
  const contours = useReading(({ state }) => state.contours)
  const shown = usePlace(({ contoursShown }) => contoursShown)
  const palette = usePreferences((now) => now.palette)
  const [details] = detailsOf(analysis, 'perfusion')
  const found = useMemo(
    () =>
      details &&
      carriedContours(
        details,
        Array.from(contours.values(), ({ contour }) => contour),
      ),
    [details, contours],
  )
  useLayer('overlays', (context, { frame, transform }) => {
    const here = shown ? found?.get(imageKeyText(frame)) : undefined
    if (!here) return false
    for (const { border, closed, points } of here)
      drawLine(
        context,
        (point) => indexToCanvas(transform, point),
        points,
        closed,
        contourColours[palette][border],
        { width: 1.5, alpha: 1, dashed: true },
      )
    return true
  })
  return <PerfusionMapLayer />
}
