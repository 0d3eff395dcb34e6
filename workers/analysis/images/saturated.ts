/** Whether an image was cut off at its largest value, so that bright samples say too little. */

import { say } from '../sentences/say.ts'
import type { MeasuredImage } from './image.ts'

/** of all pixels: more than this share with the very largest value is no tissue's doing */
const mostAtTop = 0.005

/** A sentence, or undefined for an image that shows no sign of it. */
export function saturationWarning({ pixels }: Pick<MeasuredImage, 'pixels'>): string | undefined {
  let top = Number.NEGATIVE_INFINITY
  let count = 0
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] ?? 0
    if (value > top) {
      top = value
      count = 0
    }
    if (value === top) count++
  }
  const share = count / pixels.length
  return share > mostAtTop
    ? say('images/pixels-largest-value-image-may', { share: 100 * share, top })
    : undefined
}
