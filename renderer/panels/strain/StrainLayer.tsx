/** The tissue that was followed, on the cine: each point with its way since end-diastole. */
import { useMemo } from 'react'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Line } from '#analysis/strain/outline.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { lineColours } from '../../theme/data-colours.ts'
import { colours } from '../../theme/tokens.ts'
import { indexToCanvas } from '../../viewport/transform.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { trackedByImage } from './on-images.ts'
import { useStrainLook } from './strain-store.ts'

const dot = 2.1
const chosenDot = 3

export function StrainLayer() {
  const analysis = useKnownAnalysis('strain')
  const { points, layer, segment } = useStrainLook()
  const [details] = detailsOf(analysis, 'strain')
  const shown = useMemo(() => trackedByImage(details?.places ?? [], layer), [details, layer])
  useLayer('overlays', (context, { frame, transform }) => {
    const here = points ? shown.get(imageKeyText(frame)) : undefined
    if (!here) return false
    context.lineWidth = 1
    for (let i = 0; 2 * i < here.now.length; i++) {
      const from = indexToCanvas(transform, pointOf(here.before, i))
      const to = indexToCanvas(transform, pointOf(here.now, i))
      const chosen = segment !== undefined && here.segmentOf?.[i] === segment
      context.strokeStyle = chosen ? colours.attention : lineColours[0]
      context.fillStyle = context.strokeStyle
      context.globalAlpha = 0.5
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
      context.globalAlpha = 1
      context.beginPath()
      context.arc(to.x, to.y, chosen ? chosenDot : dot, 0, 2 * Math.PI)
      context.fill()
    }
    return true
  })
  return null
}

const pointOf = (line: Line, i: number): IndexPoint => [line[2 * i] ?? 0, line[2 * i + 1] ?? 0]
