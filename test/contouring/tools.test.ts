import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { distance, polygonArea } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { accept, releaseOpened } from '../../renderer/contouring/acts/accepting.ts'
import { copyPhase, copyTo } from '../../renderer/contouring/acts/copying.ts'
import { deleteAlong, deleteHere } from '../../renderer/contouring/acts/deleting.ts'
import { missingLandmark, toggleEmpty } from '../../renderer/contouring/acts/marking.ts'
import { epicardiumFromEndocardium, smooth, snapToEdge } from '../../renderer/contouring/acts/reshaping.ts'
import { selectAll } from '../../renderer/contouring/acts/selecting.ts'
import { ring } from '../analysis/contours/shapes.ts'
import { stackOf, Table } from './table.ts'

const pixel = { rowSpacing: mm(1), columnSpacing: mm(1) }
const centre: IndexPoint = [100, 100]
const shortAxis = () => new Table(stackOf('sax', 4, 3))

function drawRing(table: Table, border: Border, radius: number): void {
  table.editor.setBorder(border)
  table.draw(ring(radius, 8))
}

const computed = (slice: number, phase: number, change: Partial<Contour> = {}): Contour => ({
  image: { sopInstanceUid: `1.${slice}.${phase}`, frame: 0 },
  border: 'lv-endocardial',
  closed: true,
  points: ring(20, 96),
  origin: 'propagated',
  ...change,
})

describe('drawing', () => {
  it('of a next border leaves the one before as it was', () => {
    const table = shortAxis()
    drawRing(table, 'lv-endocardial', 20)
    const [endocardium] = table.contours
    drawRing(table, 'lv-epicardial', 30)
    drawRing(table, 'rv-endocardial', 40)
    expect(table.contours).toHaveLength(3)
    expect(table.contours).toContainEqual(endocardium)
    expect(table.contours.every(({ controls }) => controls?.length === 8)).toBe(true)
  })

  it('of a border that ends at the valve gives an open curve with its ends where the hand put them', () => {
    const table = new Table(stackOf('4ch', 1, 1))
    const u: IndexPoint[] = [
      [80, 60],
      [82, 100],
      [100, 140],
      [118, 100],
      [120, 60],
    ]
    table.draw(u)
    const [contour] = table.contours
    expect(contour?.closed).toBe(false)
    expect(contour?.points[0]).toEqual(u[0])
    expect(contour?.points.at(-1)).toEqual(u[4])
    // it stays editable: an end can be taken elsewhere
    table.editor.setTool('edit')
    table.drag([
      [120, 60],
      [124, 58],
    ])
    expect(table.contours[0]?.points.at(-1)).toEqual([124, 58])
    expect(table.contours[0]?.controls).toHaveLength(5)
  })

  it('goes on when its own key is pressed again, and is given up for another tool or border with a word', () => {
    const table = shortAxis()
    const begin = (): void => {
      table.editor.setBorder('lv-endocardial')
      table.editor.setTool('draw')
      for (const point of ring(20, 8).slice(0, 5)) table.click(point)
    }
    begin()
    table.editor.setBorder('lv-endocardial')
    table.editor.setTool('draw')
    expect(table.editor.draft?.placed).toHaveLength(5)
    expect(table.notices).toEqual([])
    table.editor.setTool('nudge')
    begin()
    table.editor.setBorder('lv-epicardial')
    expect(table.editor.draft).toBeUndefined()
    expect(table.notices).toEqual(Array(2).fill('The unfinished curve was given up.'))
  })

  it('is finished on its own image, whatever series is on the screen by then', () => {
    const [here, elsewhere] = [shortAxis(), shortAxis()]
    for (const table of [here, elsewhere]) {
      table.editor.setTool('draw')
      for (const point of ring(20, 8)) table.click(point)
    }
    elsewhere.goTo(0, 0, stackOf('2ch', 1, 3, mm(3), '2'))
    here.editor.finishDraft()
    elsewhere.editor.finishDraft()
    expect(elsewhere.contours).toEqual(here.contours)
    expect(here.contours).toHaveLength(1)
  })

  it('of a border that comes again adds one, and of one that does not replaces it', () => {
    const table = shortAxis()
    table.editor.setBorder('lv-papillary')
    table.draw(ring(4, 6, [110, 100]))
    table.draw(ring(4, 6, [90, 100]))
    expect(table.contours.map(({ part }) => part)).toEqual([undefined, 1])
    drawRing(table, 'lv-endocardial', 20)
    drawRing(table, 'lv-endocardial', 24)
    expect(table.contours).toHaveLength(3)
    // the one that was touched last is deleted, and no other
    table.editor.setBorder('lv-papillary', 0)
    deleteHere(table.editor)
    expect(table.contours.filter(({ border }) => border === 'lv-papillary').map(({ part }) => part)).toEqual([
      1,
    ])
  })

  it('goes on after a point was taken back, and after the whole curve was', () => {
    const table = shortAxis()
    table.editor.setTool('draw')
    table.click([120, 100])
    table.editor.unplace()
    table.editor.unplace()
    table.draw(ring(20, 8))
    expect(table.contours).toHaveLength(1)
  })

  it('is refused for the chamber that the image is marked to be without, and for no other', () => {
    const table = shortAxis()
    toggleEmpty(table.editor, 'rv')
    table.editor.setBorder('rv-endocardial')
    table.draw(ring(20, 8))
    expect(table.contours).toHaveLength(0)
    expect(table.notices.join()).toContain('without RV')
    drawRing(table, 'lv-endocardial', 20)
    expect(table.contours).toHaveLength(1)
    toggleEmpty(table.editor, 'lv')
    expect(table.notices.join()).toContain('LV contours')
  })
})

