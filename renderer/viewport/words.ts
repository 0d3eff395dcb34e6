/** Words that are drawn over an image: as large as the window's, and not over each other. */

import { scaled } from '../theme/scale.ts'
import { fonts } from '../theme/tokens.ts'

/** Where words stand. CSS pixels from the corner of the viewport. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

type FontSize = 'size' | 'sizeSmall' | 'sizeTiny'

/** For `context.font`. */
export const fontOver = (size: FontSize, weight: 400 | 500 = 500): string =>
  `${weight} ${scaled(fonts[size])}px ${fonts.family}`

export const overlap = (a: Box, b: Box): boolean => overlapArea(a, b) > 0

/** @returns CSS pixels squared */
export function overlapArea(a: Box, b: Box): number {
  const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  return Math.max(0, across) * Math.max(0, down)
}
