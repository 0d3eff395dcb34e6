import { describe, expect, it } from 'vitest'
import { referenceLine } from '#analysis/geometry/cross-reference.ts'
import { type ImagePlane, indexToPatient, planeNormal, type Vector3 } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'

const plane = (
  position: Vector3,
  row: Vector3,
  column: Vector3,
  size = 100,
  spacing = [1, 1],
): ImagePlane => ({
  position,
  rowDirection: row,
  columnDirection: column,
  rowSpacing: mm(spacing[0] ?? 1),
  columnSpacing: mm(spacing[1] ?? 1),
  rows: size,
  columns: size,
})

describe('a reference line', () => {
  it('of an axial image in a coronal one is its height, clipped to both images', () => {
    const coronal = plane([0, 0, 100], [1, 0, 0], [0, 0, -1])
    const axial = plane([20, -25, 70], [1, 0, 0], [0, 1, 0], 50)
    const line = referenceLine(axial, coronal)
    expect(line).toBeDefined()
    const ends = [line?.from ?? [0, 0], line?.to ?? [0, 0]].sort((a, b) => a[0] - b[0])
    expect(ends[0]?.[0]).toBeCloseTo(19.5, 9)
    expect(ends[1]?.[0]).toBeCloseTo(69.5, 9)
    expect(ends.map(([, row]) => row)).toEqual([expect.closeTo(30, 9), expect.closeTo(30, 9)])
  })

  it('lies in both planes when pixels are not square', () => {
    const one = plane([-40, -30, 10], [0.8, 0.6, 0], [0, 0, -1], 80, [2, 1])
    const other = plane([-50, -50, 0], [1, 0, 0], [0, 0.96, 0.28], 90, [1, 3])
    const line = referenceLine(one, other)
    if (line === undefined) throw new Error('no line')
    const normal = planeNormal(one)
    for (const end of [line.from, line.to]) {
      const p = indexToPatient(other, end)
      const off = normal.reduce((sum, n, k) => sum + n * ((p[k] ?? 0) - (one.position[k] ?? 0)), 0)
      expect(off).toBeCloseTo(0, 9)
    }
  })

  it('does not exist between parallel images, nor between images that do not meet', () => {
    const a = plane([0, 0, 0], [1, 0, 0], [0, 1, 0])
    expect(referenceLine(a, plane([0, 0, 10], [1, 0, 0], [0, 1, 0]))).toBeUndefined()
    expect(referenceLine(a, plane([500, 0, 50], [0, 1, 0], [0, 0, -1]))).toBeUndefined()
  })
})
