import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import { Cell } from '../../renderer/cine/store.ts'
import type { DrawLayer, LayerExtent, LayerGrounds } from '../../renderer/viewport/sheet.ts'
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

const { Sheet } = await import('../../renderer/viewport/sheet.ts')
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

/** A sheet with layers that count how often they draw, and the images that are shown below it. */
function sheetWith(layers: readonly (LayerGrounds | undefined)[], extents: readonly LayerExtent[] = []) {
  const onScreen = new Cell<Shown | undefined>(undefined)
  const transforms: number[][] = []
  const context = {
    setTransform: (...values: number[]) => transforms.push(values),
    clearRect() {},
    save() {},
    restore() {},
  }
  const style: Record<string, string> = {}
  const canvas = { width: 0, height: 0, hidden: true, style, getContext: () => context }
  const sheet = Reflect.construct(Sheet, [canvas, { onScreen }]) as InstanceType<typeof Sheet>
  const drawn: unknown[][] = layers.map(() => [])
  layers.forEach((groundsOf, order) => {
    const draw: DrawLayer = (_context, shown) => (drawn[order]?.push(shown) ?? 0) > 0
    sheet.add({ draw, order, groundsOf, extentOf: extents[order] })
  })
  sheet.resize(surface)
  frame()
  const times = (): number[] => drawn.map(({ length }) => length)
  return { sheet, canvas, transforms, times, show: (shown: Shown | undefined) => onScreen.set(shown) }
}

/** Draws what the image says is drawn on it. */
const byImage: LayerGrounds = (shown) => [Reflect.get(shown, 'drawn')]

beforeEach(() => {
  steps = []
})

describe('a sheet over an image', () => {
  it('stays as it is while images change that carry the same drawing', () => {
    const { show, times } = sheetWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([1])
  })

  it('is drawn in the same frame for an image that carries another drawing', () => {
    const { show, times } = sheetWith([byImage, () => []])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'b' })
    expect(times()).toEqual([2, 2])
  })

  it('follows the image that is moved or made larger', () => {
    const { show, times } = sheetWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(2), drawn: 'a' })
    expect(times()).toEqual([2])
  })

  it('is drawn for every image where a layer does not say what it rests on', () => {
    const { show, times } = sheetWith([byImage, undefined])
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([2, 2])
  })

  it('is drawn when a layer asks for it, once more with the next image, and then rests again', () => {
    const { sheet, show, times } = sheetWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    sheet.redraw()
    frame()
    expect(times()).toEqual([2])
    for (const _ of [1, 2, 3]) show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([3])
  })

  it('does not take back a drawing that was asked for when the next image comes first', () => {
    const { sheet, show, times } = sheetWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    sheet.redraw()
    show({ transform: throughZoom(1), drawn: 'a' })
    frame()
    expect(times()).toEqual([2])
  })

  it('is drawn again after there was no image', () => {
    const { show, times } = sheetWith([byImage])
    show({ transform: throughZoom(1), drawn: 'a' })
    show(undefined)
    show({ transform: throughZoom(1), drawn: 'a' })
    expect(times()).toEqual([2])
  })

  it('does not take what one layer lost for what the next has', () => {
    const { show, times } = sheetWith([
      (shown) => (Reflect.get(shown, 'drawn') === 'first' ? ['x'] : []),
      (shown) => (Reflect.get(shown, 'drawn') === 'first' ? [] : ['x']),
    ])
    show({ transform: throughZoom(1), drawn: 'first' })
    show({ transform: throughZoom(1), drawn: 'second' })
    expect(times()).toEqual([2, 2])
  })

  it('covers the whole image for a layer that does not say where it draws', () => {
    const { show, canvas } = sheetWith([byImage])
    show({ transform: throughZoom(1) })
    expect(canvas).toMatchObject({ width: 400, height: 300, hidden: false })
  })

  it('covers no more than its layers need, and draws there what belongs there', () => {
    const { show, canvas, transforms } = sheetWith(
      [byImage, byImage],
      [() => ({ left: 130, top: 70, right: 180, bottom: 120 }), () => undefined],
    )
    show({ transform: throughZoom(1) })
    expect(canvas).toMatchObject({
      width: 64,
      height: 64,
      hidden: false,
      style: { left: '128px', top: '64px', width: '64px', height: '64px' },
    })
    expect(transforms.at(-1)).toEqual([1, 0, 0, 1, -128, -64])
  })

  it('tells each layer where those below it have written in the same drawing', () => {
    const { sheet, show } = sheetWith([byImage])
    const box = { left: 1, top: 2, width: 3, height: 4 }
    const told: unknown[] = []
    sheet.add({
      order: 1,
      groundsOf: byImage,
      extentOf: undefined,
      draw: (_, __, words) => words.push(box) > 0,
    })
    sheet.add({
      order: 2,
      groundsOf: byImage,
      extentOf: undefined,
      draw: (_, __, words) => told.push([...words]) > 0,
    })
    show({ transform: throughZoom(1), drawn: 'a' })
    show({ transform: throughZoom(1), drawn: 'b' })
    expect(told).toEqual([[box], [box]])
  })

  it('is hidden where nobody draws', () => {
    const { show, canvas } = sheetWith([byImage], [() => undefined])
    show({ transform: throughZoom(1) })
    expect(canvas.hidden).toBe(true)
  })
})
