/** The modality values of one frame, for what is measured on it outside of any analysis. */
import type { PixelValuesJob } from '#contract/analysis-jobs.ts'
import type { JobHandler } from '#contract/jobs.ts'
import { loadImages } from '../pixels/load.ts'
import { UnreadablePixels } from '../pixels/values.ts'

export const pixelValues: JobHandler<PixelValuesJob> = async ({ source }, { transfer }) => {
  try {
    const [image] = await loadImages([source])
    if (image === undefined) throw new Error('one source is one image')
    const { plane, pixels } = image
    if (pixels.buffer instanceof ArrayBuffer) transfer(pixels.buffer)
    return { rows: plane.rows, columns: plane.columns, pixels }
  } catch (error) {
    if (error instanceof UnreadablePixels) return null
    throw error
  }
}
