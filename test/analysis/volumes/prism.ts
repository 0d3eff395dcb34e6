/**
 * A heart of boxes: a stack of square millimetre pixels, slice 0 the highest, on which cavities are squares. What
 * a plane leaves of a box is known without calculus.
 */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { ImagePlane, IndexPoint, PatientPoint } from '#analysis/geometry/plane.ts'
import { clinicalAcquisition } from '#analysis/phantom/acquisition.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { ms } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { stackOfPlanes } from './phantom-read.ts'

/** Slices at z = 0, −s, −2s ...; the base is up. */
export function boxStack(
  slices: number,
  options: { phases?: number; spacing?: number; rr?: number } = {},
): Stack {
  const { phases = 2, spacing = 10, rr = 1000 } = options
  return stackAt(
    Array.from({ length: slices }, (_, slice) => -slice * spacing),
    phases,
    rr,
  )
}

export const stackAt = (levels: readonly number[], phases = 2, rr = 1000): Stack =>
  stackOfPlanes('cine-sax', levels.map(planeAt), { ...clinicalAcquisition, phases, rr: ms(rr) })

const planeAt = (z: number): ImagePlane =>
  flatPlane({ size: [200, 200], spacing: [1, 1], position: [0, 0, z] })

/** A square of some area in mm², centred at (100, 100) or elsewhere. */
export function square(area: number, [x, y]: readonly [number, number] = [100, 100]): IndexPoint[] {
  const half = Math.sqrt(area) / 2
  return [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ]
}

export function drawnOn(
  stack: Stack,
  slice: number,
  phase: number,
  border: Border,
  points: readonly IndexPoint[],
  change: Partial<Contour> = {},
): Contour {
  const frame = stack.frames[slice]?.[phase]
  if (frame === null || frame === undefined) throw new Error(`no image at slice ${slice}, phase ${phase}`)
  const image = { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }
  return { image, border, closed: true, points, origin: 'drawn', ...change }
}

/** Marks on every image without a border of the ventricle. */
export function marksBeside(
  stack: Stack,
  contours: readonly Contour[],
  ventricle = 'lv',
): Map<string, { assumed: boolean }> {
  const drawn = new Set(
    contours.filter(({ border }) => border.startsWith(ventricle)).map(({ image }) => imageKeyText(image)),
  )
  return new Map(
    stack.frames
      .flat()
      .flatMap((frame) => (frame === null || drawn.has(imageKeyText(frame)) ? [] : [imageKeyText(frame)]))
      .map((key) => [key, { assumed: false }]),
  )
}

/** Four points of a plane through (100, 100, height) that rises by `slope` per millimetre along x. */
export const planePoints = (height: number, slope = 0): PatientPoint[] => [
  [80, 100, height - 20 * slope],
  [120, 100, height + 20 * slope],
  [100, 80, height],
  [100, 120, height],
]
