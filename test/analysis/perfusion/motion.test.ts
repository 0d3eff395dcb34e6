import { describe, expect, it } from 'vitest'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { breathingMotion, type Motion, type MotionInput } from '#analysis/perfusion/motion.ts'

const size = 40
const count = 24
const reference = 12

/** Blood of either side, wall and lung of one frame: they enhance one after the other. */
function frameAt(t: number, [sx, sy]: readonly [number, number], noise = 0): Float32Array {
  const rise = (from: number): number => 1 / (1 + Math.exp(-(t - from) / 1.2))
  const blood = 20 + 150 * rise(8) - 90 * rise(14)
  const right = 20 + 170 * rise(5) - 110 * rise(11)
  const wall = 35 + 50 * rise(11)
  const errors = normalNumbers(randomBits(5, t), new Float32Array(size * size))
  const edge = (r: number, at: number): number => Math.min(1, Math.max(0, at - r + 0.5))
  return Float32Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [(i % size) - 20 - sx, Math.floor(i / size) - 19 - sy]
    const r = Math.hypot(x, 1.15 * y)
    const inner = edge(r, 6)
    const outer = edge(r, 10)
    const beside = edge(Math.hypot(x + 11, y + 5), 6) * (1 - outer)
    // the chest stays where it is
    const beyond = Math.hypot((i % size) - 20, Math.floor(i / size) - 20) > 19 ? 60 : 8
    return (
      blood * inner +
      wall * (outer - inner) +
      right * beside +
      beyond * (1 - outer - beside) +
      noise * (errors[i] ?? 0)
    )
  })
}

type Shift = (t: number) => readonly [number, number]
const still: Shift = () => [0, 0]
/** held for ten frames */
const breath: Shift = (t) =>
  t < 10 ? [0, 0] : [1.2 * Math.sin((t - 10) / 2), 3.5 * Math.sin((t - 10) / 2.5)]

const inputOf = (shift: Shift, noise = 0): MotionInput => ({
  frames: Array.from({ length: count }, (_, t) => frameAt(t, shift(t), noise)),
  rows: size,
  columns: size,
  box: { left: 7.6, right: 32.3, top: 6.2, bottom: 31.7 },
  reference,
})
/** of the breath in noise that most claims look at, looked for once */
let ofBreath: Motion | undefined
const foundBreath = (): Motion => {
  ofBreath ??= breathingMotion(inputOf(breath, 2))
  return ofBreath
}
const errors = (
  { shiftX, shiftY }: { readonly shiftX: Float64Array; readonly shiftY: Float64Array },
  shift: Shift,
  from = reference,
) => {
  const [rx, ry] = shift(from)
  return Array.from(shiftX, (x, t) => {
    const [sx, sy] = shift(t)
    return Math.hypot(x - sx + rx, (shiftY[t] ?? Number.NaN) - sy + ry)
  })
}

