/** What is too small to be a scar, or is blood at the border that was drawn a little too far inside. */
import { borderLine, squaredDistance } from '../contours/border-distance.ts'
import { at } from '../units/at.ts'
import type { Ml } from '../units/units.ts'
import { arcOf, type Component, componentsOf } from './components.ts'
import type { Wall } from './lge-slice.ts'

export interface CleaningOptions {
  /** smaller regions go */
  readonly smallestVolume: Ml
  readonly fewestPixels: number
  /** pixels from the endocardium within which a region may be partial volume of blood */
  readonly rim: number
  /** degrees: a region within the rim that spans more of the ring is a subendocardial scar and stays */
  readonly rimArc: number
}

/** Takes regions out of the states, in place. */
export function clean(
  walls: readonly Wall[],
  states: readonly Uint8Array[],
  linked: readonly boolean[],
  options: CleaningOptions,
): void {
  for (const component of componentsOf(walls, states, linked)) {
    if (!tooSmall(walls, component, options) && !bloodRim(walls, component, options)) continue
    component.pixels.forEach((pixels, k) => {
      for (const i of pixels) at(states, k)[i] = 0
    })
  }
}

function tooSmall(
  walls: readonly Wall[],
  { pixels }: Component,
  { smallestVolume, fewestPixels }: CleaningOptions,
): boolean {
  let volume = 0
  let count = 0
  pixels.forEach((list, k) => {
    const wall = at(walls, k)
    for (const i of list) volume += ((wall.share[i] ?? 0) * wall.pixelVolume) / 1000
    count += list.length
  })
  return count < fewestPixels || volume < smallestVolume
}

function bloodRim(walls: readonly Wall[], { pixels }: Component, { rim, rimArc }: CleaningOptions): boolean {
  return pixels.every((list, k) => {
    if (list.length === 0) return true
    const wall = at(walls, k)
    return arcOf(wall, list) <= rimArc && withinRim(wall, list, rim)
  })
}

function withinRim(wall: Wall, list: readonly number[], rim: number): boolean {
  const { endocardial, image } = wall.given
  if (endocardial === undefined) return false
  const { rowSpacing, columnSpacing } = image.plane
  const line = borderLine(endocardial, image.plane)
  const reach = (rim * Math.max(rowSpacing, columnSpacing)) ** 2
  return list.every((i) => {
    const pixel = wall.index[i] ?? 0
    const column = pixel % wall.columns
    const row = (pixel - column) / wall.columns
    return squaredDistance(line, column * columnSpacing, row * rowSpacing) <= reach
  })
}
