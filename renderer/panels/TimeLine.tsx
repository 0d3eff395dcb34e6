/** On a curve over the beat: where the cine stands, and the phase nearest to a time. */
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ChartPlace } from '../charts/LineChart.tsx'
import { usePhase } from '../cine/use-phase.ts'
import { useRoom } from '../reading/room.ts'
import styles from './TimeLine.module.css'

export interface BeatAxis {
  /** what is played */
  readonly stack: Stack
  /** ms after R at which the curve begins */
  readonly start: number
  readonly rr: number
}

const timeOnAxis = ({ start, rr }: BeatAxis, time: number): number => (time - start + rr) % rr

export function NowOnCurve({ axis, place }: { readonly axis: BeatAxis; readonly place: ChartPlace }) {
  const { playhead } = useRoom()
  const phase = usePhase(playhead, axis.stack)
  const time = axis.stack.phaseTimes?.[phase]
  if (time === undefined) return null
  return <NowLine at={timeOnAxis(axis, time)} place={place} />
}

export function NowLine({ at, place }: { readonly at: number; readonly place: ChartPlace }) {
  const x = place.x(at)
  return <line className={styles.now} x1={x} x2={x} y1={place.top} y2={place.bottom} />
}

/** Shows the phase of a time on the axis. */
export function useShowTime(axis: BeatAxis | undefined): ((at: number) => void) | undefined {
  const { playhead } = useRoom()
  const times = axis?.stack.phaseTimes
  if (!axis || !times) return undefined
  return (at) => {
    const away = (phase: number): number => Math.abs(timeOnAxis(axis, times[phase] ?? 0) - at)
    const nearest = times.reduce((best, _, phase) => (away(phase) < away(best) ? phase : best), 0)
    playhead.showPhase(nearest, axis.stack)
  }
}
