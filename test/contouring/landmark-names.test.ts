import { afterEach, expect, it } from 'vitest'
import { boxBeside, hasRoomForNames } from '../../renderer/contouring/draw-landmarks.ts'
import { usePreferences } from '../../renderer/theme/preferences.ts'

afterEach(() => usePreferences.setState(usePreferences.getInitialState()))

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

it('names stand where there is room for them, at every scale of the window', () => {
  usePreferences.setState({ scale: 100 })
  expect([100, 224].map(hasRoomForNames)).toEqual([false, true])
  usePreferences.setState({ scale: 200 })
  expect([150, 600].map(hasRoomForNames)).toEqual([false, true])
})
