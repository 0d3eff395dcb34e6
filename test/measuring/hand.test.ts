import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { MeasuringTable, pixel } from './table.ts'

const zooms = [1, 4]
const circle = (radius: number, [x, y]: IndexPoint, points = 60): IndexPoint[] =>
  Array.from({ length: points + 1 }, (_, k) => {
    const turn = (2 * Math.PI * k) / points
    return [
      x + (radius * Math.cos(turn)) / pixel.columnSpacing,
      y + (radius * Math.sin(turn)) / pixel.rowSpacing,
    ]
  })

describe('a hand that measures, on pixels of 2 × 0.8 mm and at two zooms', () => {
  for (const zoom of zooms) {
    it(`finds 50 mm and 90° by drags and by clicks, at zoom ${zoom}`, () => {
      const table = new MeasuringTable(zoom)
      table.editor.takeTool('length')
      // 30 mm across, 40 mm down
      const [a, b]: IndexPoint[] = [
        [50, 30],
        [50 + 30 / 0.8, 50],
      ]
      if (!a || !b) throw new Error('a length has two ends')
      table.drag([a, [60, 40], b])
      expect(table.value(1, 'length')).toBeCloseTo(50, 9)
      table.click([150, 30])
      table.click([150 + 30 / 0.8, 50])
      expect(table.value(2, 'length')).toBeCloseTo(50, 9)
      table.editor.takeTool('angle')
      table.drag([
        [120, 60],
        [160, 60],
      ])
      expect(table.laid).toHaveLength(2)
      table.click([160, 80])
      expect(table.value(3, 'angle')).toBeCloseTo(90, 9)
      expect(table.events).toHaveLength(3)
    })

    it(`finds the area of a circle of 20 mm by ellipse exactly and by hand within 1 %, at zoom ${zoom}`, () => {
      const table = new MeasuringTable(zoom)
      table.editor.takeTool('ellipse')
      table.drag(
        [
          [75, 40],
          [100, 50],
          [125, 57],
        ],
        { shift: true },
      )
      expect(table.value(1, 'area')).toBeCloseTo(Math.PI * 400, 6)
      table.editor.takeTool('freehand')
      table.drag(circle(20, [180, 60]))
      expect(Math.abs(table.value(2, 'area') / (Math.PI * 400) - 1)).toBeLessThan(0.01)
      // a ramp along the columns: the value at the centre
      expect(table.value(1, 'mean')).toBeCloseTo(100, 1)
      expect(Math.abs(table.value(2, 'mean') - 180)).toBeLessThan(0.5)
    })
  }

  it('takes back what it began with Escape, and a slip lays nothing', () => {
    const table = new MeasuringTable()
    table.editor.takeTool('length')
    table.click([50, 50])
    expect(table.editor.get().placed).toBe(1)
    expect(table.editor.abandon()).toBe(true)
    table.click([50, 50])
    table.click([50, 50])
    const drag = table.hand.press(table.sample([50, 60]))
    drag?.move(table.sample([90, 60]))
    drag?.cancel()
    table.editor.takeTool('freehand')
    table.click([20, 20])
    expect(table.events).toEqual([])
    expect(table.notices).toHaveLength(1)
  })
})

