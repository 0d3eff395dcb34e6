import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import { Cell } from '../../renderer/cine/store.ts'
import type { DrawLayer, LayerGrounds } from '../../renderer/viewport/overlay.ts'
import type { ImageTransform } from '../../renderer/viewport/transform.ts'

/** Steps of the coming display frame. */
let steps: ((now: number) => void)[] = []
vi.stubGlobal('requestAnimationFrame', (step: (now: number) => void) => steps.push(step))
vi.stubGlobal(
  'OffscreenCanvas',
  class {
    getContext = () => null
  },
)
afterAll(() => vi.unstubAllGlobals())

const { Overlay } = await import('../../renderer/viewport/overlay.ts')
const { imageTransform } = await import('../../renderer/viewport/transform.ts')

const grid = { rows: 192, columns: 192, rowSpacing: mm(1.5), columnSpacing: mm(1.5) }
const surface = { width: 400, height: 300, ratio: 1 }
const throughZoom = (zoom: number): ImageTransform =>
  imageTransform(grid, surface, { zoom, centre: undefined })

interface Shown {
  readonly transform: ImageTransform
  readonly drawn?: string
}

const frame = (): void => {
  const now = steps
  steps = []
  for (const step of now) step(0)
}

/** An overlay with layers that count how often they draw, and the images that are shown below it. */
function overlayWith(layers: readonly (LayerGrounds | undefined)[]) {
  const onScreen = new Cell<Shown | undefined>(undefined)
  const context = {
    canvas: { width: 0, height: 0, hidden: true },
    setTransform() {},
    clearRect() {},
    save() {},
    restore() {},
  }
  const canvas = { ...context.canvas, getContext: () => context }
  const overlay = Reflect.construct(Overlay, [canvas, { onScreen }]) as InstanceType<typeof Overlay>
  const drawn: unknown[][] = layers.map(() => [])
  layers.forEach((groundsOf, k) => {
    const draw: DrawLayer = (_context, shown) => (drawn[k]?.push(shown) ?? 0) > 0
    overlay.add(draw, 'contours', groundsOf)
  })
  overlay.resize(surface)
  frame()
  const times = (): number[] => drawn.map(({ length }) => length)
  return { overlay, times, show: (shown: Shown | undefined) => onScreen.set(shown) }
}

/** Draws what the image says is drawn on it. */
const byImage: LayerGrounds = (shown) => [Reflect.get(shown, 'drawn')]

beforeEach(() => {
  steps = []
})

describe('the overlay of an image', () => {
  it('stays as it is while images change that carry the same drawing', () => {
    const { show, times } = overlayWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([1])
  })

  it('is drawn in the same frame for an image that carries another drawing', () => {
    const { show, times } = overlayWith([byImage, () => []])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'b' })
    expect(times()).toEqual([2, 2])
  })

  it('follows the image that is moved or made larger', () => {
    const { show, times } = overlayWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(2), drawn: 'a' })
    expect(times()).toEqual([2])
  })

  it('is drawn for every image where a layer does not say what it rests on', () => {
    const { show, times } = overlayWith([byImage, undefined])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([2, 2])
  })

  it('is drawn when a layer asks for it, once more with the next image, and then rests again', () => {
    const { overlay, show, times } = overlayWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    overlay.redraw()
    frame()
    expect(times()).toEqual([2])
    for (const _ of [1, 2, 3]) show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([3])
  })

  it('does not take back a drawing that was asked for when the next image comes first', () => {
    const { overlay, show, times } = overlayWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    overlay.redraw()
    show({ transform: throughZoom(1), drawn: 'a' })
    frame()
    expect(times()).toEqual([2])
  })

  it('is drawn again after there was no image', () => {
    const { show, times } = overlayWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    show(undefined)
    show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([2])
  })

  it('does not take what one layer lost for what the next has', () => {
    const { show, times } = overlayWith([
      (shown) => (Reflect.get(shown, 'drawn') === 'first' ? ['x'] : []),
      (shown) => (Reflect.get(shown, 'drawn') === 'first' ? [] : ['x']),
    ])
    show({ transform: throughZoom(1), drawn: 'first' })
    show({ transform: throughZoom(1), drawn: 'second' })
    expect(times()).toEqual([2, 2])
  })
})
