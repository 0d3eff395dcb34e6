import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import { type LayerRank, PointerRouter } from '../../renderer/viewport/pointer-router.ts'
import { imageTransform } from '../../renderer/viewport/transform.ts'

const grid = { rows: 100, columns: 100, rowSpacing: mm(1), columnSpacing: mm(1) }
const transform = imageTransform(grid, { width: 400, height: 400, ratio: 1 }, { zoom: 1, centre: undefined })

beforeEach(() => vi.stubGlobal('window', new EventTarget()))
afterEach(() => vi.unstubAllGlobals())

/** A viewport without a window: which image it shows, and what came of each press. */
function viewport(rank: LayerRank) {
  const came: string[] = []
  const stage = Object.assign(new EventTarget(), {
    style: { cursor: '' },
    getBoundingClientRect: () => ({ left: 0, top: 0 }),
    setPointerCapture: () => {},
    releasePointerCapture: () => {},
  })
  const shown = { image: { name: 'slice 5' } as object }
  // only what a router asks of an element
  const element = stage as EventTarget as HTMLElement
  const router = new PointerRouter(element, () => ({ frame: shown.image, transform }))
  const drag = {
    move: () => void came.push('moved'),
    end: () => void came.push('ended'),
    cancel: () => void came.push('cancelled'),
  }
  router.add({ press: () => drag }, rank)
  const point = (kind: string, buttons: number): void => {
    const at = { pointerId: 1, button: 0, buttons, clientX: 200, clientY: 200, getCoalescedEvents: () => [] }
    stage.dispatchEvent(Object.assign(new Event(kind), at))
  }
  return { came, shown, router, point }
}

describe('a drag', () => {
  it.each(['contours', 'measures'] as const)(
    'that draws %s is given up when another image comes under the hand, and holds its own',
    (rank) => {
      const { came, shown, router, point } = viewport(rank)
      point('pointerdown', 1)
      point('pointermove', 1)
      expect(router.holdsImage).toBe(true)
      shown.image = { name: 'slice 6' }
      point('pointermove', 1)
      point('pointerup', 0)
      expect(came).toEqual(['moved', 'cancelled'])
      expect(router.holdsImage).toBe(false)
    },
  )

  it('that draws is not ended on an image that came just before the release', () => {
    const { came, shown, point } = viewport('contours')
    point('pointerdown', 1)
    shown.image = { name: 'slice 6' }
    point('pointerup', 0)
    expect(came).toEqual(['cancelled'])
  })

  it.each(['image', 'chosenTool'] as const)(
    'that moves or windows (%s) goes on while the beat plays',
    (rank) => {
      const { came, shown, router, point } = viewport(rank)
      point('pointerdown', 1)
      expect(router.holdsImage).toBe(false)
      shown.image = { name: 'phase 2' }
      point('pointermove', 1)
      point('pointerup', 0)
      expect(came).toEqual(['moved', 'ended'])
    },
  )
})