describe('whole contours', () => {
  it('are deleted on the slice, at the phase and everywhere, each time in one event that undo takes back', () => {
    for (const [extent, left] of [
      ['slice', 9],
      ['phase', 8],
      ['all', 0],
    ] as const) {
      const table = shortAxis()
      const set = [0, 1, 2, 3].flatMap((slice) => [0, 1, 2].map((phase) => computed(slice, phase)))
      table.append({ kind: 'contours-changed', set, removed: [], gesture: 'propagate' })
      const before = table.drawn
      table.goTo(1, 1)
      deleteAlong(table.editor, extent)
      expect(table.contours).toHaveLength(left)
      expect(table.undo()).toBe(true)
      expect(table.drawn).toEqual(before)
    }
  })

  it('are copied from end-diastole to end-systole where that has none, in one event', () => {
    const table = shortAxis()
    for (const slice of [0, 1, 2]) {
      table.goTo(slice, 0)
      drawRing(table, 'lv-endocardial', 20 - slice)
    }
    table.goTo(1, 2)
    drawRing(table, 'lv-endocardial', 10)
    const before = table.state.seq
    copyPhase(table.editor, 0, 2)
    expect(table.state.seq).toBe(before + 1)
    expect(table.contours).toHaveLength(6)
    const kept = table.contours.find(({ image }) => image.sopInstanceUid === '1.1.2')
    expect(kept?.origin).toBe('drawn')
  })

  it('that were picked out are copied without the others', () => {
    const table = shortAxis()
    drawRing(table, 'lv-endocardial', 20)
    drawRing(table, 'lv-epicardial', 30)
    table.editor.setTool('edit')
    table.click([130, 100], { shift: true })
    copyTo(table.editor, 'next-slice')
    expect(table.contours.filter(({ origin }) => origin === 'copied').map(({ border }) => border)).toEqual([
      'lv-epicardial',
    ])
    selectAll(table.editor)
    expect(table.editor.get().selected.size).toBe(2)
  })

  it('give an epicardium at the usual distance, and afterwards at that of the slice beside', () => {
    const table = shortAxis()
    drawRing(table, 'lv-endocardial', 20)
    epicardiumFromEndocardium(table.editor)
    const radius = () => Math.sqrt(polygonArea(table.editor.contourInHand?.points ?? [], pixel) / Math.PI)
    expect(radius()).toBeCloseTo(29, 0)
    drawRing(table, 'lv-epicardial', 26)
    table.goTo(1, 0)
    drawRing(table, 'lv-endocardial', 18)
    epicardiumFromEndocardium(table.editor)
    expect(radius()).toBeCloseTo(24, 0)
  })

  it('are smoothed and snapped to the edge of the picture that they lie on', () => {
    const pixels = Float32Array.from({ length: 200 * 200 }, (_, k) => {
      const d = distance([k % 200, Math.floor(k / 200)], centre, pixel)
      return 300 / (1 + Math.exp((d - 22) / 0.7))
    })
    const table = new Table(stackOf('sax', 1, 1), pixels)
    drawRing(table, 'lv-endocardial', 20)
    snapToEdge(table.editor)
    for (const point of table.contours[0]?.points ?? [])
      expect(Math.abs(distance(point, centre, pixel) - 22)).toBeLessThan(0.5)
    smooth(table.editor)
    expect(polygonArea(table.contours[0]?.points ?? [], pixel)).toBeCloseTo(22 * 22 * Math.PI, -2)
    expect(table.state.undoable).toHaveLength(3)
  })
})

