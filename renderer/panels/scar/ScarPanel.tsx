/** Late enhancement: every method beside the others, where they disagree, how far through the wall, in which pattern. */
import { useState } from 'react'
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import { detailsOf, useAnalysis } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import frame from '../AnalysisFrame.module.css'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { numberCell } from '../numbers/cells.tsx'
import { type Found, find, foundPart, isNumber } from '../numbers/found.ts'
import { QuantityTable } from '../numbers/QuantityTable.tsx'
import { unitOf } from '../numbers/words.ts'
import { ReasonStep } from '../ReasonButton.tsx'
import { whyText } from '../reasons.ts'
import { SegmentFigure } from '../SegmentFigure.tsx'
import { PatternFigure } from './PatternFigure.tsx'
import { ScarControls } from './ScarControls.tsx'
import { useScarLook } from './scar-store.ts'
import { methodsOf, shownMethod } from './shown-method.ts'

const whats = ['transmurality', 'extent', 'pattern'] as const
type What = (typeof whats)[number]

export function ScarPanel() {
  const { panels } = useTexts()
  const texts = panels.scar
  const analysis = useAnalysis('scar')
  const [what, setWhat] = useState<What>('transmurality')
  const { method: chosen, segment } = useScarLook()
  const found = foundPart(analysis.documents)
  const [details] = detailsOf(analysis, 'scar')
  const methods = methodsOf(found, details)
  const protocol = useReading(({ state }) => state.protocol)
  const method = shownMethod(methods, chosen, protocol)
  const select = (one: number | undefined): void => useScarLook.setState({ segment: one })
  const choice = (
    <Choice
      label={texts.title}
      options={whats}
      name={(one) => texts.what[one]}
      chosen={what}
      onChoose={setWhat}
    />
  )
  return (
    <AnalysisFrame analysis={analysis} title={texts.title}>
      <NotMeasured found={found} method={method} />
      <Methods found={found} methods={methods} chosen={method} fixed={protocol.scarMethod} />
      {details && method !== undefined && <ScarControls details={details} found={found} method={method} />}
      {method !== undefined &&
        (what === 'pattern' ? (
          <PatternFigure
            method={method}
            patterns={patternsOf(found, details)}
            selected={segment}
            onSelect={select}
          >
            {choice}
          </PatternFigure>
        ) : (
          <SegmentFigure
            title={(what === 'extent' ? texts.extentOf : texts.bullsEye)(method)}
            found={found}
            quantity={what === 'extent' ? 'scar-extent' : 'scar-transmural'}
            scope={{ method }}
            scale={{ scale: 'magma', step: 25, ends: [0, 100] }}
            missing={texts.noSegment}
            selected={segment}
            onSelect={select}
          >
            {choice}
          </SegmentFigure>
        ))}
      <QuantityTable
        name={texts.zones}
        found={found}
        rows={(['scar-core-mass', 'scar-grey-mass', 'lge-wall-mass'] as const).map((quantity) => ({
          quantity,
        }))}
      />
    </AnalysisFrame>
  )
}

/** Why nothing was measured, and the step that would help; nothing where something was. */
function NotMeasured({
  found,
  method,
}: {
  readonly found: Found | undefined
  readonly method: string | undefined
}) {
  const measurement = method === undefined ? undefined : find(found, 'scar-mass', { method })
  if (!measurement || isNumber(measurement)) return null
  return (
    <p className={frame.standing}>
      <em>{whyText(measurement.unmeasured, measurement.detail)}</em>
      <ReasonStep reason={measurement.unmeasured} />
    </p>
  )
}

const patternsOf = (found: Found | undefined, details: ScarDetails | undefined) =>
  found?.patterns ?? details?.patterns ?? []

function Methods({
  found,
  methods,
  chosen,
  fixed,
}: {
  readonly found: Found | undefined
  readonly methods: readonly string[]
  readonly chosen: string | undefined
  /** by the protocol */
  readonly fixed: string | undefined
}) {
  const { panels } = useTexts()
  const texts = panels.scar
  return (
    <DataTable
      name={texts.methods}
      first={texts.method}
      columns={[
        { title: texts.extent, unit: '%' },
        { title: texts.mass, unit: 'g' },
        { title: texts.obstruction, unit: unitOf('mvo-mass') },
        { title: texts.segments },
      ]}
      rows={methods.map((method) => ({
        id: method,
        name: method === fixed ? texts.byProtocol(method) : texts.scarMethod(method),
        title: method === chosen ? texts.chosen : undefined,
        chosen: method === chosen,
        onChoose: () => useScarLook.setState({ method }),
        cells: (['scar-extent', 'scar-mass', 'mvo-mass', 'scar-segments'] as const).map((quantity) =>
          numberCell(
            found,
            find(found, quantity, { method }),
            panels.charts.unmeasured,
            quantity === 'scar-extent',
          ),
        ),
      }))}
    />
  )
}
