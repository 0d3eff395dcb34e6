import { describe, expect, it } from 'vitest'
import { cellSize } from '../../renderer/reading/strip-cells.ts'

/** Width that a row of that many cells takes. */
const rowOf = (cells: number, size: number, scale: number): number => (44 + 4 * cells) * scale + cells * size

describe('thumbnails of the strip', () => {
  it.each([1, 1.5, 2])('all fit at a scale of %s where the room is wide enough', (scale) => {
    const size = cellSize({ width: 953, height: 204, scale }, 12)
    expect(rowOf(12, size, scale)).toBeLessThanOrEqual(953)
    expect(rowOf(12, size + 1, scale)).toBeGreaterThan(953)
  })

  it('are as high as two rows allow where there are few', () => {
    expect(cellSize({ width: 900, height: 132, scale: 1 }, 6)).toBe(60)
  })

  it('are whole where not all fit, and never too small to be told apart', () => {
    const size = cellSize({ width: 400, height: 200, scale: 2 }, 16)
    const shown = Math.floor((400 - 88) / (size + 8))
    expect(size).toBeGreaterThanOrEqual(28)
    expect(400 - rowOf(shown, size, 2)).toBeLessThan(shown)
  })
})
