/** Strain over the beat: of the whole ventricle, or of the segments in one direction. */
import { useState } from 'react'
import type { NamedCurve } from '#analysis/strain/named.ts'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { CurveFigure } from '../CurveFigure.tsx'
import { beatOf, globalLines, type SegmentKind, segmentLines } from './curves.ts'
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
  return (
    <CurveFigure
      title={whole ? texts.globalCurves : texts.segmentCurves(texts.kinds[kind])}
      unit="%"
      lines={
        whole
          ? globalLines(curves, layer, texts.whole)
          : segmentLines(curves, kind, layer, panels.segmentShort, segment)
      }
      until={beat.rr}
      axis={shortAxis && { stack: shortAxis, start: beat.ed, rr: beat.rr }}
      marks={[
        { name: 'ED', at: 0 },
        { name: 'ES', at: beat.es },
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
