/**
 * A transparent canvas over the image, in device pixels. It is drawn in the very frame in which the image
 * below it changes, so that what is on it stays glued, and alone when only the overlay changed.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { oncePerFrame } from '../cine/clock.ts'
import { useLatest } from './use-latest.ts'
import { useViewport } from './viewport-context.ts'
import type { OnScreen } from './viewport-surface.ts'

/** Draws in CSS pixels on a cleared canvas. */
export type DrawOverlay = (context: CanvasRenderingContext2D, shown: OnScreen) => void

export interface Overlay {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  /** draw once in the coming frame */
  readonly redraw: () => void
}

export function useOverlay(draw: DrawOverlay): Overlay {
  const { surface, size } = useViewport()
  const canvas = useRef<HTMLCanvasElement>(null)
  const latestDraw = useLatest(draw)
  const pending = useRef<() => void>(() => {})

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    context.canvas.width = Math.round(size.width * size.ratio)
    context.canvas.height = Math.round(size.height * size.ratio)
    const paint = () => {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, context.canvas.width, context.canvas.height)
      const shown = surface.onScreen.get()
      if (!shown) return
      context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0)
      latestDraw.current(context, shown)
    }
    const later = oncePerFrame(paint)
    pending.current = later.ask
    paint()
    const stop = surface.onScreen.subscribe(() => {
      later.cancel()
      paint()
    })
    return () => {
      stop()
      later.cancel()
      pending.current = () => {}
    }
  }, [surface, size, latestDraw])

  useEffect(() => pending.current())
  const redraw = useCallback(() => pending.current(), [])
  return { canvas, redraw }
}
