/**
 * All slices at all phases of the measured stack in a small field: who made the contours, what is missing,
 * where a hand measured, and where the cine stands. A click goes there.
 */
import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { isAccepted } from '#analysis/reading/state.ts'
import type { Grid } from '#analysis/volumes/grid.ts'
import { usePhase } from '../cine/use-phase.ts'
import { useTexts } from '../texts/texts.ts'
import { lineColours } from '../theme/data-colours.ts'
import { colours } from '../theme/tokens.ts'
import { stillCanvas } from '../viewport/gpu.ts'
import styles from './PhaseMap.module.css'
import { type Provenance, provenanceGrid, tallied } from './provenance.ts'
import { useReading, useRoom } from './room.ts'

const ink: Readonly<Record<Provenance, string>> = {
  missing: colours.attention,
  propagated: colours.accent,
  accepted: lineColours[4],
  edited: lineColours[2],
  interpolated: colours['accent-fill'],
  imported: colours['text-muted'],
  copied: colours['good-line'],
  'by-hand': colours.good,
  marked: colours['line-strong'],
  open: colours['surface-card'],
  'no-image': colours['surface-image'],
}

export interface PhaseMapProps {
  readonly stack: Stack
  readonly grid: Grid
  /** as 'slice/phase' */
  readonly gaps: readonly string[]
  /** measurements by hand, by 'slice/phase' */
  readonly measuredOn: ReadonlyMap<string, number>
  readonly slice: number
}

export function PhaseMap({ stack, grid, gaps, measuredOn, slice }: PhaseMapProps) {
  const { go } = useRoom()
  const {
    cine: texts,
    hanging: { byHand },
  } = useTexts()
  const canvas = useRef<HTMLCanvasElement>(null)
  const state = useReading((now) => now.state)
  const map = useMemo(
    () => provenanceGrid(grid, new Set(gaps), (contour) => isAccepted(state, contour)),
    [grid, gaps, state],
  )
  const slices = stack.frames.length
  const phases = stack.phaseCount
  const counts = tallied(map)
  const told = [
    ...counts.map(([provenance, count]) => texts.tally(count, texts.provenance[provenance])),
    ...(measuredOn.size > 0 ? [texts.imagesByHand(measuredOn.size)] : []),
  ].join(' · ')
  useEffect(() => {
    const context = canvas.current?.getContext('2d', stillCanvas())
    if (!context) return
    const { clientWidth, clientHeight } = context.canvas
    const ratio = window.devicePixelRatio
    context.canvas.width = Math.round(clientWidth * ratio)
    context.canvas.height = Math.round(clientHeight * ratio)
    const [width, height] = [context.canvas.width / phases, context.canvas.height / slices]
    // between fields that are too small for it a gap would be all there is to see
    const gap = Math.min(width, height) >= 4 * ratio ? ratio : 0
    map.forEach((cells, phase) => {
      cells.forEach((provenance, at) => {
        context.fillStyle = ink[provenance]
        const [left, top] = [Math.round(phase * width), Math.round(at * height)]
        const [right, bottom] = [Math.round((phase + 1) * width), Math.round((at + 1) * height)]
        context.fillRect(left, top, right - left - gap, bottom - top - gap)
        if (measuredOn.has(`${at}/${phase}`)) drawMeasured(context, (left + right - gap) / 2, bottom, ratio)
      })
    })
  }, [map, measuredOn, phases, slices])
  const placeOf = ({ nativeEvent, currentTarget }: MouseEvent<HTMLElement>) => ({
    slice: Math.min(slices - 1, Math.floor((nativeEvent.offsetY / currentTarget.clientHeight) * slices)),
    phase: Math.min(phases - 1, Math.floor((nativeEvent.offsetX / currentTarget.clientWidth) * phases)),
  })
  const name = (at: { slice: number; phase: number }): string => {
    const provenance = texts.provenance[map[at.phase]?.[at.slice] ?? 'no-image']
    const measurements = measuredOn.get(`${at.slice}/${at.phase}`)
    const what = measurements === undefined ? [provenance] : [provenance, byHand(measurements)]
    return texts.place(at.slice + 1, at.phase + 1, what.join(', '))
  }
  return (
    <>
      <div className={styles.map}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={texts.map(told)}
          onClick={(event) => {
            const at = placeOf(event)
            go(at.slice, at.phase)
          }}
          onMouseMove={(event) => {
            event.currentTarget.title = name(placeOf(event))
          }}
        />
        <i
          className={styles.slice}
          style={{ top: `${(100 * slice) / slices}%`, height: `${100 / slices}%` }}
        />
        <Now stack={stack} />
      </div>
      {counts.length > 0 && (
        <ul className={styles.legend} title={told}>
          {counts.map(([provenance]) => (
            <li key={provenance}>
              <i style={{ background: ink[provenance] }} />
              {texts.provenance[provenance]}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A tick at the lower edge of a field, seen on every colour. */
function drawMeasured(context: CanvasRenderingContext2D, x: number, bottom: number, ratio: number): void {
  for (const [colour, half, height] of [
    [colours['surface-image'], 2, 4],
    [colours['text-strong'], 1, 3],
  ] as const) {
    context.fillStyle = colour
    context.fillRect(x - half * ratio, bottom - height * ratio, 2 * half * ratio, height * ratio)
  }
}

function Now({ stack }: { readonly stack: Stack }) {
  const { playhead } = useRoom()
  const phase = usePhase(playhead, stack)
  return (
    <i
      className={styles.now}
      style={{ left: `${(100 * phase) / stack.phaseCount}%`, width: `${100 / stack.phaseCount}%` }}
    />
  )
}
