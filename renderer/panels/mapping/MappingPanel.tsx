/** Maps: each parameter by segment and region, and how well the fits behind it are. */
import { useState } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { type Scope, scopeText, segmentOf } from '#analysis/measurements/scope.ts'
import { detailsOf, useAnalysis, useGiven } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useCommands } from '../../keys/registry.ts'
import type { Texts } from '../../texts/en/en.ts'
import { useTexts } from '../../texts/texts.ts'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { GivenForm } from '../given/GivenForm.tsx'
import { GivenSection } from '../given/GivenSection.tsx'
import { numberCell } from '../numbers/cells.tsx'
import { type Found, find, foundPart } from '../numbers/found.ts'
import { partText, unitOf } from '../numbers/words.ts'
import { SegmentFigure } from '../SegmentFigure.tsx'
import type { SegmentScale } from '../segment-cells.ts'
import { FitFigure } from './FitFigure.tsx'
import { FitTable } from './FitTable.tsx'
import { MapControls } from './MapControls.tsx'
import { mapCommands } from './map-commands.ts'
import { type Parameter, parameterLooks, parameters, useMapLook } from './map-look.ts'

const segmentScale = (parameter: Parameter): SegmentScale => {
  const { scale, step } = parameterLooks[parameter]
  return { scale, step }
}

export function MappingPanel() {
  const { panels } = useTexts()
  const texts = panels.mapping
  const analysis = useAnalysis('mapping')
  const given = useGiven()
  const { parameter: chosen } = useMapLook()
  const [scope, setScope] = useState('')
  const known = parameters.filter((one) => foundPart(analysis.documents, one) !== undefined)
  const parameter = known.find((one) => one === chosen) ?? known[0]
  const found = parameter && foundPart(analysis.documents, parameter)
  const name = (one: Parameter): string => texts.names[one] ?? one
  const details =
    parameter === 'ecv'
      ? detailsOf(analysis, 'ecv')[0]
      : detailsOf(analysis, 'mapping').find((one) => one.parameter === parameter)
  useCommands(mapCommands(known, parameter, details !== undefined))
  const noEcv = given.haematocrit === undefined && given.haematocritFormula === undefined
  return (
    <AnalysisFrame analysis={analysis} title={texts.title}>
      {parameter && (
        <>
          <Choice
            label={texts.title}
            options={known}
            name={name}
            chosen={parameter}
            onChoose={(one) => useMapLook.setState({ parameter: one })}
          />
          <SegmentFigure
            title={texts.bySegment(name(parameter))}
            found={found}
            quantity={parameter}
            scale={segmentScale(parameter)}
            missing={texts.noSegment}
            selected={segmentOf(scope)}
            onSelect={(segment) => setScope(segment === undefined ? '' : scopeText({ segment }))}
          />
          {details && <MapControls parameter={parameter} />}
          <Regions found={found} parameter={parameter} chosen={scope} onChoose={setScope} />
          {details?.kind === 'mapping' && (
            <FitFigure
              details={details}
              scope={scope}
              parameter={name(parameter)}
              region={regionName(panels, scope)}
            />
          )}
          {found && details && <FitTable found={found} details={details} />}
        </>
      )}
      <GivenSection open={noEcv && !known.includes('ecv')}>
        <GivenForm about="haematocrit" {...(noEcv ? { why: texts.noEcv } : {})} />
        <GivenForm about="map-motion" />
      </GivenSection>
    </AnalysisFrame>
  )
}

const ofRegion = ['', '-median', '-sd', '-error', '-pixels'] as const

/** As in 'septum' or 'segment 7'. */
function regionName(panels: Texts['panels'], scope: string): string {
  const texts = panels.mapping
  if (scope === '') return texts.wall
  if (scope === 'region:septum') return texts.septum
  return partText(panels, scope)
}

function Regions({
  found,
  parameter,
  chosen,
  onChoose,
}: {
  readonly found: Found | undefined
  readonly parameter: Parameter
  /** whose fit is shown */
  readonly chosen: string
  readonly onChoose: (scope: string) => void
}) {
  const { panels } = useTexts()
  const texts = panels.mapping
  const unit = unitOf(parameter)
  const scopes = (found?.measurements ?? []).flatMap(({ quantity, scope = '' }) =>
    quantity === parameter && !scope.includes('segment:') && !scope.includes(' ') ? [scope] : [],
  )
  return (
    <DataTable
      name={texts.regions}
      first={texts.region}
      columns={[
        { title: texts.mean, unit },
        { title: texts.median, unit },
        { title: texts.sd, unit },
        { title: texts.error, unit },
        { title: texts.pixels },
      ]}
      rows={scopes.map((text) => {
        const [key, value = ''] = text.split(':')
        const scope: Scope =
          key === 'slice' ? { slice: Number(value) } : key === 'region' ? { region: value } : {}
        return {
          id: text,
          name: regionName(panels, text),
          chosen: text === chosen,
          onChoose: () => onChoose(text),
          cells: ofRegion.map((suffix) => {
            const quantity = `${parameter}${suffix}` as QuantityName
            return numberCell(found, find(found, quantity, scope), panels.charts.unmeasured, suffix === '')
          }),
        }
      })}
    />
  )
}
