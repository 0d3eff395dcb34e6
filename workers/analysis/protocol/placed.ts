/** A frame whose place in the patient is known: the only kind that can be stacked. */
import { dot, type ImagePlane, planeNormal, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { FrameFacts, InstanceFacts } from './facts.ts'
import { clusterPositions } from './slices.ts'
import type { StackFrame } from './stack.ts'

export interface Placed {
  readonly frame: StackFrame
  readonly plane: ImagePlane
  readonly normal: Vector3
}

/** Alike frames: one orientation, matrix, pixel size and image type. Never empty. */
export type Group = readonly Placed[]

/** The frames of each slice position, along the normal of the first. */
export function placesOf(group: Group): Placed[][] {
  const { normal } = at(group, 0)
  return clusterPositions(group.map((item) => dot(normal, item.plane.position))).map((cluster) =>
    cluster.map((index) => at(group, index)),
  )
}

/** Every frame of every instance, in an order that depends on what the images are and not on how they came. */
export function framesOf(instances: readonly InstanceFacts[]): {
  placed: Placed[]
  withoutGeometry: StackFrame[]
} {
  const ordered = [...instances].sort(
    (a, b) => compareText(a.seriesUid, b.seriesUid) || compareText(a.sopInstanceUid, b.sopInstanceUid),
  )
  const placed: Placed[] = []
  const withoutGeometry: StackFrame[] = []
  for (const instance of ordered) {
    for (const facts of [...instance.frames].sort((a, b) => a.frame - b.frame)) {
      const frame = stackFrame(instance, facts)
      if (facts.plane === undefined) withoutGeometry.push(frame)
      else placed.push({ frame, plane: facts.plane, normal: planeNormal(facts.plane) })
    }
  }
  return { placed, withoutGeometry }
}

/** One frame of an instance, which is given as if this were its only one. */
export function stackFrame(instance: InstanceFacts, facts: FrameFacts): StackFrame {
  // with one frame each, hundreds of frames of one object do not each carry all the others
  const own = instance.frames.length === 1 ? instance : { ...instance, frames: [facts] }
  const typed = facts.imageType === undefined ? own : { ...own, imageType: facts.imageType }
  return { sopInstanceUid: instance.sopInstanceUid, frame: facts.frame, instance: typed, facts }
}

/** By code unit: the same on every machine, unlike a locale's order. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Seconds after midnight of a DICOM time, HHMMSS(.ffffff); absent when there is none. */
export function secondsOfDay(time: string | undefined): number | undefined {
  const parts = time === undefined ? null : /^(\d{2})(\d{2})?(\d{2}(?:\.\d*)?)?$/.exec(time.trim())
  if (parts === null) return undefined
  return Number(parts[1]) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0)
}

/** Seconds after midnight; undefined without an acquisition time. */
export const acquisitionSeconds = ({ facts, instance }: StackFrame): number | undefined =>
  secondsOfDay(facts.acquisitionTime ?? instance.acquisitionTime)

/** seconds */
export const day = 86_400

/** Seconds of the day below which a time is of the day after: times of one examination that went on past midnight. */
export const beginsNextDay = (seconds: readonly number[]): number =>
  Math.max(...seconds) - Math.min(...seconds) > day / 2 ? day / 2 : 0

/** Seconds of one examination, ascending through midnight. */
export function elapsedSeconds(seconds: readonly number[]): number[] {
  const nextDay = beginsNextDay(seconds)
  return seconds.map((value) => (value < nextDay ? value + day : value))
}
