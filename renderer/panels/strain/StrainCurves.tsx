/** Strain over the beat: of the whole ventricle, or of the segments in one direction. */
import { useState } from 'react'
import type { NamedCurve } from '#analysis/strain/named.ts'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { CurveFigure } from '../CurveFigure.tsx'
import { numberText } from '../quantities.ts'
import { beatOf, globalLines, peakOf, type SegmentKind, segmentLines } from './curves.ts'
import { useStrainLook } from './strain-store.ts'

export function StrainCurves({
  curves,
  kind,
}: {
  readonly curves: readonly NamedCurve[]
  readonly kind: SegmentKind
}) {
  const { panels } = useTexts()
  const texts = panels.strain
  const { shortAxis } = useRoom()
  const { layer, segment } = useStrainLook()
  const [which, setWhich] = useState<'global' | 'segments'>('global')
  const beat = beatOf(curves)
  if (!beat) return null
  const whole = which === 'global'
  const lines = whole
    ? globalLines(curves, layer, texts.whole)
    : segmentLines(curves, kind, layer, panels.segmentShort, segment)
  const peak = whole
    ? undefined
    : peakOf(
        lines.find(({ id }) => id === String(segment)),
        kind,
      )
  return (
    <CurveFigure
      title={whole ? texts.globalCurves : texts.segmentCurves(texts.kinds[kind])}
      unit="%"
      lines={lines}
      until={beat.rr}
      axis={shortAxis && { stack: shortAxis, start: beat.ed, rr: beat.rr }}
      marks={[
        { name: 'ED', at: 0 },
        { name: 'ES', at: beat.es },
        ...(peak ? [{ ...peak, name: `${numberText(peak.value, 1)} %` }] : []),
      ]}
      options={['global', 'segments'] as const}
      name={(one) => texts.curves[one]}
      chosen={which}
      onChoose={setWhich}
      height={140}
      legend={whole}
    />
  )
}
