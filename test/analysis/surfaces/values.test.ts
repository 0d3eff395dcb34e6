/** Numbers on surfaces: thickness, scar by direction, segments, and what lies between two drawn phases. */
import { describe, expect, it } from 'vitest'
import type { ImagePlane, Vector3 } from '#analysis/geometry/plane.ts'
import { loftBetween, neighboursOf, shareOfWay, valuesBetween } from '#analysis/surfaces/between-phases.ts'
import { heartDirections } from '#analysis/surfaces/heart-directions.ts'
import { hitOf } from '#analysis/surfaces/hit.ts'
import { enclosedVolume, openEdges } from '#analysis/surfaces/mesh.ts'
import { pointOf } from '#analysis/surfaces/ring.ts'
import { scarOnRing, scarProfiles } from '#analysis/surfaces/scar.ts'
import type { SliceRing } from '#analysis/surfaces/surface.ts'
import { bridgedVertices, onVertices, type Values } from '#analysis/surfaces/values.ts'
import { growth, thicknessOnRing, wallChords } from '#analysis/surfaces/wall.ts'
import { boxStack } from '../volumes/prism.ts'
import { circle, drawAll, middle, surfaceIn } from './drawn-heart.ts'

const stack = boxStack(5)
const plane = (slice: number): ImagePlane => {
  const found = stack.frames[slice]?.[0]?.facts.plane
  if (!found) throw new Error('a box has planes')
  return found
}
const even = (value: number, known = 1): Values => ({
  value: new Float32Array(64).fill(value),
  known: new Uint8Array(64).fill(known),
})

const thicknessBetween = (endo: ReturnType<typeof circle>, epi: ReturnType<typeof circle>): Values => {
  const chords = wallChords(endo, epi, plane(0))
  if (!chords.measured) throw new Error(chords.reason)
  const { rings } = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', () => endo),
  )
  return thicknessOnRing((rings[0] as SliceRing).ring, chords.value, 'endocardial')
}

describe('thickness on a surface', () => {
  it('is 10 mm all round between circles of 20 and 30 mm, to within 0.05 mm', () => {
    const { value, known } = thicknessBetween(circle(20), circle(30))
    expect(known.every((one) => one === 1)).toBe(true)
    for (const thickness of value) expect(Math.abs(thickness - 10)).toBeLessThan(0.05)
  })

  it('is 6 mm on the near and 14 mm on the far side of a cavity that lies 4 mm beside the middle', () => {
    // the first point of a ring lies in the direction of columns, where the wall is thin
    const { value } = thicknessBetween(circle(20, [middle + 4, middle]), circle(30))
    expect(value[0]).toBeCloseTo(6, 0)
    expect(value[32]).toBeCloseTo(14, 0)
  })

  it('has grown by 50 % from 8 to 12 mm, and by nothing known where either is not', () => {
    expect(growth(even(12), even(8)).value[3]).toBeCloseTo(50, 5)
    expect(growth(even(12), even(8, 0)).known.some((one) => one === 1)).toBe(false)
  })
})

describe('numbers between rings', () => {
  const { loft, rings } = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', (slice) => (slice === 2 ? undefined : circle(25))),
  )
  it('are their mean by place, and beyond the outermost those of its slice', () => {
    const { value, known } = onVertices(loft, [even(1), even(2), even(3), even(4)])
    const rowAt = (place: number): number => loft.rows.indexOf(place)
    expect(value[rowAt(1.25) * 64]).toBeCloseTo(2.25, 5)
    expect(value[0]).toBe(1)
    expect(value.at(-1)).toBe(4)
    expect(known.every((one) => one === 1)).toBe(true)
  })

  it('go no further than half way where one of the two has none', () => {
    const { known } = onVertices(loft, [even(1), undefined, even(3), even(4)])
    expect(known[loft.rows.indexOf(0.25) * 64]).toBe(1)
    expect(known[loft.rows.indexOf(0.75) * 64]).toBe(0)
  })

  it('are told apart where a slice without contours was bridged', () => {
    const bridged = bridgedVertices(
      loft,
      rings.map(({ slice }) => slice),
      [],
    )
    const rows = Array.from(loft.rows).filter((_, row) => bridged[row * 64] === 1)
    expect(rows).toEqual([1.25, 1.5, 1.75])
  })
})

