/** Flow through each vessel: the beat as a curve, the numbers, and what both circulations say of each other. */
import { useState } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { AnalysisDocument } from '#contract/analysis-documents/analyses.ts'
import type { FlowDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useAnalysis } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { CurveFigure } from '../CurveFigure.tsx'
import { numberCell } from '../numbers/cells.tsx'
import { find, foundPart, isFound } from '../numbers/found.ts'
import { QuantityTable } from '../numbers/QuantityTable.tsx'
import { nameOf, unitOf } from '../numbers/words.ts'
import { stackOfImage } from '../stack-of-image.ts'
import { FlowNotes } from './FlowNotes.tsx'
import { flowLines } from './flow-lines.ts'
import { useFlowLook } from './flow-store.ts'

const relationsPart = 'relations'
const perBeat = ['flow-net', 'flow-forward', 'flow-backward', 'flow-rf'] as const
const ofVessel: readonly QuantityName[] = [
  'flow-co',
  'flow-rate-peak',
  'flow-v-peak',
  'flow-v-mean',
  'flow-gradient',
  'flow-area-max',
  'flow-area-min',
  'flow-offset',
]
const ofBoth: readonly QuantityName[] = [
  'qp-qs',
  'mitral-rvol',
  'mitral-rf',
  'tricuspid-rvol',
  'tricuspid-rf',
  'lvsv-ao-diff',
  'rvsv-pa-diff',
]

export function FlowPanel() {
  const texts = useTexts().panels.flow
  const analysis = useAnalysis('flow')
  const { vessel: chosen } = useFlowLook()
  const vessels = analysis.documents
    .filter(isFound)
    .flatMap(({ part }) => (part === undefined || part === relationsPart ? [] : [part]))
  const vessel = vessels.find((one) => one === chosen) ?? vessels[0]
  const details = detailsOf(analysis, 'flow').find((one) => one.vessel === vessel)
  return (
    <AnalysisFrame analysis={analysis} title={texts.title} draw="tool-edit">
      <PerBeat documents={analysis.documents} vessels={vessels} chosen={vessel} />
      {details && <FlowCurve details={details} />}
      {details && <FlowNotes details={details} />}
      {vessel !== undefined && (
        <QuantityTable
          name={texts.vessel(vessel)}
          found={foundPart(analysis.documents, vessel)}
          rows={ofVessel.map((quantity) => ({ quantity, scopes: [{ region: vessel }] }))}
        />
      )}
      <QuantityTable
        name={texts.relations}
        found={foundPart(analysis.documents, relationsPart)}
        rows={ofBoth.map((quantity) => ({ quantity }))}
      />
    </AnalysisFrame>
  )
}

/** All vessels beside each other; a row chooses whose curve is shown. */
function PerBeat({
  documents,
  vessels,
  chosen,
}: {
  readonly documents: readonly AnalysisDocument[]
  readonly vessels: readonly string[]
  readonly chosen: string | undefined
}) {
  const words = useTexts()
  const { panels } = words
  const texts = panels.flow
  return (
    <DataTable
      name={texts.perBeat}
      first={texts.vesselTitle}
      columns={perBeat.map((quantity) => ({
        title: quantity === 'flow-rf' ? texts.fraction : nameOf(words, quantity),
        unit: unitOf(quantity),
      }))}
      rows={vessels.map((vessel) => {
        const found = foundPart(documents, vessel)
        return {
          id: vessel,
          name: texts.vessel(vessel),
          chosen: vessel === chosen,
          onChoose: () => useFlowLook.setState({ vessel }),
          cells: perBeat.map((quantity) =>
            numberCell(
              found,
              find(found, quantity, { region: vessel }),
              panels.charts.unmeasured,
              quantity === 'flow-net',
            ),
          ),
        }
      })}
    />
  )
}

function FlowCurve({ details: { vessel, curve, images } }: { readonly details: FlowDetails }) {
  const texts = useTexts().panels.flow
  const { opened } = useRoom()
  const [what, setWhat] = useState<'rate' | 'velocity'>('rate')
  const stack = stackOfImage(opened.stacks, images[0])
  const rr = stack?.rr.measured ? stack.rr.value.median : (curve.at(-1)?.time ?? 0)
  if (curve.length === 0) return null
  return (
    <CurveFigure
      title={(what === 'rate' ? texts.curve : texts.velocity)(texts.vessel(vessel))}
      unit={what === 'rate' ? 'mL/s' : 'cm/s'}
      lines={flowLines(curve, what, texts)}
      until={rr}
      axis={stack && { stack, start: 0, rr }}
      options={['rate', 'velocity'] as const}
      name={(one) => texts.what[one]}
      chosen={what}
      onChoose={setWhat}
      height={150}
      legend={what === 'velocity'}
    />
  )
}
