/** The tissue that was followed, on the cine: each point with its way since end-diastole. */
import { useMemo } from 'react'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Line } from '#analysis/strain/outline.ts'
import type { Layer } from '#analysis/strain/slice.ts'
import type { TrackedPlace } from '#contract/analysis-documents/details.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { lineColours } from '../../theme/data-colours.ts'
import { colours } from '../../theme/tokens.ts'
import { indexToCanvas } from '../../viewport/transform.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import { useStrainLook } from './strain-store.ts'

interface Shown {
  readonly now: Line
  readonly before: Line
  readonly segmentOf: readonly number[] | undefined
}

const dot = 2.1
const chosenDot = 3

export function StrainLayer() {
  const analysis = useKnownAnalysis('strain')
  const { points, layer, segment } = useStrainLook()
  const [details] = detailsOf(analysis, 'strain')
  const shown = useMemo(() => byImage(details?.places ?? [], layer), [details, layer])
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

/** By image: where the points are at its phase, and where they were at ED. */
function byImage(places: readonly TrackedPlace[], layer: Layer): ReadonlyMap<string, Shown> {
  const found = new Map<string, Shown>()
  for (const place of places) {
    if (!place.tracked.measured) continue
    const { edPhase } = place.tracked.value
    const line =
      'layers' in place.tracked.value ? place.tracked.value.layers[layer] : place.tracked.value.endocardial
    const before = line?.phases[edPhase]
    if (!line || !before) continue
    const segmentOf = place.kind === 'slice' ? place.segmentOf : undefined
    place.images.forEach((image: ImageKey, phase) => {
      const now = line.phases[phase]
      if (now) found.set(imageKeyText(image), { now, before, segmentOf })
    })
  }
  return found
}
