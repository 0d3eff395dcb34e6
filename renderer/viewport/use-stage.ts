/** The part of a viewport that is whole in CSS and in device pixels, kept up to date. */
import { useLayoutEffect, useState } from 'react'
import { wholeSurface } from './surface-size.ts'
import type { Surface } from './transform.ts'

export interface Stage {
  readonly surface: Surface
  /** CSS pixels from the corner of the viewport: in the middle, on a whole pixel */
  readonly left: number
  readonly top: number
}

/** @returns undefined before the first layout and in a viewport without room */
export function useStage(root: { readonly current: HTMLElement | null }): Stage | undefined {
  const [stage, setStage] = useState<Stage>()
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const measure = (): void => {
      const next = stageIn(element.getBoundingClientRect(), window.devicePixelRatio)
      setStage((before) => (sameStage(before, next) ? before : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element, { box: 'device-pixel-content-box' })
    return () => observer.disconnect()
  }, [root])
  return stage
}

function stageIn(room: { width: number; height: number }, ratio: number): Stage | undefined {
  const surface = wholeSurface(room, ratio)
  return (
    surface && {
      surface,
      left: Math.floor((room.width - surface.width) / 2),
      top: Math.floor((room.height - surface.height) / 2),
    }
  )
}

function sameStage(a: Stage | undefined, b: Stage | undefined): boolean {
  return (
    a?.left === b?.left &&
    a?.top === b?.top &&
    a?.surface.width === b?.surface.width &&
    a?.surface.height === b?.surface.height &&
    a?.surface.ratio === b?.surface.ratio
  )
}
