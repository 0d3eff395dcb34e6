/** Every slice at ED and at ES: what is contoured, what is marked, what is still open, where a hand measured, and a way to each. */

import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Cell, Grid } from '#analysis/volumes/grid.ts'
import { LookMark } from '../display/LookMark.tsx'
import { useTexts } from '../texts/texts.ts'
import { usePreferences } from '../theme/preferences.ts'
import { contourColours } from '../theme/tokens.ts'
import { useSmallLook } from '../viewport/small-look.ts'
import { Thumbnail } from '../viewport/Thumbnail.tsx'
import type { ImageTransform } from '../viewport/transform.ts'
import { strokeContour } from './images/stroke-contour.ts'
import styles from './PhaseStrip.module.css'
import { useRoom } from './room.ts'
import type { StripRow } from './slice-grid.ts'
import { cellSize, smallestCell } from './strip-cells.ts'
import { type StripCrop, stripCrop } from './strip-crop.ts'

export interface PhaseStripProps {
  readonly stack: Stack
  readonly grid: Grid
  readonly rows: readonly StripRow[]
  readonly slice: number
  /** on screen; undefined while the cine plays */
  readonly phase: number | undefined
  /** what keeps the read from being signed, as 'slice/phase' */
  readonly gaps: readonly string[]
  /** measurements by hand, by 'slice/phase' */
  readonly measuredOn: ReadonlyMap<string, number>
  readonly onGo: (slice: number, phase: number) => void
}

/** CSS pixels: below that there is no room for words, and the picture alone says it */
const smallestWithWords = 44

export function PhaseStrip({
  stack,
  grid,
  rows,
  slice,
  phase: phaseNow,
  gaps,
  measuredOn,
  onGo,
}: PhaseStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const texts = useTexts()
  const cell = useCellSize(strip, stack.frames.length)
  const shown = useMemo(
    () => rows.flatMap(({ phase }) => (grid[phase] ?? []).flatMap(contoursOfCell)),
    [rows, grid],
  )
  // of many slices the strip shows a part: that in which the reader is
  // biome-ignore lint/correctness/useExhaustiveDependencies: cells of another size lie elsewhere
  useEffect(() => {
    strip.current
      ?.querySelector(`[data-slice="${slice}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [slice, cell])
  const view = useRoom().viewOf(stack)
  const { orientation } = useSmallLook(view)
  const crop = useMemo(() => stripCrop(stack, shown, cell, orientation), [stack, shown, cell, orientation])
  return (
    <section ref={strip} className={styles.strip} aria-label={texts.room.strip}>
      {rows.map(({ name, phase }) => (
        <div key={name} className={styles.row}>
          <span className={styles.name}>
            {name}
            <LookMark view={view} />
          </span>
          {(grid[phase] ?? []).map((content, index) => (
            <StripCell
              // biome-ignore lint/suspicious/noArrayIndexKey: a slice is its index
              key={index}
              stack={stack}
              slice={index}
              phase={phase}
              content={content}
              size={cell}
              crop={crop}
              current={index === slice && (phase === phaseNow || phaseNow === undefined)}
              sameSlice={index === slice}
              gap={gaps.includes(`${index}/${phase}`)}
              measurements={measuredOn.get(`${index}/${phase}`) ?? 0}
              onGo={onGo}
            />
          ))}
        </div>
      ))}
    </section>
  )
}

const contoursOfCell = ({ endocardial, epicardial }: Cell): Contour[] =>
  [endocardial, epicardial].filter((contour) => contour !== undefined)

const StripCell = memo(function StripCell({
  stack,
  slice,
  phase,
  content,
  size,
  crop,
  current,
  sameSlice,
  gap,
  measurements,
  onGo,
}: {
  readonly stack: Stack
  readonly slice: number
  readonly phase: number
  readonly content: Cell
  readonly size: number
  readonly crop: StripCrop
  readonly current: boolean
  readonly sameSlice: boolean
  readonly gap: boolean
  /** by hand on this image */
  readonly measurements: number
  readonly onGo: (slice: number, phase: number) => void
}) {
  const { images, viewOf } = useRoom()
  const texts = useTexts().hanging
  const colours = contourColours[usePreferences(({ palette }) => palette)]
  const { endocardial, epicardial, status } = content
  const told = [texts.status[status], ...(measurements > 0 ? [texts.byHand(measurements)] : [])].join(', ')
  const overlay = useCallback(
    (context: CanvasRenderingContext2D, transform: ImageTransform) => {
      for (const contour of [epicardial, endocardial])
        if (contour) strokeContour(context, contour, transform, colours[contour.border])
    },
    [endocardial, epicardial, colours],
  )
  return (
    <button
      type="button"
      tabIndex={sameSlice ? 0 : -1}
      className={styles.cell}
      style={{ width: size, height: size }}
      data-status={status}
      data-gap={gap || undefined}
      aria-current={current}
      data-same-slice={sameSlice || undefined}
      data-slice={slice}
      aria-label={texts.picture(slice + 1, phase + 1, told)}
      title={measurements > 0 ? texts.byHand(measurements) : undefined}
      onClick={() => onGo(slice, phase)}
    >
      <span className={styles.picture} aria-hidden="true" style={{ left: crop.left, top: crop.top }}>
        <Thumbnail
          images={images}
          stack={stack}
          slice={slice}
          phase={phase}
          view={viewOf(stack)}
          size={crop.size}
          overlay={overlay}
        />
      </span>
      {status === 'open' && <i className={styles.open} />}
      {measurements > 0 && <i className={styles.measured} />}
      {(status === 'no-lv' || status === 'no-image') && size >= smallestWithWords && (
        <small>{texts.status[status]}</small>
      )}
    </button>
  )
})

/** As large as the room allows for that many slices in two rows. */
function useCellSize(strip: { readonly current: HTMLElement | null }, slices: number): number {
  const scale = usePreferences((preferences) => preferences.scale) / 100
  const [size, setSize] = useState(smallestCell)
  useLayoutEffect(() => {
    const element = strip.current
    if (!element) return
    const measure = (): void =>
      setSize(cellSize({ width: element.clientWidth, height: element.clientHeight, scale }, slices))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [strip, slices, scale])
  return size
}
