/** The signal of blood and of each segment through the first pass, of one slice at stress or rest. */

import { useState } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { PerfusionDetails, PerfusionSliceDetails } from '#contract/analysis-documents/details.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { type ChartPlace, type Line, LineChart, LineLegend } from '../../charts/LineChart.tsx'
import { usePhase } from '../../cine/use-phase.ts'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { detailText } from '../reasons.ts'
import { stackOfImage } from '../stack-of-image.ts'
import { NowLine } from '../TimeLine.tsx'
import { phaseOfImage } from './dynamics.ts'
import styles from './FirstPassCurves.module.css'

export function FirstPassCurves({
  details: { states },
  layer,
  selected,
  onSelect,
}: {
  readonly details: PerfusionDetails
  readonly layer: 'whole-wall' | 'endocardial' | 'epicardial'
  readonly selected: number | undefined
  readonly onSelect: (segment: number) => void
}) {
  const { panels, fits } = useTexts()
  const texts = panels.perfusion
  const { opened, playhead } = useRoom()
  const known = (['stress', 'rest'] as const).filter((state) => states[state] !== undefined)
  const [state, setState] = useState<'stress' | 'rest'>('stress')
  const [chosen, setChosen] = useState<{ readonly slice: string; readonly of: number | undefined }>()
  const shownState = known.includes(state) ? state : known[0]
  const found = shownState && states[shownState]
  if (!shownState || !found) return null
  const ofSegment = found.regions.find(({ region }) => region.segment === selected)?.slice ?? 0
  const slice =
    found.slices.find((one) => chosen?.of === selected && String(one.slice) === chosen?.slice) ??
    found.slices[ofSegment]
  if (!slice) return null
  const title = texts.curves(texts.states[shownState], slice.slice + 1)
  const choices = (
    <div className={styles.chosen}>
      <Choice
        label={texts.title}
        options={known}
        name={(one) => texts.states[one]}
        chosen={shownState}
        onChoose={setState}
      />
      <Choice
        label={panels.slice}
        options={found.slices.map((one) => String(one.slice))}
        name={(one) => `${panels.slice} ${Number(one) + 1}`}
        chosen={String(slice.slice)}
        onChoose={(one) => setChosen({ slice: one, of: selected })}
      />
    </div>
  )
  if (!slice.curves.measured)
    return (
      <ChartFrame title={title}>
        {choices}
        <p>{`${panels.charts.unmeasured}: ${detailText(slice.curves.reason, slice.curves.detail)}`}</p>
      </ChartFrame>
    )
  const { times, blood } = slice.curves.value
  const line = (values: Float64Array): Line['points'] =>
    times.map((time, i) => ({ at: time / 1000, value: values[i] ?? 0 }))
  const regions = found.regions.filter(
    (one) =>
      found.slices[one.slice] === slice && one.region.layer === layer && one.region.segment !== undefined,
  )
  const lines: Line[] = [
    { id: 'blood', name: texts.blood, points: line(blood), dashed: true, colour: 'words' },
    ...regions.map(({ region }): Line => {
      const segment = region.segment ?? 0
      return {
        id: String(segment),
        name: panels.segmentShort(segment),
        colour: segment - 1,
        points: line(region.signal),
        faint: selected !== undefined && selected !== segment,
      }
    }),
  ]
  const stack = stackOfImage(opened.stacks, slice.images[0])
  const show = (seconds: number): void => {
    if (!stack) return
    const away = (i: number): number => Math.abs((times[i] ?? 0) / 1000 - seconds)
    const nearest = times.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0)
    const image = slice.images[nearest]
    const phase = image && phaseOfImage(stack, slice.slice, image)
    if (phase !== undefined) playhead.showPhase(phase, stack)
  }
  return (
    <ChartFrame title={title}>
      {choices}
      <LineChart
        name={title}
        unit={fits.signal}
        lines={lines}
        until={(times.at(-1) ?? 0) / 1000}
        timeUnit="s"
        height={150}
        onTime={show}
        onLine={(id) => {
          if (id !== 'blood') onSelect(Number(id))
        }}
      >
        {(place) => stack && <NowOnPass stack={stack} slice={slice} times={times} place={place} />}
      </LineChart>
      <LineLegend lines={lines} />
    </ChartFrame>
  )
}

/** The dynamic on the screen. */
function NowOnPass({
  stack,
  slice: { slice, images },
  times,
  place,
}: {
  readonly stack: Stack
  readonly slice: PerfusionSliceDetails
  readonly times: readonly number[]
  readonly place: ChartPlace
}) {
  const { playhead } = useRoom()
  const phase = usePhase(playhead, stack)
  const time = times[images.findIndex((image) => phaseOfImage(stack, slice, image) === phase)]
  return time === undefined ? null : <NowLine at={time / 1000} place={place} />
}
