/** Rows of one height: only those in sight are drawn, so that a project of thousands scrolls like one of ten. */
import { type RefObject, useEffect, useState } from 'react'

/** Rows drawn beyond the edge, so that a quick scroll does not show an empty band. */
const margin = 12

export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): { readonly first: number; readonly last: number } {
  const [sight, setSight] = useState({ top: 0, height: 1_200 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = (): void => setSight({ top: element.scrollTop, height: element.clientHeight })
    look()
    element.addEventListener('scroll', look, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      watch.disconnect()
    }
  }, [scroller])
  return {
    first: Math.max(0, Math.floor(sight.top / rowHeight) - margin),
    last: Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + margin),
  }
}
