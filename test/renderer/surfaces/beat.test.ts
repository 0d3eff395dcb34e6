/** The surfaces of a read through the beat: what is drawn, what moves between, what is kept after a gesture. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { LongAxisPoints } from '#analysis/volumes/clipped.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { SurfaceBeat } from '../../../renderer/surfaces/beat.ts'
import { painted } from '../../../renderer/surfaces/paint.ts'
import { wireOf } from '../../../renderer/surfaces/wire.ts'
import { circle, drawAll } from '../../analysis/surfaces/drawn-heart.ts'
import { boxStack } from '../../analysis/volumes/prism.ts'

const stack = boxStack(5, { phases: 8 })
const none = new Map<string, never>()
const inputOf = (contours: readonly Contour[], longAxis: readonly LongAxisPoints[] = []) => ({
  stack,
  left: arrange(stack, contours, none),
  right: arrange(stack, contours, none, 'rv'),
  ed: 0,
  insertions: undefined,
  longAxis,
})
const made = (
  contours: readonly Contour[],
  before?: SurfaceBeat,
  longAxis?: readonly LongAxisPoints[],
): SurfaceBeat => {
  const beat = new SurfaceBeat(inputOf(contours, longAxis), before)
  for (const _ of beat.make(0));
  return beat
}
const ed = drawAll(stack, 'lv-endocardial', () => circle(30), 0)
const es = drawAll(stack, 'lv-endocardial', () => circle(20), 4)

describe('a beat of which ED and ES are drawn', () => {
  const beat = made([...ed, ...es])

  it('has both surfaces, and moves between them at every other phase', () => {
    expect(beat.shown('lv-endocardial', 0)?.drawn.kind).toBe('here')
    const between = beat.shown('lv-endocardial', 2)
    expect(between?.drawn).toMatchObject({
      kind: 'between',
      share: 0.5,
      from: { phase: 0 },
      to: { phase: 4 },
    })
    expect(beat.shown('lv-endocardial', 6)?.drawn).toMatchObject({ from: { phase: 4 }, to: { phase: 0 } })
    // half way between radii of 30 and 20 mm
    const { positions } = between?.loft ?? { positions: new Float32Array(3) }
    expect(Math.hypot((positions[0] ?? 0) - 100, (positions[1] ?? 0) - 100)).toBeCloseTo(25, 1)
  })

  it('says why a part that nobody drew is not there', () => {
    expect(beat.shown('rv-endocardial', 0)).toBeUndefined()
    expect(beat.why('rv-endocardial', 0)?.reason).toBe('no-contours')
  })

  it('of one phase stands still', () => {
    expect(made(ed).shown('lv-endocardial', 3)?.drawn.kind).toBe('still')
  })
})

describe('after a gesture', () => {
  it('what was made of the same contours is taken over, the rest is made anew', () => {
    const before = made([...ed, ...es])
    const moved = es.map((contour, k) => (k === 2 ? { ...contour, points: circle(22) } : contour))
    const after = made([...ed, ...moved], before)
    expect(after.at('lv-endocardial', 0)).toBe(before.at('lv-endocardial', 0))
    expect(after.at('lv-endocardial', 4)).not.toBe(before.at('lv-endocardial', 4))
  })

  it('an apex that is marked at one phase ends the surface there, and no other', () => {
    const before = made([...ed, ...es])
    const marked = (): LongAxisPoints[] =>
      Array.from({ length: 8 }, (_, phase) => ({
        valve: [],
        ...(phase === 4 ? { apex: [100, 100, -45] } : {}),
      }))
    const after = made([...ed, ...es], before, marked())
    expect(after.at('lv-endocardial', 0)).toBe(before.at('lv-endocardial', 0))
    expect(after.at('lv-endocardial', 4)).toMatchObject({
      value: { ends: { apex: { value: [100, 100, -45] } } },
    })
    const same = made([...ed, ...es], after, marked())
    expect(same.at('lv-endocardial', 4)).toBe(after.at('lv-endocardial', 4))
  })

  it('what stood there stands until the new one is made', () => {
    const before = made([...ed, ...es])
    const after = new SurfaceBeat(inputOf([...ed, ...es]), before)
    expect(after.shown('lv-endocardial', 4)).toEqual(before.shown('lv-endocardial', 4))
  })
})

describe('colours', () => {
  const range = { scale: 'viridis', from: 0, to: 10 } as const
  const paint = { plain: [200, 0, 0], unknown: [100, 100, 100], range } as const
  it('are those of the scale where a number is known, grey where none is, pale where nobody drew', () => {
    const values = { value: Float32Array.from([0, 10, 5]), known: Uint8Array.from([1, 1, 0]) }
    const origin = Uint32Array.from([0, 1, 2])
    const colours = painted(origin, values, undefined, paint)
    expect([...colours.subarray(0, 3)]).toEqual([68, 1, 84])
    expect([...colours.subarray(3, 6)]).toEqual([253, 231, 37])
    expect([...colours.subarray(6, 9)]).toEqual([100, 100, 100])
    const pale = painted(origin, values, 'all', paint)
    expect(pale[3]).toBeLessThan(253)
    expect([...painted(origin, undefined, undefined, { ...paint, range: undefined }).subarray(0, 3)]).toEqual(
      [200, 0, 0],
    )
  })
})

describe('the wire of a surface', () => {
  it('has a ring for every contour and the rim, and lines from base to apex', () => {
    const shown = made(ed).shown('lv-endocardial', 0)
    if (!shown) throw new Error('it is drawn')
    const lines = wireOf(shown.loft)
    let [rings, others] = [0, 0]
    for (let i = 0; i < lines.length; i += (lines[i] ?? 0) + 1) lines[i] === 65 ? rings++ : others++
    expect(rings).toBe(6)
    expect(others).toBe(12)
  })
})
