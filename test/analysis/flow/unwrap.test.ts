import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type UnwrapInput, unwrap } from '#analysis/flow/unwrap.ts'
import { cmPerS } from '#analysis/units/units.ts'
import { wrap } from '../../truth/flow/model.ts'

const venc = cmPerS(100)
const columns = 7
/** a vessel of 5 × 5 pixels in the middle of 7 × 7 */
const pixels = Array.from({ length: 49 }, (_, i) => i).filter((i) => {
  const [x, y] = [i % 7, Math.floor(i / 7)]
  return x > 0 && x < 6 && y > 0 && y < 6
})
const pictures = (speeds: readonly number[], of = (speed: number, _pixel: number) => speed): Float32Array[] =>
  speeds.map((speed) => Float32Array.from({ length: 49 }, (_, i) => (pixels.includes(i) ? of(speed, i) : 0)))
const wrapped = (input: readonly Float32Array[]): Float32Array[] =>
  input.map((picture) => picture.map((v) => wrap(v, venc)))
const input = (velocities: readonly Float32Array[], more: Partial<UnwrapInput> = {}): UnwrapInput => ({
  velocities,
  columns,
  pixels,
  venc,
  periodic: true,
  ...more,
})
const beat = [0, 40, 90, 130, 160, 130, 80, 20, -20, 0]

describe('aliased velocities', () => {
  it('come back exactly, and every change is told', () => {
    const truth = pictures(beat)
    const found = unwrap(input(wrapped(truth)))
    expect(found.velocities.map((picture) => [...picture])).toEqual(truth.map((picture) => [...picture]))
    expect(found.changes).toHaveLength(3 * 25)
    expect(new Set(found.changes.map(({ phase, turns, by }) => `${phase} ${turns} ${by}`))).toEqual(
      new Set(['3 1 time', '4 1 time', '5 1 time']),
    )
    expect(found.doubtful).toBe(0)
  })
  it('come back when they flow the other way', () => {
    const truth = pictures(beat.map((v) => 0 - v))
    const found = unwrap(input(wrapped(truth)))
    expect(found.velocities).toEqual(truth)
    expect(new Set(found.changes.map(({ turns }) => turns))).toEqual(new Set([-1]))
  })
  it('come back beyond three times VENC', () => {
    const truth = pictures([0, 60, 120, 180, 240, 300, 330, 280, 220, 150, 90, 30])
    const found = unwrap(input(wrapped(truth)))
    expect(found.velocities).toEqual(truth)
    expect(Math.max(...found.changes.map(({ turns }) => turns))).toBe(2)
  })
  it('come back whatever the phase that the series begins with', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (shift) => {
        const turned = beat.map((_, i) => beat[(i + shift) % beat.length] ?? 0)
        const truth = pictures(turned)
        expect(unwrap(input(wrapped(truth), { periodic: false })).velocities).toEqual(truth)
      }),
      { seed: 3 },
    )
  })
  it('that there are none of stay bit for bit as they were', () => {
    const truth = pictures(beat.map((v) => v / 2))
    const found = unwrap(input(truth))
    expect(found.velocities).toEqual(truth)
    expect(found.changes).toEqual([])
  })
  it('outside the vessel are left alone', () => {
    const velocities = wrapped(pictures(beat)).map((picture) => picture.map((v, i) => (i === 0 ? -99 : v)))
    const first = unwrap(input(velocities)).velocities.map((picture) => picture[0])
    expect(first).toEqual(beat.map(() => -99))
  })
})

describe('a pixel that time alone gets wrong', () => {
  // the middle gains 150 in one phase: as −50 it looks like slow blood going back
  const middle = 24
  const fast = (speed: number, pixel: number): number =>
    pixel === middle && speed >= 90 ? speed + 60 : speed
  const truth = pictures([0, 40, 90, 130, 110, 50, 0, 0], fast)
  it('follows its neighbours', () => {
    const found = unwrap(input(wrapped(truth)))
    expect(found.velocities).toEqual(truth)
    expect(found.changes.filter(({ by }) => by === 'space').every(({ pixel }) => pixel === middle)).toBe(true)
    expect(found.changes.some(({ by }) => by === 'space')).toBe(true)
    expect(found.doubtful).toBe(0)
  })
  it('is doubtful where no neighbour is sure', () => {
    const alone = unwrap(input(wrapped(truth), { pixels: [middle] }))
    expect(alone.doubtful).toBe(1)
  })
  it('is not looked for where every step is called sure', () => {
    const found = unwrap(input(wrapped(truth), { sureStep: 1 }))
    expect(found.changes.every(({ by }) => by === 'time')).toBe(true)
    expect(found.doubtful).toBe(0)
  })
})

describe('what a reader set', () => {
  it('is not touched again and is told as the reader’s', () => {
    const velocities = pictures(beat.map((v) => v / 4))
    const found = unwrap(input(velocities, { manual: [{ phase: 4, column: 3, row: 3, turns: 1 }] }))
    expect(found.velocities[4]?.[24]).toBe(40 + 200)
    expect(found.changes.find(({ by }) => by === 'reader')).toEqual({
      phase: 4,
      pixel: 24,
      turns: 1,
      by: 'reader',
    })
  })
  it('may be that nothing is to be turned', () => {
    const found = unwrap(
      input(wrapped(pictures(beat)), { manual: [{ phase: 4, column: 3, row: 3, turns: 0 }] }),
    )
    expect(found.velocities[4]?.[24]).toBe(-40)
    expect(found.changes.filter(({ by }) => by === 'reader')).toHaveLength(1)
  })
  it('outside the pictures is a mistake', () => {
    const velocities = pictures(beat)
    for (const manual of [
      { phase: 10, column: 0, row: 0, turns: 1 },
      { phase: 0, column: 7, row: 0, turns: 1 },
      { phase: 0, column: -1, row: 1, turns: 1 },
      { phase: 0, column: 0, row: 7, turns: 1 },
    ])
      expect(() => unwrap(input(velocities, { manual: [manual] }))).toThrow(RangeError)
  })
})
