/**
 * What would change the numbers of an atrium: its borders and its valve half a pixel aside at every phase, and each
 * of its turning points one frame aside, which is read from the volumes as they are.
 */
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { bodySurface } from '../../volumes/body-size.ts'
import { type Atrium, atriumMeasurements } from '../../volumes/long-axis/atrium.ts'
import {
  chamberVolumes,
  type Volumes,
  type VolumesInput,
  type VolumesOptions,
} from '../../volumes/volumes.ts'
import {
  budgetsOf,
  type MeasuredOtherwise,
  notContoured,
  type Progress,
  type UncertaintyBudget,
  type UncertaintySource,
  type Variation,
} from './budget.ts'
import { pixelsOf, withOffset } from './moved-borders.ts'
import { withValve } from './moved-valve.ts'

export type AtrialChamber = Atrium['chamber']

const sources: readonly UncertaintySource[] = ['valve-plane', 'turning-point', 'contour-offset']

/** @returns one for each number of each view that shows the atrium */
export function atrialBudgets(
  input: VolumesInput,
  options: Partial<VolumesOptions>,
  chamber: AtrialChamber,
  progress?: Progress,
): readonly UncertaintyBudget[] {
  const border = `${chamber}-endocardial` as const
  // nothing else counts for an atrium, and a beat of ventricles is long to measure
  const alone = { ...input, contours: input.contours.filter((contour) => contour.border === border) }
  const found = chamberVolumes(alone, options)
  const pixels = pixelsOf(Object.values(input.views))
  const again = (change: Outcome<Partial<VolumesInput>>): MeasuredOtherwise['found'] =>
    change.measured
      ? measured(numbersOf(chamberVolumes({ ...alone, ...change.value }, options), input, chamber))
      : change
  const shifted = (sign: 1 | -1): MeasuredOtherwise['found'] => {
    const contours = withOffset(alone.contours, () => true, sign, pixels)
    return again(contours === undefined ? unmeasured('no-contours') : measured({ contours }))
  }
  const valved = (towards: 1 | -1): MeasuredOtherwise['found'] => again(withValve(alone, chamber, towards))
  const variations: readonly (() => MeasuredOtherwise)[] = [
    () => ({ source: 'valve-plane', variation: 'valve-to-apex', found: valved(-1) }),
    () => ({ source: 'valve-plane', variation: 'valve-to-base', found: valved(1) }),
    () => ({ source: 'contour-offset', variation: 'endocardium-in', found: shifted(-1) }),
    () => ({ source: 'contour-offset', variation: 'endocardium-out', found: shifted(1) }),
    ...turns.map(
      ([variation, turn, by]) =>
        (): MeasuredOtherwise => ({
          source: 'turning-point',
          variation,
          found: measured(
            numbersOf({ ...found, atria: found.atria.map((one) => aside(one, turn, by)) }, input, chamber),
          ),
        }),
    ),
  ]
  const otherwise = variations.map((vary, k) => {
    const one = vary()
    progress?.(k + 1, variations.length)
    return one
  })
  return budgetsOf(numbersOf(found, input, chamber), otherwise, ({ quantity }) =>
    quantity.startsWith(`${chamber}-`) ? sources : [],
  )
}

type Turn = 'largest' | 'preAtrial' | 'smallest'
const turns = [
  ['largest-before', 'largest', -1],
  ['largest-after', 'largest', 1],
  ['pre-atrial-before', 'preAtrial', -1],
  ['pre-atrial-after', 'preAtrial', 1],
  ['smallest-before', 'smallest', -1],
  ['smallest-after', 'smallest', 1],
] as const satisfies readonly (readonly [Variation, Turn, 1 | -1])[]

/** The same with a turning point one frame aside; the beat goes round. */
function aside(atrium: Atrium, turn: Turn, by: 1 | -1): Atrium {
  const phase = atrium[turn]
  if (!phase.measured) return atrium
  const phaseCount = atrium.volumes.length
  const next = (phase.value + by + phaseCount) % phaseCount
  return {
    ...atrium,
    [turn]: atrium.volumes[next]?.measured ? measured(next) : notContoured(next, phaseCount),
  }
}

const numbersOf = ({ atria, options }: Volumes, input: VolumesInput, chamber: AtrialChamber) =>
  atria
    .filter((atrium) => atrium.chamber === chamber)
    .flatMap((atrium) =>
      atriumMeasurements(
        atrium,
        options.lengths.atria,
        bodySurface(input.bodySizes ?? {}, options.bsaFormula),
      ),
    )
