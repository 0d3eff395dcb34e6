/** How a picture lies in the body, as a technologist says it who plans a scout. */
import type { Vector3 } from '../geometry/plane.ts'
import { firstFrameIn } from './sight.ts'
import type { Stack } from './stack.ts'

export const bodyPlanes = ['sagittal', 'coronal', 'axial'] as const
export type BodyPlane = (typeof bodyPlanes)[number]

/**
 * The plane of the body that a picture is nearest to, however oblique it is.
 * @param normal  in LPS: across a sagittal picture is left, across a coronal one posterior, across an axial one head
 */
export function bodyPlaneOf(normal: Vector3): BodyPlane {
  const [left, posterior, head] = [Math.abs(normal[0]), Math.abs(normal[1]), Math.abs(normal[2])]
  if (head >= left && head >= posterior) return 'axial'
  return posterior >= left ? 'coronal' : 'sagittal'
}

/** What tells series of one role apart on a list: how they lie, and how the scanner counted them. */
export function placedAs(stack: Stack): { readonly bodyPlane: BodyPlane; readonly seriesNumber?: number } {
  const { seriesNumber } = firstFrameIn(stack).instance
  return { bodyPlane: bodyPlaneOf(stack.normal), ...(seriesNumber === undefined ? {} : { seriesNumber }) }
}
