/**
 * Every slice as a small picture with its contours, at ED and ES or at all phases; a click opens it. Only what is
 * in sight is drawn.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Cell as SliceCell, Grid as SliceGrid, SliceStatus } from '#analysis/volumes/grid.ts'
import { useStore } from '../../cine/store.ts'
import type { Matrix } from '../../hanging/layout.ts'
import {
  everyPhase,
  fewPhases,
  type MatrixItem,
  type MatrixPlan,
  matrixEdge,
  type Window,
} from '../../hanging/matrix.ts'
import { useTexts } from '../../texts/texts.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { colours, contourColours, fonts } from '../../theme/tokens.ts'
import { type SheetItem, ThumbnailSheet } from '../../viewport/thumbnail-sheet.ts'
import { usePlace, useRoom, useStanding } from '../room.ts'
import { useGaps, useRestingPhase, useSliceGrid, useStripRows } from '../slice-grid.ts'
import { stripCrop } from '../strip-crop.ts'
import styles from './SliceMatrix.module.css'
import { strokeContour } from './stroke-contour.ts'

export function SliceMatrix({ matrix }: { readonly matrix: Matrix }) {
  const { go } = useRoom()
  const texts = useTexts().hanging
  const { stack } = matrix
  const scroller = useRef<HTMLElement>(null)
  const grid = useSliceGrid(stack)
  const rows = useStripRows()
  const gaps = useGaps()
  const { slice } = useStanding()
  const phase = useRestingPhase()
  const sight = useSight(scroller)
  const slices = stack.frames.length
  const plan = useMemo(() => {
    const room = { width: sight.width - scrollBar, height: sight.height - scrollBar }
    return matrix.phases === 'all'
      ? everyPhase(slices, stack.phaseCount, room)
      : fewPhases(
          slices,
          rows.map((row) => row.phase),
          room,
        )
  }, [matrix, stack, slices, rows, sight.width, sight.height])
  const items = plan.items(sight)
  const shown = plan.find(slice, phase)
  useInSight(scroller, shown, plan.cell)
  return (
    <section ref={scroller} className={styles.matrix} aria-label={texts.matrix[matrix.phases]}>
      <div style={{ width: plan.width, height: plan.height }}>
        <Pictures matrix={matrix} grid={grid} plan={plan} items={items} sight={sight} />
        {items.map((item) => (
          <button
            key={`${item.slice}/${item.phase}`}
            type="button"
            tabIndex={item.slice === slice && item.phase === phase ? 0 : -1}
            className={styles.cell}
            style={{ left: item.left, top: item.top, width: plan.cell, height: plan.cell }}
            data-status={statusOf(grid, item)}
            data-gap={gaps.includes(`${item.slice}/${item.phase}`) || undefined}
            aria-current={item.slice === slice && item.phase === phase}
            aria-label={texts.picture(item.slice + 1, item.phase + 1, texts.status[statusOf(grid, item)])}
            onClick={() => go(item.slice, item.phase)}
          />
        ))}
      </div>
    </section>
  )
}

/** px: a room that is measured with its scroll bars does not get them by what is put into it */
const scrollBar = 8

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
  const { images, editor } = useRoom()
  const palette = usePreferences(({ palette }) => palette)
  const contoursShown = usePlace(({ contoursShown }) => contoursShown)
  const revision = useStore(editor.desk.revision)
  const rows = useStripRows()
  const names = useMemo(() => new Map(rows.map(({ name, phase }) => [phase, name])), [rows])
  const canvas = useRef<HTMLCanvasElement>(null)
  const sheet = useRef<ThumbnailSheet>(undefined)
  const { stack } = matrix
  const crop = useMemo(() => {
    const some = grid.flatMap((cells) =>
      cells.flatMap(({ epicardial, endocardial }) => epicardial ?? endocardial ?? []),
    )
    return stripCrop(stack, some, plan.cell)
  }, [stack, grid, plan.cell])
  useEffect(() => {
    if (!canvas.current) return
    const made = new ThumbnailSheet(canvas.current, images)
    sheet.current = made
    return () => made.dispose()
  }, [images])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that contours changed
  useEffect(() => {
    const ink = contourColours[palette]
    const of = (item: MatrixItem): SheetItem => {
      const frame = stack.frames[item.slice]?.[item.phase] ?? null
      const contours: readonly Contour[] = frame && contoursShown ? editor.desk.board.contoursOn(frame) : []
      const status = statusOf(grid, item)
      return {
        id: `${item.slice}/${item.phase}`,
        stack,
        frame,
        left: item.left - sight.left,
        top: item.top - sight.top,
        dim: status === 'no-lv' || status === 'no-image',
        rests: [palette, ...contours],
        draw: (context, scale) => {
          for (const contour of contours) strokeContour(context, contour, scale, ink[contour.border])
        },
      }
    }
    sheet.current?.show({
      items: items.map(of),
      width: sight.width,
      height: sight.height,
      cell: plan.cell,
      crop,
      edge: (context) => drawEdge(context, matrix, items, sight, plan.cell, names),
    })
  }, [matrix, stack, grid, items, sight, plan, crop, palette, contoursShown, revision, editor, names])
  return (
    <canvas
      ref={canvas}
      className={styles.pictures}
      style={{ width: sight.width, height: sight.height, marginBottom: -sight.height }}
    />
  )
}

