import { describe, expect, it } from 'vitest'
import { type Box, boxFor } from '../../renderer/measuring/labels.ts'

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
