/** First pass: reserve, flow or upslope by segment, curves of blood and wall, what could not be measured. */
import { useState } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Scope } from '#analysis/measurements/scope.ts'
import { detailsOf, useAnalysis } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useCommands } from '../../keys/registry.ts'
import { useTexts } from '../../texts/texts.ts'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { GivenForm } from '../given/GivenForm.tsx'
import { GivenSection } from '../given/GivenSection.tsx'
import { numberCell, textCell } from '../numbers/cells.tsx'
import { bySegment, type Found, find, foundPart, isNumber } from '../numbers/found.ts'
import { nameOf, unitOf } from '../numbers/words.ts'
import { SegmentFigure } from '../SegmentFigure.tsx'
import type { SegmentScale } from '../segment-cells.ts'
import { FermiFigure } from './FermiFigure.tsx'
import { FirstPassCurves } from './FirstPassCurves.tsx'
import { failureTexts } from './failures.ts'
import { MotionTable } from './MotionTable.tsx'
import { perfusionMapCommands } from './map-commands.ts'
import { firstMap } from './map-look.ts'
import { PerfusionMapControls } from './PerfusionMapControls.tsx'
import { useContrast } from './use-contrast.ts'

interface Shown {
  readonly id: string
  readonly quantity: QuantityName
  readonly state?: 'rest' | 'stress'
  readonly scale: SegmentScale
}

const reserve: SegmentScale = { scale: 'viridis', step: 1, digits: 1 }
const flow: SegmentScale = { scale: 'viridis', step: 1, digits: 1 }
const slope: SegmentScale = { scale: 'viridis', step: 0.1, digits: 2 }

const all: readonly Shown[] = [
  { id: 'mpr', quantity: 'perf-mpr', scale: reserve },
  { id: 'mbf-stress', quantity: 'perf-mbf', state: 'stress', scale: flow },
  { id: 'mbf-rest', quantity: 'perf-mbf', state: 'rest', scale: flow },
  { id: 'mpri', quantity: 'perf-mpri', scale: reserve },
  { id: 'upslope-stress', quantity: 'perf-upslope-rel', state: 'stress', scale: slope },
  { id: 'upslope-rest', quantity: 'perf-upslope-rel', state: 'rest', scale: slope },
]
const layers = ['whole-wall', 'endocardial', 'epicardial'] as const
type Layer = (typeof layers)[number]

const scopeOf = ({ state }: Shown, layer: Layer): Scope => ({ ...(state ? { state } : {}), layer })

export function PerfusionPanel() {
  const words = useTexts()
  const { panels } = words
  const texts = panels.perfusion
  const analysis = useAnalysis('perfusion')
  const [chosen, setChosen] = useState<string>()
  const [layer, setLayer] = useState<Layer>('whole-wall')
  const [segment, setSegment] = useState<number>()
  const found = foundPart(analysis.documents)
  const [details] = detailsOf(analysis, 'perfusion')
  useContrast(details)
  useCommands(perfusionMapCommands((name) => details && firstMap(details, name)))
  const known = all.filter((one) =>
    [...bySegment(found, one.quantity, scopeOf(one, layer)).values()].some(isNumber),
  )
  const shown = known.find(({ id }) => id === chosen) ?? known[0]
  const name = (one: Shown): string =>
    [nameOf(words, one.quantity), one.state && texts.states[one.state]].filter(Boolean).join(' ')
  const isQuantitative = known.some(({ quantity }) => quantity === 'perf-mbf')
  return (
    <AnalysisFrame analysis={analysis} title={texts.title}>
      {shown && (
        <SegmentFigure
          title={texts.bullsEye(name(shown))}
          found={found}
          quantity={shown.quantity}
          scope={scopeOf(shown, layer)}
          scale={shown.scale}
          missing={texts.noSegment}
          selected={segment}
          onSelect={setSegment}
        >
          <Choice
            label={texts.title}
            options={known.map(({ id }) => id)}
            name={(id) => name(known.find((one) => one.id === id) ?? shown)}
            chosen={shown.id}
            onChoose={setChosen}
          />
          <Choice
            label={panels.strain.layer}
            options={layers}
            name={(one) => (one === 'whole-wall' ? panels.mapping.wall : panels.layers[one])}
            chosen={layer}
            onChoose={setLayer}
          />
        </SegmentFigure>
      )}
      {details && <PerfusionMapControls details={details} />}
      {details && (
        <FirstPassCurves details={details} selected={segment} onSelect={setSegment} layer={layer} />
      )}
      {details && isQuantitative && <FermiFigure details={details} segment={segment} layer={layer} />}
      <BySlice found={found} layer={layer} />
      {found && details && <MotionTable found={found} details={details} />}
      <GivenSection open={!isQuantitative}>
        <GivenForm about="agent" {...(isQuantitative ? {} : { why: texts.quantitative })} />
        <GivenForm about="rest-work" />
        <GivenForm about="pre-bolus" />
      </GivenSection>
      {details && failureTexts(details, panels).length > 0 && (
        <DataTable
          name={texts.failures}
          first={panels.strain.place}
          columns={[{ title: panels.explanation.unmeasured }]}
          rows={failureTexts(details, panels).map(({ place, why }) => ({
            id: place,
            name: place,
            cells: [{ ...textCell(why, why), missing: true }],
          }))}
        />
      )}
    </AnalysisFrame>
  )
}

const slicesOf = (found: Found | undefined): readonly number[] => {
  const slices = (found?.measurements ?? []).flatMap(
    ({ scope = '' }) => /(?:^| )slice:(\d+)/.exec(scope)?.[1] ?? [],
  )
  return [...new Set(slices)].map(Number).toSorted((a, b) => a - b)
}

const ofSlice = [
  { quantity: 'perf-mpri' },
  { quantity: 'perf-mpr' },
  { quantity: 'perf-mbf', state: 'stress' },
  { quantity: 'perf-mbf', state: 'rest' },
] as const

function BySlice({ found, layer }: { readonly found: Found | undefined; readonly layer: Layer }) {
  const words = useTexts()
  const { panels } = words
  const texts = panels.perfusion
  return (
    <DataTable
      name={texts.whole}
      first={panels.slice}
      columns={ofSlice.map((one) => ({
        title: [nameOf(words, one.quantity), 'state' in one ? texts.states[one.state] : ''].join(' ').trim(),
        unit: unitOf(one.quantity),
      }))}
      rows={slicesOf(found).map((slice) => ({
        id: String(slice),
        name: `${panels.slice} ${slice + 1}`,
        cells: ofSlice.map((one) =>
          numberCell(
            found,
            find(found, one.quantity, { ...('state' in one ? { state: one.state } : {}), slice, layer }),
            panels.charts.unmeasured,
          ),
        ),
      }))}
    />
  )
}
