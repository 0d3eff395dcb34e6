import { describe, expect, it } from 'vitest'
import type { Vector3 } from '#analysis/geometry/plane.ts'
import { withKin } from '#analysis/protocol/kin.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import { instance } from '../synthetic.ts'
import { stackOf } from './sights.ts'

interface Made {
  readonly id?: string
  readonly positions?: readonly number[]
  readonly pixel?: number
  readonly tokens?: readonly string[]
  readonly stack?: Partial<Stack>
}

function made({ id = '1.1', positions = [0], pixel = 1.5, tokens = ['M'], stack = {} }: Made): Stack {
  const normal: Vector3 = stack.normal ?? [0, 0, 1]
  const frames = positions.map((position) => {
    const whole = instance({
      uid: `${id}.${position}`,
      position: [0, 0, position * normal[2]],
      pixel,
      instance: { imageType: ['ORIGINAL', 'PRIMARY', ...tokens] },
    })
    const [facts] = whole.frames
    if (facts === undefined) throw new Error('no frame')
    return [{ sopInstanceUid: whole.sopInstanceUid, frame: 0, instance: whole, facts }]
  })
  return {
    ...stackOf(),
    id,
    role: 'cine-sax',
    seriesClass: 'cine',
    plane: 'sax',
    contrast: 'native',
    evidence: [],
    confidence: 1,
    component: 'magnitude',
    frames,
    phaseCount: 1,
    positions: positions.map(mm),
    spacing: positions.length > 1 ? measured(mm(10)) : unmeasured('single-slice'),
    ...stack,
  }
}
const said = (...stacks: readonly Made[]) => withKin(stacks.map(made)).map(({ warnings }) => warnings)

describe('slices of one prescription with another pixel size', () => {
  const main: Made = { id: 'a', positions: [0, 10, 20, 40] }
  const other = (change: Made = {}): Made => ({ id: 'b', positions: [30], pixel: 1.8, ...change })
  const told = (change: Made) => said(main, other(change))[0]?.length === 1

  it('are stacks of their own, said on both sides and to be seen by their size', () => {
    expect(said(main, other())).toEqual([
      ['1 slice of the same prescription is a stack of its own (b): the pixels are 1.80 mm, not 1.50 mm'],
      ['4 slices of the same prescription are a stack of their own (a): the pixels are 1.50 mm, not 1.80 mm'],
    ])
    // what was said before stays
    const [kept] = said({ ...main, stack: { warnings: ['RR varied'] } }, other())
    expect(kept?.[0]).toBe('RR varied')
    expect(kept).toHaveLength(2)
  })

  it('stand on the grid of the others, at one or two spacings from the next and none at its place', () => {
    expect(told({ positions: [30] })).toBe(true)
    expect(told({ positions: [50] })).toBe(true)
    expect(told({ positions: [60] })).toBe(true)
    expect(told({ positions: [-20] })).toBe(true)
    expect(told({ positions: [61.4] })).toBe(false)
    expect(told({ positions: [70] })).toBe(false)
    expect(told({ positions: [20] })).toBe(false)
    expect(told({ positions: [51.4] })).toBe(true)
    expect(told({ positions: [51.6] })).toBe(false)
    expect(told({ positions: [48.6] })).toBe(true)
    expect(told({ positions: [45] })).toBe(false)
    expect(told({ positions: [30, 50] })).toBe(true)
    expect(told({ positions: [30, 75] })).toBe(false)
  })

  it('are cines of one role, as many phases and one orientation', () => {
    expect(told({ stack: { role: 'cine-2ch' } })).toBe(false)
    expect(told({ stack: { phaseCount: 2 } })).toBe(false)
    expect(told({ stack: { normal: [0, 0.01745, 0.99985] } })).toBe(false)
    expect(told({ stack: { normal: [0, 0, -1] } })).toBe(false)
    const scars = [main, other()].map((one): Made => ({ ...one, stack: { seriesClass: 'lge' } }))
    expect(said(...scars)).toEqual([[], []])
    expect(told({ pixel: 1.5 })).toBe(false)
    expect(told({ pixel: 1.5009 })).toBe(false)
    expect(told({ pixel: 1.502 })).toBe(true)
    expect(told({ pixel: 1.498 })).toBe(true)
  })

  it('are told by neither side alone: by height or by width', () => {
    const [one, two] = [made(main), made(other())]
    const stretched = {
      ...two,
      frames: two.frames.map((slice) =>
        slice.map((frame) => {
          if (frame?.facts.plane === undefined) return frame
          const plane = { ...frame.facts.plane, rowSpacing: mm(1.5) }
          return { ...frame, facts: { ...frame.facts, plane } }
        }),
      ),
    }
    expect(withKin([one, stretched])[0]?.warnings).toHaveLength(1)
  })

  it('are told where a spacing is known: of two single slices nobody knows', () => {
    expect(said({ id: 'a', positions: [0] }, other({ positions: [10] }))).toEqual([[], []])
    // the spacing is that of the larger stack, on whichever side it stands
    const dense = { id: 'b', positions: [30], pixel: 1.8, stack: { spacing: measured(mm(7)) } }
    expect(said(main, dense)[1]).toHaveLength(1)
    expect(said({ ...main, stack: { spacing: unmeasured('single-slice') } }, dense)).toEqual([[], []])
  })
})

describe('the same images without and with correction of distortion', () => {
  const raw: Made = { id: 'a', tokens: ['M', 'ND'] }
  const corrected = (change: Made = {}): Made => ({ id: 'b', tokens: ['M', 'DIS2D'], ...change })

  it('are measured where they are corrected, which is said of the others only', () => {
    expect(said(raw, corrected())).toEqual([
      ['the same images corrected for distortion are b: measure on those'],
      [],
    ])
    expect(said(corrected({ tokens: ['M', 'DIS3D'] }), raw)[1]).toHaveLength(1)
  })

  it('are of one role, one component, one place, and both or neither registered', () => {
    const twin = (change: Made) => said(raw, corrected(change))[0]?.length === 1
    expect(twin({ stack: { role: 'cine-2ch' } })).toBe(false)
    expect(twin({ stack: { component: 'psir' } })).toBe(false)
    expect(twin({ stack: { motionCorrected: true } })).toBe(false)
    expect(twin({ positions: [10] })).toBe(false)
    expect(twin({ tokens: ['M'] })).toBe(false)
    expect(twin({ tokens: ['M', 'ND'] })).toBe(false)
    expect(said({ id: 'a', tokens: ['M'] }, corrected())).toEqual([[], []])
  })
})

it('a stack alone has no kin', () => {
  expect(said({ tokens: ['ND'] })).toEqual([[]])
  expect(withKin([])).toEqual([])
})