describe('breathing', () => {
  it('is found within half a pixel in every frame, through all changes of contrast', () => {
    const found = foundBreath()
    expect(Math.max(...errors(found, breath))).toBeLessThan(0.5)
    expect(found.corrected).toBe(true)
    expect(found.after).toBeGreaterThan(found.before)
    expect(found.before).toBeGreaterThan(0.5)
    expect(found.after).toBeGreaterThan(0.97)
    expect(found.residual).toBeLessThan(0.2)
  })

  it('is counted from the frame that the borders were drawn on', () => {
    const found = foundBreath()
    expect(found.shiftX[reference]).toBe(0)
    expect(found.shiftY[reference]).toBe(0)
    const other = breathingMotion({ ...inputOf(breath, 2), reference: 4 })
    expect(other.shiftY[4]).toBe(0)
    expect(other.shiftX[4]).toBe(0)
    expect(Math.max(...errors(other, breath, 4))).toBeLessThan(0.6)
  })

  it('mirrored is found mirrored', () => {
    const input = inputOf(breath)
    const flip = (frame: Float32Array): Float32Array =>
      frame.map((_, i) => frame[Math.floor(i / size) * size + (size - 1 - (i % size))] ?? 0)
    const { left, right } = input.box
    const mirrored = breathingMotion({
      ...input,
      frames: input.frames.map(flip),
      box: { ...input.box, left: size - 1 - right, right: size - 1 - left },
    })
    expect(Math.max(...errors(mirrored, (t) => [-breath(t)[0], breath(t)[1]]))).toBeLessThan(0.5)
  })

  it('does not depend on gain', () => {
    const found = foundBreath()
    const input = inputOf(breath, 2)
    const louder = breathingMotion({ ...input, frames: input.frames.map((f) => f.map((v) => 16 * v)) })
    louder.shiftX.forEach((x, t) => {
      expect(x).toBeCloseTo(found.shiftX[t] ?? Number.NaN, 2)
    })
  })

  it('tells each of its steps, the last one at the end', () => {
    const told: string[] = []
    const quick = { rounds: 1, range: 1, classRounds: 2 }
    breathingMotion(inputOf(breath), quick, (done, total) => told.push(`${done}/${total}`))
    expect(told).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
    const still: string[] = []
    breathingMotion(inputOf(breath), { rounds: 0 }, (done, total) => still.push(`${done}/${total}`))
    expect(still).toEqual(['1/1'])
  })

  it('is left where no rounds are asked for, and what is left is told', () => {
    const found = foundBreath()
    const left = breathingMotion(inputOf(breath, 2), { rounds: 0 })
    expect([...left.shiftX, ...left.shiftY].every((v) => v === 0)).toBe(true)
    expect(left).toMatchObject({ corrected: false, before: found.before, after: found.before })
    const [rx, ry] = breath(reference)
    const squares = Array.from({ length: count }, (_, t) => {
      const [x, y] = breath(t)
      return (x - rx) ** 2 + (y - ry) ** 2
    })
    // a round moves a frame by 3 pixels at most, and some do not find all of their way
    const whole = Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / count)
    expect(left.residual).toBeGreaterThan(0.2 * whole)
    expect(left.residual).toBeLessThan(whole)
  })

  it('of six pixels to either side, all the time, is followed from frame to frame', () => {
    const deep: Shift = (t) => [2 * Math.cos(t / 1.7), 6 * Math.sin(t / 2)]
    const quick = breathingMotion(inputOf(deep), { rounds: 1, classRounds: 0 })
    expect(Math.max(...errors(quick, deep))).toBeLessThan(1.6)
  })

  it('is found on all pixels that the box touches', () => {
    const quick = { rounds: 1, classRounds: 0 }
    const within = (box: MotionInput['box']) => breathingMotion({ ...inputOf(breath, 2), box }, quick)
    const usual = within({ left: 7.6, right: 32.3, top: 6.2, bottom: 31.7 })
    expect(within({ left: 7, right: 33, top: 6, bottom: 32 })).toEqual(usual)
    for (const other of [
      { left: 8, right: 33, top: 6, bottom: 32 },
      { left: 7, right: 32, top: 6, bottom: 32 },
      { left: 7, right: 33, top: 7, bottom: 32 },
      { left: 7, right: 33, top: 6, bottom: 31 },
    ])
      expect(within(other).before).not.toBe(usual.before)
  })

  it.each([
    ['left', 7, 20],
    ['right', 33, 20],
    ['top', 20, 6],
    ['bottom', 20, 32],
  ])('is looked for as far as the %s side of the box, and no farther', (_, column, row) => {
    // even but for one pixel that flickers: seen, it leaves nothing unexplained of what is not even
    const lit = (x: number, y: number): MotionInput => ({
      ...inputOf(still),
      frames: Array.from({ length: count }, (_frame, t) =>
        new Float32Array(size * size).fill(9).fill(20 + (t % 3), y * size + x, y * size + x + 1),
      ),
    })
    const [dx, dy] = [Math.sign(column - 20), Math.sign(row - 20)]
    const seen = (x: number, y: number) => breathingMotion(lit(x, y), { rounds: 0 }).before
    expect(seen(column, row)).toBeCloseTo(1, 4)
    expect(seen(column + dx, row + dy)).toBe(0)
  })

  it('is not found beyond the range', () => {
    const short = breathingMotion(inputOf(breath), { rounds: 1, range: 1, classRounds: 0 })
    expect(Math.max(...errors(short, breath))).toBeGreaterThan(0.5)
  })

  it('of a region that reaches beyond the picture is that of the whole picture', () => {
    const quick = { rounds: 1, classRounds: 0 }
    const within = (box: MotionInput['box']) => breathingMotion({ ...inputOf(breath), box }, quick)
    expect(within({ left: -9, right: 60, top: -4, bottom: 44 })).toEqual(
      within({ left: 0, right: size - 1, top: 0, bottom: size - 1 }),
    )
  })
})

describe('a series that lies still', () => {
  it('is not moved', () => {
    const found = breathingMotion(inputOf(still))
    expect(Math.max(...errors(found, still))).toBeLessThan(0.1)
    expect(found.residual).toBeLessThan(0.1)
    expect(found.before).toBeGreaterThan(0.99)
    expect(found.before).toBeLessThan(1.0001)
  })

  it('of one grey value is left as it is', () => {
    const even = {
      ...inputOf(still),
      frames: Array.from({ length: count }, () => new Float32Array(size * size).fill(3)),
    }
    expect(breathingMotion(even)).toMatchObject({ corrected: false, before: 0, after: 0, residual: 0 })
  })
})
