/** A canvas that shows frames in grey: drawn by the graphics processor where there is one, else by the processor. */
import { hasGpu } from './gpu.ts'
import type { GreyCanvas } from './picture.ts'
import { processorCanvas } from './processor-canvas.ts'
import { webGlCanvas } from './webgl-canvas.ts'

/** @param restored  what was drawn is gone and can be drawn again */
export const greyCanvas = (restored: () => void): GreyCanvas =>
  (hasGpu() ? webGlCanvas(restored) : undefined) ?? processorCanvas()
