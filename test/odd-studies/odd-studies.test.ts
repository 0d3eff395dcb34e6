/** What the sorting and the measuring of images make of studies as no protocol asks for them. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead, type ReadMeasurements } from '#analysis/reading/measure.ts'
import { at } from '#analysis/units/at.ts'
import { inspect } from '#dicom/inspect.ts'
import { log } from '../analysis/reading/log.ts'
import { type OddStudy, oddProject, oddStudy, ringAt } from './odd-study.ts'
import { odd } from './studies.ts'

/** As an import takes it: what is refused is not there. */
function sorted(study: OddStudy): { readonly stacks: readonly Stack[]; readonly refused: number } {
  const facts: InstanceFacts[] = []
  let refused = 0
  for (const bytes of oddStudy(study)) {
    const found = inspect(Buffer.from(bytes), { project: { protocolId: oddProject } })
    if (found.kind === 'image') facts.push(found.facts)
    else refused++
  }
  return { stacks: sortIntoStacks(facts).stacks, refused }
}

const warningsOf = ({ stacks }: { stacks: readonly Stack[] }): string[] =>
  stacks.flatMap(({ warnings }) => warnings)

/** The ring of a picture, by its number: slice by slice as it was written, whichever end is the base. */
function ringOf({ instance }: StackFrame, study: OddStudy): ReturnType<typeof ringAt> {
  const { slices = 1, phases = 1 } = at(study.series, 0)
  const number = (instance.instanceNumber ?? Number.NaN) - 1
  return ringAt(Math.floor(number / phases) / slices, (number % phases) / phases)
}

const corners = 360

function endocardium(frame: StackFrame, radius: number): Contour {
  const { plane } = frame.facts
  if (!plane) throw new Error('the picture has no place')
  return {
    image: { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame },
    border: 'lv-endocardial',
    closed: true,
    origin: 'drawn',
    points: Array.from({ length: corners }, (_, k) => {
      const angle = (2 * Math.PI * k) / corners
      return [
        (plane.columns - 1) / 2 + (radius * Math.cos(angle)) / plane.columnSpacing,
        (plane.rows - 1) / 2 + (radius * Math.sin(angle)) / plane.rowSpacing,
      ] as const
    }),
  }
}

/** Every slice of the short axis contoured at two phases, and what that is by formula: mL. */
function contoured(study: OddStudy): {
  readonly numbers: ReadMeasurements
  readonly edv: number
  readonly esv: number
} {
  const { stacks } = sorted(study)
  const stack = shortAxisOf(stacks)
  if (!stack?.spacing.measured) throw new Error('there is no short axis')
  const { value: spacing } = stack.spacing
  const es = Math.round(0.35 * stack.phaseCount)
  const framesAt = (phase: number): StackFrame[] =>
    stack.frames.flatMap((slice) => (slice[phase] ? [slice[phase]] : []))
  const volume = (phase: number): number =>
    framesAt(phase).reduce((sum, frame) => sum + Math.PI * ringOf(frame, study).inner ** 2 * spacing, 0) /
    1000
  const state = foldRead(
    log(
      { kind: 'phase-chosen', which: 'ed', phase: 0 },
      { kind: 'phase-chosen', which: 'es', phase: es },
      {
        kind: 'contours-changed',
        set: [0, es].flatMap(framesAt).map((frame) => endocardium(frame, ringOf(frame, study).inner)),
        removed: [],
        gesture: 'draw',
      },
    ),
  )
  return { numbers: measureRead(stack, state, {}, [], stacks), edv: volume(0), esv: volume(es) }
}

describe('the short axis', () => {
  it.each<[string, OddStudy, string]>([
    ['alone in its study', odd.oneSeries, '5 x 14'],
    ['of one phase', odd.onePhase, '5 x 1'],
    ['of 60 phases', odd.sixtyPhases, '3 x 60'],
    ['of 40 slices', odd.fortySlices, '40 x 14'],
    ['of pixels twice as wide as high', odd.oblongPixels, '5 x 14'],
    ['of which phases are missing', odd.missingPhases, '5 x 14'],
    ['beside a series that nothing decodes', odd.undecodable, '5 x 14'],
    ['of which two pictures are none', odd.partlyUndecodable, '5 x 14'],
  ])('is found %s', (_, study, size) => {
    const stack = shortAxisOf(sorted(study).stacks)
    expect(stack && `${stack.frames.length} x ${stack.phaseCount}`).toBe(size)
  })

  it('is not looked for among series that are no cine, or show no whole beat', () => {
    for (const study of [odd.noCine, odd.fewPhases]) {
      const { stacks } = sorted(study)
      expect(stacks.length).toBeGreaterThan(0)
      expect(shortAxisOf(stacks)).toBeUndefined()
    }
  })
})

describe('what is wrong is said', () => {
  it('of phases that are missing, slice by slice', () => {
    expect(warningsOf(sorted(odd.missingPhases)).toSorted()).toEqual([
      expect.stringMatching(/^slice [24] has 13 of 14 phases$/),
      expect.stringMatching(/^slice [24] has 9 of 14 phases$/),
    ])
  })

  it('of a series in two matrices, in each of its parts', () => {
    expect(warningsOf(sorted(odd.mixedMatrix)).toSorted()).toEqual([
      'the series has 2 more slices in another matrix or pixel size: a stack of their own',
      'the series has 3 more slices in another matrix or pixel size: a stack of their own',
    ])
  })

  it('of files in an encoding that nothing here reads: they are refused, and the rest is taken', () => {
    const { stacks, refused } = sorted(odd.undecodable)
    expect(refused).toBe(14)
    expect(stacks.map(({ role }) => role).toSorted()).toEqual(['cine-2ch', 'cine-4ch', 'cine-sax'])
  })
})

describe('volumes', () => {
  it.each([
    ['of pixels twice as wide as high', odd.oblongPixels],
    ['of 40 slices', odd.fortySlices],
    ['of 60 phases', odd.sixtyPhases],
    ['at phases that are whole where others are missing', odd.missingPhases],
  ])('%s are those of the circles, to a thousandth', (_, study) => {
    const { numbers, edv, esv } = contoured(study)
    for (const [quantity, truth] of [
      ['lv-edv', edv],
      ['lv-esv', esv],
    ] as const) {
      const found = numbers.measurements.find((one) => one.quantity === quantity)
      const value = found && isMeasured(found) ? found.value : Number.NaN
      expect(Math.abs(value / truth - 1)).toBeLessThan(0.001)
      expect(found && isMeasured(found) ? found.warnings : undefined).not.toContainEqual(
        expect.stringContaining('another matrix'),
      )
    }
  })

  it('of a part of the slices say that there are others', () => {
    const { numbers } = contoured(odd.mixedMatrix)
    const found = numbers.measurements.find(({ quantity }) => quantity === 'lv-edv')
    expect(found && isMeasured(found) ? found.warnings : []).toContain(
      'the series has 2 more slices in another matrix or pixel size: a stack of their own',
    )
  })
})
