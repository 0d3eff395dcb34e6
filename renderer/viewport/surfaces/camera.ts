/**
 * From where surfaces are looked at: in parallel, so that what is as large looks as large wherever it lies. Plain data
 * and pure functions; patient coordinates (LPS, mm) on the one side, CSS pixels of the picture on the other.
 */
import { cross, dot, normalised, type PatientPoint, type Vector3 } from '#analysis/geometry/plane.ts'

export interface Camera {
  /** in the middle of the picture */
  readonly focus: PatientPoint
  /** unit vector from there to the eye */
  readonly towards: Vector3
  /** unit vector, at right angles to it */
  readonly up: Vector3
  /** mm from the middle of the picture to its upper edge */
  readonly half: number
}

export interface PictureSize {
  readonly width: number
  readonly height: number
}

export interface Ray {
  readonly from: Vector3
  /** unit vector, away from the eye */
  readonly direction: Vector3
}

/** mm from the focus to the eye: beyond everything that is shown */
export const eyeAway = 1000

export const nearest = 15
export const farthest = 300

const add = (a: Vector3, b: Vector3, by = 1): Vector3 => [
  a[0] + by * b[0],
  a[1] + by * b[1],
  a[2] + by * b[2],
]

export const rightOf = ({ towards, up }: Pick<Camera, 'towards' | 'up'>): Vector3 => cross(up, towards)

/** @param up  wanted: what of it lies along the view is left out */
export function lookFrom(focus: PatientPoint, towards: Vector3, up: Vector3, half: number): Camera {
  const eye = normalised(towards)
  return { focus, towards: eye, up: normalised(add(up, eye, -dot(up, eye))), half }
}

function about(axis: Vector3, angle: number, v: Vector3): Vector3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return add(add([v[0] * c, v[1] * c, v[2] * c], cross(axis, v), s), axis, dot(axis, v) * (1 - c))
}

/** The heart under the hand: to the right and downwards by so many radians. */
export function turned(camera: Camera, right: number, down: number): Camera {
  const across = about(camera.up, -right, camera.towards)
  const side = cross(camera.up, across)
  // errors of many small turns would add up
  return lookFrom(camera.focus, about(side, -down, across), about(side, -down, camera.up), camera.half)
}

/** @param factor  above 1: larger */
export const zoomed = (camera: Camera, factor: number): Camera => ({
  ...camera,
  half: Math.min(farthest, Math.max(nearest, camera.half / factor)),
})

/** The picture under the hand, by CSS pixels. */
export function panned(camera: Camera, size: PictureSize, dx: number, dy: number): Camera {
  const perPixel = (2 * camera.half) / size.height
  return {
    ...camera,
    focus: add(add(camera.focus, rightOf(camera), -dx * perPixel), camera.up, dy * perPixel),
  }
}

/** What lies under a point of the picture, counted from its upper left corner. */
export function rayThrough(camera: Camera, size: PictureSize, x: number, y: number): Ray {
  const perPixel = (2 * camera.half) / size.height
  const beside = add(camera.focus, rightOf(camera), (x - size.width / 2) * perPixel)
  const here = add(beside, camera.up, (size.height / 2 - y) * perPixel)
  const { towards } = camera
  return { from: add(here, towards, eyeAway), direction: [-towards[0], -towards[1], -towards[2]] }
}

/** Where a direction of the patient points on the picture: to the right, upwards, and towards the eye. */
export const onPicture = (camera: Camera, direction: Vector3): Vector3 => [
  dot(direction, rightOf(camera)),
  dot(direction, camera.up),
  dot(direction, camera.towards),
]
