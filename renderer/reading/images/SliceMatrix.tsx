/**
 * Every slice as a small picture with its contours, at ED and ES or at all phases; a click opens it. Only what is
 * in sight is drawn.
 */
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Cell as SliceCell, Grid as SliceGrid, SliceStatus } from '#analysis/volumes/grid.ts'
import { useStore } from '../../cine/store.ts'
import { useDisplay } from '../../display/display.ts'
import { LookMark } from '../../display/LookMark.tsx'
import type { Matrix } from '../../hanging/layout.ts'
import { everyPhase, fewPhases, type MatrixItem, type MatrixPlan, type Window } from '../../hanging/matrix.ts'
import { drawSmallAnnotation } from '../../measuring/draw-annotations.ts'
import { useTexts } from '../../texts/texts.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { scaled } from '../../theme/scale.ts'
import { colours, contourColours } from '../../theme/tokens.ts'
import { useSmallLook } from '../../viewport/small-look.ts'
import { type SheetItem, ThumbnailSheet } from '../../viewport/thumbnail-sheet.ts'
import { fontOver } from '../../viewport/words.ts'
import { usePlace, useRoom, useStanding } from '../room.ts'
import { useGaps, useRestingPhase, useSliceGrid, useStripRows } from '../slice-grid.ts'
import { stripCrop } from '../strip-crop.ts'
import styles from './SliceMatrix.module.css'
import { strokeContour } from './stroke-contour.ts'

export function SliceMatrix({ matrix }: { readonly matrix: Matrix }) {
  const { go, viewOf } = useRoom()
  const texts = useTexts().hanging
  const { stack } = matrix
  const scroller = useRef<HTMLElement>(null)
  const grid = useSliceGrid(stack)
  const rows = useStripRows()
  const gaps = new Set(useGaps())
  const { slice } = useStanding()
  const phase = useRestingPhase()
  const sight = useSight(scroller)
  const slices = stack.frames.length
  const scale = usePreferences((preferences) => preferences.scale) / 100
  const [width, height] = [sight.width - beyond - scrollBar, sight.height - beyond - scrollBar]
  const plan = useMemo(
    () =>
      matrix.phases === 'all'
        ? everyPhase(slices, stack.phaseCount, { width, height, scale })
        : fewPhases(
            slices,
            rows.map((row) => row.phase),
            { width, height, scale },
          ),
    [matrix, stack, slices, rows, width, height, scale],
  )
  const items = useMemo(() => plan.items(sight), [plan, sight])
  useInSight(scroller, plan.find(slice, phase), plan)
  return (
    <div className={styles.frame}>
      <section ref={scroller} className={styles.matrix} aria-label={texts.matrix[matrix.phases]}>
        <div style={{ width: plan.width, height: plan.height }}>
          <Pictures matrix={matrix} grid={grid} plan={plan} items={items} sight={sight} />
          {items.map((item) => {
            const status = statusOf(grid, item)
            return (
              <Picture
                key={`${item.slice}/${item.phase}`}
                slice={item.slice}
                phase={item.phase}
                left={item.left}
                top={item.top}
                cell={plan.cell}
                status={status}
                gap={gaps.has(`${item.slice}/${item.phase}`)}
                current={item.slice === slice && item.phase === phase}
                label={texts.picture(item.slice + 1, item.phase + 1, texts.status[status])}
                onGo={go}
              />
            )
          })}
          {matrix.phases === 'all' && <Edges items={items} plan={plan} />}
        </div>
      </section>
      <div className={styles.look}>
        <LookMark view={viewOf(stack)} words />
      </div>
    </div>
  )
}

interface PictureProps {
  readonly slice: number
  readonly phase: number
  readonly left: number
  readonly top: number
  readonly cell: number
  readonly status: SliceStatus
  readonly gap: boolean
  readonly current: boolean
  readonly label: string
  readonly onGo: (slice: number, phase: number) => void
}

