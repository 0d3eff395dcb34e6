/** Strain: whole ventricle, segments, curves, how well the tissue was followed. */
import { useState } from 'react'
import type { Scope } from '#analysis/measurements/scope.ts'
import { layers } from '#analysis/strain/slice.ts'
import { detailsOf, useAnalysis } from '../../analyses/analyses.ts'
import { useTexts } from '../../texts/texts.ts'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { foundPart } from '../numbers/found.ts'
import { SegmentFigure } from '../SegmentFigure.tsx'
import type { SegmentScale } from '../segment-cells.ts'
import type { SegmentKind } from './curves.ts'
import { GlobalStrain, Mechanics } from './GlobalStrain.tsx'
import { SegmentalStrain } from './SegmentalStrain.tsx'
import { StrainCurves } from './StrainCurves.tsx'
import styles from './StrainPanel.module.css'
import { useStrainLook } from './strain-store.ts'
import { TrackingQuality } from './TrackingQuality.tsx'

const kinds = ['ell', 'ecc', 'err'] as const
const shownNumbers = ['peak', 'es', 'ttp'] as const
type ShownNumber = (typeof shownNumbers)[number]

function scaleOf(kind: SegmentKind, shown: ShownNumber): SegmentScale {
  if (shown === 'ttp') return { scale: 'cividis', step: 50 }
  // a wall that does not contract is dark
  return kind === 'err'
    ? { scale: 'viridis', step: 5, ends: [0, 50] }
    : { scale: 'viridis', step: 5, ends: [-25, 0], reversed: true }
}

export function StrainPanel() {
  const { panels } = useTexts()
  const texts = panels.strain
  const analysis = useAnalysis('strain')
  const [kind, setKind] = useState<SegmentKind>('ecc')
  const [shown, setShown] = useState<ShownNumber>('peak')
  const { layer, segment, points } = useStrainLook()
  const found = foundPart(analysis.documents)
  const [details] = detailsOf(analysis, 'strain')
  const scope: Scope = kind === 'ecc' ? { layer } : {}
  const select = (chosen: number | undefined): void => useStrainLook.setState({ segment: chosen })
  return (
    <AnalysisFrame analysis={analysis} title={texts.title}>
      <div className={styles.look}>
        <Choice
          label={texts.layer}
          options={layers}
          name={(one) => panels.layers[one]}
          chosen={layer}
          onChoose={(one) => useStrainLook.setState({ layer: one })}
        />
        <label>
          <input
            type="checkbox"
            checked={points}
            onChange={({ currentTarget }) => useStrainLook.setState({ points: currentTarget.checked })}
          />
          {texts.points}
        </label>
      </div>
      <GlobalStrain found={found} layer={layer} />
      <SegmentFigure
        title={texts.bySegment(texts.kinds[kind])}
        found={found}
        quantity={`${kind}-${shown}`}
        scope={scope}
        scale={scaleOf(kind, shown)}
        missing={texts.noSegment}
        selected={segment}
        onSelect={select}
      >
        <Choice
          label={texts.title}
          options={kinds}
          name={(one) => texts.kinds[one]}
          chosen={kind}
          onChoose={setKind}
        />
        <Choice
          label={panels.value}
          options={shownNumbers}
          name={(one) => texts.shown[one]}
          chosen={shown}
          onChoose={setShown}
        />
      </SegmentFigure>
      {details && <StrainCurves curves={details.curves} kind={kind} />}
      <SegmentalStrain found={found} kind={kind} scope={scope} selected={segment} onSelect={select} />
      <Mechanics found={found} />
      {found && details && <TrackingQuality found={found} details={details} />}
    </AnalysisFrame>
  )
}
