import { describe, expect, it } from 'vitest'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { PhaseVolume } from '#analysis/volumes/phase.ts'
import { nextGap, openWork } from '../../renderer/reading/gaps.ts'
import { stripPhases, stripRowName } from '../../renderer/reading/strip-rows.ts'

const open = (slice: number, phase: number): Blocker => ({ what: 'open-slice', slice, phase, detail: '' })
const noPhase: Blocker = { what: 'no-complete-phase', detail: 'no phase is complete' }

const begun = (phase: number, slices: number, openSlices: readonly number[]): PhaseVolume => ({
  phase,
  cavity: { measured: false, reason: 'no-contours' },
  wall: { measured: false, reason: 'no-contours' },
  mass: { measured: false, reason: 'no-contours' },
  complete: false,
  assumed: [],
  papillaries: false,
  open: openSlices,
  slices: Array.from({ length: slices }, (_, slice) => ({
    sopInstanceUid: `1.${slice}`,
    frame: 0,
    slice,
    thickness: 8 as PhaseVolume['slices'][number]['thickness'],
  })),
})

const numbers = (part: Partial<ReadMeasurements>): ReadMeasurements => ({
  phases: {},
  measurements: [],
  otherConvention: [],
  otherMethod: [],
  ranges: [],
  provisional: true,
  blockers: [],
  basis: [],
  curve: [],
  ...part,
})

describe('the gaps of a read', () => {
  it('go from base to apex at this phase and then on to the other', () => {
    const work = [open(0, 19), open(10, 19), open(0, 6)]
    expect(nextGap(work, { slice: 4, phase: 19 })).toMatchObject({ slice: 10, phase: 19 })
    expect(nextGap(work, { slice: 10, phase: 19 })).toMatchObject({ slice: 0, phase: 6 })
    expect(nextGap(work, { slice: 0, phase: 6 })).toMatchObject({ slice: 0, phase: 19 })
  })

  it('begin with the first when the phase on screen has none', () => {
    expect(nextGap([open(3, 19)], { slice: 4, phase: 2 })).toMatchObject({ slice: 3, phase: 19 })
  })

  it('name the open slices of the phases that were begun while ED and ES cannot be found', () => {
    const work = openWork(numbers({ blockers: [noPhase], curve: [begun(19, 9, [0, 10])] }))
    expect(work.map(({ slice }) => slice)).toEqual([0, 10, undefined])
    expect(nextGap(work, { slice: 5, phase: 19 })).toMatchObject({ slice: 10, phase: 19 })
  })

  it('are none when nothing keeps the read from being signed', () => {
    expect(openWork(numbers({ curve: [begun(3, 1, [0])] }))).toEqual([])
    expect(nextGap([], { slice: 0, phase: 0 })).toBeUndefined()
  })
})

describe('the strip of slices', () => {
  it('shows ED and ES when both are known', () => {
    const read = numbers({ phases: { ed: 19, es: 6 }, curve: [begun(3, 2, [])] })
    expect(stripPhases(read, 0).map((phase) => stripRowName(phase, read.phases))).toEqual(['ED 20', 'ES 7'])
  })

  it('shows the phases that were begun while they are not known, and the phase on screen at last', () => {
    const curve = [begun(6, 9, [0]), begun(12, 1, [0]), begun(19, 9, [0])]
    expect(stripPhases(numbers({ curve }), 0)).toEqual([6, 19])
    expect(stripPhases(numbers({}), 4)).toEqual([4])
    expect(stripRowName(4, {})).toBe('5')
  })
})
