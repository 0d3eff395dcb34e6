/** The samples of a region or of a pixel with the curve that was fitted to them, and how good the fit is. */

import { useEffect, useMemo, useRef, useState } from 'react'
import { fitOfPixels, type SampledPixels, type ShownFit } from '#analysis/mapping/sampled.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { MappingDetails } from '#contract/analysis-documents/details.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { LineChart, LineLegend } from '../../charts/LineChart.tsx'
import { usePlace, useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { digitsOf } from '../numbers/formats.ts'
import { numberText } from '../quantities.ts'
import { detailText } from '../reasons.ts'
import styles from './FitFigure.module.css'
import { endOf, fitLines } from './fit-lines.ts'
import { clickedPixel, partsOfRegion } from './fit-parts.ts'

export interface FitFigureProps {
  readonly details: MappingDetails
  /** of the region that is looked at: '', 'segment:7', 'region:septum' */
  readonly scope: string
  /** as they are called */
  readonly parameter: string
  readonly region: string
}

export function FitFigure({ details, scope, parameter, region }: FitFigureProps) {
  const texts = useTexts().fits
  const { opened } = useRoom()
  const point = usePlace(({ crossHair }) => crossHair)
  const [of, setOf] = useState<'region' | 'pixel'>('region')
  const [scale, setScale] = useState<'linear' | 'log'>('linear')
  const clicked = useMemo(() => clickedPixel(details, opened.stacks, point), [details, opened, point])
  useFollow(point, clicked === undefined ? undefined : () => setOf('pixel'))
  useFollow(scope, () => setOf('region'))
  const ofPixel = of === 'pixel' && clicked !== undefined
  const parts = useMemo((): readonly SampledPixels[] => {
    if (!ofPixel) return partsOfRegion(details, scope)
    const { sampled } = clicked.map
    return sampled ? [{ sampled, pixels: [clicked.pixel] }] : []
  }, [details, scope, ofPixel, clicked])
  const isRaw = details.maps.some(({ sampled }) => sampled !== undefined)
  const fit = useMemo(() => fitOfPixels(parts, details.options.relaxation), [parts, details])
  const name = ofPixel ? texts.pixel(...placeOf(clicked)) : region
  const title = texts.title(parameter, name)
  if (!isRaw) return <p className={styles.note}>{texts.ofScanner}</p>
  const decays = !details.parameter.startsWith('t1')
  return (
    <ChartFrame
      title={title}
      aside={
        <>
          <Choice
            label={texts.of}
            options={['region', 'pixel'] as const}
            name={(one) => texts.what[one]}
            chosen={of}
            onChoose={setOf}
          />
          {decays && (
            <Choice
              label={texts.scale}
              options={['linear', 'log'] as const}
              name={(one) => texts.scales[one]}
              chosen={scale}
              onChoose={setScale}
            />
          )}
        </>
      }
    >
      {of === 'pixel' && !clicked ? (
        <p className={styles.note}>{texts.click}</p>
      ) : (
        <Fit title={title} fit={fit} log={decays && scale === 'log'} parameter={details.parameter} />
      )}
    </ChartFrame>
  )
}

function Fit({
  title,
  fit,
  log,
  parameter,
}: {
  readonly title: string
  readonly fit: Outcome<ShownFit>
  readonly log: boolean
  readonly parameter: MappingDetails['parameter']
}) {
  const texts = useTexts().fits
  if (!fit.measured) return <p className={styles.note}>{texts.none(detailText(fit.reason, fit.detail))}</p>
  const { value, sd, rSquared, pixels, flips, samples, times } = fit.value
  const lines = fitLines(fit.value, texts)
  const digits = digitsOf(parameter)
  return (
    <>
      <LineChart
        name={title}
        unit={texts.signal}
        lines={lines}
        until={endOf(fit.value)}
        timeUnit="ms"
        include={log ? [] : [0]}
        zero
        log={log}
        height={140}
      />
      <LineLegend lines={lines} />
      <p className={styles.note}>
        {[
          texts.found(
            numberText(value, digits),
            numberText(sd, Math.max(1, digits)),
            numberText(rSquared, 4),
            pixels,
          ),
          fit.warnings.length > 0 && texts.otherTimes,
          flips > 0 && texts.flipped(flips),
          samples < times.length && texts.truncated(times.length - samples, times.length),
        ]
          .filter((one) => typeof one === 'string')
          .join(' ')}
      </p>
    </>
  )
}

const placeOf = ({ map, pixel }: NonNullable<ReturnType<typeof clickedPixel>>) =>
  [pixel % map.plane.columns, Math.floor(pixel / map.plane.columns), map.slice + 1] as const

/** Calls when the value is another than before; not at first. */
function useFollow(value: unknown, onChange: (() => void) | undefined): void {
  const before = useRef(value)
  useEffect(() => {
    if (before.current === value) return
    before.current = value
    onChange?.()
  })
}