describe('what is measured', () => {
  const measured = (): MeasuringTable => {
    const table = new MeasuringTable()
    table.editor.takeTool('length')
    table.drag([
      [50, 30],
      [100, 30],
    ])
    table.editor.putAway()
    return table
  }

  it('is picked out, pulled by an end and moved as a whole, each as one gesture that can be undone', () => {
    const table = measured()
    table.drag([
      [100, 30],
      [120, 30],
      [125, 30],
    ])
    expect(table.value(1, 'length')).toBeCloseTo(60, 9)
    table.drag([
      [90, 30],
      [90, 40],
    ])
    expect(table.value(1, 'length')).toBeCloseTo(60, 9)
    expect(table.laid[0]?.points[0]).toEqual([50, 40])
    expect(table.events.map((body) => (body.kind === 'annotations-changed' ? body.gesture : ''))).toEqual([
      'measure',
      'edit-point',
      'move',
    ])
    table.undo()
    table.undo()
    expect(table.value(1, 'length')).toBeCloseTo(40, 9)
    table.undo()
    expect(table.laid).toEqual([])
    expect(table.editor.get().selected).toBeUndefined()
  })

  it('stays as it was where an end is let go on the other, and says so', () => {
    const table = measured()
    table.drag([
      [100, 30],
      [80, 30],
      [50.02, 30],
    ])
    expect(table.value(1, 'length')).toBeCloseTo(40, 9)
    expect(table.events).toHaveLength(1)
    expect(table.notices).toEqual(['Two of its points would lie at one place: it stays as it was.'])
  })

  it('drawn by hand gives way where its line is pulled, and is moved by its inside once it is picked out', () => {
    const table = new MeasuringTable()
    table.editor.takeTool('freehand')
    table.drag(circle(20, [100, 50]))
    table.editor.putAway()
    const area = table.value(1, 'area')
    table.drag([
      [125, 50],
      [130, 50],
      [140, 50],
    ])
    expect(table.value(1, 'area')).toBeGreaterThan(area * 1.05)
    expect(Math.max(...(table.laid[0]?.points ?? []).map(([x]) => x))).toBeCloseTo(140, 6)
    table.undo()
    expect(table.value(1, 'area')).toBe(area)
    table.drag([
      [100, 52],
      [120, 56],
    ])
    expect(table.value(1, 'area')).toBeCloseTo(area, 6)
    expect(table.value(1, 'mean')).toBeCloseTo(120, 0)
  })

  it('stays on its image, however far it is pulled', () => {
    const table = measured()
    table.drag([
      [100, 30],
      [400, 300],
    ])
    expect(table.laid[0]?.points[1]).toEqual([249.5, 99.5])
    table.drag([
      [50, 30],
      [50, 30],
    ])
    table.drag([
      [149.75, 64.75],
      [20, 0],
    ])
    expect(table.laid[0]?.points.every(([x, y]) => x >= -0.5 && y >= -0.5)).toBe(true)
  })

  it('is crossed by the tool that measures the next without being moved', () => {
    const table = measured()
    table.editor.takeTool('length')
    table.drag([
      [75, 30],
      [75, 60],
    ])
    expect(table.laid.map(({ points }) => points[0])).toEqual([
      [50, 30],
      [75, 30],
    ])
  })

  it('is left alone by the hand of another tool, and by a press beside it', () => {
    const table = measured()
    expect(table.hand.press(table.sample([150, 80]))).toBeUndefined()
    expect(table.editor.get().selected).toBeUndefined()
    table.isFree = false
    expect(table.hand.press(table.sample([100, 30]))).toBeUndefined()
  })

  it('is seen on its own phase, or on every one of its slice, where a region shows what lies under it there', () => {
    const table = new MeasuringTable()
    table.editor.takeTool('ellipse')
    table.drag([
      [80, 40],
      [120, 60],
    ])
    table.goTo(0, 2)
    expect(table.seen).toEqual([])
    const [laid] = table.laid
    if (!laid) throw new Error('a region was laid')
    expect(table.editor.toggleEveryPhase(laid)).toBe(true)
    expect(table.seen).toEqual([1])
    expect(table.value(1, 'mean')).toBeCloseTo(102, 6)
    table.goTo(1, 0)
    expect(table.seen).toEqual([])
  })

  it('is written on: an arrow with its text is one gesture, a note without words is none', () => {
    const table = new MeasuringTable()
    table.editor.takeTool('note')
    table.drag([
      [60, 40],
      [90, 60],
    ])
    expect(table.events).toEqual([])
    table.editor.finishWriting('thrombus?')
    expect(table.laid).toMatchObject([{ kind: 'arrow', text: 'thrombus?' }])
    table.click([150, 50])
    table.editor.finishWriting('  ')
    table.click([150, 50])
    table.editor.typed('RV')
    // another press keeps what was written so far
    table.click([200, 20])
    expect(table.laid).toMatchObject([{ kind: 'arrow' }, { kind: 'text', text: 'RV' }])
    const [arrow] = table.laid
    if (!arrow) throw new Error('an arrow was laid')
    table.editor.write(arrow, false)
    table.editor.finishWriting(undefined)
    expect(table.events).toHaveLength(2)
  })

  it('cannot be changed in a locked read, and the reader is told why; it can still be picked out', () => {
    const table = measured()
    table.editor.look(table.laid, 'This read is signed.')
    table.editor.takeTool('length')
    table.drag([
      [150, 80],
      [200, 80],
    ])
    table.drag([
      [100, 30],
      [120, 30],
    ])
    table.editor.remove(1)
    expect(table.events).toHaveLength(1)
    expect(table.notices).toContain('This read is signed.')
    expect(table.editor.get().selected).toBe(1)
  })

  it('is not deleted with what was never there, and numbers are not given twice', () => {
    const table = measured()
    table.editor.takeTool('length')
    table.drag([
      [50, 70],
      [90, 70],
    ])
    table.editor.remove(1)
    table.drag([
      [150, 70],
      [190, 70],
    ])
    expect(table.laid.map(({ number }) => number)).toEqual([2, 3])
  })
})
