/** Strain over the beat: of the whole ventricle, or of the segments in one direction. */
import { useState } from 'react'
import type { NamedCurve } from '#analysis/strain/named.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { LineChart, LineLegend } from '../../charts/LineChart.tsx'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { type BeatAxis, NowOnCurve, useShowTime } from '../TimeLine.tsx'
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
  const axis: BeatAxis | undefined =
    shortAxis && beat ? { stack: shortAxis, start: beat.ed, rr: beat.rr } : undefined
  const show = useShowTime(axis)
  if (!beat) return null
  const whole = which === 'global'
  const lines = whole
    ? globalLines(curves, layer, texts.whole)
    : segmentLines(curves, kind, layer, panels.segmentShort, segment)
  const title = whole ? texts.globalCurves : texts.segmentCurves(texts.kinds[kind])
  return (
    <ChartFrame
      title={title}
      aside={
        <Choice
          label={title}
          options={['global', 'segments'] as const}
          name={(one) => texts.curves[one]}
          chosen={which}
          onChoose={setWhich}
        />
      }
    >
      <LineChart
        name={title}
        unit="%"
        lines={lines}
        until={beat.rr}
        timeUnit="ms"
        marks={[
          { name: 'ED', at: 0 },
          { name: 'ES', at: beat.es },
        ]}
        include={[0]}
        zero
        height={140}
        onTime={show}
      >
        {(place) => axis && <NowOnCurve axis={axis} place={place} />}
      </LineChart>
      {whole && <LineLegend lines={lines} />}
    </ChartFrame>
  )
}
