import { describe, expect, it } from 'vitest'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { noiseVariance } from '#analysis/perfusion/noise.ts'

/** Magnitudes of a signal with normal noise in both parts. */
function magnitudes(signal: number, sigma: number, frames: number, pixels: number): Float32Array[] {
  return Array.from({ length: frames }, (_, t) => {
    const errors = normalNumbers(randomBits(11, t), new Float32Array(2 * pixels))
    return Float32Array.from({ length: pixels }, (_, i) =>
      Math.hypot(signal + sigma * (errors[2 * i] ?? 0), sigma * (errors[2 * i + 1] ?? 0)),
    )
  })
}
const all = Array.from({ length: 4000 }, (_, i) => i)

describe('the noise of magnitudes', () => {
  it.each([3, 4, 10, 50])('of a signal %i times as large is found within 2 %%', (ratio) => {
    const found = noiseVariance(magnitudes(8 * ratio, 8, 5, 4000), all)
    expect(Math.sqrt(found) / 8).toBeGreaterThan(0.98)
    expect(Math.sqrt(found) / 8).toBeLessThan(1.02)
  })

  it('leaves the signal of a baseline within 0.3 % where it is three times the noise', () => {
    const frames = magnitudes(24, 8, 5, 4000)
    const power = frames.reduce((sum, f) => sum + f.reduce((s, v) => s + v * v, 0), 0) / 20000
    expect(Math.abs(Math.sqrt(power - 2 * noiseVariance(frames, all)) / 24 - 1)).toBeLessThan(0.003)
  })

  it('is measured on the pixels that are asked for', () => {
    const frames = magnitudes(40, 8, 5, 4000).map((frame) => frame.map((v, i) => (i < 2000 ? v : 0)))
    const half = all.slice(0, 2000)
    expect(Math.sqrt(noiseVariance(frames, half)) / 8).toBeCloseTo(1, 1)
    expect(noiseVariance(frames, all.slice(2000))).toBe(0)
  })

  it('is (median of |differences| / 0.9539)² where the signal is far above it', () => {
    const flat = (value: number) => new Float32Array(4).fill(value)
    // differences of 2, 4 and 2: median 2
    const found = noiseVariance([flat(1e4), flat(1e4 + 2), flat(1e4 - 2), flat(1e4)], [0, 1, 2, 3])
    expect(found).toBeCloseTo((2 / 0.9539) ** 2, 5)
  })

  it('is no more than an eighth above what is seen, where there is hardly a signal', () => {
    const [one, two] = [Float32Array.of(0, 0, 0, 4), Float32Array.of(1, 1, 1, 4)]
    expect(noiseVariance([one, two], [0, 1, 2, 3])).toBeCloseTo((1 / 0.9539) ** 2 / (1 - 1 / 8), 9)
  })

  it('of pictures that are all alike is 0', () => {
    const same = new Float32Array(4).fill(3)
    expect(noiseVariance([same, same], [0, 1, 2, 3])).toBe(0)
  })

  it('of nothing but noise is of its order', () => {
    const found = Math.sqrt(noiseVariance(magnitudes(0, 8, 5, 4000), all)) / 8
    expect(found).toBeGreaterThan(0.6)
    expect(found).toBeLessThan(1)
  })
})