/** What is pressed; the picture itself lies on the sheet below. */
const Picture = memo(function Picture(props: PictureProps) {
  const { slice, phase, left, top, cell, status, gap, current, label, onGo } = props
  return (
    <button
      type="button"
      tabIndex={current ? 0 : -1}
      className={styles.cell}
      style={{ left, top, width: cell, height: cell }}
      data-status={status}
      data-gap={gap || undefined}
      aria-current={current}
      aria-label={label}
      onClick={() => onGo(slice, phase)}
    />
  )
})

/** The numbers of slices and phases; they stay at the edge when the pictures are scrolled. */
function Edges({
  items,
  plan: { cell, edge },
}: {
  readonly items: readonly MatrixItem[]
  readonly plan: MatrixPlan
}) {
  const rows = new Map(items.map(({ slice, top }) => [slice, top]))
  const columns = new Map(items.map(({ phase, left }) => [phase, left]))
  return (
    <>
      <div className={styles.columns} style={{ height: edge.top - scaled(2) }} aria-hidden="true">
        {[...columns].map(([phase, left]) => (
          <span key={phase} style={{ left, width: cell }}>
            {phase + 1}
          </span>
        ))}
      </div>
      <div className={styles.rows} style={{ width: edge.left - scaled(2) }} aria-hidden="true">
        {[...rows].map(([slice, top]) => (
          <span key={slice} style={{ top, lineHeight: `${cell}px` }}>
            {slice + 1}
          </span>
        ))}
      </div>
    </>
  )
}

/** px: a room that is measured with its scroll bars does not get them by what is put into it */
const scrollBar = 8
/** px that are drawn beyond the edge: so far is scrolled without drawing anything */
const beyond = 192

const cellAt = (grid: SliceGrid, { slice, phase }: MatrixItem): SliceCell | undefined => grid[phase]?.[slice]
const statusOf = (grid: SliceGrid, item: MatrixItem): SliceStatus => cellAt(grid, item)?.status ?? 'no-image'

interface PicturesProps {
  readonly matrix: Matrix
  readonly grid: SliceGrid
  readonly plan: MatrixPlan
  readonly items: readonly MatrixItem[]
  readonly sight: Window
}

function Pictures({ matrix, grid, plan, items, sight }: PicturesProps) {
  const { images, editor, measuring, viewOf, display } = useRoom()
  const palette = usePreferences(({ palette }) => palette)
  const contoursShown = usePlace(({ contoursShown }) => contoursShown)
  const revision = useStore(editor.desk.revision)
  const annotations = useStore(measuring.annotations)
  const { hidden, selected } = useStore(measuring)
  const bare = useDisplay(display, (now) => now.bare)
  const rows = useStripRows()
  const names = useMemo(() => new Map(rows.map(({ name, phase }) => [phase, name])), [rows])
  const canvas = useRef<HTMLCanvasElement>(null)
  const sheet = useRef<ThumbnailSheet>(undefined)
  const { stack } = matrix
  const look = useSmallLook(viewOf(stack))
  const { orientation } = look
  const crop = useMemo(() => {
    const some = grid.flatMap((cells) =>
      cells.flatMap(({ epicardial, endocardial }) => epicardial ?? endocardial ?? []),
    )
    return stripCrop(stack, some, plan.cell, orientation)
  }, [stack, grid, plan.cell, orientation])
  useEffect(() => {
    if (!canvas.current) return
    const made = new ThumbnailSheet(canvas.current, images)
    sheet.current = made
    return () => made.dispose()
  }, [images])
  // biome-ignore lint/correctness/useExhaustiveDependencies: revision and annotations say what changed
  useEffect(() => {
    const ink = contourColours[palette]
    const measured = !hidden && !bare
    const of = (item: MatrixItem): SheetItem => {
      const frame = stack.frames[item.slice]?.[item.phase] ?? null
      const contours: readonly Contour[] =
        frame && contoursShown && !bare ? editor.desk.board.contoursOn(frame) : []
      const measures = frame && measured ? measuring.on({ stack, frame, slice: item.slice }) : []
      const status = statusOf(grid, item)
      return {
        id: `${item.slice}/${item.phase}`,
        stack,
        frame,
        left: item.left - sight.left,
        top: item.top - sight.top,
        dim: status === 'no-lv' || status === 'no-image',
        rests: [
          palette,
          measures.some(({ number }) => number === selected) && selected,
          ...contours,
          ...measures,
        ],
        draw: (context, transform) => {
          for (const contour of contours) strokeContour(context, contour, transform, ink[contour.border])
          for (const one of measures) drawSmallAnnotation(context, transform, one, one.number === selected)
        },
      }
    }
    sheet.current?.show({
      items: items.map(of),
      look,
      width: Math.max(0, Math.min(sight.width, plan.width - sight.left)),
      height: Math.max(0, Math.min(sight.height, plan.height - sight.top)),
      cell: plan.cell,
      crop,
      edge: (context) => {
        if (matrix.phases === 'ed-es') drawNames(context, items, sight, names, plan)
      },
    })
  }, [
    matrix,
    stack,
    grid,
    items,
    sight,
    plan,
    crop,
    look,
    palette,
    contoursShown,
    revision,
    editor,
    measuring,
    annotations,
    hidden,
    selected,
    bare,
    names,
  ])
  return (
    <canvas
      ref={canvas}
      className={styles.pictures}
      style={{
        left: sight.left,
        top: sight.top,
        width: Math.max(0, Math.min(sight.width, plan.width - sight.left)),
        height: Math.max(0, Math.min(sight.height, plan.height - sight.top)),
      }}
    />
  )
}

