/** Contrast in the tissue of a segment through the first pass, the Fermi fit to it, and the flow that it says. */

import { useState } from 'react'
import type { RegionResult } from '#analysis/perfusion/region.ts'
import type { PerfusionDetails } from '#contract/analysis-documents/details.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { LineChart, LineLegend } from '../../charts/LineChart.tsx'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import styles from '../mapping/FitFigure.module.css'
import { numberText } from '../quantities.ts'
import { detailText } from '../reasons.ts'
import { fermiLines } from './fermi-lines.ts'

export interface FermiFigureProps {
  readonly details: PerfusionDetails
  /** the whole wall of the first slice when absent */
  readonly segment: number | undefined
  readonly layer: 'whole-wall' | 'endocardial' | 'epicardial'
}

export function FermiFigure({ details: { states }, segment, layer }: FermiFigureProps) {
  const { panels, fits } = useTexts()
  const texts = panels.perfusion
  const [chosen, setChosen] = useState<'stress' | 'rest'>('stress')
  const known = (['stress', 'rest'] as const).filter((state) => states[state] !== undefined)
  const state = known.includes(chosen) ? chosen : known[0]
  const of =
    state && states[state]?.regions.find(({ region }) => region.segment === segment && region.layer === layer)
  if (!state || !of) return null
  const place = segment === undefined ? panels.scope.slice(String(of.slice)) : panels.segmentShort(segment)
  const title = fits.fermi.title(texts.states[state], place)
  return (
    <ChartFrame
      title={title}
      aside={
        <Choice
          label={title}
          options={known}
          name={(one) => texts.states[one]}
          chosen={state}
          onChoose={setChosen}
        />
      }
    >
      <Fit title={title} fermi={of.fermi} />
    </ChartFrame>
  )
}

function Fit({ title, fermi }: { readonly title: string; readonly fermi: RegionResult['fermi'] }) {
  const { fits } = useTexts()
  if (!fermi.measured)
    return <p className={styles.note}>{fits.none(detailText(fermi.reason, fermi.detail))}</p>
  const { mbf, delay, residual, shape, times } = fermi.value
  const lines = fermiLines(fermi.value, fits.fermi)
  return (
    <>
      <LineChart
        name={title}
        unit="mmol/L"
        lines={lines}
        from={(times[0] ?? 0) / 1000}
        until={(times.at(-1) ?? 0) / 1000}
        timeUnit="s"
        include={[0]}
        height={130}
      />
      <LineLegend lines={lines} />
      <p className={styles.note}>
        {fits.fermi.found({
          mbf: numberText(mbf, 2),
          delay: numberText(delay / 1000, 1),
          misses: numberText(100 * residual, 1),
          k: numberText(shape[0] ?? 0, 2),
          shoulder: numberText(shape[1] ?? 0, 1),
        })}
      </p>
    </>
  )
}
