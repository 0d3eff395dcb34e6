/**
 * The long axis of the left ventricle, from the planes that were planned around it.
 */
import { cross, dot, length, normalised, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { planeInText } from './language.ts'

/** From base to apex points to the patient's left, to the front and down: LPS. Also what tells the sign. */
export const usualAxis: Vector3 = normalised([0.62, -0.57, -0.53])
/** |cos| of the angle to the usual axis that a stack alone must reach: 53° */
const plausible = 0.6
/** largest component of a normal that is still oblique: no heart lies within 15° of a body axis */
const bodyAxis = 0.966
/** |n · a| below: the plane contains the axis; above `crossing`: it cuts the axis square */
export const containing = 0.35
export const crossing = 0.85
const shortAxisSlices = 6

export interface HeartAxis {
  /** unit vector from base to apex */
  readonly direction: Vector3
  readonly from: 'short-axis-stack' | 'long-axis-planes'
  /** index of the stack that it was taken from */
  readonly stack?: number
  readonly text: string
}

export interface CineView {
  readonly normal: Vector3
  readonly positions: readonly number[]
  readonly text: string
}

/** @param cines  all cine stacks of a study */
export function heartAxis(cines: readonly CineView[]): HeartAxis | undefined {
  return axisOfStack(cines) ?? axisOfPlanes(cines)
}

const isOblique = (v: Vector3): boolean => v.every((component) => Math.abs(component) < bodyAxis)

const alignment = (a: Vector3, b: Vector3): number => Math.abs(dot(a, b))

/** The stack of at least six parallel cine slices that the other planes stand upright on, or that is the only one. */
function axisOfStack(cines: readonly CineView[]): HeartAxis | undefined {
  const tall = cines.filter(({ positions }) => positions.length >= shortAxisSlices)
  const candidates = cines.flatMap((cine, stack) => {
    if (!tall.includes(cine)) return []
    const upright = cines.filter((other) => alignment(other.normal, cine.normal) < containing).length
    const likely = isOblique(cine.normal) && alignment(cine.normal, usualAxis) > plausible
    const named = planeInText(cine.text) === 'sax'
    // alone and aslant it was planned on the heart, however the heart lies; an axial stack was not
    const alone = tall.length === 1 && isOblique(cine.normal)
    if (upright === 0 && !likely && !named && !alone) return []
    const score = upright + (likely ? 2 : 0) + (named ? 1.5 : 0) + cine.positions.length / 100
    return [{ cine, stack, score, upright }]
  })
  const [best] = candidates.sort((a, b) => b.score - a.score || a.stack - b.stack)
  if (best === undefined) return undefined
  return {
    direction: towardsApex(best.cine.normal),
    from: 'short-axis-stack',
    stack: best.stack,
    text: say('stacks/parallel-cine-slices-other-cine', {
      positions: best.cine.positions.length,
      upright: best.upright,
    }),
  }
}

/** The line in which long-axis planes meet: the mean of the crossings that point a plausible way. */
function axisOfPlanes(cines: readonly CineView[]): HeartAxis | undefined {
  const lines = cines.flatMap((a, i) =>
    cines.slice(i + 1).flatMap((b) => {
      const line = cross(a.normal, b.normal)
      // planes nearly parallel meet in a line that says little
      if (length(line) < 0.5) return []
      const direction = towardsApex(normalised(line))
      return isOblique(direction) && dot(direction, usualAxis) > plausible ? [direction] : []
    }),
  )
  if (lines.length === 0) return undefined
  const sum = lines.reduce<Vector3>((s, v) => [s[0] + v[0], s[1] + v[1], s[2] + v[2]], [0, 0, 0])
  return {
    direction: normalised(sum),
    from: 'long-axis-planes',
    text: say('stacks/line-meet', {
      which: lines.length === 1 ? say('stacks/two-long-axis-planes') : say('stacks/long-axis-planes'),
    }),
  }
}

const towardsApex = (v: Vector3): Vector3 => (dot(v, usualAxis) < 0 ? [-v[0], -v[1], -v[2]] : v)
