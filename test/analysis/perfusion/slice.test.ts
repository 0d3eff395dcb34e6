import { describe, expect, it } from 'vitest'
import { coverage } from '#analysis/contours/coverage.ts'
import type { Polygon } from '#analysis/contours/polygon.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { type PerfusionSliceInput, perfusionSlice, type SlicePerfusion } from '#analysis/perfusion/slice.ts'
import { ms } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { beats, valueIn } from './first-passes.ts'

const size = 48
const count = 22
const plane = flatPlane({ size: [size, size], spacing: [2, 1.8] })
const circle = (radius: number, cx = 24, cy = 23): Polygon =>
  Array.from({ length: 60 }, (_, k) => {
    const angle = (Math.PI * k) / 30
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)] as const
  })
const bloodAt = (t: number): number => 100 + 900 * Math.exp(-(((t - 10) / 3) ** 2))
const wallAt = (t: number): number => 150 + 200 / (1 + Math.exp(11 - t))

/** Blood within 9 pixels, wall to 17: the left half takes up twice as much. */
const frames = (noise = 0): MeasuredImage[] =>
  Array.from({ length: count }, (_, t) => {
    const errors = normalNumbers(randomBits(2, t), new Float32Array(2 * size * size))
    const pixels = Float32Array.from({ length: size * size }, (_, i) => {
      const [x, y] = [(i % size) - 24, Math.floor(i / size) - 23]
      const r = Math.hypot(x, y)
      const signal = r < 9 ? bloodAt(t) : r < 17 ? (x < 0 ? 2 : 1) * wallAt(t) : 20
      return Math.hypot(signal + noise * (errors[2 * i] ?? 0), noise * (errors[2 * i + 1] ?? 0))
    })
    return { sopInstanceUid: `2.25.${t}`, frame: 0, plane, pixels }
  })
const segments = Uint8Array.from({ length: size * size }, (_, i) => (i % size < 24 ? 3 : 1))
const input: PerfusionSliceInput = {
  frames: frames(),
  times: beats(count),
  drawnOn: 20,
  endocardial: circle(9),
  epicardial: circle(17),
  segments,
}
const still = { motion: { rounds: 0 } }
const measuredSlice = (given: Partial<PerfusionSliceInput> = {}, options = {}): SlicePerfusion =>
  valueIn(perfusionSlice({ ...input, ...given }, { ...still, ...options }))
const curveOf = ({ regions }: SlicePerfusion, segment: number | undefined, layer: string): number[] => {
  const found = regions.find((one) => one.segment === segment && one.layer === layer)
  if (found === undefined) throw new Error(`no ${segment} ${layer}`)
  return [...found.signal]
}

describe('a slice', () => {
  it('gives the signals that its regions were painted with', () => {
    const slice = measuredSlice()
    for (let t = 0; t < count; t++) {
      expect(slice.blood[t]).toBeCloseTo(bloodAt(t), 2)
      for (const layer of ['endocardial', 'epicardial', 'whole-wall']) {
        expect(curveOf(slice, 1, layer)[t]).toBeCloseTo(wallAt(t), 2)
        expect(curveOf(slice, 3, layer)[t]).toBeCloseTo(2 * wallAt(t), 2)
      }
    }
    expect(slice.times).toBe(input.times)
    expect(slice.pixel).toBe(2)
    expect(slice.tooSmall).toEqual([])
    expect(slice.regions).toHaveLength(9)
  })

  it('is freed of the mean of its noise', () => {
    const slice = measuredSlice()
    const noisy = measuredSlice({ frames: frames(30) })
    const mean = (of: readonly number[], from: number, to: number): number =>
      of.slice(from, to).reduce((sum, v) => sum + v, 0) / (to - from)
    expect(mean([...noisy.blood], 2, 6) / mean([...slice.blood], 2, 6)).toBeCloseTo(1, 1)
    expect(Math.abs(mean([...noisy.blood], 2, 6) - mean([...slice.blood], 2, 6))).toBeLessThan(1.5)
    const wall = curveOf(noisy, 1, 'whole-wall')
    expect(Math.abs(mean(wall, 2, 6) - 150)).toBeLessThan(3)
  })

  it('has one wall where no segments are given', () => {
    const { segments: _, ...without } = input
    const whole = valueIn(perfusionSlice(without, still))
    expect(whole.regions.map(({ segment, layer }) => [segment, layer])).toEqual([
      [undefined, 'endocardial'],
      [undefined, 'epicardial'],
      [undefined, 'whole-wall'],
    ])
  })

  it('sets regions of fewer than five pixels aside', () => {
    const few = new Uint8Array(size * size)
    for (const [x, y] of [
      [24, 35],
      [25, 35],
      [23, 35],
      [26, 35],
    ] as const)
      few[y * size + x] = 4
    const { tooSmall, regions } = measuredSlice({ segments: few })
    expect(tooSmall).toEqual([
      { segment: 4, layer: 'endocardial', pixels: 4 },
      { segment: 4, layer: 'epicardial', pixels: 0 },
      { segment: 4, layer: 'whole-wall', pixels: 4 },
    ])
    expect(regions).toHaveLength(3)
    few[35 * size + 22] = 4
    expect(
      measuredSlice({ segments: few })
        .regions.map(({ pixels }) => pixels)
        .slice(3),
    ).toEqual([5, 5])
  })

  it('measures blood in the middle of the cavity, or where it is told to', () => {
    // the middle 60 % of a radius of 9 pixels is clear of the wall; all of it is not
    const all = measuredSlice({}, { poolRadius: 1.4 })
    expect(all.blood[10]).toBeLessThan(bloodAt(10) - 50)
    const drawn = measuredSlice({ bloodPool: circle(3, 24, 36) })
    expect(drawn.blood[10]).toBeLessThan(2.1 * wallAt(10))
    expect(perfusionSlice({ ...input, bloodPool: circle(0.9) }, still)).toEqual({
      measured: false,
      reason: 'too-few-pixels',
      detail: `the blood pool has ${[...coverage(circle(0.9), size, size)].filter((v) => v >= 0.5).length} pixels`,
    })
  })

  it('is brought into place before it is measured', () => {
    const shiftAt = (t: number): number => (t < 8 ? 0 : Math.round(1.5 + 1.5 * Math.sin(t)))
    const moved = input.frames.map((frame, t) => {
      const dx = shiftAt(t)
      const pixels = frame.pixels.map((_, i) => frame.pixels[i - dx] ?? 0)
      return { ...frame, pixels }
    })
    const found = valueIn(perfusionSlice({ ...input, frames: moved, drawnOn: 5 }))
    expect(found.motion.corrected).toBe(true)
    found.motion.shiftX.forEach((x, t) => {
      expect(Math.abs(x - shiftAt(t))).toBeLessThan(0.5)
    })
    const wall = curveOf(found, 1, 'whole-wall')
    for (const t of [9, 14, 20]) expect((wall[t] ?? 0) / wallAt(t)).toBeCloseTo(1, 1)
  })

  it('looks for motion round the epicardium only as far as its margin', () => {
    const near = measuredSlice({}, { margin: 0, motion: { rounds: 0 } })
    const far = measuredSlice({}, { margin: 14, motion: { rounds: 0 } })
    expect(near.motion.before).not.toBe(far.motion.before)
  })
})

