import { afterEach, describe, expect, it } from 'vitest'
import { boxFor, drawLabel } from '../../renderer/measuring/labels.ts'
import { usePreferences } from '../../renderer/theme/preferences.ts'
import type { Box } from '../../renderer/viewport/words.ts'

const surface = { width: 400, height: 300 }
const size = { width: 90, height: 28 }
const circle = (x: number, y: number, radius: number) =>
  Array.from({ length: 32 }, (_, k) => ({
    x: x + radius * Math.cos((k * Math.PI) / 16),
    y: y + radius * Math.sin((k * Math.PI) / 16),
  }))
const apart = (a: Box, b: Box): boolean =>
  a.left + a.width <= b.left ||
  b.left + b.width <= a.left ||
  a.top + a.height <= b.top ||
  b.top + b.height <= a.top

describe('the words of a measurement', () => {
  it('stand at its right, and never over those of its neighbour', () => {
    const first = boxFor({ kind: 'ellipse', line: circle(150, 150, 20) }, size, surface, [])
    expect(first).toMatchObject({ left: 179, top: 136 })
    const second = boxFor({ kind: 'ellipse', line: circle(160, 155, 20) }, size, surface, [first])
    expect(apart(first, second)).toBe(true)
  })

  it('stay on the image, whichever edge they are near', () => {
    for (const [x, y] of [
      [395, 5],
      [2, 298],
      [398, 298],
    ] as const) {
      const { left, top } = boxFor({ kind: 'ellipse', line: circle(x, y, 30) }, size, surface, [])
      expect(left).toBeGreaterThanOrEqual(0)
      expect(top).toBeGreaterThanOrEqual(0)
      expect(left + size.width).toBeLessThanOrEqual(surface.width)
      expect(top + size.height).toBeLessThanOrEqual(surface.height)
    }
  })

  it('of an arrow stand beyond its tail, away from what it points at', () => {
    const tip = { x: 200, y: 100 }
    const leftwards = boxFor({ kind: 'arrow', line: [tip, { x: 150, y: 120 }] }, size, surface, [])
    expect(leftwards.left + size.width).toBeLessThan(150)
    const rightwards = boxFor({ kind: 'arrow', line: [tip, { x: 250, y: 120 }] }, size, surface, [])
    expect(rightwards.left).toBeGreaterThan(250)
  })
})

describe('the words of many measurements', () => {
  it('stand apart where there is room, though all their usual places are taken', () => {
    const boxes: Box[] = []
    for (let k = 0; k < 7; k++)
      boxes.push(boxFor({ kind: 'ellipse', line: circle(200 + k, 150, 12) }, size, surface, boxes))
    boxes.forEach((box, k) => {
      for (const other of boxes.slice(0, k)) expect(apart(box, other)).toBe(true)
    })
  })

  it('hide as little of each other as they can where there is no room', () => {
    const small = { width: 120, height: 60 }
    const above: Box = { left: 0, top: 0, width: 120, height: 40 }
    const { top } = boxFor({ kind: 'ellipse', line: circle(50, 20, 5) }, size, small, [above])
    // as low as the image goes, with 3 px to its edge
    expect(top).toBe(60 - 28 - 3)
  })

  it('leave a note where it was written', () => {
    const line = [{ x: 100, y: 100 }]
    const free = boxFor({ kind: 'text', line }, size, surface, [])
    expect(boxFor({ kind: 'text', line }, size, surface, [free])).toEqual(free)
  })
})

describe('the words over an image', () => {
  afterEach(() => usePreferences.setState({ scale: 100 }))

  /** Where and how large words of two lines are written at a scale. */
  function writtenAt(scale: 100 | 200) {
    usePreferences.setState({ scale })
    const written: { text: string; font: string; y: number }[] = []
    const context = {
      font: '',
      save() {},
      restore() {},
      strokeText() {},
      measureText: (text: string) => ({ width: text.length * Number.parseFloat(context.font.slice(4)) }),
      fillText: (text: string, _x: number, y: number) => written.push({ text, font: context.font, y }),
    }
    const words = {
      kind: 'length',
      line: [
        { x: 20, y: 50 },
        { x: 60, y: 50 },
      ],
      lines: ['a', 'b'],
      colour: '',
    } as const
    const boxes: Box[] = []
    Reflect.apply(drawLabel, undefined, [context, { width: 400, height: 300, ratio: 1 }, words, boxes])
    return { written, boxes }
  }

  it('are twice as large at 200 %, and stand as near to the same line', () => {
    const [once, twice] = [writtenAt(100), writtenAt(200)]
    expect(once.written.map(({ font }) => font.slice(0, 8))).toEqual(['500 12px', '500 12px'])
    expect(twice.written.map(({ font }) => font.slice(0, 8))).toEqual(['500 24px', '500 24px'])
    expect(once.boxes).toMatchObject([{ left: 69, top: 36, height: 28 }])
    expect(twice.boxes).toMatchObject([{ left: 69, top: 22, height: 56 }])
    const [first, second] = twice.written
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBe(28)
  })
})