describe('what nobody drew', () => {
  it('is accepted once by whoever looked, and not when a hand changed it', () => {
    const table = shortAxis()
    table.append({ kind: 'contours-changed', set: [computed(0, 0)], removed: [], gesture: 'propagate' })
    const here = () => table.editor.contoursHere[0]
    accept(table.editor, 'here')
    expect(here()?.origin).toBe('propagated')
    expect(here() && table.editor.desk.board.isAccepted(here() as Contour)).toBe(true)
    accept(table.editor, 'here')
    expect(table.notices.at(-1)).toContain('No contour here waits')
    table.undo()
    expect(table.editor.desk.board.isAccepted(here() as Contour)).toBe(false)
  })

  it('and was opened from a file is not changed by the hand until it is said to be', () => {
    const table = shortAxis()
    const opened = computed(0, 0, { origin: 'imported' })
    table.append({ kind: 'contours-changed', set: [opened], removed: [], gesture: 'open-file' })
    const before = table.drawn
    const way: IndexPoint[] = [
      [120, 100],
      [126, 100],
    ]
    for (const tool of ['edit', 'nudge', 'brush', 'erase'] as const) {
      table.editor.setTool(tool)
      table.drag(way)
      table.drag([centre, [104, 100]], { alt: true })
    }
    smooth(table.editor)
    expect(table.drawn).toEqual(before)
    releaseOpened(table.editor)
    table.editor.setTool('nudge')
    table.drag(way)
    expect(table.contours[0]?.origin).toBe('edited')
  })
})

describe('points of anatomy', () => {
  it('are offered in the order of the view, each until it is marked', () => {
    const table = new Table(stackOf('2ch', 1, 1))
    table.editor.setTool('mark')
    for (const [kind, at] of [
      ['mitral-septal', [80, 60]],
      ['mitral-lateral', [120, 60]],
      ['lv-apex', [100, 140]],
    ] as const) {
      expect(missingLandmark(table.editor)).toBe(kind)
      expect(table.editor.get().landmark).toBe(kind)
      table.click(at)
    }
    expect(missingLandmark(table.editor)).toBeUndefined()
    // they are dragged with the arrow, too
    table.editor.setTool('edit')
    table.drag([
      [100, 140],
      [103, 144],
    ])
    expect([...table.state.landmarks.values()].at(-1)?.landmark.point).toEqual([103, 144])
  })
})

describe('undo', () => {
  const spot = fc.tuple(fc.integer({ min: 70, max: 130 }), fc.integer({ min: 70, max: 130 }))
  const deed = fc.oneof(
    fc.record({ kind: fc.constant('draw' as const), radius: fc.integer({ min: 8, max: 40 }) }),
    fc.record({
      kind: fc.constantFrom('nudge', 'brush', 'erase', 'edit', 'freehand'),
      from: spot,
      to: spot,
      alt: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom(
        'delete',
        'delete-slice',
        'delete-all',
        'copy',
        'mirror',
        'smooth',
        'empty',
        'offset',
      ),
    }),
    fc.record({ kind: fc.constant('go' as const), slice: fc.integer({ min: 0, max: 3 }) }),
    fc.record({
      kind: fc.constant('border' as const),
      border: fc.constantFrom<Border>('lv-endocardial', 'lv-epicardial', 'lv-papillary'),
    }),
  )

  type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

  /** What of it a hand does at a time: a press of the pen on a line that is there puts a point into that line. */
  function actsOf(table: Table, one: Deed): readonly (() => void)[] {
    if (!('radius' in one)) return [() => perform(table, one)]
    const { editor } = table
    return [
      () => editor.setTool('draw'),
      ...ring(one.radius, 8).map((point) => () => table.click(point)),
      () => editor.finishDraft(),
    ]
  }

  function perform(table: Table, one: Exclude<Deed, { radius: number }>): void {
    const { editor } = table
    if ('from' in one) {
      editor.setTool(one.kind)
      table.drag([one.from, one.to], { alt: one.alt })
    } else if ('slice' in one) table.goTo(one.slice, 0)
    else if ('border' in one) editor.setBorder(one.border)
    else if (one.kind === 'delete') deleteHere(editor)
    else if (one.kind === 'delete-slice') deleteAlong(editor, 'slice')
    else if (one.kind === 'delete-all') deleteAlong(editor, 'all')
    else if (one.kind === 'copy') copyTo(editor, 'next-slice')
    else if (one.kind === 'mirror') copyPhase(editor, 0, 2)
    else if (one.kind === 'smooth') smooth(editor)
    else if (one.kind === 'empty') toggleEmpty(editor, 'lv')
    else epicardiumFromEndocardium(editor)
  }

  it('to the start and redo to the end lose no contour, whatever the hand did', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 3, maxLength: 14 }), (deeds) => {
        const table = shortAxis()
        const course = [table.drawn]
        for (const one of deeds)
          for (const act of actsOf(table, one)) {
            const { seq } = table.state
            act()
            // every finished gesture is one event, and nothing else is any
            expect(table.state.seq - seq).toBeLessThanOrEqual(1)
            if (table.state.seq > seq) course.push(table.drawn)
          }
        const end = table.drawn
        for (const before of course.slice(0, -1).toReversed()) {
          expect(table.undo()).toBe(true)
          expect(table.drawn).toEqual(before)
        }
        expect(table.undo()).toBe(false)
        while (table.redo());
        expect(table.drawn).toEqual(end)
      }),
      { numRuns: 40 },
    )
  })
})
