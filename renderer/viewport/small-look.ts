/**
 * How small pictures of a stack look: turned, mirrored, inverted and windowed as its viewport, and always whole. They are
 * laid by the same transform as the large image, so that what is drawn on one lies on the other.
 */
import { useEffect, useMemo, useState } from 'react'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { mm } from '#analysis/units/units.ts'
import { useStore } from '../cine/store.ts'
import type { ImageView, Wishes } from './image-view.ts'
import type { Orientation } from './orientation.ts'
import { type ImageTransform, imageTransform } from './transform.ts'

export type SmallLook = Pick<Wishes, 'orientation' | 'inverted' | 'window'>

/** ms that a window must stand still: while it is dragged, hundreds of pictures would be made for nobody */
const windowStill = 200

/** Renders at once for an image that is turned, flipped or inverted; for another window when it stands still. */
export function useSmallLook(view: ImageView): SmallLook {
  const orientation = useStore(view.wishes, (now) => now.orientation)
  const inverted = useStore(view.wishes, (now) => now.inverted)
  const window = useStillWindow(view)
  return useMemo(() => ({ orientation, inverted, window }), [orientation, inverted, window])
}

function useStillWindow(view: ImageView): Wishes['window'] {
  const [still, setStill] = useState(() => ({ view, window: view.wishes.get().window }))
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    let last = view.wishes.get().window
    const take = (): void => setStill({ view, window: view.wishes.get().window })
    take()
    const stop = view.wishes.subscribe(() => {
      const { window } = view.wishes.get()
      if (window === last) return
      last = window
      clearTimeout(waiting)
      waiting = setTimeout(take, windowStill)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [view])
  return still.view === view ? still.window : view.wishes.get().window
}

/** Of an image without a plane: nothing is measured on a small picture. */
const squarePixels = { columnSpacing: mm(1), rowSpacing: mm(1) }

/**
 * The whole image at its true aspect, in the middle of a square.
 * @param size   CSS pixels of its side
 * @param ratio  device pixels of one
 */
export function smallTransform(
  { instance, facts }: StackFrame,
  size: number,
  orientation: Orientation,
  ratio: number,
): ImageTransform {
  const { columns, rows } = instance.pixels
  const { columnSpacing, rowSpacing } = facts.plane ?? squarePixels
  return imageTransform(
    { columns, rows, columnSpacing, rowSpacing },
    { width: size, height: size, ratio },
    { zoom: 1, centre: undefined, orientation },
  )
}