/** Slice and phase above each picture, as in '5 · ED 20'; shorter, for all alike, where there is no room for that. */
function drawNames(
  context: CanvasRenderingContext2D,
  items: readonly MatrixItem[],
  sight: Window,
  names: ReadonlyMap<number, string>,
  { cell, edge }: MatrixPlan,
): void {
  context.font = fontOver('sizeTiny', 400)
  context.textBaseline = 'middle'
  context.fillStyle = colours['text-muted']
  const written = nameForms.map((form) => items.map((item) => form(item.slice, nameOf(names, item.phase))))
  const fits = (texts: readonly string[]): boolean =>
    texts.every((text) => context.measureText(text).width <= cell)
  const texts = written.find(fits) ?? written.at(-1)
  items.forEach(({ left, top }, k) => {
    context.fillText(texts?.[k] ?? '', left - sight.left, top - sight.top - edge.top / 2)
  })
}

const nameOf = (names: ReadonlyMap<number, string>, phase: number): string =>
  names.get(phase) ?? String(phase + 1)

/** From long to short: the phase of a row is the same in all its pairs, the slice is not. */
const nameForms: readonly ((slice: number, phase: string) => string)[] = [
  (slice, phase) => `${slice + 1} · ${phase}`,
  (slice, phase) => `${slice + 1} ${phase.split(' ')[0]}`,
  (slice) => String(slice + 1),
]

/** What of the content is in sight, and a little more: it is another only after some scrolling. */
function useSight(scroller: { readonly current: HTMLElement | null }): Window {
  const [sight, setSight] = useState<Window>({ left: 0, top: 0, width: 0, height: 0 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const snapped = (position: number): number => Math.floor(position / beyond) * beyond
    const look = (): void =>
      setSight((before) => {
        const now: Window = {
          left: snapped(element.scrollLeft),
          top: snapped(element.scrollTop),
          width: element.clientWidth + beyond,
          height: element.clientHeight + beyond,
        }
        return isSame(before, now) ? before : now
      })
    look()
    element.addEventListener('scroll', look, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      watch.disconnect()
    }
  }, [scroller])
  return sight
}

const isSame = (a: Window, b: Window): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height

/** Scrolls just so far that the picture of slice and phase can be seen. */
function useInSight(
  scroller: { readonly current: HTMLElement | null },
  shown: MatrixItem | undefined,
  { cell, edge }: MatrixPlan,
): void {
  const { left, top } = shown ?? {}
  useEffect(() => {
    const element = scroller.current
    if (!element || left === undefined || top === undefined) return
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element
    const x = Math.min(left - edge.left, Math.max(scrollLeft, left + cell - clientWidth))
    const y = Math.min(top - edge.top, Math.max(scrollTop, top + cell - clientHeight))
    if (x !== scrollLeft || y !== scrollTop) element.scrollTo(x, y)
  }, [scroller, left, top, cell, edge])
}
