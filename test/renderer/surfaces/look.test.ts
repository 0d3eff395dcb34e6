import { expect, it } from 'vitest'
import { lookIn, nextColour, useSurfaceLook } from '../../../renderer/surfaces/look.ts'

const colourIn = (mode: string): string => {
  lookIn(mode)
  return useSurfaceLook.getState().colour
}

it('colours a wall by what the mode is about, and as the reader left it when the mode is opened again', () => {
  expect(['function', 'scar', 'strain', 'function'].map(colourIn)).toEqual([
    'thickness',
    'scar',
    'ecc',
    'thickness',
  ])
  lookIn('strain')
  nextColour()
  expect(['scar', 'strain'].map(colourIn)).toEqual(['scar', 'err'])
})
