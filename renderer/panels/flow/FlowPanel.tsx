/** Flow through each vessel: the beat as a curve, the numbers, and what both circulations say of each other. */
import { useState } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { FlowDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useAnalysis } from '../../analyses/analyses.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { DataTable } from '../../charts/DataTable.tsx'
import { type Line, LineChart, LineLegend } from '../../charts/LineChart.tsx'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { numberCell } from '../numbers/cells.tsx'
import { type Found, find, foundPart, isFound } from '../numbers/found.ts'
import { nameOf, unitOf } from '../numbers/words.ts'
import { type BeatAxis, NowOnCurve, useShowTime } from '../TimeLine.tsx'
import styles from './FlowPanel.module.css'

const relationsPart = 'relations'
const ofVessel: readonly QuantityName[] = [
  'flow-net',
  'flow-forward',
  'flow-backward',
  'flow-rf',
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
  const { panels } = useTexts()
  const texts = panels.flow
  const analysis = useAnalysis('flow')
  const [chosen, setChosen] = useState<string>()
  const vessels = analysis.documents
    .filter(isFound)
    .flatMap(({ part }) => (part === undefined || part === relationsPart ? [] : [part]))
  const vessel = vessels.find((one) => one === chosen) ?? vessels[0]
  const found = vessel === undefined ? undefined : foundPart(analysis.documents, vessel)
  const details = detailsOf(analysis, 'flow').find((one) => one.vessel === vessel)
  return (
    <AnalysisFrame analysis={analysis} title={texts.title} draw="tool-edit">
      {vessels.length > 1 && vessel !== undefined && (
        <Choice
          label={texts.title}
          options={vessels}
          name={texts.vessel}
          chosen={vessel}
          onChoose={setChosen}
        />
      )}
      {details && <FlowCurve details={details} />}
      {details && <Notes details={details} />}
      {vessel !== undefined && (
        <Quantities title={texts.vessel(vessel)} found={found} quantities={ofVessel} region={vessel} />
      )}
      <Quantities
        title={texts.relations}
        found={foundPart(analysis.documents, relationsPart)}
        quantities={ofBoth}
        region={undefined}
      />
    </AnalysisFrame>
  )
}

function Quantities({
  title,
  found,
  quantities,
  region,
}: {
  readonly title: string
  readonly found: Found | undefined
  readonly quantities: readonly QuantityName[]
  readonly region: string | undefined
}) {
  const { panels } = useTexts()
  if (!found) return null
  return (
    <DataTable
      name={title}
      first={panels.quantity}
      columns={[{ title: panels.value }]}
      rows={quantities.flatMap((quantity) => {
        const measurement = find(found, quantity, region === undefined ? {} : { region })
        if (!measurement) return []
        const name = `${nameOf(panels, quantity)} ${unitOf(quantity)}`.trim()
        return [{ id: quantity, name, cells: [numberCell(found, measurement, panels.charts.unmeasured)] }]
      })}
    />
  )
}

function FlowCurve({ details: { vessel, curve, images } }: { readonly details: FlowDetails }) {
  const { panels } = useTexts()
  const texts = panels.flow
  const { opened } = useRoom()
  const [what, setWhat] = useState<'rate' | 'velocity'>('rate')
  const [first] = images
  const stack = opened.stacks.find(({ frames }) =>
    frames.flat().some((frame) => frame?.instance.sopInstanceUid === first?.sopInstanceUid),
  )
  const last = curve.at(-1)
  const rr = stack?.rr.measured ? stack.rr.value.median : (last?.time ?? 0)
  const axis: BeatAxis | undefined = stack ? { stack, start: 0, rr } : undefined
  const show = useShowTime(axis)
  if (curve.length === 0) return null
  const title = (what === 'rate' ? texts.curve : texts.velocity)(texts.vessel(vessel))
  const line = (
    id: 'rate' | 'peak' | 'mean',
    value: (sample: (typeof curve)[number]) => number | undefined,
  ): Line => ({
    id,
    name: texts[id],
    dots: id === 'rate',
    points: curve.flatMap((sample) => {
      const at = value(sample)
      return at === undefined ? [] : [{ at: sample.time, value: at }]
    }),
  })
  const lines =
    what === 'rate'
      ? [line('rate', ({ rate }) => rate)]
      : [line('peak', ({ peakVelocity }) => peakVelocity), line('mean', ({ meanVelocity }) => meanVelocity)]
  return (
    <ChartFrame
      title={title}
      aside={
        <Choice
          label={title}
          options={['rate', 'velocity'] as const}
          name={(one) => texts.what[one]}
          chosen={what}
          onChoose={setWhat}
        />
      }
    >
      <LineChart
        name={title}
        unit={what === 'rate' ? 'mL/s' : 'cm/s'}
        lines={lines}
        until={rr}
        timeUnit="ms"
        include={[0]}
        zero
        height={150}
        onTime={show}
      >
        {(place) => axis && <NowOnCurve axis={axis} place={place} />}
      </LineChart>
      {what === 'velocity' && <LineLegend lines={lines} />}
    </ChartFrame>
  )
}

/** What was done to the velocities before they were summed. */
function Notes({ details }: { readonly details: FlowDetails }) {
  const { notes } = useTexts().panels.flow
  const { reversed, unwrapped, uncovered, border, curve, background } = details
  const phases = new Set(unwrapped.map(({ phase }) => phase)).size
  const told = [
    border && notes.drawn(border.drawn.length, curve.length),
    background && notes.background,
    reversed && notes.reversed,
    phases > 0 && notes.unwrapped(phases),
    uncovered !== undefined && uncovered >= 1 && notes.uncovered(uncovered),
  ].filter((note) => typeof note === 'string')
  return <p className={styles.notes}>{told.join(' ')}</p>
}
