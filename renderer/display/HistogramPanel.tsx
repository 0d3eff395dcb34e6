/** Brightness of the image on the screen, with the limits of its window: dragged, or moved by arrows. */
import { X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import { useStore } from '../cine/store.ts'
import { fixedIn } from '../texts/formats.ts'
import { useTexts } from '../texts/texts.ts'
import type { GreyWindow, ImageView } from '../viewport/image-view.ts'
import type { DecodedFrame } from '../viewport/picture.ts'
import styles from './HistogramPanel.module.css'
import { binCount, heightsOf, histogramOf } from './histogram-of.ts'

export interface HistogramPanelProps {
  readonly view: ImageView
  /** of the frame on the screen */
  readonly pixels: DecodedFrame
  readonly onClose: () => void
}

type Grip = 'low' | 'high' | 'level'
const grips = ['low', 'high'] as const
/** Of the range of the values, by one press of an arrow. */
const keyStep = 0.01

const limitsOf = ({ center, width }: GreyWindow) => ({ low: center - width / 2, high: center + width / 2 })

export function HistogramPanel({ view, pixels, onClose }: HistogramPanelProps) {
  const texts = useTexts().display.histogram
  const shown = useStore(view, (now) => now.shown)
  const histogram = useMemo(() => histogramOf(pixels.getPixelData()), [pixels])
  const path = useMemo(() => outline(heightsOf(histogram)), [histogram])
  const box = useRef<HTMLDivElement>(null)
  const drag = useRef<{ readonly grip: Grip; readonly from: number; readonly window: GreyWindow }>(undefined)
  if (!shown) return null
  const { window, scale = { slope: 1, zero: 0, unit: '' } } = shown
  const limits = limitsOf(window)
  const span = histogram.high - histogram.low
  const share = (value: number): number => Math.min(1, Math.max(0, (value - histogram.low) / span))
  const printed = (value: number): string => fixedIn(scale.slope * (value - scale.zero), 0)

  const move = (grip: Grip, { low, high }: ReturnType<typeof limitsOf>, by: number): void => {
    // neither limit passes the other
    const least = Math.min(span * keyStep, high - low)
    const next =
      grip === 'low'
        ? { low: Math.min(low + by, high - least), high }
        : grip === 'high'
          ? { low, high: Math.max(high + by, low + least) }
          : { low: low + by, high: high + by }
    view.setWindow({ center: (next.low + next.high) / 2, width: next.high - next.low })
  }
  const begin = (grip: Grip) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { grip, from: event.clientX, window }
  }
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const now = drag.current
    const width = box.current?.clientWidth
    if (now && width) move(now.grip, limitsOf(now.window), ((event.clientX - now.from) / width) * span)
  }
  const end = (): void => {
    drag.current = undefined
  }
  const press = (grip: Grip) => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -keyStep, ArrowDown: -keyStep, ArrowRight: keyStep, ArrowUp: keyStep }[event.key]
    if (event.key === 'Escape' && drag.current) {
      view.setWindow(drag.current.window)
      end()
    } else if (by !== undefined) move(grip, limits, by * span)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const hand = (grip: Grip) => ({
    onPointerDown: begin(grip),
    onPointerMove: follow,
    onPointerUp: end,
    onPointerCancel: end,
  })
  return (
    <section
      className={styles.panel}
      aria-label={texts.count(texts.name, printed(limits.low), printed(limits.high), scale.unit)}
    >
      <button type="button" className={styles.close} aria-label={texts.close} onClick={onClose}>
        <X size={11} aria-hidden />
      </button>
      <div ref={box} className={styles.box}>
        <svg viewBox={`0 0 ${binCount} 1`} preserveAspectRatio="none" aria-hidden>
          <path d={path} />
        </svg>
        <div
          className={styles.between}
          style={{ left: `${100 * share(limits.low)}%`, right: `${100 * (1 - share(limits.high))}%` }}
          {...hand('level')}
        />
        {grips.map((grip) => (
          <div
            key={grip}
            role="slider"
            tabIndex={0}
            className={styles.grip}
            style={{ left: `${100 * share(limits[grip])}%` }}
            aria-label={texts[grip]}
            aria-orientation="horizontal"
            aria-valuemin={Number(printed(histogram.low).replace('−', '-'))}
            aria-valuemax={Number(printed(histogram.high).replace('−', '-'))}
            aria-valuenow={Math.round(scale.slope * (limits[grip] - scale.zero))}
            aria-valuetext={`${printed(limits[grip])} ${scale.unit}`}
            onKeyDown={press(grip)}
            {...hand(grip)}
          />
        ))}
      </div>
      <div className={styles.ends}>
        <span>{printed(histogram.low)}</span>
        <b>
          {printed(limits.low)} – {printed(limits.high)} {scale.unit}
        </b>
        <span>{printed(histogram.high)}</span>
      </div>
    </section>
  )
}

function outline(heights: readonly number[]): string {
  const tops = heights.map((height, k) => `L${k} ${1 - height}L${k + 1} ${1 - height}`)
  return `M0 1${tops.join('')}L${heights.length} 1Z`
}
