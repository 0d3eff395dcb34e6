/** Reports where the mouse is on the image, without ever taking a press. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { PointerLayer, PointerSample } from './pointer-router.ts'
import type { OnScreen, ViewportSurface } from './viewport-surface.ts'

export interface PointerReport {
  readonly kind: 'move' | 'press' | 'leave'
  readonly index: IndexPoint
  /** on the image, pixel borders included */
  readonly inside: boolean
  /** modality value of the pixel */
  readonly value?: number
}

export function probe(surface: ViewportSurface, report: (pointer: PointerReport) => void): PointerLayer {
  const tell = (kind: PointerReport['kind'], sample: PointerSample | undefined) => {
    const shown = surface.onScreen.get()
    if (shown && sample) report({ kind, index: sample.index, ...valueAt(shown, sample) })
    else if (!sample) report({ kind: 'leave', index: [0, 0], inside: false })
  }
  return {
    press(sample) {
      tell('press', sample)
      return undefined
    },
    hover(sample) {
      tell(sample ? 'move' : 'leave', sample)
      return undefined
    },
  }
}

function valueAt({ pixels, frame }: OnScreen, { index }: PointerSample): { inside: boolean; value?: number } {
  const column = Math.round(index[0])
  const row = Math.round(index[1])
  const { columns, rows } = frame.instance.pixels
  if (column < 0 || row < 0 || column >= columns || row >= rows) return { inside: false }
  const value = pixels.getPixelData()[row * columns + column]
  return value === undefined ? { inside: true } : { inside: true, value }
}
