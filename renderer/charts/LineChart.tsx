/** Curves over time, with what happens when, and the moment that is on the screen. A drag along it goes through time. */
import type { PointerEvent, ReactNode } from 'react'
import { fixedIn } from '../texts/formats.ts'
import { decadeTicks, niceTicks, tickText } from './axis.ts'
import styles from './LineChart.module.css'
import { type LineKind, type LineLook, lineLooks } from './line-look.ts'

export interface LinePoint {
  readonly at: number
  readonly value: number
}

export interface Line extends LineKind {
  readonly id: string
  readonly name: string
  readonly points: readonly LinePoint[]
  /** beside others that matter more */
  readonly faint?: boolean
  readonly dots?: boolean
}

/** Something that happens at a time: ED, ES, the peak of a curve. */
export interface Mark {
  readonly at: number
  readonly name: string
  /** on the curve, where it lies on one: a point and its name beside it; else a line from top to bottom */
  readonly value?: number
}

export interface LineChartProps {
  readonly name: string
  readonly unit: string
  readonly lines: readonly Line[]
  readonly from?: number
  /** the last time, in the unit of `at` */
  readonly until: number
  readonly timeUnit: string
  readonly marks?: readonly Mark[]
  readonly height?: number
  /** the axis reaches at least this far: 0 of a strain, of a flow */
  readonly include?: readonly number[]
  /** the line at zero stands out */
  readonly zero?: boolean
  /** values run by their logarithm; what is not above 0 has no place */
  readonly log?: boolean
  readonly onTime?: ((at: number) => void) | undefined
  readonly onLine?: ((id: string) => void) | undefined
  /** drawn over the curves; is given where a time lies: the line of the phase on the screen */
  readonly children?: (place: ChartPlace) => ReactNode
}

/** In units of the drawing. */
export interface ChartPlace {
  readonly x: (at: number) => number
  readonly y: (value: number) => number
  readonly top: number
  readonly bottom: number
}

const width = 352
const box = { left: 34, right: 10, top: 20, bottom: 20 } as const
const leftButton = 1

export function LineChart(props: LineChartProps) {
  const { name, unit, lines, from = 0, until, timeUnit, marks = [], height = 124, onTime, onLine } = props
  const { place, ticks } = placing(props, height)
  const { x, y, top, bottom } = place
  const looks = lineLooks(lines)
  const scrub = ({ clientX, currentTarget, buttons }: PointerEvent<SVGSVGElement>): void => {
    if (!onTime || (buttons & leftButton) === 0) return
    const { left, width: wide } = currentTarget.getBoundingClientRect()
    const share = (((clientX - left) / wide) * width - box.left) / (width - box.left - box.right)
    onTime(from + Math.min(Math.max(share, 0), 1) * (until - from))
  }
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={name}
      data-scrubbed={onTime ? true : undefined}
      onPointerDown={(event) => {
        if (onTime) event.currentTarget.setPointerCapture(event.pointerId)
        scrub(event)
      }}
      onPointerMove={scrub}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={props.zero && tick === 0 ? styles.zero : styles.grid}
            x1={box.left}
            x2={width - box.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className={styles.axis} x={box.left - 5} y={y(tick) + 3} textAnchor="end">
            {tickText(tick, ticks)}
          </text>
        </g>
      ))}
      <text className={styles.axis} x={1} y={9}>
        {unit}
      </text>
      {marks.map(
        ({ name: mark, at, value }) =>
          value === undefined && (
            <g key={mark}>
              <line className={styles.mark} x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
              <text className={styles.markName} x={x(at)} y={top - 3} textAnchor="middle">
                {mark}
              </text>
            </g>
          ),
      )}
      {lines.map((line, index) => {
        const look = looks[index]
        return (
          look && <Curve key={line.id} line={line} look={look} place={place} unit={unit} onLine={onLine} />
        )
      })}
      {marks.map(
        ({ name: mark, at, value }) =>
          value !== undefined && (
            <g key={mark}>
              <circle className={styles.peak} cx={x(at)} cy={y(value)} r={3.2} />
              <text className={styles.markName} x={x(at) + 6} y={y(value) - 5}>
                {mark}
              </text>
            </g>
          ),
      )}
      {props.children?.(place)}
      <text className={styles.axis} x={box.left} y={height - 6}>
        {Math.round(from)}
      </text>
      <text className={styles.axis} x={width - box.right} y={height - 6} textAnchor="end">
        {Math.round(until)} {timeUnit}
      </text>
    </svg>
  )
}

