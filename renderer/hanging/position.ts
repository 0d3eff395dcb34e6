/** Which slice of one stack lies where another image is. */
import { dot, type ImagePlane, indexToPatient, type PatientPoint } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'

export interface ImagePlace {
  readonly plane: ImagePlane
  readonly frameOfReferenceUid: string | undefined
}

/** The plane of a slice, from any of its phases: they share it. */
export function planeOf(stack: Stack, slice: number): ImagePlace | undefined {
  for (const frame of stack.frames[slice] ?? [])
    if (frame?.facts.plane)
      return { plane: frame.facts.plane, frameOfReferenceUid: frame.instance.frameOfReferenceUid }
  return undefined
}

export interface Point {
  readonly at: PatientPoint
  readonly frameOfReferenceUid: string | undefined
}

/** The middle of an image. */
export function middleOf(stack: Stack, slice: number): Point | undefined {
  const place = planeOf(stack, slice)
  if (!place) return undefined
  const { plane, frameOfReferenceUid } = place
  return { at: indexToPatient(plane, [(plane.columns - 1) / 2, (plane.rows - 1) / 2]), frameOfReferenceUid }
}

/** mm along the normal of a stack from one of its slices to a point; undefined in another frame of reference. */
export function distanceTo(
  stack: Stack,
  slice: number,
  { at, frameOfReferenceUid }: Point,
): number | undefined {
  const place = planeOf(stack, slice)
  if (!place || place.frameOfReferenceUid !== frameOfReferenceUid) return undefined
  const { position } = place.plane
  return dot(stack.normal, [at[0] - position[0], at[1] - position[1], at[2] - position[2]])
}

export interface NearestSlice {
  readonly slice: number
  /** mm from the point to the plane of the slice */
  readonly away: number
}

/** @returns undefined for another frame of reference: where its images lie is not known */
export function sliceNearest(stack: Stack, point: Point): NearestSlice | undefined {
  let nearest: NearestSlice | undefined
  for (let slice = 0; slice < stack.frames.length; slice++) {
    const distance = distanceTo(stack, slice, point)
    if (distance === undefined) continue
    const away = Math.abs(distance)
    if (!nearest || away < nearest.away) nearest = { slice, away }
  }
  return nearest
}
