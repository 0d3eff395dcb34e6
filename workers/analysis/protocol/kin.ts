/**
 * Stacks that belong to one another and yet are not one: slices of one prescription with another pixel size, and
 * the same images once as they were and once corrected. Said on both sides, because each alone looks whole.
 */
import { dot } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { firstFrameIn, isSameGrid } from './sight.ts'
import { isUndistorted } from './signal.ts'
import type { Stack } from './stack.ts'

/** cos 0.5° */
const parallel = 0.999961923
/** spacings; a slice of the same prescription follows its neighbour at one, or at two where one is missing */
const reach = 2.1
/** spacings; slices of one prescription stand this near to its grid */
const offGrid = 0.15
/** mm; pixel sizes and positions nearer than this are the same */
const samePixel = 0.001

/** @returns the stacks with what is to be said of their kin added to the warnings */
export const withKin = (stacks: readonly Stack[]): Stack[] =>
  stacks.map((stack) => {
    const others = stacks.filter((other) => other !== stack)
    const said = [...others.flatMap((other) => otherPixels(stack, other)), ...twins(stack, others)]
    return said.length === 0 ? stack : { ...stack, warnings: [...stack.warnings, ...said] }
  })

function otherPixels(stack: Stack, other: Stack): string[] {
  const [own, its] = [firstFrameIn(stack).facts.plane, firstFrameIn(other).facts.plane]
  if (own === undefined || its === undefined) return []
  const resized =
    Math.abs(own.rowSpacing - its.rowSpacing) > samePixel ||
    Math.abs(own.columnSpacing - its.columnSpacing) > samePixel
  const alike =
    stack.seriesClass === 'cine' &&
    stack.role === other.role &&
    stack.phaseCount === other.phaseCount &&
    dot(stack.normal, other.normal) > parallel
  if (!resized || !alike || !interlock(stack, other)) return []
  return [
    say('stacks/same-prescription-own-pixels-mm', {
      counted: counted(other.frames.length),
      which: other.frames.length === 1 ? say('stacks/is-own-stack') : say('stacks/are-own-stacks'),
      id: other.id,
      rowSpacing: its.rowSpacing,
      own: own.rowSpacing,
    }),
  ]
}

const counted = (slices: number): string =>
  slices === 1 ? say('stacks/one-slice') : say('stacks/several-slices', { slices })

/** On one grid, none at the place of another. */
function interlock(a: Stack, b: Stack): boolean {
  const [larger, smaller] = a.frames.length >= b.frames.length ? [a, b] : [b, a]
  if (!larger.spacing.measured) return false
  const spacing = larger.spacing.value
  // positions count along each stack's own normal, which may point the other way round
  return smaller.positions.every((position) => {
    const steps = larger.positions.map((taken) => (position - taken) / spacing)
    const nearest = Math.min(...steps.map(Math.abs))
    return nearest > 0.5 && nearest < reach && Math.abs(nearest - Math.round(nearest)) < offGrid
  })
}

function twins(stack: Stack, others: readonly Stack[]): string[] {
  if (isUndistorted(firstFrameIn(stack)) !== false) return []
  const twin = others.find(
    (other) =>
      other.role === stack.role &&
      other.component === stack.component &&
      other.motionCorrected === stack.motionCorrected &&
      isSameGrid(stack, other) &&
      isUndistorted(firstFrameIn(other)) === true,
  )
  return twin === undefined ? [] : [say('stacks/same-images-corrected-distortion-measure', { id: twin.id })]
}
