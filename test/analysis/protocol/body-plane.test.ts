import { expect, it } from 'vitest'
import { bodyPlaneOf } from '#analysis/protocol/body-plane.ts'

it('a picture lies in the plane of the body that its normal is nearest to the axis of, either way round', () => {
  expect(bodyPlaneOf([0, 0, 1])).toBe('axial')
  expect(bodyPlaneOf([0, -1, 0])).toBe('coronal')
  expect(bodyPlaneOf([-1, 0, 0])).toBe('sagittal')
  expect(bodyPlaneOf([0.5, 0.6, -0.62])).toBe('axial')
  expect(bodyPlaneOf([0.6, -0.62, 0.5])).toBe('coronal')
  expect(bodyPlaneOf([-0.62, 0.5, 0.6])).toBe('sagittal')
})

it('a picture half-way between two planes lies in the one that is named first from the head', () => {
  const half = Math.SQRT1_2
  expect([bodyPlaneOf([half, 0, half]), bodyPlaneOf([0, half, half])]).toEqual(['axial', 'axial'])
  expect(bodyPlaneOf([half, half, 0])).toBe('coronal')
})
