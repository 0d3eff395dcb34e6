import { describe, expect, it } from 'vitest'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { stackWindow } from '../../renderer/viewport/grey-window.ts'
import { loadOrder } from '../../renderer/viewport/load-order.ts'
import { storedAs } from '../../renderer/viewport/pixel-type.ts'
import { studies } from './harness/studies.ts'
import { syntheticStudy } from './harness/synthetic-study.ts'

const [stack] = syntheticStudy(studies['reading'] ?? []).stacks
if (!stack) throw new Error('no stack')

describe('the order in which a stack of 10 slices and 25 phases is fetched', () => {
  const order = loadOrder(stack, { slice: 4, phase: 20 })

  it('begins with the image on screen and its slice, in the order of the cine', () => {
    const slices = order.slice(0, 25).map(({ slice }) => slice)
    expect(new Set(slices)).toEqual(new Set([4]))
    expect(order.slice(0, 7).map(({ frame }) => stack.frames[4]?.indexOf(frame))).toEqual([
      20, 21, 22, 23, 24, 0, 1,
    ])
  })

  it('goes on with the slices beside it, then outwards, and ends with all 250', () => {
    const firstSeen = [...new Set(order.map(({ slice }) => slice))]
    expect(firstSeen.slice(0, 5).map((slice) => Math.abs(slice - 4))).toEqual([0, 1, 1, 2, 2])
    expect(order).toHaveLength(250)
  })

  it('leaves holes out', () => {
    const holed = {
      ...stack,
      frames: stack.frames.map((phases) => phases.map((f, p) => (p === 3 ? null : f))),
    }
    expect(loadOrder(holed, { slice: 0, phase: 0 })).toHaveLength(240)
  })
})

describe('the array in which pixels are kept', () => {
  const frame = stack.frames[0]?.[0]
  if (!frame) throw new Error('no frame')
  const like = (
    pixels: Partial<StackFrame['instance']['pixels']>,
    facts: Partial<StackFrame['facts']> = {},
  ) =>
    storedAs({
      ...frame,
      instance: { ...frame.instance, pixels: { ...frame.instance.pixels, ...pixels } },
      facts: { ...frame.facts, ...facts },
    })

  it('holds every value that the header allows, in the smallest type', () => {
    expect(like({ bitsStored: 8 })).toBe('Uint8Array')
    expect(like({ bitsStored: 12 })).toBe('Int16Array')
    expect(like({ bitsStored: 16, signed: true })).toBe('Int16Array')
    expect(like({ bitsStored: 16 })).toBe('Uint16Array')
  })

  it('is of floats for a fractional slope, and where slope and intercept leave 16 bits', () => {
    expect(like({}, { rescaleSlope: 0.5 })).toBe('Float32Array')
    expect(like({ bitsStored: 16 }, { rescaleSlope: 2 })).toBe('Float32Array')
    expect(like({ bitsStored: 12 }, { rescaleIntercept: -1024 })).toBe('Int16Array')
  })
})

it('gives a stack one window, the middle one, when the scanner wrote another for every image', () => {
  const frames = [100, 900, 500].map((center) =>
    stack.frames[0]
      ?.slice(0, 1)
      .map((f) => f && { ...f, facts: { ...f.facts, window: { center, width: 400 } } }),
  )
  expect(stackWindow({ ...stack, frames: frames.map((slice) => slice ?? []) })).toEqual({
    center: 500,
    width: 400,
  })
})
