import { describe, expect, it } from 'vitest'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { PixelSlabs } from '../../renderer/viewport/pixel-slabs.ts'
import { forgetPixels, keepPixels, pixelBytes, recallPixels } from '../../renderer/viewport/pixel-store.ts'
import { isPlain, valuesOf } from '../../renderer/viewport/plain-frame.ts'
import { studies } from './harness/studies.ts'
import { syntheticStudy } from './harness/synthetic-study.ts'

const [stack] = syntheticStudy(studies['reading'] ?? []).stacks
const usual = stack?.frames[0]?.[0]
if (!usual) throw new Error('no frame')

function frameOf(
  pixels: Partial<StackFrame['instance']['pixels']>,
  facts: Partial<StackFrame['facts']> = {},
): StackFrame {
  const { instance } = usual as StackFrame
  return {
    ...(usual as StackFrame),
    instance: { ...instance, pixels: { ...instance.pixels, rows: 1, columns: 4, ...pixels } },
    facts: { ...(usual as StackFrame).facts, rescaleSlope: 1, rescaleIntercept: 0, ...facts },
  }
}
const sixteen = (...words: readonly number[]): ArrayBuffer => Uint16Array.from(words).buffer
const twelve = { bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: false }

describe('a frame without compression', () => {
  it('is its bytes, without a copy', () => {
    const bytes = sixteen(0, 1, 700, 4095)
    const values = valuesOf(bytes, frameOf(twelve))
    expect([...values]).toEqual([0, 1, 700, 4095])
    expect(values.buffer).toBe(bytes)
  })

  it('has its sign in the highest stored bit, and nothing above it counts', () => {
    const bytes = (): ArrayBuffer => sixteen(0x0fff, 0xf800, 0x07ff, 0xf001)
    expect([...valuesOf(bytes(), frameOf({ ...twelve, signed: true }))]).toEqual([-1, -2048, 2047, 1])
    expect([...valuesOf(bytes(), frameOf(twelve))]).toEqual([4095, 2048, 2047, 1])
  })

  it('is in the unit of its slope and intercept', () => {
    const whole = frameOf(twelve, { rescaleSlope: 2, rescaleIntercept: -4096 })
    expect([...valuesOf(sixteen(0, 1, 2048, 4095), whole)]).toEqual([-4096, -4094, 0, 4094])
    const fine = frameOf(twelve, { rescaleSlope: 0.5, rescaleIntercept: 0.25 })
    expect([...valuesOf(sixteen(0, 1, 2, 3), fine)]).toEqual([0.25, 0.75, 1.25, 1.75])
  })

  it('may be of bytes, and is refused where bytes are missing', () => {
    const bytes = frameOf({ bitsAllocated: 8, bitsStored: 8, highBit: 7, signed: false })
    expect([...valuesOf(Uint8Array.of(0, 1, 128, 255).buffer, bytes)]).toEqual([0, 1, 128, 255])
    expect(() => valuesOf(sixteen(1, 2, 3), frameOf(twelve))).toThrow('6 bytes for 4 x 1 pixels')
  })

  it('is told from one that needs a decoder', () => {
    const compressed = {
      ...frameOf(twelve),
      instance: { ...frameOf(twelve).instance, transferSyntaxUid: '1.2.840.10008.1.2.4.90' },
    }
    expect(isPlain(frameOf(twelve))).toBe(true)
    expect(isPlain(compressed)).toBe(false)
    expect(isPlain(frameOf({ samplesPerPixel: 3 }))).toBe(false)
  })
})

describe('pixels in memory', () => {
  it('are counted, and gone when they are forgotten', () => {
    const values = new Int16Array(8)
    keepPixels('a', { rows: 2, columns: 4, getPixelData: () => values })
    keepPixels('a', { rows: 2, columns: 4, getPixelData: () => values })
    expect(pixelBytes()).toBe(16)
    expect(recallPixels('a')?.columns).toBe(4)
    forgetPixels('a')
    expect(recallPixels('a')).toBeUndefined()
    expect(pixelBytes()).toBe(0)
  })
})

it('are moved together, each in its own kind, and a large one stays where it is', () => {
  const slabs = new PixelSlabs()
  const kept = [Uint8Array.of(1, 2, 255), Int16Array.of(-4, 5), Float32Array.of(0.5), Uint16Array.of(65_535)]
  const moved = kept.map((values) => slabs.moved(values))
  expect(moved).toEqual(kept)
  expect(new Set(moved.map(({ buffer }) => buffer)).size).toBe(1)
  const large = new Float32Array(2 ** 20)
  expect(slabs.moved(large)).toBe(large)
})
