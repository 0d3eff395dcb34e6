/**
 * What can be told of a stack before anybody says what it is: the facts on which its class rests, of its own
 * images and of those beside it in the study.
 */
import { dot } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { UnnamedStack } from './assemble.ts'
import { purposesInText } from './language.ts'
import { median } from './median.ts'
import { acquisitionSeconds } from './placed.ts'
import {
  componentOf,
  isColour,
  isDerived,
  isGradientEcho,
  isInverted,
  isResampled,
  isSaturated,
  isSecondary,
  isSpinEcho,
  isSteadyState,
  isVolume,
  type MapClass,
  mapInTokens,
  sequenceText,
  unitOf,
} from './signal.ts'
import type { SeriesClass, StackComponent, StackFrame } from './stack.ts'

export interface Sight {
  readonly stack: UnnamedStack
  readonly first: StackFrame
  readonly component: StackComponent | undefined
  readonly text: string
  /** what the description may mean */
  readonly purposes: readonly SeriesClass[]
  /** what the scanner's own name of the sequence may mean */
  readonly sequencePurposes: readonly SeriesClass[]
  readonly map: MapClass | undefined
  readonly unit: string | undefined
  readonly colour: boolean
  readonly derived: boolean
  readonly secondary: boolean
  readonly resampled: boolean
  readonly steadyState: boolean
  readonly spinEcho: boolean
  readonly gradientEcho: boolean
  readonly inverted: boolean
  readonly saturated: boolean
  readonly volume: boolean
  readonly tagged: boolean
  readonly t2Prepared: boolean
  /** of dynamics, between one and the next; undefined for other stacks */
  readonly interval: number | undefined
  /** of dynamics, from the first to the last */
  readonly duration: number | undefined
  /** seconds of the day, median over the frames */
  readonly acquired: number | undefined
  /** single images in planes that cross, in one series */
  readonly crossing: boolean
  /** indices of stacks with the same planes, phase by phase, whose images are velocities */
  readonly velocityPartners: readonly number[]
  /** for a velocity stack, how many encodings of the same volume the study has, this one among them */
  readonly encodings: number
  /** spoiled, of a low flip angle, in slices that a balanced cine of the study shows too */
  readonly lowFlipBesideBalanced: boolean
  /** raw images at the same place from which this may have been computed, nearest in time first */
  readonly sources: readonly number[]
}

export const describedAs = ({ instance }: StackFrame): string =>
  [instance.seriesDescription, instance.protocolName].filter((text) => text !== undefined).join(' / ')

export const framesIn = (stack: Pick<UnnamedStack, 'frames'>): readonly StackFrame[] =>
  stack.frames.flat().filter((frame) => frame !== null)

/** The first image of the first slice that has one. */
export function firstFrameIn({ frames }: Pick<UnnamedStack, 'frames'>): StackFrame {
  for (const slice of frames) for (const frame of slice) if (frame !== null) return frame
  throw new RangeError('a stack has at least one image')
}

/** @param stacks  of one study */
export function sightsOf(stacks: readonly UnnamedStack[]): Sight[] {
  const firsts = stacks.map((stack) => firstFrameIn(stack))
  const components = firsts.map((frame) => componentOf(frame))
  const acquired = stacks.map(acquiredAt)
  return stacks.map((stack, k): Sight => {
    const first = at(firsts, k)
    const text = describedAs(first)
    const others = stacks.flatMap((_, other) => (other === k ? [] : [other]))
    const alike = others.filter((other) => isSameGrid(stack, at(stacks, other)))
    const velocities = alike.filter((other) => components[other] === 'velocity')
    const times = stack.axis === 'dynamic' ? stack.axisTimes : undefined
    return {
      stack,
      first,
      component: components[k],
      text,
      purposes: purposesInText(text),
      sequencePurposes: purposesInText(sequenceText(first)),
      map: mapInTokens(first),
      unit: unitOf(first),
      colour: isColour(first),
      derived: isDerived(first),
      secondary: isSecondary(first),
      resampled: isResampled(first),
      steadyState: isSteadyState(first),
      spinEcho: isSpinEcho(first),
      gradientEcho: isGradientEcho(first),
      inverted: framesIn(stack).some(isInverted),
      saturated: isSaturated(first),
      volume: isVolume(first),
      tagged: first.facts.tagged === true,
      t2Prepared: framesIn(stack).some(({ facts }) => facts.preparation === 't2'),
      interval: times === undefined ? undefined : stepOf(times),
      duration: times === undefined ? undefined : Math.max(...times) - Math.min(...times),
      acquired: acquired[k],
      crossing: stack.phaseCount === 1 && others.some((other) => isCrossing(stack, at(stacks, other))),
      velocityPartners: velocities,
      encodings: components[k] === 'velocity' ? velocities.length + 1 : velocities.length,
      lowFlipBesideBalanced:
        !isSteadyState(first) &&
        (first.instance.flipAngle ?? Number.POSITIVE_INFINITY) <= lowFlip &&
        others.some((other) => isSteadyState(at(firsts, other)) && showsSlicesOf(at(stacks, other), stack)),
      sources: sourcesOf(k, stacks, acquired),
    }
  })
}