/** The numbers of slices and phases; they stay at the edge when the pictures are scrolled. */
function drawEdge(
  context: CanvasRenderingContext2D,
  { phases }: Matrix,
  items: readonly MatrixItem[],
  sight: Window,
  cell: number,
  names: ReadonlyMap<number, string>,
): void {
  context.font = `${fonts.sizeTiny}px ${fonts.family}`
  context.textBaseline = 'middle'
  if (phases === 'ed-es') {
    context.fillStyle = colours['text-muted']
    for (const { slice, phase, left, top } of items)
      context.fillText(
        `${slice + 1} · ${names.get(phase) ?? phase + 1}`,
        left - sight.left,
        top - sight.top - matrixEdge.top / 2,
      )
    return
  }
  context.fillStyle = colours['surface-strip']
  context.fillRect(0, 0, sight.width, matrixEdge.top - 2)
  context.fillRect(0, 0, matrixEdge.left - 2, sight.height)
  context.fillStyle = colours['text-muted']
  context.textAlign = 'center'
  const [slices, columns] = [new Map<number, number>(), new Map<number, number>()]
  for (const { slice, phase, left, top } of items) {
    slices.set(slice, top)
    columns.set(phase, left)
  }
  for (const [slice, top] of slices)
    context.fillText(String(slice + 1), matrixEdge.left / 2, top - sight.top + cell / 2)
  context.fillStyle = colours['surface-strip']
  context.fillRect(0, 0, sight.width, matrixEdge.top - 2)
  context.fillStyle = colours['text-muted']
  for (const [phase, left] of columns)
    context.fillText(String(phase + 1), left - sight.left + cell / 2, matrixEdge.top / 2)
}

/** What of the content is in sight. */
function useSight(scroller: { readonly current: HTMLElement | null }): Window {
  const [sight, setSight] = useState<Window>({ left: 0, top: 0, width: 0, height: 0 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = (): void =>
      setSight({
        left: element.scrollLeft,
        top: element.scrollTop,
        width: element.clientWidth,
        height: element.clientHeight,
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

/** Scrolls just so far that the picture of slice and phase can be seen. */
function useInSight(
  scroller: { readonly current: HTMLElement | null },
  shown: MatrixItem | undefined,
  cell: number,
): void {
  const { left, top } = shown ?? {}
  useEffect(() => {
    const element = scroller.current
    if (!element || left === undefined || top === undefined) return
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element
    const x = Math.min(left - matrixEdge.left, Math.max(scrollLeft, left + cell - clientWidth))
    const y = Math.min(top - matrixEdge.top, Math.max(scrollTop, top + cell - clientHeight))
    if (x !== scrollLeft || y !== scrollTop) element.scrollTo(x, y)
  }, [scroller, left, top, cell])
}
