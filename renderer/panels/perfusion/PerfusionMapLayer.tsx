/** The chosen map over every dynamic, where breathing has moved the heart: coloured where it has a number. */
import { useMemo } from 'react'
import { perfusionMapLooks } from '#analysis/colours/map-looks.ts'
import { perfusedPixel } from '#analysis/perfusion/pixel-maps.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { colourOf } from '../../charts/colours.ts'
import { useTexts } from '../../texts/texts.ts'
import { useLaidOver } from '../../viewport/laid-over.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { layOver, pixelPicture } from '../overlays/pixel-picture.ts'
import { endsOf, usePerfusionMapLook } from './map-look.ts'
import { valueAt } from './map-values.ts'
import { type DynamicMap, mapsOnDynamics } from './on-dynamics.ts'

export function PerfusionMapLayer() {
  const { panels } = useTexts()
  const analysis = useKnownAnalysis('perfusion')
  const look = usePerfusionMapLook()
  const { shown, opacity, ends } = look
  const [details] = detailsOf(analysis, 'perfusion')
  const dynamics = useMemo(
    () =>
      details && shown !== 'off' ? mapsOnDynamics(details, shown, (one) => pictureOf(one, ends)) : undefined,
    [details, shown, ends],
  )
  useLayer('overlays', (context, { frame, transform }) => {
    const here = dynamics?.get(imageKeyText(frame))
    if (!here) return false
    const [column, row] = transform.centre
    const [right, down] = here.shift
    layOver(context, { ...transform, centre: [column - right, row - down] }, here.picture(), opacity)
    return true
  })
  useLaidOver(({ frame }, index) => {
    const here = dynamics?.get(imageKeyText(frame))
    return here && valueAt(here, index, panels)
  })
  return null
}

function pictureOf(
  { plane, index, map: { quantity, value, status } }: DynamicMap,
  ends: Parameters<typeof endsOf>[0]['ends'],
): HTMLCanvasElement {
  const { scale } = perfusionMapLooks[quantity]
  const [from, to] = endsOf({ ends }, quantity)
  return pixelPicture(plane, index, (_, place) =>
    status[place] === perfusedPixel.measured ? colourOf({ scale, from, to }, value[place] ?? 0) : undefined,
  )
}