const stepOf = (times: readonly number[]): number | undefined =>
  times.length < 2 ? undefined : median(times.slice(1).map((time, k) => time - at(times, k)))

function acquiredAt(stack: UnnamedStack): number | undefined {
  const seconds = framesIn(stack).flatMap((frame) => acquisitionSeconds(frame) ?? [])
  return seconds.length === 0 ? undefined : median(seconds)
}

/** mm */
const samePlace = 0.1
/** ms */
const sameTime = 1

/** The same slices and phases, image by image. */
export function isSameGrid(a: UnnamedStack, b: UnnamedStack): boolean {
  if (a.phaseCount !== b.phaseCount || a.frames.length !== b.frames.length || a.axis !== b.axis) return false
  if (dot(a.normal, b.normal) < parallel) return false
  const [here, there] = [firstFrameIn(a), firstFrameIn(b)]
  const [p, q] = [here.facts.plane?.position, there.facts.plane?.position]
  if (p === undefined || q === undefined) return false
  const together =
    here.facts.triggerTime === undefined ||
    there.facts.triggerTime === undefined ||
    Math.abs(here.facts.triggerTime - there.facts.triggerTime) <= sameTime
  return together && p.every((value, axis) => Math.abs(value - at(q, axis)) < samePlace)
}

const parallel = 0.999
const crossingFrom = 0.9

function isCrossing(a: UnnamedStack, b: UnnamedStack): boolean {
  return (
    b.phaseCount === 1 &&
    b.seriesUids.some((uid) => a.seriesUids.includes(uid)) &&
    Math.abs(dot(a.normal, b.normal)) < crossingFrom
  )
}

/** degrees; a grid fades with every pulse, so tagging keeps them small */
const lowFlip = 12
/** mm */
const sameSlice = 8

/** Whether the slices of a stack lie within those of a moving one. */
function showsSlicesOf(cine: UnnamedStack, stack: UnnamedStack): boolean {
  if (cine.axis !== 'phase' || Math.abs(dot(cine.normal, stack.normal)) < parallel) return false
  const sign = dot(cine.normal, stack.normal) < 0 ? -1 : 1
  const [from, to] = [Math.min(...cine.positions) - sameSlice, Math.max(...cine.positions) + sameSlice]
  return stack.positions.every((p) => sign * p > from && sign * p < to)
}

/** mm; a map lies where its images lay, whatever the scanner did to the corner */
const besidePlace = 2

/** Series of several echoes, inversion or preparation times in the planes of this one. */
function sourcesOf(
  k: number,
  stacks: readonly UnnamedStack[],
  acquired: readonly (number | undefined)[],
): number[] {
  const own = at(stacks, k)
  if (own.phaseCount !== 1) return []
  const found = stacks.flatMap((other, index) => {
    const curve = ['inversion-time', 'echo-time', 'preparation-time', 'dynamic'].includes(other.axis)
    if (index === k || !curve || Math.abs(dot(own.normal, other.normal)) < parallel) return []
    const sign = dot(own.normal, other.normal) < 0 ? -1 : 1
    const within = own.positions.every((p) =>
      other.positions.some((q) => Math.abs(p - sign * q) < besidePlace),
    )
    return within ? [index] : []
  })
  const distance = (index: number): number => {
    const [mine, its] = [acquired[k], acquired[index]]
    return mine === undefined || its === undefined ? Number.POSITIVE_INFINITY : Math.abs(mine - its)
  }
  const number = (index: number): number =>
    Math.abs(
      (firstFrameIn(at(stacks, index)).instance.seriesNumber ?? 0) -
        (firstFrameIn(own).instance.seriesNumber ?? 0),
    )
  return found.sort((a, b) => {
    const [near, far] = [distance(a), distance(b)]
    return (near === far ? 0 : near - far) || number(a) - number(b)
  })
}
