/** The cavity volume over the phases that are complete, with ED and ES; a drag along it goes through the beat. */
import type { PointerEvent, ReactNode } from 'react'
import { niceTicks } from '../charts/axis.ts'
import { useTexts } from '../texts/texts.ts'
import { numberText } from './quantities.ts'
import styles from './VolumeCurve.module.css'

export interface CurvePoint {
  /** 0-based */
  readonly phase: number
  /** ms after the R wave, or the phase number when the frames carry no times */
  readonly at: number
  /** mL */
  readonly volume: number
}

export interface VolumeCurveProps {
  readonly points: readonly CurvePoint[]
  /** the last time of the cycle, in the unit of `at` */
  readonly until: number
  readonly inTime: boolean
  readonly ed: number | undefined
  readonly es: number | undefined
  readonly onPhase: (phase: number) => void
  /** drawn over the curve; is given where a time lies: the line of the phase on the screen */
  readonly children?: (place: CurvePlace) => ReactNode
}

/** In units of the drawing. */
export interface CurvePlace {
  readonly x: (at: number) => number
  readonly top: number
  readonly bottom: number
}

/** phases; fewer are told in words */
export const fewestForCurve = 3

const box = { width: 352, height: 124, left: 34, right: 10, top: 18, bottom: 22 } as const
const leftButton = 1

export function VolumeCurve({ points, until, inTime, ed, es, onPhase, children }: VolumeCurveProps) {
  const texts = useTexts().numbers.curve
  if (points.length < fewestForCurve) return <p className={styles.none}>{texts.tooFew(points.length)}</p>
  const volumes = points.map(({ volume }) => volume)
  const ticks = niceTicks(Math.min(...volumes), Math.max(...volumes))
  const low = ticks[0] ?? 0
  const high = ticks.at(-1) ?? 1
  const x = (at: number): number => box.left + (at / until) * (box.width - box.left - box.right)
  const y = (volume: number): number =>
    box.height - box.bottom - ((volume - low) / (high - low)) * (box.height - box.top - box.bottom)
  /** The phase whose point lies nearest to the pointer, from left to right. */
  const scrub = ({ clientX, currentTarget, buttons }: PointerEvent<SVGSVGElement>): void => {
    if ((buttons & leftButton) === 0) return
    const { left, width } = currentTarget.getBoundingClientRect()
    const at = ((clientX - left) / width) * box.width
    const away = (point: CurvePoint): number => Math.abs(x(point.at) - at)
    const [first] = points
    if (first) onPhase(points.reduce((best, point) => (away(point) < away(best) ? point : best), first).phase)
  }
  const marks = [
    { name: 'ED', point: points.find(({ phase }) => phase === ed) },
    { name: 'ES', point: points.find(({ phase }) => phase === es) },
  ]
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={texts.name(points.length)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        scrub(event)
      }}
      onPointerMove={scrub}
    >
      <text className={styles.axis} y={box.top - 8}>
        mL
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={box.left} x2={box.width - box.right} y1={y(tick)} y2={y(tick)} />
          <text className={styles.axis} x={box.left - 5} y={y(tick) + 3} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {marks.map(
        ({ name, point }) =>
          point && (
            <g key={name}>
              <line
                className={styles.mark}
                x1={x(point.at)}
                x2={x(point.at)}
                y1={box.top - 6}
                y2={box.height - box.bottom}
              />
              <text className={styles.markName} x={x(point.at)} y={box.top - 8} textAnchor="middle">
                {name}
              </text>
            </g>
          ),
      )}
      <polyline
        className={styles.line}
        points={points.map(({ at, volume }) => `${x(at)},${y(volume)}`).join(' ')}
      />
      {points.map((point) => (
        <circle
          key={point.phase}
          className={styles.point}
          data-chosen={point.phase === ed || point.phase === es || undefined}
          cx={x(point.at)}
          cy={y(point.volume)}
          r={2.6}
        >
          <title>{texts.point(point.phase + 1, numberText(point.volume, 0))}</title>
        </circle>
      ))}
      {children?.({ x, top: box.top - 6, bottom: box.height - box.bottom })}
      <text className={styles.axis} x={box.left} y={box.height - 7}>
        {inTime ? '0 ms' : texts.phase(1)}
      </text>
      <text className={styles.axis} x={box.width - box.right} y={box.height - 7} textAnchor="end">
        {inTime ? `${Math.round(until)} ms` : texts.phase(Math.round(until) + 1)}
      </text>
    </svg>
  )
}