describe('scar on a surface', () => {
  /** A wall of 20 to 30 mm of which a quarter, about the direction of rows, is scar. */
  const wall = (slice: number, scarred: boolean) => {
    const { columns, rows } = plane(slice)
    const index: number[] = []
    const state: number[] = []
    for (let pixel = 0; pixel < columns * rows; pixel++) {
      const [x, y] = [(pixel % columns) - middle, Math.floor(pixel / columns) - middle]
      const radius = Math.hypot(x, y)
      if (radius < 20 || radius > 30) continue
      index.push(pixel)
      state.push(scarred && y > Math.abs(x) ? 1 : 0)
    }
    return {
      plane: plane(slice),
      index: Uint32Array.from(index),
      share: new Float64Array(index.length).fill(1),
      state: Uint8Array.from(state),
    }
  }
  const surface = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', () => circle(20)),
  )
  const profiles = scarProfiles([wall(1, true), wall(2, false)], surface.axis)

  it('lies in its quarter and nowhere else', () => {
    const { value, known } = scarOnRing((surface.rings[1] as SliceRing).ring, surface.axis, profiles)
    expect(known.every((one) => one === 1)).toBe(true)
    const by = Array.from(value)
    expect(Math.max(...by)).toBeGreaterThan(99)
    // a quarter of 64 points, of which the edges are half scar
    expect(by.reduce((sum, one) => sum + one, 0) / 100).toBeCloseTo(16, 0)
    const ring = (surface.rings[1] as SliceRing).ring
    by.forEach((share, k) => {
      const [x, y] = pointOf(ring, k)
      if (share > 60) expect(y - middle).toBeGreaterThan(Math.abs(x - middle) - 3)
    })
  })

  it('is not known further than half a slice from late enhancement', () => {
    const known = surface.rings.map(({ ring }) => scarOnRing(ring, surface.axis, profiles).known[0])
    expect(known).toEqual([0, 1, 1, 0, 0])
  })
})

describe('between two drawn phases', () => {
  const wide = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', () => circle(30)),
  )
  const short = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', (slice) => (slice > 0 ? circle(20) : undefined), 1),
    { phase: 1, like: wide },
  )

  it('a surface is closed and lies between both', () => {
    const half = loftBetween(wide.loft, short.loft, 0.5)
    expect(openEdges(half)).toBe(0)
    expect(enclosedVolume(half)).toBeGreaterThan(short.volume)
    expect(enclosedVolume(half)).toBeLessThan(wide.volume)
    expect(enclosedVolume(loftBetween(wide.loft, short.loft, 0))).toBeCloseTo(wide.volume, 3)
  })

  it('numbers are known where they are at both', () => {
    const count = wide.loft.positions.length / 3
    const all = (value: number, known: number, size: number): Values => ({
      value: new Float32Array(size).fill(value),
      known: new Uint8Array(size).fill(known),
    })
    const other = short.loft.positions.length / 3
    const half = valuesBetween([wide.loft, all(8, 1, count)], [short.loft, all(12, 1, other)], 0.5)
    expect(half.value[70]).toBeCloseTo(10, 5)
    const none = valuesBetween([wide.loft, all(8, 1, count)], [short.loft, all(0, 0, other)], 0.5)
    expect(none.known.some((one) => one === 1)).toBe(false)
  })

  it('the beat closes: after the last drawn phase comes the first', () => {
    expect(neighboursOf(25, [2, 10])).toEqual({ from: 10, to: 2 })
    expect(neighboursOf(0, [2, 10])).toEqual({ from: 10, to: 2 })
    expect(neighboursOf(5, [2, 10])).toEqual({ from: 2, to: 10 })
    expect(neighboursOf(5, [2])).toBeUndefined()
    expect(shareOfWay(0, { from: 10, to: 2 }, 30)).toBeCloseTo(20 / 22, 9)
  })
})

describe('the directions of a heart', () => {
  const apex: Vector3 = [0, 0, -1]
  it('have the septum left of the anterior wall for somebody who looks from the apex', () => {
    const { septum, anterior, by } = heartDirections(apex, {
      ventricles: { left: [0, 0, 0], right: [-40, 0, 5] },
    })
    expect(by).toBe('right-ventricle')
    expect(septum).toEqual([-1, 0, 0])
    // looking up from the apex with the anterior wall above, the patient's right is on the left: LPS y is then up or down
    const right: Vector3 = [
      -apex[1] * anterior[2] + apex[2] * anterior[1],
      -apex[2] * anterior[0] + apex[0] * anterior[2],
      -apex[0] * anterior[1] + apex[1] * anterior[0],
    ]
    expect(right[0] * septum[0] + right[1] * septum[1] + right[2] * septum[2]).toBeCloseTo(-1, 9)
  })

  it('go by the insertion points before the ventricles, and by the body where neither is drawn', () => {
    const marks = {
      ventricles: { left: [0, 0, 0], right: [-40, 0, 0] },
      insertions: { centre: [0, 0, 0], anterior: [0, -30, 0], inferior: [-30, 0, 0] },
    } as const
    expect(heartDirections(apex, marks).septum[1]).toBeCloseTo(-Math.SQRT1_2, 9)
    expect(heartDirections(apex, {}).by).toBe('body')
  })
})

describe('a ray', () => {
  const { loft } = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', () => circle(25)),
  )
  it('meets the near wall of a cylinder 25 mm from its axis', () => {
    const hit = hitOf(loft, [300, 100, -20], [-1, 0, 0])
    expect(hit?.at[0]).toBeCloseTo(125, 1)
    expect(hit && pointOf(loft.positions, hit.vertex)[0]).toBeCloseTo(125, 0)
  })
  it('meets nothing beside it', () => {
    expect(hitOf(loft, [300, 130, -20], [-1, 0, 0])).toBeUndefined()
  })
})
