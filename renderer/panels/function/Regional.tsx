/** Thickness, thickening and motion of the wall by segment. Made when it is asked for: a hand corrects contours here. */
import { useState } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { useAnalyses, useKnownAnalysis } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useTexts } from '../../texts/texts.ts'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { numberCell } from '../numbers/cells.tsx'
import { foundPart } from '../numbers/found.ts'
import { nameOf, partText, unitOf } from '../numbers/words.ts'
import { SegmentFigure } from '../SegmentFigure.tsx'
import type { SegmentScale } from '../segment-cells.ts'

const whats = ['thickening', 'thickness', 'thicknessEs', 'motion'] as const
type What = (typeof whats)[number]

const shown: Readonly<Record<What, { readonly quantity: QuantityName; readonly scale: SegmentScale }>> = {
  thickening: { quantity: 'wall-thickening', scale: { scale: 'viridis', step: 20, ends: [0, 100] } },
  thickness: { quantity: 'wall-ed', scale: { scale: 'cividis', step: 2, digits: 1 } },
  thicknessEs: { quantity: 'wall-es', scale: { scale: 'cividis', step: 2, digits: 1 } },
  motion: { quantity: 'wall-motion', scale: { scale: 'viridis', step: 2, ends: [0, 10], digits: 1 } },
}
const diameters = ['lv-wall-max', 'lvedd', 'lvesd'] as const

export function Regional() {
  const words = useTexts()
  const { panels } = words
  const texts = panels.function
  const analyses = useAnalyses()
  const view = useKnownAnalysis('segments')
  const [what, setWhat] = useState<What>('thickening')
  const [segment, setSegment] = useState<number>()
  const found = foundPart(view.documents)
  const analysis = {
    ...view,
    run: () => analyses.run(['segments']),
    cancel: () => analyses.cancel(['segments']),
  }
  const { quantity, scale } = shown[what]
  return (
    <AnalysisFrame analysis={analysis} title={texts.regional}>
      <SegmentFigure
        title={texts.wallBySegment(texts[what])}
        found={found}
        quantity={quantity}
        scale={scale}
        missing={texts.noSegment}
        selected={segment}
        onSelect={setSegment}
      >
        <Choice
          label={texts.regional}
          options={whats}
          name={(one) => texts[one]}
          chosen={what}
          onChoose={setWhat}
        />
      </SegmentFigure>
      <DataTable
        name={texts.regional}
        first={panels.quantity}
        columns={[{ title: panels.value, unit: 'mm' }]}
        rows={diameters.flatMap((one) => {
          const measurement = found?.measurements.find((m) => m.quantity === one)
          if (!measurement) return []
          const part = partText(panels, measurement.scope)
          return [
            {
              id: one,
              name: [nameOf(words, one), part].filter(Boolean).join(', '),
              title: unitOf(one),
              cells: [numberCell(found, measurement, panels.charts.unmeasured)],
            },
          ]
        })}
      />
    </AnalysisFrame>
  )
}