function placing({ lines, from = 0, until, include = [], marks = [], log }: LineChartProps, height: number) {
  const values = [
    ...lines.flatMap(({ points }) => points.map(({ value }) => value)),
    ...marks.flatMap(({ value }) => value ?? []),
    ...include,
  ].filter((value) => !log || value > 0)
  const [least, most] = values.length === 0 ? [1, 2] : [Math.min(...values), Math.max(...values)]
  const ticks = log ? decadeTicks(least, most) : niceTicks(least, most, 1e-3)
  const scaled = (value: number): number => (log ? Math.log10(value) : value)
  const low = scaled(ticks[0] ?? 0)
  const high = scaled(ticks.at(-1) ?? 1)
  const wide = width - box.left - box.right
  const tall = height - box.top - box.bottom
  const place: ChartPlace = {
    x: (at) => box.left + (until === from ? 0 : (at - from) / (until - from)) * wide,
    y: (value) => height - box.bottom - ((scaled(value) - low) / (high - low)) * tall,
    top: box.top - 4,
    bottom: height - box.bottom,
  }
  return { place, ticks }
}

function Curve({
  line,
  look: { colour, dash },
  place: { x, y },
  unit,
  onLine,
}: {
  readonly line: Line
  readonly look: LineLook
  readonly place: ChartPlace
  readonly unit: string
  readonly onLine: ((id: string) => void) | undefined
}) {
  const drawn = line.points.filter(({ value }) => Number.isFinite(y(value)))
  const points = drawn.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a press on a curve chooses has a key elsewhere
    <g
      data-line={line.id}
      className={styles.curve}
      data-faint={line.faint || undefined}
      onClick={onLine && (() => onLine(line.id))}
    >
      <title>{line.name}</title>
      {onLine && <polyline className={styles.reach} points={points} />}
      {!line.apart && (
        <polyline className={styles.line} points={points} style={{ stroke: colour, strokeDasharray: dash }} />
      )}
      {(line.dots || line.apart) &&
        drawn.map(({ at, value }, k) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: two samples of one time are told apart by their order
            key={k}
            className={line.apart === 'hollow' ? styles.hollow : undefined}
            cx={x(at)}
            cy={y(value)}
            r={line.apart ? 2.8 : 2.2}
            style={line.apart === 'hollow' ? { stroke: colour } : { fill: colour }}
          >
            <title>{`${Math.round(at)}: ${fixedIn(value, 1)} ${unit}`}</title>
          </circle>
        ))}
    </g>
  )
}

/** Which colour and which dash is which curve. */
export function LineLegend({ lines }: { readonly lines: readonly Line[] }) {
  const looks = lineLooks(lines)
  return (
    <ul className={styles.legend}>
      {lines.map((line, index) => (
        <li key={line.id}>
          <Sample line={line} look={looks[index]} />
          {line.name}
        </li>
      ))}
    </ul>
  )
}

function Sample({ line: { apart }, look }: { readonly line: Line; readonly look: LineLook | undefined }) {
  const style = { color: look?.colour }
  if (apart) return <i data-apart={apart} style={style} aria-hidden="true" />
  return (
    <svg className={styles.sample} viewBox="0 0 20 3" style={style} aria-hidden="true">
      <line x2={20} y1={1.5} y2={1.5} strokeDasharray={look?.dash} />
    </svg>
  )
}
