import { expect, it } from 'vitest'
import { boxBeside } from '../../renderer/contouring/draw-landmarks.ts'

const at = { x: 100, y: 50 }
const size = { width: 40, height: 11 }

it('the name of a point stands at its side, and at the other where words stand there already', () => {
  const usual = boxBeside(at, 'right', size, [])
  expect(usual).toEqual({ left: 109, top: 44.5, width: 40, height: 11 })
  const other = boxBeside(at, 'right', size, [usual])
  expect(other).toEqual({ left: 51, top: 44.5, width: 40, height: 11 })
  // where both are taken it does not wander
  expect(boxBeside(at, 'right', size, [usual, other])).toEqual(usual)
})