describe('skipped beats', () => {
  it('are told by their number', () => {
    expect(perfusionSlice(input, still)).toMatchObject({ warnings: [] })
    const times = input.times.map((time, i) => ms(time + (i > 8 ? 401 : 0) + (i > 15 ? 900 : 0)))
    expect(perfusionSlice({ ...input, times }, still)).toMatchObject({
      warnings: ['2 intervals between frames are longer than 1.5 usual ones: beats were skipped'],
    })
    const uneven = input.times.map((time, i) => ms(time + (i > 8 ? 400 : 0)))
    expect(perfusionSlice({ ...input, times: uneven }, still)).toMatchObject({ warnings: [] })
  })
})

describe('a slice that cannot be measured', () => {
  const refused = (given: Partial<PerfusionSliceInput>, reason: string, detail?: string) =>
    expect(perfusionSlice({ ...input, ...given }, still)).toEqual({
      measured: false,
      reason,
      detail: detail ?? expect.any(String),
    })
  const withPixels = (t: number, value: number) =>
    input.frames.map((frame, i) =>
      i === t ? { ...frame, pixels: new Float32Array(size * size).fill(value) } : frame,
    )

  it('has no frames, or one, or fewer than twenty', () => {
    refused({ frames: [], times: [] }, 'no-images', 'the slice has no frames')
    refused(
      { frames: input.frames.slice(0, 1), times: beats(1) },
      'too-few-phases',
      '1 frames where 20 are needed',
    )
    refused({ frames: input.frames.slice(0, 19), times: beats(19) }, 'too-few-phases')
    const twenty = { ...input, frames: input.frames.slice(0, 20), times: beats(20), drawnOn: 19 }
    expect(perfusionSlice(twenty, still).measured).toBe(true)
  })

  it('has a frame without a time', () => {
    refused({ times: beats(21) }, 'no-times', 'a frame has no time')
    refused({ times: beats(22).with(4, ms(Number.NaN)) }, 'no-times', 'a frame has no time')
  })

  it('has times before its start, or that do not go forward', () => {
    refused(
      { times: beats(22).map((time) => ms(time - 800)) },
      'contradictory-input',
      'frame 1 is at -800 ms, not after the one before',
    )
    refused(
      { times: beats(22).with(5, ms(3200)) },
      'contradictory-input',
      'frame 6 is at 3200 ms, not after the one before',
    )
    expect(perfusionSlice({ ...input, times: beats(22).with(5, ms(3201)) }, still).measured).toBe(true)
  })

  it('has borders on a frame that there is not', () => {
    refused({ drawnOn: 22 }, 'contradictory-input', 'the borders lie on frame 23 of 22')
    refused({ drawnOn: -1 }, 'contradictory-input', 'the borders lie on frame 0 of 22')
  })

  it('has a frame of another matrix, of one grey value, or with no number in it', () => {
    const other = (given: Partial<ImagePlane>) =>
      input.frames.map((frame, i) => (i === 3 ? { ...frame, plane: { ...plane, ...given } } : frame))
    refused({ frames: other({ rows: 96, columns: 24 }) }, 'contradictory-input', 'frame 4 has another matrix')
    refused({ frames: other({ columns: 24 }) }, 'contradictory-input', 'frame 4 has another matrix')
    refused({ frames: withPixels(2, 0) }, 'unusable-images', 'frame 3: all pixels are 0')
    refused({ frames: withPixels(2, Number.NaN) }, 'unusable-images', 'frame 3: a pixel is no finite number')
  })

  it('has borders that enclose no wall', () => {
    refused({ endocardial: circle(18) }, 'contours-cross')
    refused({ epicardial: [] }, 'degenerate-contour')
  })

  it('says so when the borders only brush each other', () => {
    const bulge = circle(9).map((point, k) => circle(k % 58 < 2 ? 18 : 9)[k] ?? point)
    const found = perfusionSlice({ ...input, endocardial: bulge }, still)
    expect(found).toMatchObject({ warnings: ['the endocardial border crosses the epicardial one'] })
  })
})
