/** Frames of stored files as images to measure on. */
import { type FileHandle, open } from 'node:fs/promises'
import type { MeasuredImage } from '#analysis/images/image.ts'
import type { ImageSource } from '#contract/analysis-jobs.ts'
import { type FrameIndex, framePart } from '#dicom/pixels/frames.ts'
import { modalityValues, UnreadablePixels } from './values.ts'

/** Of one job: as many bytes as ten thousand pictures of 160 × 160 take. */
const mostBytes = 1024 * 1024 * 1024

export interface LoadOptions {
  readonly progress?: (done: number, total: number) => void
  readonly mostBytes?: number
}

/**
 * @returns in the order of the sources
 * @throws UnreadablePixels for a frame that cannot be measured on, by its place among the sources, or when all
 *         together take more memory than a job may have
 */
export async function loadImages(
  sources: readonly ImageSource[],
  { progress, mostBytes: limit = mostBytes }: LoadOptions = {},
): Promise<MeasuredImage[]> {
  const bytes = sources.reduce((sum, { pixels }) => sum + 4 * pixels.rows * pixels.columns, 0)
  if (bytes > limit)
    throw new UnreadablePixels(
      `${sources.length} images take ${bytes} bytes, more than the ${limit} of a job`,
    )
  const images: MeasuredImage[] = []
  const files = openedOnce()
  try {
    for (const source of sources) {
      const { sopInstanceUid, frame, plane } = source
      images.push({ sopInstanceUid, frame, plane, pixels: await valuesOf(source, files.read) })
      progress?.(images.length, sources.length)
    }
  } finally {
    await files.close()
  }
  return images
}

type Read = (file: string, start: number, end: number | undefined) => Promise<Uint8Array>

async function valuesOf(source: ImageSource, read: Read): Promise<Float32Array<ArrayBuffer>> {
  const { file, frame, pixels, plane } = source
  if (plane.rows !== pixels.rows || plane.columns !== pixels.columns)
    throw new UnreadablePixels('the plane and the pixels of a frame differ in size')
  const index = JSON.parse(source.frames) as FrameIndex
  const part = framePart(index, frame)
  const bytes = await read(file, part?.start ?? 0, part?.end)
  const place = part ? { index: part.index, frame: 0 } : { index, frame }
  return modalityValues(bytes, place.index, pixels, { ...source, frame: place.frame })
}

/** The file of the frame before is kept open: a multi-frame file is read frame by frame. */
function openedOnce(): { readonly read: Read; close(): Promise<void> } {
  let current: { readonly path: string; readonly handle: FileHandle } | undefined
  async function handleOf(path: string): Promise<FileHandle> {
    if (current?.path !== path) {
      await current?.handle.close()
      current = undefined
      current = { path, handle: await open(path, 'r') }
    }
    return current.handle
  }
  return {
    async read(path, start, end) {
      const handle = await handleOf(path)
      const until = end ?? (await handle.stat()).size
      const bytes = Buffer.allocUnsafe(until - start)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
      if (bytesRead < bytes.length) throw new UnreadablePixels('a file is shorter than when it was accepted')
      return bytes
    },
    async close() {
      await current?.handle.close()
    },
  }
}
