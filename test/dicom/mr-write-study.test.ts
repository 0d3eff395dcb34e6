/** Synthetic studies through our own door: accepted by the identity gate, and sorted into what they were made as. */
import { describe, expect, it } from 'vitest'
import { indexToPatient } from '#analysis/geometry/plane.ts'
import { sliceLevels } from '#analysis/phantom/acquisition.ts'
import { acquisitionOf, heartOf, type PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { shortAxisPlane } from '#analysis/phantom/planes.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { beatsPerMinute } from '#analysis/units/units.ts'
import { inspect, verdictOf } from '#dicom/inspect.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { trial } from '../trial.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 5,
  small: true,
  heartRate: beatsPerMinute(75),
  ...trial,
}
const acquisition = acquisitionOf(options)

describe.each([
  { form: 'classic', enhanced: false },
  { form: 'enhanced', enhanced: true },
])('a synthetic study in $form form', ({ enhanced }) => {
  const inspected = [...phantomStudy({ ...options, enhanced })].map(({ bytes }) =>
    inspect(bytes, { project: { protocolId: options.project } }),
  )
  const facts = inspected.flatMap((one): InstanceFacts[] => (one.kind === 'image' ? [one.facts] : []))
  const { stacks, unstacked } = sortIntoStacks(facts)
  const stackOf = (role: Stack['role']) => stacks.filter((stack) => stack.role === role)

  it('is accepted by the identity gate without a finding or a warning', () => {
    expect(inspected.map(verdictOf).filter(({ outcome }) => outcome !== 'accepted')).toEqual([])
    expect(facts.every(({ trial }) => trial.subjectId === options.subject)).toBe(true)
  })

  it('is sorted into a short axis, three long axes and scouts by its geometry', () => {
    expect(unstacked).toEqual([])
    expect(stackOf('cine-sax').map(({ frames, phaseCount }) => [frames.length, phaseCount])).toEqual([
      [acquisition.slices, acquisition.phases],
    ])
    for (const role of ['cine-2ch', 'cine-3ch', 'cine-4ch'] as const)
      expect(stackOf(role).map(({ frames, phaseCount }) => [frames.length, phaseCount])).toEqual([
        [1, acquisition.phases],
      ])
    expect(stackOf('scout')).toHaveLength(3)
    expect(stacks).toHaveLength(7)
  })

  it('has its spacing, heart rate and gating', () => {
    const [stack] = stackOf('cine-sax')
    expect(stack?.spacing).toMatchObject({ measured: true, value: expect.closeTo(16, 9) })
    expect(stack?.heartRate).toMatchObject({ measured: true, value: expect.closeTo(75, 6) })
    expect(stack?.gating).toBe('retrospective')
    expect(stack?.warnings).toEqual([])
    expect(stack?.phaseTimes?.[5]).toBeCloseTo((5 / acquisition.phases) * 800, 6)
  })

  it('lies where the phantom was imaged, the most basal slice first', () => {
    const [stack] = stackOf('cine-sax')
    const levels = sliceLevels(heartOf(options), acquisition)
    for (const [slice, phases] of (stack?.frames ?? []).entries()) {
      const level = levels[slice]
      const plane = phases[0]?.facts.plane
      if (level === undefined || plane === undefined) throw new Error(`slice ${slice} has no plane`)
      const expected = indexToPatient(shortAxisPlane(level, acquisition), [10, 20])
      expect(indexToPatient(plane, [10, 20])).toEqual(expected.map((value) => expect.closeTo(value, 9)))
    }
  })
})
