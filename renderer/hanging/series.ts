/** Which stack of a study stands for a role, where it holds several: the one that readers prefer. */
import { dot } from '#analysis/geometry/plane.ts'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'

/** What was registered goes before what was not, and signed late enhancement before its magnitude. */
function rank({ motionCorrected, component }: Stack): number {
  return (motionCorrected ? 0 : 2) + (component === 'psir' ? 0 : 1)
}

export function stacksOf(stacks: readonly Stack[], ...roles: readonly SeriesRole[]): readonly Stack[] {
  return roles.flatMap((role) =>
    stacks.filter((stack) => stack.role === role).toSorted((a, b) => rank(a) - rank(b)),
  )
}

export const stackOf = (stacks: readonly Stack[], ...roles: readonly SeriesRole[]): Stack | undefined =>
  stacksOf(stacks, ...roles)[0]

/** The long-axis cines from top to bottom: each role once, unnamed long axes last, three at most. */
export function longAxisCines(stacks: readonly Stack[]): readonly Stack[] {
  const named = (['cine-4ch', 'cine-2ch', 'cine-3ch'] as const).flatMap((role) => stackOf(stacks, role) ?? [])
  return [...named, ...stacksOf(stacks, 'cine-lax')].slice(0, 3)
}

/** cos 20°: planes that lie nearer than that are seen as one */
const nearlyParallel = 0.94

const frameOfReference = ({ frames }: Stack): string | undefined => {
  for (const frame of frames.flat()) if (frame) return frame.instance.frameOfReferenceUid
  return undefined
}

/** Whether the slices of one stack lie along those of the other, in one examination. */
export const isParallel = (a: Stack, b: Stack): boolean =>
  Math.abs(dot(a.normal, b.normal)) > nearlyParallel && frameOfReference(a) === frameOfReference(b)

/** mm: two series of one plane, as magnitude and velocity are */
const samePlace = 2

const placeOf = (stack: Stack) => stack.frames[0]?.find((frame) => frame !== null)?.facts.plane?.position

export function liesAt(a: Stack, b: Stack): boolean {
  const [p, q] = [placeOf(a), placeOf(b)]
  if (!p || !q || !isParallel(a, b)) return false
  return Math.abs(dot(a.normal, [p[0] - q[0], p[1] - q[1], p[2] - q[2]])) < samePlace
}
